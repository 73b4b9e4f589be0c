"""The rows of the gap view: groups with their bars, items, actions."""

from collections import Counter
from collections.abc import Sequence

from textual.content import Content

from gapcheck.analysis.backlog import Backlog, Ranked
from gapcheck.analysis.gap import GroupResult
from gapcheck.analysis.items import ItemResult
from gapcheck.text import one_line, visible
from gapcheck.tui.hanging import hang
from gapcheck.tui.signs import UNSEEN, sign, word
from gapcheck.tui.widgets.fitted import Fitted, edges
from gapcheck.tui.widgets.row_list import Row
from gapcheck.tui.widgets.stacked_bar import stacked_bar

SHORT = {"4": "Context", "9": "Evaluation"}
"""Clause titles that are too long to stand before a bar; the list of the clause has them in full."""
_REF, _TITLE, _SEEN, _NOTE = 5, 14, 8, 9
_BAR_MOST = 40
_BLOCKS = {"stage1": "stage 1", "stage2": "stage 2", "dated_duty": "a legal or contract date"}


def heading(ident: str, text: str, right: str = "", key: str = "") -> Row:
    """A label in small capitals that the cursor passes over; a key at the right edge says where more is."""

    def laid_out(width: int) -> Content:
        beside = Content.assemble((right, "$grey"), ("  " if right and key else "", ""), (key, "$primary"))
        return edges(Content.styled(text.upper(), "bold $grey"), beside, width) if beside else _label(text)

    return Row(ident, Fitted(laid_out), heading=True)


def blank(ident: str) -> Row:
    """An empty line."""
    return Row(ident, Content(" "), heading=True)


def said(ident: str, text: str) -> Row:
    """A line of grey words that the cursor passes over."""
    return Row(ident, Fitted(lambda width: hang("", Content.styled(visible(text), "$grey"), width)), heading=True)


def whole_row(group: GroupResult) -> Row:
    """All clauses or all controls: four shares, what was left out, what is open. Never a figure over both."""

    def laid_out(width: int) -> Content:
        c = group.counts
        left, right = _label("clauses" if group.kind == "clause" else "controls"), _whole_note(group)
        out = f"excluded {c.excluded}   undecided {c.undecided}" if group.kind == "control" else ""
        below = bool(out) and left.cell_length + 3 + len(out) + 2 + right.cell_length > width
        if out and not below:
            left = Content.assemble(left, (f"   {out}", "$grey"))
        shares = (("confirmed", c.confirmed), ("claimed", c.claimed), ("at best", c.ceiling), ("looked at", c.coverage))
        gap = "   " if width >= 66 else "  "
        figures = Content(gap).join(
            [Content.assemble((f"{name} ", "$grey"), (_share(share), "bold")) for name, share in shares]
        )
        lines = [edges(left, right, width), figures]
        return Content("\n").join([*lines, Content.styled(out, "$grey")] if below else lines)

    return Row(group.id, Fitted(laid_out))


def group_row(group: GroupResult) -> Row:
    """One clause or theme with its bar and how much of it was looked at."""

    def laid_out(width: int) -> Content:
        c = group.counts
        room = width - _REF - _TITLE - 2 - 2 - _SEEN - 2 - _NOTE
        bar = max(min(room, _BAR_MOST), 6)
        title = SHORT.get(group.id, group.title.removesuffix(" controls"))
        short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
        seen = f"{c.applicable - c.not_assessed} of {c.applicable}"
        return Content.assemble(
            group.id.ljust(_REF),
            short.ljust(_TITLE + 2),
            stacked_bar(c, bar),
            (f"  {seen.rjust(_SEEN)}  ", "$grey"),
            _note(group),
        )

    return Row(group.id, Fitted(laid_out))


def item_row(result: ItemResult) -> Row:
    """Shape, number, title, word."""

    def laid_out(width: int) -> Content:
        bullet, indent = _bullet(result), _indent(result)
        title, state = Content(visible(result.item.full_title)), Content.styled(_state(result), "$grey")
        room = min(width, 76) - indent - title.cell_length - state.cell_length
        if room >= 2:
            return hang(bullet, Content.assemble(title, " " * room, state), width, indent=indent)
        below = hang("", state, width, indent=indent)
        return Content("\n").join([hang(bullet, title, width, indent=indent), below])

    return Row(result.item.id, Fitted(laid_out))


def good_row(result: ItemResult) -> Row:
    """A confirmed item in a few words."""

    def laid_out(width: int) -> Content:
        title = Content(visible(result.item.full_title))
        if width >= 40:
            return hang(_bullet(result), title, width, indent=_indent(result))
        shape, colour = sign(result)
        return hang(Content.styled(shape, colour), Content.assemble((f"{result.item.id} ", "$grey"), title), width)

    return Row(f"item:{result.item.id}", Fitted(laid_out))


def action_row(place: int, ranked: Ranked) -> Row:
    """One of the first actions: what to do, and below it where, how long, and what it holds up."""

    def laid_out(width: int) -> Content:
        action = ranked.action
        days = f"{ranked.days:g} {'day' if ranked.days <= 1 else 'days'}"
        facts = [" ".join(action.items), days]
        if ranked.blocking != "none":
            facts.append(f"blocks {_BLOCKS[ranked.blocking]}")
        elif ranked.quick_win:
            facts.append("quick win")
        text = hang(Content.styled(str(place), "$warning"), Content(one_line(action.text)), width)
        below = hang("", Content.styled(" · ".join(facts), "$grey"), width)
        return Content("\n").join([text, below])

    return Row(f"action:{ranked.action.id}", Fitted(laid_out))


def unseen_row(clauses: int, controls: int) -> Row:
    """How much was not looked at, clauses and controls apart."""
    text = counted(clauses, controls)
    return Row("unseen", Fitted(lambda width: hang(Content.styled(UNSEEN, "$grey"), Content(text), width)))


def whom_to_ask(backlog: Backlog) -> str:
    """Who was named for what nobody in the room knew, with how many items each; empty when nobody was."""
    named: Counter[str] = Counter(who for task in backlog.to_ask for who in task.who)
    return ", ".join(f"{one_line(who)} {count}" for who, count in named.most_common())


def counted(clauses: int, controls: int) -> str:
    """Two counts that are never added up."""
    return f"{_count(clauses, 'clause item')}, {_count(controls, 'control')}"


def refs_of(found: Sequence[ItemResult]) -> tuple[int, int]:
    """How many of these are clause items and how many are controls."""
    clauses = sum(result.item.kind == "clause" for result in found)
    return clauses, len(found) - clauses


def _bullet(result: ItemResult) -> Content:
    shape, colour = sign(result)
    return Content.assemble((shape, colour), " ", (result.item.id, "$grey"))


def _indent(result: ItemResult) -> int:
    return 2 + max(len(result.item.id) + 1, 7)


def _label(text: str) -> Content:
    return Content.styled(text.upper(), "bold $grey")


def _share(share: float | None) -> str:
    return "   –" if share is None else f"{share * 100:2.0f} %"


def _note(group: GroupResult) -> Content:
    count, word = group.open_findings[0]
    if count and word == "major":
        return Content.styled(_count(count, word), "$error")
    if group.too_early:
        return Content.styled("too early", "$grey")
    count, word = group.open_findings[-1]
    return Content.styled(_count(count, word), "$warning") if count else Content("")


def _whole_note(group: GroupResult) -> Content:
    colour = {"major": "$error"}
    counted = [
        Content.styled(_count(count, word), colour.get(word, "$warning") if count else "$grey")
        for count, word in group.open_findings
    ]
    findings = Content.assemble(("open: ", "$grey"), Content.styled(", ", "$grey").join(counted))
    return Content.assemble(("too early to judge   ", "$grey"), findings) if group.too_early else findings


def _count(count: int, word: str) -> str:
    return f"{count} {word if count == 1 else f'{word}s'}"


def _state(result: ItemResult) -> str:
    findings = f", {', '.join(result.open_findings)}" if result.open_findings else ""
    return word(result) + findings
