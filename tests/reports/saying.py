"""What a document says, in the order it says it, and whether a file says all of that."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from reports.reading import aloud, csv_rows, seen, squeezed, strings

from gapcheck.reports.document import Asks, Block, Document, Flow, Heading, Lengths, Listing, Part, Table
from gapcheck.reports.kinds import Kind
from gapcheck.reports.source import ReportInput

_FIGURE = re.compile(r"-?[0-9.]*")
"""A number is a number in a workbook, however many decimals are shown."""
_NOT_XML = re.compile("[\ufffe\uffff]")
_NUMBERED = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
_NO_SHAPE = dict.fromkeys(map(ord, "\u200d\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))


def as_read(text: str, name: str) -> str:
    """Text as the reader of a format finds it, without white space.

    Paper has no shape for what turns the direction of writing or joins signs; a sign without a picture has its number,
    and which signs have none depends on the fonts of the machine.
    """
    if name == "pdf":
        text = _NUMBERED.sub(lambda code: chr(int(code[1], 16)), text)
        return squeezed(unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_NO_SHAPE)))
    if name in ("docx", "xlsx"):
        text = _NOT_XML.sub(lambda sign: f"[U+{ord(sign.group()):04X}]", text)
    return squeezed(text)


def typed_as_read(text: str, name: str) -> str:
    """What somebody typed as the reader of a format finds it."""
    return _plainly(text) if name in ("html", "md", "txt", "csv") else _made_for(text, name)


@lru_cache(maxsize=10_000)
def _plainly(text: str) -> str:
    return squeezed(seen(text))


@lru_cache(maxsize=10_000)
def _made_for(text: str, name: str) -> str:
    return as_read(text if name in ("pdf", "json") else seen(text), name)


def unsaid(kind: Kind, report: ReportInput, name: str, raw: bytes, found: str) -> list[str]:
    """What a report should say and its file in a format does not; `found` is the text that a reader found in it."""
    if name in ("html", "md", "txt", "docx", "pdf"):
        lacking = unsaid_in_order(kind.document(report), name, found)
        # what goes on on the next page stands behind what is beside it
        return unsaid_in_order(kind.document(report), name, aloud(raw)) if lacking and name == "pdf" else lacking
    if name == "xlsx":
        return _not_in_workbook(kind, report, found)
    if name == "csv":
        return _not_in_table(kind.rows(report), raw)
    if name == "json":
        data = msgspec.json.decode(msgspec.json.encode(kind.data(report)))
        return list((Counter(strings(data)) - Counter(strings(msgspec.json.decode(raw)))).elements())
    return []  # made for other programs, which do not ask for all of it


def unsaid_in_order(document: Document, name: str, found: str) -> list[str]:
    """The texts of a document that do not stand in what was read, in their order and as often as they should."""
    read = as_read(found, name)
    place, missing = 0, []
    for said, any_order in _units(document, name):
        start = place
        for text in said:
            wanted = typed_as_read(text, name)
            at = read.find(wanted, start if any_order else place)
            if at < 0:
                missing.append(text)
            else:
                place = max(place, at + len(wanted))
    return missing


def _not_in_workbook(kind: Kind, report: ReportInput, found: str) -> list[str]:
    """What stands in no cell. The main table of the gap report says in words of its own what the document says."""
    document, text = kind.document(report), as_read(found, "xlsx")
    said = texts(document.metadata) if kind.name == "gap" else said_in(document, "xlsx")
    wanted = dict.fromkeys([*texts(kind.rows(report).rows), *said])
    return [one for one in wanted if not _FIGURE.fullmatch(one) and typed_as_read(one, "xlsx") not in text]


def _not_in_table(rows: Table, raw: bytes) -> list[str]:
    wanted = [tuple(column.title for column in rows.columns), *rows.rows]
    cells = [cell for row in csv_rows(raw) for cell in row]
    pairs = zip(cells, (cell for row in wanted for cell in row), strict=True)
    return [b for a, b in pairs if squeezed(a).removeprefix("'") != typed_as_read(b, "csv").removeprefix("'")]


def said_in(document: Document, name: str) -> list[str]:
    """Every text of a document that a format is to say, once."""
    return list(dict.fromkeys(text for said, _ in _units(document, name) for text in said))


def texts(part: object) -> list[str]:
    """All texts of a part of a document, in the order of its fields."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [text for one in part for text in texts(one)]
    if isinstance(part, Part):
        names = (field.name for field in msgspec.structs.fields(part) if field.name not in ("kind", "layout", "look"))
        return [text for name in names for text in texts(getattr(part, name))]
    return []


def _units(document: Document, name: str) -> Iterator[tuple[list[str], bool]]:
    """Texts that follow each other; formats differ in whether a state stands before or after its heading."""
    yield [document.label, document.organization, document.title, document.state, document.classification], False
    if document.layout == "report":
        yield texts(document.metadata), False
    for block in document.blocks:
        for said in _block(block, name):
            yield said, isinstance(block, Heading)
    if document.layout != "report":
        yield texts(document.metadata), False


def _block(block: Block, name: str) -> Iterator[list[str]]:
    match block:
        case Table():
            yield [block.caption]
            if name != "txt":  # it says the titles that are needed beside each cell
                yield [column.title for column in block.columns]
            yield texts(block.rows)
        case Asks():
            for ask in block.rows:
                yield [*texts(ask), block.answer]
        case Listing():
            yield [line.replace("\r\n", "\n").replace("\n", "\u2424") for line in block.lines]
        case Lengths() if name == "xlsx":  # the figures are in a table of their own
            yield [text for row in block.rows for text in (row.label, row.words)]
        case Lengths():
            yield [block.title, *(text for row in block.rows for text in (row.label, row.words))]
        case Flow():  # a drawing of the table that follows
            yield []
        case _:
            yield texts(block)
