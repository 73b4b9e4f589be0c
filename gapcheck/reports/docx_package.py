"""The file around the body: a blank document or a firm's own, its styles, pages, footers and properties.

The same data gives the same bytes: the properties hold no time of now, and every entry of the zip has the same time.
"""

import io
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.errors import GapcheckError
from gapcheck.reports.document import Document
from gapcheck.reports.docx_style import POINTS, Style, defaults_xml, style_xml
from gapcheck.reports.docx_xml import NAMES, SPACE, shown
from gapcheck.reports.plain import joined

if TYPE_CHECKING:
    from docx.document import Document as Package

_NO_DATE = datetime(2000, 1, 1)
_LONGEST_PROPERTY = 255
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_UNWANTED = ("stylesWithEffects", "thumbnail", "customXml")
"""Parts of the library's blank document that say nothing about ours."""
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>gapcheck</Application></Properties>"
)
_COMPAT = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)
_SETTINGS = (
    f'<w:settings {NAMES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    f'<w:characterSpacingControl w:val="doNotCompress"/>{_COMPAT}<w:themeFontLang w:val="en-GB"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


def tag(name: str) -> str:
    """A name of the format as the XML library writes it."""
    return f"{{{SPACE}}}{name}"


def opened(base: Path | None) -> "Package":
    """The document to fill, without a body.

    Raises GapcheckError when a base cannot be read as a Word document without macros.
    """
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    if base is None:
        package = docx.Document()
        _make_blank(package)
        return package
    unreadable = (OSError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile, zlib.error, PythonDocxError, OpcError)
    try:
        package = docx.Document(str(base))
    except unreadable as error:
        raise GapcheckError(
            f"The base document {base} cannot be read: choose a Word document saved as .docx, not as .dotx or .docm."
        ) from error
    body: Any = package.element.body
    for child in list(body):
        if child.tag != tag("sectPr"):
            body.remove(child)
    return package


def _make_blank(package: "Package") -> None:
    from docx.oxml.parser import parse_xml

    for relations in (package.part.rels, package.part.package.rels):
        for key in [key for key, found in relations.items() if found.reltype.endswith(_UNWANTED)]:
            del relations[key]
        for found in relations.values():
            if found.reltype.endswith("extended-properties"):
                found.target_part._blob = _PROGRAM
    settings: Any = package.settings.element
    settings[:] = list(parse_xml(_SETTINGS))
    styles: Any = package.styles.element
    styles[:] = [parse_xml(defaults_xml())]
    numbering: Any = package.part.numbering_part.element
    numbering[:] = []


def base_points(package: "Package") -> float:
    """The size of running text in a firm's document."""
    normal = next((style for style in package.styles if style.name == "Normal"), None)
    size = getattr(getattr(normal, "font", None), "size", None)
    if size is not None:
        return float(size.pt)
    found: Any = package.styles.element.find(f"{tag('docDefaults')}//{tag('sz')}")
    return float(found.get(tag("val"))) / 2 if found is not None else POINTS


def add_styles(package: "Package", wanted: tuple[Style, ...]) -> dict[str, str]:
    """Add the styles that are not there yet; returns the id of each by its name in small letters."""
    from docx.oxml.parser import parse_xml

    root: Any = package.styles.element
    ids: dict[str, str] = {}
    for found in root.iterfind(tag("style")):
        name = found.find(tag("name"))
        if name is not None:
            ids[name.get(tag("val")).lower()] = found.get(tag("styleId"))
    missing = [style for style in wanted if style.name.lower() not in ids]
    ids |= {style.name.lower(): style.id for style in missing}
    numbering = add_list(package) if any(style.name == "List Bullet" for style in missing) else 0
    for style in missing:
        root.append(parse_xml(style_xml(style, ids, numbering)))
    return ids


def add_list(package: "Package") -> int:
    """Declare a list with bullets and return its number."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.parser import parse_xml
    from docx.parts.numbering import NumberingPart

    if not any(found.reltype == RELATIONSHIP_TYPE.NUMBERING for found in package.part.rels.values()):
        empty: Any = parse_xml(f"<w:numbering {NAMES}/>")
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, package.part.package)
        package.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    root: Any = package.part.numbering_part.element
    kinds = [int(found.get(tag("abstractNumId"))) for found in root.iterfind(tag("abstractNum"))]
    numbers = [int(found.get(tag("numId"))) for found in root.iterfind(tag("num"))]
    kind, number = max(kinds, default=-1) + 1, max(numbers, default=0) + 1
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="284" w:hanging="227"/></w:pPr></w:lvl>'
    )
    root.insert(
        len(kinds),
        parse_xml(
            f'<w:abstractNum {NAMES} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/>{level}'
            "</w:abstractNum>"
        ),
    )
    root.append(parse_xml(f'<w:num {NAMES} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'))
    return number


def set_properties(package: "Package", document: Document, dated: str) -> None:
    """What the file says of itself; its date is that of the data."""
    found = package.core_properties
    root: Any = found._element
    root[:] = []
    title = shown(joined(" · ", document.label, document.organization, document.title)).replace("\n", " ")
    found.title = title if len(title) <= _LONGEST_PROPERTY else document.label
    subject = " ".join(shown(document.title).split())
    found.subject = subject if len(subject) <= _LONGEST_PROPERTY else ""
    found.author = found.last_modified_by = "gapcheck"
    found.language = "en-GB"
    found.revision = 1
    found.created = found.modified = _moment(dated)


def _moment(stamp: str) -> datetime:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return _NO_DATE
    moment = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return moment if moment.year > 1900 else _NO_DATE


def packed(package: "Package", body: str) -> bytes:
    """The bytes of the whole file with this body, the same for the same parts."""
    written, out = io.BytesIO(), io.BytesIO()
    package.save(written)
    main = str(package.part.partname).lstrip("/")
    whole = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NAMES}><w:body>{body}</w:body>'
        "</w:document>"
    )
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, whole.encode() if name == main else source.read(name))
    return out.getvalue()
