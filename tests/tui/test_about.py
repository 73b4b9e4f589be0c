"""What stands at the head of every report is filled in with keys, and the look of the house too."""

from pathlib import Path

from building import Builder
from reports.reading import seen, squeezed
from reports.test_house_style import png

from gapcheck.engagement import Engagement
from gapcheck.records.house_style import HouseStyle
from gapcheck.reports.formats import FORMATS
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.source import ReportInput

from .driving import SMALL, closed, played, seated

SCOPE = "[b]Order portal[/b], Berlin\n=1+1 <script>\n"


@played
async def test_head_and_look_of_the_reports(build: Builder, tmp_path: Path) -> None:
    folder = closed(build.engagement())
    logo = tmp_path / "our logo.png"
    logo.write_bytes(png(40, 10))
    async with seated(folder, SMALL) as seat:
        await seat.press("g", "H")
        await seat.focus("#field-audit_scope")
        await seat.type(SCOPE)
        await seat.focus("#field-objectives")
        await seat.type("Ready in May\n\nFewer questions from customers")
        await seat.focus("#field-period_from")
        await seat.type("next week")
        await seat.press("ctrl+s")
        assert "First day: write the day as in 2026-11-16" in seat.text, "and nothing is saved yet"
        await seat.press("ctrl+u")
        await seat.type("2026-11-16")
        await seat.press("ctrl+o")
        assert "The look of reports" in seat.text
        await seat.type("1.2")
        await seat.focus("#field-accent")
        await seat.type("#ffcc00")
        await seat.focus("#field-logo")
        await seat.type(f"'{logo}'")
        await seat.press("ctrl+s")
        assert "cannot be read on white paper" in seat.text
        await seat.focus("#field-accent")
        await seat.press("ctrl+u")
        await seat.press("ctrl+s")
        assert seat.dialog == "GapScreen"
        await seat.press("H", "ctrl+o", "ctrl+s")
    assert (folder / "style" / logo.name).read_bytes() == logo.read_bytes()
    with Engagement.open(folder, who="Ida", read_only=True) as engagement:
        about = engagement.about
        assert (about.audit_scope, about.period_from) == (SCOPE, "2026-11-16")
        assert about.objectives == ("Ready in May", "Fewer questions from customers")
        assert about.style == HouseStyle(version="1.2", logo=logo.name)
        page = FORMATS["txt"].render(KINDS["gap"], ReportInput.of(engagement)).decode()
    assert seen(SCOPE) in squeezed(page) and "Draft, version 1.2" in page
