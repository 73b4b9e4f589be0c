"""Whatever somebody types is in the report in full, as typed, and does nothing."""

from functools import cache

import pytest
from reports.making import hostile, report
from reports.reading import Page, csv_rows, markdown_tokens, quick_formats, seen, squeezed, text_of, written

from gapcheck.reports.formats import FORMATS
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.source import ReportInput

TEXTS = {
    "markup": "[bold]x[/] [/] **b** _i_ ~~s~~ `c` ``` [a](http://x) ![i](http://x/y.png) <b>n</b> &amp; &#65; $m$ {{l}}",  # noqa: E501
    "script": "<script>alert('x')</script><img src=x onerror=\"alert(1)\"> ]]> --> </style></title><!-- {% raw %}",
    "formula": '=HYPERLINK("http://x","y")',
    "block": "# head\n- list\n+ plus\n1. one\n2) two\n> quote\n\n    code\n---\n===\n| a | b |\n|---|---|\n\ttab\n***\n",  # noqa: E501
    "lines": "\n\n=first\r\nsecond\\\nthird\\|fourth\\",
    "controls": "\x1b[31mred\x1b[0m \x00\x07\x7f\x9b a\rb",
    "scripts": "\u202eשלום\u2066 العربية 👩‍👩‍👧 e\u0301 \u2028 中文",
    "links": "https://evil.example www.evil.example mailto:a@evil.example :tada: evil.example/x",
    "long": "many words " * 2000 + "| `tick` <i> end of 20 kB",
}
TEXTS["together"] = "\n".join(text for name, text in TEXTS.items() if name != "long")


def tried(kind: str, name: str, given: str) -> bool:
    """Whether a text is tried: each by itself in one kind, in the others all together, the long one in one format."""
    by_itself = kind == "gap" or FORMATS[name].kinds != ()
    if given == "long":
        return by_itself or name == "html"
    return (given == "together") != by_itself


NOTHING_TYPED = (("readiness", "csv"), ("soa_customer", "csv"))
"""The table of gates, and the table for customers."""
CASES = [
    (kind, name, given)
    for kind in KINDS
    for name in quick_formats(kind)
    for given in TEXTS
    if (kind, name) not in NOTHING_TYPED and tried(kind, name, given)
]


@cache
def filled(typed: str) -> ReportInput:
    """One moment of an engagement in which this was typed everywhere; its results serve every kind and format."""
    return report(hostile(typed))


@pytest.mark.parametrize(("kind", "name", "given"), CASES)
def test_all_of_it_is_there(kind: str, name: str, given: str) -> None:
    text = TEXTS[given]
    found = text_of(kind, name, filled(text))
    assert (squeezed(text) if name == "json" else seen(text)) in found


@pytest.mark.parametrize("kind", KINDS)
def test_html_holds_only_what_we_put_there(kind: str) -> None:
    clean, dirty = (Page(written(kind, "html", filled(text)).decode()) for text in ("x", " ".join(TEXTS.values())))
    assert {tag for tag, _ in dirty.tags} == {tag for tag, _ in clean.tags}
    assert [tag for tag, _ in dirty.tags if tag in ("script", "link", "img", "iframe", "object", "base")] == []
    for _, attributes in dirty.tags:
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in ("href", "src", "xlink:href"):
                assert value is not None and value.startswith("#c")
    assert "//" not in dirty.style and "@import" not in dirty.style and "evil" not in squeezed(dirty.style)


@pytest.mark.parametrize(("kind", "given"), [(k, t) for k in KINDS for t in TEXTS if tried(k, "md", t)])
def test_markdown_holds_only_what_we_put_there(kind: str, given: str) -> None:
    text = TEXTS[given][-2000:]  # more of the same words proves no more
    assert markdown_kinds(kind, text) == markdown_kinds(kind, "x")


@cache
def markdown_kinds(kind: str, typed: str) -> set[str]:
    """What a Markdown reader finds beside text."""
    tokens = markdown_tokens(written(kind, "md", filled(typed)).decode())
    assert {t.content for t in tokens if t.type in ("html_inline", "html_block")} <= {"<br>"}
    return {t.type for t in tokens} - {"hardbreak", "softbreak", "html_inline", "text_special"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_is_a_formula(kind: str, start: str) -> None:
    rows = csv_rows(written(kind, "csv", filled(f"{start}1+1")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert len({len(row) for row in rows}) == 1


def test_csv_starts_with_a_byte_order_mark_and_ends_lines_as_the_standard_says() -> None:
    raw = written("soa", "csv", filled("x"))
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 94


def test_a_turned_writing_direction_ends_with_the_text_that_turned_it() -> None:
    page = written("gap", "html", report(hostile("\u202eabc"))).decode()
    for line in page.split("<"):
        assert line.count("\u202e") - line.count("\u202c") in (0, 1)
        after = line.rpartition("\u202eabc")[2]
        assert after.startswith("\u202c") or "\u202eabc" not in line or not after.partition(">")[0].strip()
