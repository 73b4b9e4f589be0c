"""What was looked at where and how: items by sites, and above all what nobody looked at."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.analysis.coverage import coverage
from gapcheck.text import one_line
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.dialogs.site import rule_of_thumb
from gapcheck.tui.screens import coverage_rows as rows
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import Filter, FilterLine
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.row_table import Column, RowTable
from gapcheck.tui.widgets.sheet import Line, Sheet, blocks, heading

_LONGEST = 24
"""Letters of a site's name among the filters."""


class CoverageScreen(ViewScreen):
    """The matrix, with a page on the item under the cursor; left and right choose the site."""

    CSS_PATH = ["../styles/listing.tcss", "../styles/coverage.tcss"]
    NAME = "coverage"
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "go to it", "screen.open"),
        ("\N{LEFTWARDS ARROW} \N{RIGHTWARDS ARROW}", "site", "screen.site(1)"),
        ("S", "sites", "screen.sites"),
        ("n", "new site", "screen.new_site"),
        ("f", "filter", "screen.filter(1)"),
        ("?", "explain", "screen.explain"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Go to the item, at the chosen site", id="coverage.open"),
        Binding("right", "site(1)", "Next site", id="coverage.right"),
        Binding("left", "site(-1)", "Site before", id="coverage.left"),
        Binding("S", "sites", "List of sites", id="coverage.sites"),
        Binding("n", "new_site", "New site", id="coverage.new-site"),
        Binding("f", "filter(1)", "Next filter", id="coverage.filter"),
        Binding("F", "filter(-1)", "Filter before", id="coverage.filter-back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.chosen = "all"
        self.site = session.site
        self._matrix: rows.Matrix | None = None
        self._made_from: object = None

    def body(self) -> Iterable[Widget]:
        """Heading, filters, matrix with its foot, page."""
        with Vertical(classes="listing"):
            yield Static(id="heading", classes="listing-head")
            yield FilterLine()
            yield Static(Content("Nothing passes this filter. f shows the next one."), classes="listing-nothing")
            with Vertical(classes="listing-split"):
                with Vertical(id="matrix"):
                    yield RowTable(id="rows")
                    yield Static(id="foot")
                with VerticalScroll(classes="listing-detail", can_focus=False), Vertical(classes="listing-pages"):
                    yield Sheet(id="first")
                    yield Sheet(id="second")

    def on_mount(self) -> None:
        """Keys go to the table."""
        self.query_one(RowTable).focus()

    @property
    def matrix(self) -> rows.Matrix:
        """What the rows are made from; made anew when results or the chosen site are others."""
        results = self.session.results
        if self._matrix is None or self._made_from is not results or self._matrix.chosen != self.site:
            found = coverage(results.material) if self._made_from is not results or self._matrix is None else None
            seen = found or self._matrix.coverage  # type: ignore[union-attr]
            sites = rows.site_order(results.material, seen)
            self.site = self.site if self.site in sites else rows.ALL
            self._made_from = results
            self._matrix = rows.Matrix(
                coverage=seen,
                items=results.items,
                groups=self.session.questionnaire.manifest.groups,
                sites=sites,
                chosen=self.site,
            )
        return self._matrix

    def show(self) -> None:
        """Show the items that pass the filter, as they are now."""
        matrix, table = self.matrix, self.query_one(RowTable)
        refs = matrix.coverage.looks
        words = {"all": "all", "nobody": "nobody looked"}
        if len(matrix.sites) > 1:
            name = one_line(self.site)
            words["here"] = f"not at {name[:_LONGEST]}" if name else "not for all"
        elif self.chosen == "here":
            self.chosen = "all"
        counts = {name: sum(matrix.passes(ref, name) for ref in refs) for name in words}
        filters = [
            Filter(name, word, counts[name], "$warning" if name != "all" else "") for name, word in words.items()
        ]
        self.query_one(FilterLine).show(tuple(filters), self.chosen)
        made = rows.rows(matrix, self.chosen)
        table.fill(self._columns, made, marked=f"at {self.site}")
        self._show_foot()
        self.query_one("#heading", Static).update(self._heading())
        self.set_class(not made, "-empty")
        if made and self.focused is None:
            table.focus()

    @property
    def _room(self) -> int:
        table = self.query_one(RowTable)
        return max((table.size.width or self.app.size.width - 2) - 1, 40)

    @property
    def _columns(self) -> list[Column]:
        return rows.columns(self.matrix, self._room)

    def _show_foot(self) -> None:
        self.query_one("#foot", Static).update(rows.foot(self.matrix, self._columns, self._room))

    def _heading(self) -> Content:
        left = Content.styled("COVERAGE", "bold")
        pieces = [Content.assemble(letter, (f" {way}", "$grey")) for letter, way in rows.LEGEND]
        right = Content("  ").join(pieces)
        width = self.query_one("#heading", Static).content_size.width or self.app.size.width - 4
        return Content.assemble(left, " " * max(width - left.cell_length - right.cell_length, 3), right)

    @property
    def _pages(self) -> tuple[list[Line], list[Line]]:
        here, matrix, material = self.query_one(RowTable).here, self.matrix, self.session.results.material
        group = rows.group_of(here)
        if group:
            rule = rule_of_thumb(self.session)
            second = [
                heading("Sites"),
                Line(rule or "Only what is for all; n names a site.", style="" if rule else "$grey"),
            ]
            return rows.group_page(group, matrix), second
        if here not in matrix.coverage.looks:
            return [], []
        first, second = rows.item_page(here, matrix, material), rows.overall_page(here, matrix, material)
        return first, second

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The item at every site, and what the letters mean."""
        first, second = self._pages
        rule = rule_of_thumb(self.session)
        told = [("Sites", [rule])] if rule and not rows.group_of(self.query_one(RowTable).here) else []
        title = first[0].text if first else "Coverage"
        signs = ("Signs", [f"{name}: {text}" for name, text in rows.MEANINGS])
        return title, [*blocks([*first[1:], *second]), *told, signs]

    def action_open(self) -> None:
        """Go to the item with the chosen site; a heading leads to the sites."""
        here = self.query_one(RowTable).here
        if rows.group_of(here):
            self.action_sites()
        elif here:
            self.session.site = self.site
            self.gapcheck.go_to_item(here)

    def action_site(self, step: int) -> None:
        """Choose the next site, or the one before."""
        sites = self.matrix.sites
        at = min(max(sites.index(self.site) + step, 0), len(sites) - 1)
        self._choose(sites[at])

    def _choose(self, site: str) -> None:
        if site != self.site:
            self.site = site
            self.show()

    def action_sites(self) -> None:
        """Show all sites, to change them."""
        from gapcheck.tui.dialogs.site import SitesDialog

        self.app.push_screen(SitesDialog(self.session), lambda _: self.show())

    def action_new_site(self) -> None:
        """Name another site."""
        from gapcheck.tui.dialogs.site import site_dialog

        self.app.push_screen(site_dialog(self.session), lambda _: self.show())

    def action_filter(self, step: int) -> None:
        """Show what passes another filter."""
        self.chosen = self.query_one(FilterLine).after(step)
        self.show()

    def on_row_table_moved(self) -> None:
        """The page follows the cursor."""
        for name, lines in zip(("#first", "#second"), self._pages, strict=True):
            more = rows.meanings() if name == "#second" and lines else []
            self.query_one(name, Sheet).show([*lines, *more])
        self.query_one(".listing-detail").scroll_home(animate=False)

    def on_row_table_narrowed(self) -> None:
        """Other columns fit."""
        self.show()

    def on_row_table_opened(self) -> None:
        """Two clicks are Enter."""
        self.action_open()

    def on_row_table_header_selected(self, event: RowTable.HeaderSelected) -> None:
        """A click on a site chooses it; on the chosen one it opens it."""
        site = event.name.removeprefix("at ")
        if not event.name.startswith("at "):
            return
        if site and site == self.site:
            from gapcheck.tui.dialogs.site import site_dialog

            self.app.push_screen(site_dialog(self.session, site), lambda _: self.show())
        else:
            self._choose(site)

    def on_filter_line_picked(self, event: FilterLine.Picked) -> None:
        """A click on a filter shows what passes it."""
        self.chosen = event.name
        self.show()
