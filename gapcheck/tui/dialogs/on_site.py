"""The menu of the day on site: one letter for each of its views."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gapcheck.records.about import Member
from gapcheck.records.day import Slot
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread
from gapcheck.text import one_line
from gapcheck.tui.session import Session

HERE, TEAM = "here", "team"
"""What the menu gives back when person and place, or the team, are to be set."""
ENTRIES = (
    ("d", "day", "Today", "plan, meetings, feedback, undecided"),
    ("n", "notes", "Notes", "the inbox: what waits to be filed"),
    ("i", "interviews", "Interviews", "whom you talk to, and what to ask them"),
    ("t", "threads", "Threads", "lines of enquiry, parked or followed"),
    ("e", "register", "Evidence", "the register of all evidence"),
    ("s", "samples", "Samples", "cases picked, and what they showed"),
    ("f", "findings", "Findings", "requirement, evidence, nature"),
    ("c", "coverage", "Coverage", "items by sites: what was not looked at"),
    ("h", HERE, "Here", "whom you speak with now, and where"),
    ("w", TEAM, "Team", "who audits, and what they built"),
)

_ABOUT = 40
"""Cells for what an entry is about; with what waits there it fits 80 columns."""


class OnSiteMenu(ModalScreen[str | None]):
    """Returns the name of a view, `HERE`, `TEAM`, or None."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o", "leave", "Leave", show=False),
        *(Binding(key, f"pick('{name}')", word, show=False) for key, name, word, _ in ENTRIES),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """Every view with its letter, and what waits there."""
        counts = self._counts()
        options = [
            Option(
                Content.assemble(
                    (key, "$primary"), f"  {word.ljust(12)}", (about.ljust(_ABOUT), "$grey"), counts.get(name, "")
                ),
                id=name,
            )
            for key, name, word, about in (*ENTRIES[:-2], self._here(), ENTRIES[-1])
        ]
        with Vertical(classes="dialog"):
            yield Static("On site", classes="dialog-title")
            yield OptionList(*options, id="on-site-list", markup=False, compact=True)
            yield Static(
                Content.assemble(("m", "$primary"), (" quick note, on every screen   ", "$grey"),
                                 ("Esc", "$primary"), (" leave", "$grey")),
                classes="dialog-foot",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Arrows and Enter work as well as letters."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Picked."""
        event.stop()
        self.dismiss(event.option.id)

    def action_pick(self, name: str) -> None:
        """Picked by its letter."""
        self.dismiss(name)

    def action_leave(self) -> None:
        """Nothing picked."""
        self.dismiss(None)

    def _counts(self) -> dict[str, str]:
        records = self._session.engagement.records
        notes = sum(note.is_open for note in records.table(QuickNote).values())
        threads = sum(thread.is_open for thread in records.table(Thread).values())
        findings = records.table(Finding).values()
        slots = sum(not slot.ended for slot in records.table(Slot).values())
        found = {
            "day": f"{slots} to come" if slots else "",
            "notes": f"{notes} open" if notes else "",
            "threads": f"{threads} open" if threads else "",
            "register": str(len(records.table(Evidence)) or ""),
            "samples": str(len(records.table(Sample)) or ""),
            TEAM: str(len(records.table(Member)) or ""),
            "findings": f"{sum(f.is_open for f in findings)} open" if findings else "",
        }
        return found

    def _here(self) -> tuple[str, str, str, str]:
        """The entry of person and place, which tells them once they are known."""
        key, name, word, about = ENTRIES[-2]
        here = self._session.here
        told = " · ".join(one_line(part) for part in (here.get("person", ""), here.get("place", "")) if part)
        return key, name, word, told or about
