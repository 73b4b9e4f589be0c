"""GitHub-flavoured Markdown in which every text shows as it was typed and none of it becomes markup."""

import re

from gapcheck.reports.chart_words import key, sign_of, signs, step_lines
from gapcheck.reports.document import (
    Ask,
    Asks,
    Bars,
    Block,
    Bullets,
    Callout,
    Document,
    Fact,
    Facts,
    Flow,
    Heading,
    Lengths,
    Listing,
    PageBreak,
    Paragraph,
    Table,
)
from gapcheck.reports.marks import SHAPES, word
from gapcheck.reports.plain import joined, visible

_ANYWHERE = re.compile(
    r"[\\`*_{}\[\]<>|~&$@^]"
    r"|(?<=[A-Za-z]):(?=\S)"  # links by scheme, emoji by name
    r"|(?<=\w)\.(?=[A-Za-z])"  # links by name of a host
)
_AT_START = re.compile(r"^(#|[-+=]|\d+(?=[.)](\s|$)))")
_BLANK = "\\_" * 20
_ALIGN = {"number": "---:"}


def render(document: Document) -> bytes:
    """The whole document as UTF-8."""
    parts = [
        f"# {inline(document.label)}",
        " · ".join(part for part in (_bold(document.organization), inline(document.title)) if part),
        text(joined(" · ", document.state, document.classification)),
    ]
    blocks = [block(part) for part in document.blocks]
    facts = block(document.metadata)
    parts += [facts, *blocks] if document.layout == "report" else [*blocks, "---", facts]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def block(part: Block) -> str:
    """One block."""
    match part:
        case Heading():
            mark = f" · {inline(part.mark)}" if part.mark else ""
            return f"{'#' * (part.level + 1)} {inline(part.text)}{mark}"
        case Paragraph():
            return text(part.text)
        case Bullets():
            return "\n".join(f"- {_hanging(item)}" for item in part.items)
        case Facts():
            return "\n".join(_fact(row) for row in part.rows)
        case Table():
            return _table(part)
        case Bars():
            return _bars(part)
        case Lengths():
            return _lengths(part)
        case Flow():
            return "\n".join(f"- {_hanging(line)}" for line in step_lines(part))
        case Callout():
            body = f"**{inline(part.title)}**" + (f"\n\n{text(part.text)}" if part.text else "")
            return "\n".join(f"> {line}" if line else ">" for line in body.split("\n"))
        case Asks():
            return "\n\n".join(_ask(number, ask, part.answer) for number, ask in enumerate(part.rows, 1))
        case Listing():
            return _listing(part)
        case PageBreak():
            return "---"


def text(typed: str) -> str:
    """Text as a paragraph; each line break of the text is a line break of the paragraph."""
    lines = [_escaped(line) for line in visible(typed).split("\n")]
    if len(lines) > 1 and not lines[-1]:
        lines[-1] = "&#32;"
    return "\\\n".join(lines)


def inline(typed: str) -> str:
    """Text where Markdown allows a single line only: headings and cells."""
    return "<br>".join(_escaped(line) for line in visible(typed).split("\n"))


def _escaped(line: str) -> str:
    body = _ANYWHERE.sub(lambda found: "\\" + found.group(), line)
    stripped = body.lstrip(" \t")
    start = "".join("&#9;" if char == "\t" else "&#32;" for char in body[: len(body) - len(stripped)])
    stripped = _AT_START.sub(_start_escaped, stripped)
    core = stripped.rstrip(" \t")
    end = "".join("&#9;" if char == "\t" else "&#32;" for char in stripped[len(core) :])
    if core.endswith("#") and core != "\\#":  # a heading drops the signs at its end
        core = f"{core[:-1]}\\#"
    return start + core.replace("\t", "&#9;") + end


def _start_escaped(found: re.Match[str]) -> str:
    start = found.group()
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _bold(typed: str) -> str:
    return f"**{inline(typed)}**" if typed else ""


def _hanging(typed: str) -> str:
    return text(typed).replace("\n", "\n  ")


def _fact(row: Fact) -> str:
    if len(row.lines) == 1:
        return f"- **{inline(row.label)}:** {_hanging(row.lines[0])}"
    lines = "\n".join(f"  - {text(line).replace(chr(10), chr(10) + '    ')}" for line in row.lines)
    return f"- **{inline(row.label)}:**\n{lines}"


def _table(table: Table) -> str:
    head = "| " + " | ".join(inline(column.title) for column in table.columns) + " |"
    rule = "| " + " | ".join(_ALIGN.get(column.kind, "---") for column in table.columns) + " |"
    rows = ["| " + " | ".join(inline(cell) for cell in row) + " |" for row in table.rows]
    caption = f"{text(table.caption)}\n\n" if table.caption else ""
    return caption + "\n".join([head, rule, *rows])


def _bars(bars: Bars) -> str:
    counted = ("confirmed", "claimed", "partial", "does_not_conform", "not_assessed")
    head = ["", inline(bars.title), *(f"{SHAPES[code]} {word(code)}" for code in counted), "of", "Beside"]
    rule = ["---", "---", *["---:"] * (len(counted) + 1), "---"]
    rows = [
        [
            inline(joined(" ", bar.id, bar.title)),
            "".join(SHAPES[code] * count for code, count in bar.counts),
            *(str(count) for _, count in bar.counts),
            str(bar.total),
            inline(bar.beside),
        ]
        for bar in bars.rows
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _lengths(lengths: Lengths) -> str:
    step = sign_of(lengths)
    rows = [
        ["---", "---", "---"],
        *([inline(row.label), signs(row, step) or inline(row.instead), inline(row.words)] for row in lengths.rows),
    ]
    table = "\n".join("| " + " | ".join(row) + " |" for row in ([inline(lengths.of), "Drawn", "In words"], *rows))
    return f"{text(lengths.title)}\\\n{text(key(lengths))}\n\n{table}"


def _ask(number: int, ask: Ask, answer: str) -> str:
    start = f"{number}. "
    parts = [text(ask.text), *(text(line) for line in ask.beside), f"{inline(answer)}: {_BLANK}"]
    lines = "\n\n".join(parts).split("\n")
    return start + "\n".join(" " * len(start) + line if line else "" for line in lines).lstrip()


def _listing(listing: Listing) -> str:
    body = "\n".join(visible(line).replace("\n", "\u2424") for line in listing.lines)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", body)), default=0))
    return f"{fence}yaml\n{body}\n{fence}"
