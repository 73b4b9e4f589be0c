"""The gap view: where the organization stands, clause by clause and theme by theme, and what follows from it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from gapcheck.analysis.backlog import explain_action
from gapcheck.analysis.gap import GroupResult, explain_group, sentence
from gapcheck.analysis.items import ItemResult, explain_item
from gapcheck.analysis.readiness import explain_readiness
from gapcheck.records.method import HouseMethod
from gapcheck.text import visible
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.widgets import gap_rows
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.key_bar import Key, KeyBar
from gapcheck.tui.widgets.row_list import Row, RowList
from gapcheck.tui.widgets.stacked_bar import legend
from gapcheck.tui.widgets.verdict import VerdictBlock

GOOD, UNSEEN = "good", "unseen"
"""Lists of items that are not a group: all confirmed ones, and all that nobody looked at."""
_FIRST_GOOD, _FIRST_ACTIONS = 4, 3
_TALL = 30


class GapScreen(ViewScreen):
    """Verdict on top, groups with bars on the left, what is good and what comes first on the right."""

    CSS_PATH = "../styles/gap.tcss"
    NAME = "gap"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_TALL, "-tall")]
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "open", "screen.open"),
        ("x", "explain", "screen.explain"),
        ("j", "already good", "screen.list_items('good')"),
        ("n", "not looked at", "screen.list_items('unseen')"),
        ("/", "go to", "screen.go_to"),
        ("^p", "all", "app.command_palette"),
    )
    LIST_KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "open the item", "screen.open"),
        ("Esc", "back", "screen.back"),
        *KEYS[1:],
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "explain", "Explain the figure under the cursor", show=False, id="gap.explain"),
        Binding("j", "list_items('good')", "List all that is confirmed", show=False, id="gap.good"),
        Binding("n", "list_items('unseen')", "List all that was not looked at", show=False, id="gap.unseen"),
        Binding("right,l", "enter_list", "Into the list of items", show=False, id="gap.enter-list"),
        Binding("escape,left", "back", "Back to the groups", show=False, id="gap.back"),
    ]

    _listed = "clauses"

    def body(self) -> Iterable[Widget]:
        """Verdict, then groups, items, and what stands beside."""
        yield VerdictBlock(id="gap-verdict", opens=True)
        with Horizontal(id="gap-body"):
            yield RowList(id="gap-groups")
            with Vertical(id="gap-items"):
                yield Static(id="gap-items-head")
                yield RowList(id="gap-items-list")
            yield RowList(id="gap-beside")

    def on_mount(self) -> None:
        """Begin on the groups."""
        self.query_one("#gap-groups").focus()

    def show(self) -> None:
        """Show the results as they are now."""
        self._show_verdict()
        self._list("gap-groups").show_rows(self._group_rows())
        self._list("gap-beside").show_rows(self._beside_rows())
        self._show_items()

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """How the figure under the cursor came about."""
        found, focused = self.session.results, self.focused
        if isinstance(focused, VerdictBlock):
            return "The verdict for stage 1", [("", explain_readiness(found.stage1))]
        at = focused.at if isinstance(focused, RowList) else self._list("gap-groups").at
        kind, _, ref = at.rpartition(":")
        if kind == "action":
            ranked = next(r for r in found.backlog.actions if r.action.id == ref)
            return ranked.action.text, [("Why it stands here", explain_action(ranked, self._method()))]
        if ref in found.items:
            result = found.items[ref]
            return f"{ref} {result.item.full_title}", [("How this came about", explain_item(result))]
        if ref in (GOOD, UNSEEN) or not ref:
            whole = [found.gap.group("clauses"), found.gap.group("annex_a")]
            return "How much is known", [(group.title, explain_group(group)) for group in whole]
        group = found.gap.group(ref)
        early = f"Under {self._method().early_coverage * 100:.0f} % looked at, a group is called too early to judge."
        return self._title(ref), [("", explain_group(group)), ("", [early])]

    def action_open(self) -> None:
        """Open what is under the cursor."""
        focused = self.focused
        if isinstance(focused, RowList):
            focused.action_select()
        elif isinstance(focused, VerdictBlock):
            focused.action_open()

    def action_list_items(self, which: str) -> None:
        """List the items of a group, the confirmed ones, or those nobody looked at."""
        self._listed = which
        self.add_class("-listing")
        self._show_items()
        self._list("gap-items-list").focus()
        self.query_one(KeyBar).show_keys(self.LIST_KEYS)

    def action_enter_list(self) -> None:
        """Into the items of the group under the cursor."""
        groups = self._list("gap-groups")
        if groups.has_focus:
            self.action_list_items(groups.at)

    def action_back(self) -> None:
        """Leave the list of items."""
        groups = self._list("gap-groups")
        self.remove_class("-listing")
        self._listed = groups.at
        self._show_items()
        groups.focus()
        self.query_one(KeyBar).show_keys(self.KEYS)

    @on(VerdictBlock.Opened)
    def _to_readiness(self) -> None:
        self.gapcheck.show_view("readiness")

    @on(OptionList.OptionHighlighted, "#gap-groups")
    def _group_changed(self, event: OptionList.OptionHighlighted) -> None:
        self._listed = event.option_id or "clauses"
        self._show_items()

    @on(OptionList.OptionSelected, "#gap-groups")
    def _group_chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_list_items(event.option_id or "clauses")

    @on(OptionList.OptionSelected, "#gap-items-list")
    def _item_chosen(self, event: OptionList.OptionSelected) -> None:
        self.gapcheck.go_to_item(event.option_id or "")

    @on(OptionList.OptionSelected, "#gap-beside")
    def _beside_chosen(self, event: OptionList.OptionSelected) -> None:
        kind, _, ref = (event.option_id or "").rpartition(":")
        if kind == "item":
            self.gapcheck.go_to_item(ref)
        elif kind == "action":
            self.gapcheck.show_view("backlog")
        else:
            self.action_list_items(ref)

    def on_resize(self) -> None:
        """A small window gets fewer reasons."""
        self._show_verdict()

    def _show_verdict(self) -> None:
        self.query_one(VerdictBlock).show(self.session.results.stage1, 3 if self.app.size.height >= _TALL else 1)

    def _group_rows(self) -> list[Row]:
        gap, early = self.session.results.gap, self._method().early_coverage
        rows: list[Row] = []
        for group in gap.groups:
            whole = group.id in ("clauses", "annex_a")
            if group.id == "annex_a":
                rows.append(gap_rows.blank("above-controls"))
            rows.append(gap_rows.whole_row(group) if whole else gap_rows.group_row(group))
        rows.append(gap_rows.blank("above-legend"))
        rows.append(Row("legend", Fitted(lambda width: legend(width, early)), heading=True))
        return rows

    def _beside_rows(self) -> list[Row]:
        found = self.session.results
        good, unseen = self._items_of(GOOD), self._items_of(UNSEEN)
        rows = [gap_rows.heading("head-good", "What is already good", "all", "j")]
        rows += [gap_rows.good_row(result) for result in _first(good)]
        if not good:
            rows.append(gap_rows.said("no-good", "Nothing is confirmed yet: proof was not seen so far."))
        rows += [gap_rows.blank("above-first"), gap_rows.heading("head-first", "Do first", "why this order", "b")]
        first = found.backlog.actions[:_FIRST_ACTIONS]
        rows += [gap_rows.action_row(place, ranked) for place, ranked in enumerate(first, 1)]
        if not first:
            rows.append(gap_rows.said("no-first", "No gap is known yet, so there is nothing to do first."))
        rows += [gap_rows.blank("above-unseen"), gap_rows.heading("head-unseen", "Not looked at", "all", "n")]
        rows.append(gap_rows.unseen_row(*gap_rows.refs_of(unseen)))
        who = gap_rows.whom_to_ask(found.backlog)
        if who:
            rows.append(gap_rows.said("ask", f"ask, for what nobody knew: {who}"))
        return rows

    def _show_items(self) -> None:
        found = self._items_of(self._listed)
        rows = [gap_rows.item_row(result) for result in found]
        listed = self._list("gap-items-list")
        listed.show_rows(rows or [gap_rows.said("none", "There is none.")])
        lines = [Content.styled(visible(self._title(self._listed)).upper(), "bold $grey")]
        listed_apart = self._listed in (GOOD, UNSEEN)
        told = _counted(found) if listed_apart else sentence(self._group(self._listed)).partition(": ")[2]
        lines.append(Content.styled(visible(told), "$grey"))
        self.query_one("#gap-items-head", Static).update(Content("\n").join(lines))

    def _items_of(self, which: str) -> list[ItemResult]:
        items = self.session.results.items.values()
        if which == GOOD:
            return [result for result in items if result.confirmed]
        if which == UNSEEN:
            return [result for result in items if not result.looked_at]
        return list(self._group(which).items)

    def _title(self, which: str) -> str:
        if which == GOOD:
            return "What is already good"
        if which == UNSEEN:
            return "Not looked at"
        group = self._group(which)
        return group.title if which in ("clauses", "annex_a") else f"{group.id} {group.title}"

    def _group(self, ident: str) -> GroupResult:
        return self.session.results.gap.group(ident)

    def _method(self) -> HouseMethod:
        return self.session.engagement.about.method

    def _list(self, ident: str) -> RowList:
        return self.query_one(f"#{ident}", RowList)


def _first(good: Sequence[ItemResult]) -> list[ItemResult]:
    """A few of what is good: clauses and controls in turn, so that neither hides the other."""
    clauses = [result for result in good if result.item.kind == "clause"]
    controls = [result for result in good if result.item.kind == "control"]
    few = max(_FIRST_GOOD - len(controls), 2)
    return [*clauses[:few], *controls[: _FIRST_GOOD - len(clauses[:few])]]


def _counted(found: Sequence[ItemResult]) -> str:
    return gap_rows.counted(*gap_rows.refs_of(found))
