"""Paths as people paste them or drag them onto a terminal: quoted, escaped, or as a file:// address."""

import os
import shlex
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname


def pasted_path(text: str) -> Path:
    """The path that was meant, without looking whether it exists; an empty text gives the path "."."""
    text = text.strip().removesuffix("\0").strip()
    for quote in ("'", '"'):
        if len(text) > 1 and text.startswith(quote) and text.endswith(quote):
            text = text[1:-1]
    if text.casefold().startswith("file://"):
        address = urlsplit(text)
        server = f"//{address.netloc}" if address.netloc not in ("", "localhost") else ""
        return Path(url2pathname(server + address.path))
    if os.name != "nt" and "\\" in text and not os.path.lexists(os.path.expanduser(text)):  # noqa: PTH111
        text = _unescaped(text)
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # ~somebody whom this machine does not know
        return path


def _unescaped(text: str) -> str:
    try:
        parts = shlex.split(text)
    except ValueError:
        return text
    return parts[0] if len(parts) == 1 else text
