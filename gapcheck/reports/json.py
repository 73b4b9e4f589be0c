"""JSON: everything, keys in alphabetical order, so that the same data gives the same bytes."""

from typing import Any

import msgspec


def render(data: dict[str, Any]) -> bytes:
    """The data as indented UTF-8."""
    return msgspec.json.format(msgspec.json.encode(data, order="sorted"), indent=2) + b"\n"
