"""The first three actions: what to do, why first, done when; and a name and a week for each."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.content import Content

from gapcheck.analysis.backlog import Ranked, explain_action
from gapcheck.analysis.first_day import first_actions
from gapcheck.records.actions import Action
from gapcheck.reports.actions import days
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.dialogs.take_action import short_date, take_action
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.guide.page import BACK, EXPLAIN, ON, STOP, small
from gapcheck.tui.guide.pages.listed import ListedPage, cut
from gapcheck.tui.guide.pages.result import blank
from gapcheck.tui.hanging import MEASURE, hang
from gapcheck.tui.widgets.fitted import Fitted, Layout
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.row_list import Row

_QUICK_SHOWN = 3
_LOW_ROOM = 19
"""Lines for the cards on a terminal of 24 rows."""
_LABEL = 13
"""Cells for a label and the number before it; texts hang behind them."""


class ActionsPage(ListedPage):
    """Three cards; Enter gives one a name and a week."""

    NAME = "actions"
    TITLE = words.ACTIONS_TITLE
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "name and week", "open"),
        ("]", "go on", "on"),
        BACK,
        EXPLAIN,
        ("v", "all views", "screen.all_views"),
        STOP,
    )

    @property
    def keys(self) -> Sequence[Key]:
        """Without actions there is only the way on."""
        return self.KEYS if self._first else (ON, BACK, STOP)

    def head(self) -> Layout | None:
        """What to do with the cards."""
        if not self.session.engagement.mode.shows_remediation:
            text = words.ACTIONS_NO_ADVICE
        elif not self._first:
            text = words.ACTIONS_NONE
        else:
            text = words.ACTIONS_HEAD if len(self._first) > 1 else words.ACTIONS_HEAD_ONE
        return lambda width: hang("", Content(text), width, indent=0)

    def rows(self) -> list[Row]:
        """A card for each action, and what else is quick."""
        cards = [self._card(number, ranked) for number, ranked in enumerate(self._first, 1)]
        quick = self._also_quick
        shown = [*cards, self._quick_row(quick)] if quick else cards
        lines = sum(row.visual.get_height({}, MEASURE) for row in shown)
        if self.is_low and lines + len(shown) - 1 > _LOW_ROOM:
            return shown
        spaced: list[Row] = []
        for number, row in enumerate(shown):
            spaced += [blank(str(number)), row] if number else [row]
        return spaced

    def open(self, ident: str) -> None:
        """Ask for a name and a week, or list what else is quick."""
        ranked = self._ranked(ident)
        if ranked is not None:
            today = date.fromisoformat(self.gapcheck.clock()[:10])
            self.app.push_screen(take_action(self.session, ranked.action, today))
        else:
            title, blocks = self.explanation()
            self.open_figure(title, blocks, "show the backlog", lambda: self.gapcheck.show_view("backlog"))

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """Why the action under the cursor is among the first, figure by figure."""
        how: Block = ("How the order comes about", list(words.ACTIONS_EXPLAINED))
        ranked = self._ranked(self.at)
        if ranked is None:
            return "Also quick", [("", [each.action.text for each in self._also_quick]), how]
        items = self.session.results.items
        refs = [f"{ref} {items[ref].item.full_title}" for ref in ranked.action.items if ref in items]
        figures = explain_action(ranked, self.session.results.material.method)
        return ranked.action.text, [
            ("Why first", [_why(ranked)]),
            ("Done when", [ranked.action.done_when or words.ACTIONS_PROOF_DONE]),
            ("What it is for", refs),
            how,
            ("In figures", figures),
        ]

    @property
    def _first(self) -> tuple[Ranked, ...]:
        if not self.session.engagement.mode.shows_remediation:
            return ()
        return first_actions(self.session.results.backlog)

    @property
    def _also_quick(self) -> tuple[Ranked, ...]:
        first = self._first
        actions = self.session.results.backlog.actions if first else ()
        return tuple(ranked for ranked in actions if ranked.quick_win and ranked not in first)

    def _ranked(self, ident: str) -> Ranked | None:
        return next((ranked for ranked in self._first if f"card:{ranked.action.id}" == ident), None)

    def _card(self, number: int, ranked: Ranked) -> Row:
        action = ranked.action
        done_when = action.done_when or words.ACTIONS_PROOF_DONE
        when = Content(one_line(short_date(action.due))) if action.due else Content.styled("no week yet", "$grey")
        rest = [when, Content.styled("half a day" if ranked.days == 0.5 else days(ranked.days), "$grey")]
        if ranked.quick_win:
            rest.append(Content.styled("quick win", "$success"))
        ready = bool(action.owner.strip() and action.due)
        items = self.session.results.items
        subject = ", ".join(f"{ref} {items[ref].item.title}" for ref in action.items[:1] if ref in items)
        named = subject if subject.partition(" ")[0] not in action.text else ""

        def laid_out(width: int) -> Content:
            sign = Content.styled(f"{number}", "bold $success" if ready else "bold $primary")
            what = Content.assemble((visible(action.text), "bold"), (f"  {named}" if named else "", "$grey"))
            lines = [hang(sign, what, width)]
            facts = Content(" · ").join([_who(action, short=False), *rest])
            if facts.cell_length > width - _LABEL:
                facts = Content(" · ").join([_who(action, short=True), *rest])
            for label, text in (("why first", _why(ranked)), ("done when", done_when)):
                shown = Content(one_line(text) if self.is_low else visible(text))
                lines.append(_labelled(label, cut(shown, width - _LABEL, low=self.is_low), width))
            lines.append(_labelled("who, when", facts, width))
            return Content("\n").join(lines)

        return Row(f"card:{action.id}", Fitted(laid_out))

    def _quick_row(self, quick: Sequence[Ranked]) -> Row:
        def laid_out(width: int) -> Content:
            head = Content.assemble(small("Also quick"), f" {len(quick)}  ")
            texts = [Content(one_line(ranked.action.text)) for ranked in quick[:_QUICK_SHOWN]]
            if self.is_low:
                return cut(Content.assemble(head, Content("; ").join(texts)), width, low=True)
            return Content("\n").join([head, *(hang(Content.styled("·", "$primary"), text, width) for text in texts)])

        return Row("quick", Fitted(laid_out))


def _labelled(label: str, text: Content, width: int) -> Content:
    return hang(Content.styled(f"  {label}", "$grey"), text, width, indent=_LABEL)


def _who(action: Action, *, short: bool) -> Content:
    if action.owner.strip():
        return Content(one_line(action.owner))
    role = "" if short or not action.owner_role else f" (usually: {one_line(action.owner_role)})"
    return Content.styled(f"nobody yet{role}", "$grey")


def _why(ranked: Ranked) -> str:
    """In one line why an action is among the first."""
    action = ranked.action
    if action.pinned:
        return words.WHY_PINNED.format(reason=one_line(action.pinned))
    blocked = {"stage1": words.WHY_STAGE1, "stage2": words.WHY_STAGE2, "dated_duty": words.WHY_DATED}
    waiting = len(ranked.unlocks)
    waits = words.WHY_UNLOCKS_ONE if waiting == 1 else words.WHY_UNLOCKS.format(count=waiting) if waiting else ""
    if ranked.blocking in blocked:
        return "; ".join(part for part in (blocked[ranked.blocking], waits) if part)
    high = words.WHY_RISK if ranked.risk >= 0.9 else ""
    return waits or (words.WHY_QUICK if ranked.quick_win else "") or high or words.WHY_ELSE
