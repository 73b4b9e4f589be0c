"""Where one stands after day one: what is good, the verdict with its reasons, the figures, what was not looked at."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from gapcheck.analysis.first_day import Strength, strengths
from gapcheck.analysis.gap import GroupResult, explain_group
from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.items import explain_item
from gapcheck.analysis.readiness import DISCLAIMER, Readiness
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.guide.page import BACK, EXPLAIN, STOP, small
from gapcheck.tui.guide.pages.listed import ListedPage, count, cut
from gapcheck.tui.hanging import hang
from gapcheck.tui.signs import BAR_PARTS, CLAIMED, CONFIRMED, UNSEEN
from gapcheck.tui.widgets.fitted import Fitted, edges
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.row_list import Row
from gapcheck.tui.widgets.stacked_bar import stacked_bar
from gapcheck.tui.widgets.verdict import GATE_SIGNS, verdict_sign

GOOD_SHOWN, REASONS_SHOWN = 3, 4
_GROUPS = (("clauses", "Clauses"), ("annex_a", "Controls"))


class ResultPage(ListedPage):
    """Strengths first, then the verdict with what stands in the way, then figures; every row opens."""

    NAME = "result"
    TITLE = words.RESULT_TITLE
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "how this came about", "open"),
        ("]", "go on", "on"),
        BACK,
        EXPLAIN,
        ("v", "all views", "screen.all_views"),
        STOP,
    )

    def rows(self) -> list[Row]:
        """Everything, in the order in which it should be read."""
        return [*self._good_rows(), blank("a"), *self._verdict_rows(), blank("b"), *self._figure_rows()]

    def open(self, ident: str) -> None:
        """Say how the row came about, with the way to its items."""
        title, blocks = self._told(ident)
        kind, _, ref = ident.partition(":")
        if kind == "good" and ref:
            item = self._strength(ref).item
            self.open_figure(title, blocks, f"open {item}", lambda: self.go_to_items([item]))
        elif kind == "gate":
            refs = self._gate(ref).refs
            self.open_figure(title, blocks, "open the item", lambda: self.go_to_items(refs))
        elif kind in ("verdict", "more"):
            self.open_figure(title, blocks, "show all gates", lambda: self.gapcheck.show_view("readiness"))
        else:
            which = {"good": "clauses", "unseen": "unseen"}.get(kind, ref)
            self.open_figure(title, blocks, "show the items", lambda: self.list_on_gap_view(which))

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """What the row under the cursor says."""
        return self._told(self.at or "verdict")

    @property
    def _good(self) -> tuple[Strength, ...]:
        return strengths(self.session.results.material, self.session.results.items)

    @property
    def _stage1(self) -> Readiness:
        return self.session.results.stage1

    def _good_rows(self) -> list[Row]:
        good = self._good
        if not good:
            none = Fitted(lambda width: hang("", Content(words.RESULT_NO_GOOD), width, indent=0))
            return [Row("no-good", small(words.RESULT_GOOD), heading=True), Row("none", none, heading=True)]
        beside = count(len(good), "strength") if len(good) <= GOOD_SHOWN else f"{len(good)} in all"
        head = Fitted(lambda width: edges(small(words.RESULT_GOOD), Content.styled(beside, "$grey"), width))
        return [Row("good", head), *(self._good_row(strength) for strength in good[:GOOD_SHOWN])]

    def _good_row(self, strength: Strength) -> Row:
        word = "shown" if strength.shown else "said"

        def laid_out(width: int) -> Content:
            told = Content(one_line(strength.text or strength.title))
            sign = Content.styled(CONFIRMED if strength.shown else CLAIMED, "$success")
            text = hang(sign, cut(told, width - 10, low=self.is_low), width - 8)
            first, *rest = text.split("\n")
            return Content("\n").join([edges(first, Content.styled(word, "$grey"), width), *rest])

        return Row(f"good:{strength.question}", Fitted(laid_out))

    def _verdict_rows(self) -> list[Row]:
        found, reasons = self._stage1, self._reasons
        shape, colour = verdict_sign(found.verdict)
        failed, unknown, met = (len(found.of(state, "blocker")) for state in ("failed", "unknown", "met"))
        counts = f"{failed} missing · {unknown} not known · {met} in place"

        def laid_out(width: int) -> Content:
            head = Content.styled(words.RESULT_VERDICTS[found.verdict], "bold")
            bullet = Content.styled(shape, f"bold {colour}")
            return Content("\n").join(
                [hang(bullet, head, width), hang("", Content.styled(counts, "$foreground"), width)]
            )

        shown = reasons if len(reasons) <= REASONS_SHOWN + 1 else reasons[:REASONS_SHOWN]
        rows = [Row("verdict", Fitted(laid_out)), *(self._gate_row(gate) for gate in shown)]
        if len(shown) < len(reasons):
            rest = Content.assemble((f"  and {len(reasons) - len(shown)} more", "$grey"))
            rows.append(Row("more", rest))
        return rows

    def _gate_row(self, gate: GateResult) -> Row:
        shape, colour = GATE_SIGNS[gate.state]

        def laid_out(width: int) -> Content:
            text = cut(Content(visible(_asked(gate))), width - 4, low=self.is_low)
            return hang(Content.styled(f"  {shape}", colour), text, width, indent=4)

        return Row(f"gate:{gate.gate.id}", Fitted(laid_out))

    @property
    def _reasons(self) -> tuple[GateResult, ...]:
        """What keeps the verdict from being better: missing before not known, then what was not looked at yet."""
        found = self._stage1
        blockers = (*found.of("failed", "blocker"), *found.of("unknown", "blocker"))
        concerns = (*found.of("failed", "concern"), *found.of("unknown", "concern"))
        return blockers or tuple(check for check in found.prechecks if check.state != "met") or concerns

    def _figure_rows(self) -> list[Row]:
        gap = self.session.results.gap
        rows = [self._group_row(gap.group(ident), word) for ident, word in _GROUPS]
        if not self.is_low:
            rows[1:1] = [blank("c")]
            rows.append(blank("e"))
        clauses, controls = (gap.group(ident).counts for ident, _ in _GROUPS)
        unseen = (
            f"{clauses.not_assessed} of {clauses.applicable} clauses, "
            f"{controls.not_assessed} of {controls.applicable} controls"
        )
        text = Content.assemble((f"{UNSEEN} ", "$grey"), small(words.RESULT_UNSEEN), "  ", (unseen, ""))
        rows.append(Row("unseen", text))
        named = zip(words.RESULT_LEGEND, BAR_PARTS, strict=True)
        pieces = [Content.assemble((glyph, colour), (f" {word}", "$grey")) for word, (_, glyph, colour) in named]
        rows.append(Row("legend", Content("   ").join(pieces), heading=True))
        if not self.is_low:
            told = Fitted(lambda width: Content("\n").join([_grey(text, width) for text in words.RESULT_WORDS]))
            rows += [blank("d"), Row("words", told, heading=True)]
        return rows

    def _group_row(self, group: GroupResult, word: str) -> Row:
        c = group.counts
        figures = (
            ("confirmed", c.conforms_evidenced),
            ("claimed", c.conforms_evidenced + c.conforms_claimed),
            ("at best", c.conforms_evidenced + c.conforms_claimed + c.not_assessed),
        )

        def laid_out(width: int) -> Content:
            shown = [
                Content.assemble((f"{name} ", "$grey"), (f"{number:>2}", "bold"), f" of {c.applicable}")
                for name, number in figures
            ]
            line = Content.assemble(small(word).pad_right(10 - len(word)), Content("  ").join(shown))
            return Content("\n").join([line, stacked_bar(c, min(width, 70))])

        return Row(f"group:{group.id}", Fitted(laid_out))

    def _strength(self, question: str) -> Strength:
        return next(each for each in self._good if each.question == question)

    def _gate(self, ident: str) -> GateResult:
        found = self._stage1
        return next(gate for gate in (*found.gates, *found.prechecks) if gate.gate.id == ident)

    def _told(self, ident: str) -> tuple[str, Sequence[Block]]:
        kind, _, ref = ident.partition(":")
        results = self.session.results
        if kind == "good" and ref:
            return self._strength_told(self._strength(ref))
        if kind == "good":
            told = [f"{each.text or each.title} ({'shown' if each.shown else 'said'})" for each in self._good]
            return words.RESULT_GOOD, [("", told), ("How this came about", [words.RESULT_STRENGTHS_HOW])]
        if kind == "gate":
            gate = self._gate(ref)
            return _asked(gate), [
                ("What is asked", [gate.gate.text]),
                ("How it is today", [gate.why]),
                ("How this came about", list(words.RESULT_VERDICT_HOW[:1] + words.RESULT_VERDICT_HOW[2:])),
            ]
        if kind == "group":
            group = results.gap.group(ref)
            return group.title, [
                ("What the words mean", [*words.RESULT_WORDS, words.RESULT_APART]),
                ("How the figures came about", explain_group(group)),
            ]
        if kind == "unseen":
            return words.RESULT_UNSEEN, [("", list(words.RESULT_UNSEEN_WHY)), *self._unseen()]
        return words.RESULT_VERDICTS[self._stage1.verdict], self._verdict_told()

    def _strength_told(self, strength: Strength) -> tuple[str, Sequence[Block]]:
        how = words.RESULT_STRENGTH_SHOWN if strength.shown else words.RESULT_STRENGTH_SAID
        asked = self.session.questionnaire.question_by_id[strength.question].ask
        return strength.text or strength.title, [
            ("What was asked", [asked]),
            ("What you noted", [strength.note or "Nothing was noted."]),
            ("Shown or said", [how]),
            (f"{strength.item} {strength.title}", explain_item(self.session.results.items[strength.item])),
        ]

    def _verdict_told(self) -> list[Block]:
        found = self._stage1
        lists = (
            ("Missing", found.of("failed", "blocker")),
            ("Not known yet", found.of("unknown", "blocker")),
            ("In place", found.of("met", "blocker")),
            ("May come up in the audit", (*found.of("failed", "concern"), *found.of("unknown", "concern"))),
            ("Has to be known first", tuple(check for check in found.prechecks if check.state != "met")),
        )
        told = [(f"{name}: {len(gates)}", [f"{_asked(g)} ({g.why})" for g in gates]) for name, gates in lists if gates]
        return [
            ("", [words.RESULT_NORMAL] if found.verdict == "not_ready" else []),
            *told,
            ("How this came about", [*words.RESULT_VERDICT_HOW, DISCLAIMER]),
        ]

    def _unseen(self) -> list[Block]:
        gap = self.session.results.gap
        return [
            (word, [f"{r.item.id} {r.item.full_title}" for r in gap.group(ident).items if not r.looked_at])
            for ident, word in _GROUPS
        ]


def _asked(gate: GateResult) -> str:
    """What is missing or asked, in words of the business where there are some."""
    return (gate.gate.business if gate.state != "met" else "") or gate.gate.text


def _grey(text: str, width: int) -> Content:
    return hang("", Content.styled(text, "$grey"), width, indent=0)


def blank(ident: str) -> Row:
    """An empty line."""
    return Row(f"blank-{ident}", Content(" "), heading=True)
