"""What people typed, made safe to show: nothing is cut and nothing acts."""

_VISIBLE = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_VISIBLE[0x7F] = 0x2421
_VISIBLE |= dict.fromkeys(range(128, 160), 65533)
_VISIBLE[0x0D] = 0x240D
_IN_PLACE = _VISIBLE | {0x09: 0x2409, 0x0A: 0x240A}


def visible(text: str) -> str:
    """The text with control characters (escape codes among them) as visible signs; line ends and tabs stay."""
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def one_line(text: str) -> str:
    """The text for a place that has one line: line ends and tabs become visible signs too."""
    return visible(text).replace("\n", " \N{SYMBOL FOR NEWLINE} ").replace("\t", " ")


def in_place(text: str) -> str:
    """The text with one visible sign for each control character, for a line in which a cursor stands at a place."""
    return text.translate(_IN_PLACE)
