"""Text that somebody typed, put together with ours and made visible, without changing what it says."""

import re

_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATES = {"\u2066", "\u2067", "\u2068"}
_TURNS = re.compile(f"[{''.join(_OPENS)}{''.join(sorted(_ISOLATES))}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def balanced(text: str) -> str:
    """The text with every change of writing direction ended, so that it cannot turn round what follows it."""
    if not _TURNS.search(text):
        return text
    open_: list[str] = []
    for char in text:
        if char in _OPENS:
            open_.append(_OPENS[char])
        elif char in _ISOLATES:
            open_.append("\u2069")
        elif char == "\u202c" and open_ and open_[-1] == char:
            open_.pop()
        elif char == "\u2069" and char in open_:
            del open_[len(open_) - 1 - open_[::-1].index(char) :]
    return text + "".join(reversed(open_))


def joined(separator: str, *parts: str) -> str:
    """The parts that say something, one after the other."""
    return separator.join(balanced(part) for part in parts if part)


def visible(text: str) -> str:
    """The text with its control characters shown as symbols; tabs and line breaks stay what they are."""
    return _CONTROL.sub(_symbol, text.replace("\r\n", "\n"))


def _symbol(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"
