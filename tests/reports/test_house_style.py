"""A firm's own look: it is there in every format with pages, stands alone, and the same files give the same bytes."""

import io
import re
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from building import Builder
from reports.making import realistic, report

from gapcheck.changes.engagement import EngagementChanged
from gapcheck.errors import GapcheckError, Refusal
from gapcheck.records.house_style import HouseStyle, contrast_on_white
from gapcheck.reports.days import day_words, due_words, month_words
from gapcheck.reports.house_style import BASE, CSS, FACT
from gapcheck.reports.house_style_checks import css_problem, png_problem, svg_problem, word_problem
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="url(#g)"/></svg>'


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x40" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def styled(folder: Path, files: dict[str, bytes], **style: Any) -> ReportInput:
    (folder / "style").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / "style" / name).write_bytes(data)
    about, *others = realistic(answers=0)
    return report([msgspec.structs.replace(about, style=HouseStyle(**style)), *others], folder=folder)


def written(report: ReportInput, out: Path, format: str = "html") -> bytes:
    return write_report(report, "boss", [format], out)[0].read_bytes()


def test_settings_are_kept_and_one_that_cannot_work_is_refused_in_a_sentence(build: Builder) -> None:
    engagement = build.engagement()
    engagement.do(EngagementChanged(style={"accent": "#8a1c5c", "distribution": ["Board", "Head of IT"]}))
    engagement.do(EngagementChanged(style={"paper": "Letter"}))
    kept = HouseStyle(accent="#8a1c5c", paper="Letter", distribution=("Board", "Head of IT"))
    assert build.reopened(engagement).about.style == kept


def test_dates_are_written_out_in_the_language_of_the_house_and_its_version_stands_beside_draft(tmp_path: Path) -> None:
    page = written(styled(tmp_path, {}, dates="pt-BR", version="1.2"), tmp_path, "txt").decode()
    assert "21 de novembro de 2026" in page and "November" not in page
    assert "Draft, version 1.2, journal entry" in page
    assert [day_words("2026-03-01", language) for language in ("", "de", "en-US")] == [
        "1 March 2026", "1. März 2026", "March 1, 2026",
    ]  # fmt: skip
    assert month_words(date(2026, 11, 1), "pl") == "listopad 2026"
    assert due_words("soon", "de") == day_words("soon", "de") == "soon"


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ({"accent": "#ffcc00"}, r"#ffcc00 cannot be read on white paper: its contrast is 1\.5 to 1"),
        ({"accent": "red;}"}, "is no colour"),
        ({"dates": "klingon-x"}, "no language 'klingon-x' to write dates in"),
        ({"paper": "A5"}, "do not fit: Invalid enum value 'A5'"),
        ({"logo": "../../secret.png"}, "lies in the folder 'style'"),
        ({"logo": "logo.gif"}, "PNG or SVG"),
        ({"font": "Comic Sans"}, "Known settings: accent, paper, logo, distribution"),
    ],
)
def test_what_cannot_be_used_is_refused(build: Builder, style: dict[str, Any], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        build.records(EngagementChanged(style=style))


def test_contrast_is_measured_as_wcag_says() -> None:
    assert [round(contrast_on_white(c), 2) for c in ("#000000", "#ffffff", "#767676")] == [21, 1, 4.54]


def test_a_page_has_the_colour_the_paper_the_logo_and_the_rules_of_the_house(tmp_path: Path) -> None:
    files = {"logo.svg": SVG, CSS: b"h1{color:#333}"}
    page = written(styled(tmp_path, files, accent="#8a1c5c", paper="Letter", logo="logo.svg"), tmp_path).decode()
    assert "--blue:#8a1c5c" in page and "@page{size:letter" in page and "h1{color:#333}</style>" in page
    assert 'src="data:image/svg+xml;base64,' in page and "default-src 'none'" in page and FACT in page
    again = styled(tmp_path / "b", files, accent="#8a1c5c", paper="Letter", logo="logo.svg")
    assert written(again, tmp_path / "b").decode() == page
    other = styled(tmp_path / "c", files | {CSS: b"h1{color:#334}"}, accent="#8a1c5c", paper="Letter", logo="logo.svg")
    hashes = [re.findall("[0-9a-f]{64}", text) for text in (page, written(other, tmp_path / "c").decode())]
    assert hashes[0][0] == hashes[1][0] and hashes[0][-1] != hashes[1][-1]


def test_word_gets_the_paper_the_colour_and_the_logo_and_a_base_goes_first(tmp_path: Path) -> None:
    import docx

    given = styled(tmp_path, {"logo.png": png(30, 8)}, accent="#8a1c5c", paper="Letter", logo="logo.png")
    made = docx.Document(io.BytesIO(written(given, tmp_path, "docx")))
    width = made.sections[0].page_width
    assert width is not None and round(width.mm, 1) == 215.9 and len(made.inline_shapes) == 1
    assert str(made.styles["Heading 2"].font.color.rgb) == "8A1C5C"

    firm = docx.Document()
    firm.sections[0].header.paragraphs[0].text = "Firm & Partners"
    firm.save(str(tmp_path / "style" / BASE))
    based = docx.Document(io.BytesIO(written(given, tmp_path, "docx")))
    assert based.sections[0].header.paragraphs[0].text == "Firm & Partners"
    assert any(FACT in cell.text for table in based.tables for cell in table._cells) or FACT in "".join(
        paragraph.text for paragraph in based.paragraphs
    )


def test_pdf_is_made_on_the_paper_with_the_logo(tmp_path: Path) -> None:
    from pypdf import PdfReader

    given = styled(tmp_path, {"logo.png": png(30, 8)}, paper="Letter", logo="logo.png")
    page = PdfReader(io.BytesIO(written(given, tmp_path, "pdf"))).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)
    assert len(page.images) == 1


@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://x.example/a.css';",
        "@\\69mport 'a.css';",
        "a{background:url(https://x.example/a.png)}",
        "a{background:u\\72 l( 'a.png')}",
        'a{content:"/*"} b{background:URL(//x.example)} c{content:"*/"}',
        "a{background:image-set('a.png' 1x)}",
        "a{} </style><script>",
        "a{content:'\\3c/style>'}",
    ],
)
def test_a_style_sheet_that_reaches_outside_is_refused(css: str) -> None:
    assert css_problem(css.encode())


def test_a_style_sheet_that_stands_alone_is_not(tmp_path: Path) -> None:
    fine = b'@charset "utf-8"; a{background:url("data:image/png;base64,AA==");content:"\\2022"} b{fill:url(#x)}'
    assert not css_problem(fine) and css_problem(b"\xff")
    with pytest.raises(GapcheckError, match=r"report\.css cannot be used: it imports or links .* \(line 2: @import\)"):
        written(styled(tmp_path, {CSS: b"a{}\n@import 'b';"}), tmp_path)


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        "<a href='#x'/>",
        "<rect onload='x()'/>",
        "<use xlink:href='https://x.example/#a' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
        "<image href='data:image/svg+xml;base64,AA=='/>",
        "<style>rect{fill:url(b.svg#x)}</style>",
        "<rect style='fill:u\\72l(b.svg)'/>",
        "<?xml-stylesheet href='a.css'?>",
        "<rect>",
    ],
)
def test_a_picture_that_does_more_than_be_seen_is_refused(inside: str) -> None:
    assert svg_problem(SVG.replace(b"</svg>", f"{inside}</svg>".encode()))


def test_pictures_are_what_they_are_called_and_whole() -> None:
    assert not svg_problem(b'<?xml version="1.0"?>' + SVG) and not png_problem(png(3, 3))
    assert svg_problem(b"<html/>") and "abbreviation" in svg_problem(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG)
    assert png_problem(SVG) and png_problem(png(3, 3)[:-13]) and png_problem(png(0, 3))


def test_a_base_that_fetches_its_template_is_refused() -> None:
    def base(kind: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as parts:
            target = f'<Relationship Id="a" Type="x/{kind}" Target="https://x.example" TargetMode="External"/>'
            parts.writestr("word/_rels/settings.xml.rels", target)
        return out.getvalue()

    assert "its template" in word_problem(base("attachedTemplate")) and word_problem(b"no zip")
    assert not word_problem(base("hyperlink"))


def test_a_logo_that_is_missing_too_large_or_a_link_says_so(tmp_path: Path) -> None:
    for files, why in (({}, "is missing"), ({"logo.png": b"x" * (1 << 20) + b"y"}, "larger than 1 MB")):
        with pytest.raises(GapcheckError, match=why):
            written(styled(tmp_path, files, logo="logo.png"), tmp_path)
    (tmp_path / "style" / "logo.png").unlink()
    (tmp_path / "elsewhere.png").write_bytes(png(3, 3))
    (tmp_path / "style" / "logo.png").symlink_to(tmp_path / "elsewhere.png")
    with pytest.raises(GapcheckError, match="is a link to somewhere else"):
        written(styled(tmp_path, {}, logo="logo.png"), tmp_path)
    assert not (tmp_path / "boss.html").exists()
