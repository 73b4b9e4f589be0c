"""Whether a firm's style sheet or picture may go into a report: it must stand alone, and do nothing but be seen."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \n\r\t\f])?|([^\n\r\f]))")
_OUTSIDE = re.compile(
    r"""@import|(?<![\w-])url\((?!\s*["']?\s*(?:data:|\#))|(?<![\w-])(?:-webkit-)?(?:image-set|image|src)\(""",
    re.IGNORECASE,
)
_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "a", "handler", "set",
                     "listener", "animate", "animatetransform", "animatemotion", "discard"})  # fmt: skip
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif)[;,]", re.IGNORECASE)
_OUTER_TARGET = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_LEADS = frozenset({"href", "src", "base", "data", "action", "formaction"})


def css_problem(data: bytes) -> str:
    """What is wrong with a style sheet; empty when it refers to nothing outside itself."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "it is not written in UTF-8; save it as such"
    # also inside comments: what is a comment and what is not can be made to look different
    for shown in (text, _unescaped(text)):
        if found := _OUTSIDE.search(shown):
            line = shown.count("\n", 0, found.start()) + 1
            return f"it imports or links something outside itself (line {line}: {found.group()}); leave that out"
        if "</" in shown or "<!" in shown:
            return "it holds a mark of HTML ('</' or '<!'); leave that out"
    return ""


def svg_problem(data: bytes) -> str:
    """What is wrong with an SVG picture; empty when it holds no scripts, links, animations or things from outside."""
    found: list[str] = []
    opened: list[str] = []
    styles: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if not opened and tag != "svg":
            found.append("it is no SVG picture")
        opened.append(tag)
        if tag in _ACTIVE:
            found.append(f"it holds a <{tag}>, and a picture may hold no scripts, links or animations")
        for attribute, value in attributes.items():
            short = _local(attribute)
            if short.startswith("on"):
                found.append(f"it runs something ({short})")
            elif short in _LEADS and not value.startswith("#") and not _PICTURE.match(value):
                found.append(f"it links something outside itself ({value[:60]!r})")
            elif attribute != "xmlns" and not attribute.startswith("xmlns:"):
                styles.append(value)

    def end(_: str) -> None:
        opened.pop()

    def text(typed: str) -> None:
        if opened and opened[-1] == "style":
            styles.append(typed)

    def instruction(target: str, _: str) -> None:
        found.append(f"it holds an instruction ({target})")

    def entity(name: str, *_: object) -> None:
        raise _Refused(f"it defines an abbreviation of its own ({name}); save it as plain SVG")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = text, instruction
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except _Refused as error:
        return str(error)
    except expat.ExpatError as error:
        return f"it is no SVG picture ({error})"
    if not found and any(_OUTSIDE.search(s) or _OUTSIDE.search(_unescaped(s)) for s in ("".join(styles), *styles)):
        return "it links something outside itself in its style"
    return found[0] if found else ""


def png_problem(data: bytes) -> str:
    """What is wrong with a PNG picture; empty when it is whole."""
    if not data.startswith(_PNG):
        return "it is no PNG picture"
    kinds = [kind for kind, _ in _chunks(data)]
    whole = kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1:] == [b"IEND"]
    return "" if whole and all(png_size(data)) else "it is damaged or was cut off; save it again"


def word_problem(data: bytes) -> str:
    """What is wrong with a Word document to work in; empty when opening it fetches nothing. Its links may stay."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                if name.endswith(".rels"):
                    for found in _OUTER_TARGET.findall(parts.read(name)):
                        if b"/hyperlink" not in found:
                            what = "its template" if b"/attachedTemplate" in found else f"something in {name}"
                            return f"it takes {what} from outside itself; save it without that"
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        return "it is no Word document saved as .docx"
    return ""


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG picture in dots."""
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The parts of a PNG, each with where it begins, up to the first that is damaged."""
    at = len(_PNG)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        end = at + 8 + size
        if zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return
        yield data[at + 4 : at + 8], at
        at = end + 4


class _Refused(Exception):
    """Reading stops here."""


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _unescaped(text: str) -> str:
    """The text as a browser reads it: escapes as the signs they stand for."""

    def sign(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else ord(found[2])
        return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(sign, text)
