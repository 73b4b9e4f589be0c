"""Samples: how the cases are picked is asked first and recorded, so that another person picks the same ones."""

from collections.abc import Sequence

import msgspec
from textual.widgets import Input

from gapcheck.analysis.sample_words import cases, outcome, proposed_size, told
from gapcheck.changes.base import Change
from gapcheck.changes.evidence import EvidenceAdded, LinkGiven, next_id
from gapcheck.changes.samples import LARGEST, PREFIX, SampleChanged
from gapcheck.errors import GapcheckError
from gapcheck.records.about import Site
from gapcheck.records.evidence import Evidence, Link, link_key
from gapcheck.records.samples import Case, Sample
from gapcheck.records.vocabulary import LinkEffect
from gapcheck.tui.dialogs.evidence import EFFECTS
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice

METHODS = (
    ("judgement", "judgement"),
    ("random", "random"),
    ("systematic", "systematic"),
    ("all", "every case"),
)
_ASKED = {
    "judgement": ("cases", "how"),
    "random": ("size", "seed"),
    "systematic": ("size",),
    "all": (),
}
"""What is asked for each method, beside what is always asked."""
_TURNS = ("size", "seed", "cases", "how")
_HOW = {
    "random": "case numbers drawn by gapcheck with the seed",
    "systematic": "case numbers evenly spaced from the first to the last",
    "all": "every case of the population",
}


class SampleForm(FormDialog):
    """The form for a new sample: what the method does not need is out of sight, and a size is proposed."""

    def __init__(self, session: Session, seed: str) -> None:
        """`seed` is proposed for a random pick."""
        self._session = session
        self._proposed = ""
        super().__init__(
            f"Sample {next_id(PREFIX, session.engagement.records.table(Sample))}",
            _new_fields(session, seed),
            self._submitted,
            drafts=session.drafts,
            draft_key="sample new",
            save="Draw",
        )

    def on_mount(self) -> None:
        """Begin with what the method asks for."""
        self._proposed = self.query_one("#field-size", Input).value
        self._show_asked()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another method asks for something else."""
        if event.choice.id == "field-method":
            self._show_asked()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A size follows the population until somebody types one."""
        size = self.query_one("#field-size", Input)
        if event.input.id == "field-population_size" and size.value == self._proposed:
            self._proposed = size.value = proposed_size(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field that is in sight."""
        event.stop()
        self.focus_next()

    def _show_asked(self) -> None:
        asked = _ASKED.get(self.query_one("#field-method", Choice).value, ())
        for name in _TURNS:
            widget = self.query_one(f"#field-{name}")
            siblings = list(widget.parent.children) if widget.parent is not None else []
            label = siblings[siblings.index(widget) - 1]
            widget.display = label.display = name in asked

    def _submitted(self, values: dict[str, str]) -> str | None:
        population = _number(values["population_size"])
        if population is None:
            return "The population is a number of cases; leave it empty when it is not known."
        method = values["method"]
        names = _names(values["cases"])
        picked: Sequence[Case] = tuple(Case(id=name) for name in names)
        if method != "judgement":
            problem = _unpickable(method, population, values["size"])
            if problem:
                return problem
            picked = cases(population, _number(values["size"]) or 0, method, values["seed"].strip())
        elif not names:
            return "Name the cases, one on each line."
        records = self._session.engagement.records
        return done(
            self._session,
            SampleChanged(
                id=next_id(PREFIX, records.table(Sample)),
                title=values["title"],
                items=_refs(values["items"]),
                objective=values["objective"],
                population=values["population"],
                population_size=population,
                source=values["source"],
                method=method,  # type: ignore[arg-type]
                how=_HOW.get(method, values["how"]),
                seed=values["seed"].strip() if method == "random" else "",
                cases=tuple(picked),
                site=values.get("site", ""),
            ),
        )


def _new_fields(session: Session, seed: str) -> list[Field]:
    return [
        Field(name="title", label="WHAT IS LOOKED AT", hint="Leavers: account closed in time, laptop back"),
        Field(name="items", label="ITEMS", hint="such as A.5.18, A.6.5"),
        Field(name="population", label="POPULATION", hint="what the cases are picked from: leavers since January"),
        Field(name="population_size", label="HOW MANY THERE ARE", hint="a number; empty when it is not known"),
        Field(name="method", label="HOW THEY ARE PICKED", kind="choice", options=METHODS, value="random"),
        Field(name="size", label="SIZE (PROPOSED; NO STANDARD SETS ONE)", hint="how many cases"),
        Field(name="seed", label="SEED (RECORDED, SO THAT ANYBODY DRAWS THE SAME)", value=seed),
        Field(name="cases", label="CASES, ONE ON EACH LINE", kind="text"),
        Field(name="how", label="WHY THESE", hint="by risk, newest and oldest among them"),
        Field(name="source", label="LIST THEY ARE PICKED FROM", hint="which, of what date, how one knows it is whole"),
        Field(name="objective", label="WHAT THE SAMPLE IS TO SHOW"),
        *_site(session, session.site),
    ]


def edit_dialog(session: Session, sample: Sample) -> FormDialog:
    """The form for what is said about a sample; how its cases were picked stays as it was recorded."""
    fields = [
        Field(name="title", label="WHAT IS LOOKED AT", value=sample.title),
        Field(name="items", label="ITEMS", value=", ".join(sample.items), hint="such as A.5.18, A.6.5"),
        Field(name="population", label="POPULATION", value=sample.population),
        Field(name="how", label="HOW THEY WERE PICKED", value=sample.how),
        Field(name="source", label="LIST THEY ARE PICKED FROM", value=sample.source),
        Field(name="objective", label="WHAT THE SAMPLE IS TO SHOW", value=sample.objective),
        *_site(session, sample.site),
    ]

    def submit(values: dict[str, str]) -> str | None:
        given = {name: value for name, value in values.items() if name != "items"}
        return done(session, SampleChanged(id=sample.id, items=_refs(values["items"]), **given))  # type: ignore[arg-type]

    key = f"sample {sample.id}"
    intro = "Numbers, method and seed stay as they were when the cases were picked."
    return FormDialog(f"Sample {sample.id}", fields, submit, intro=intro, drafts=session.drafts, draft_key=key)


def more_cases_dialog(session: Session, sample: Sample) -> FormDialog:
    """The form that adds cases to a sample that a person picks."""
    number = len(sample.cases)
    field = Field(name="cases", label="MORE CASES, ONE ON EACH LINE", kind="text")

    def submit(values: dict[str, str]) -> str | None:
        names = _names(values["cases"])
        if not names:
            return "Name the cases, one on each line."
        return done(session, SampleChanged(id=sample.id, cases=(*sample.cases, *(Case(id=name) for name in names))))

    intro = f"{number} cases were picked so far; {number} more double the sample."
    key = f"cases {sample.id}"
    return FormDialog(
        f"More cases for {sample.id}", [field], submit, intro=intro, save="Add", drafts=session.drafts, draft_key=key
    )


def evidence_dialog(session: Session, sample: Sample) -> FormDialog:
    """The form that makes evidence of a sample with exceptions: what that says of the items, a person decides."""
    fields = (
        Field(name="what_it_shows", label="WHAT IT SHOWS", kind="text", value=told(sample)),
        Field(
            name="effect",
            label=f"WHAT IT SAYS OF {', '.join(sample.items)}" if sample.items else "WHAT IT SAYS",
            kind="choice",
            options=EFFECTS,
            value="contradicts",
        ),
    )

    def submit(values: dict[str, str]) -> str | None:
        _, changes = evidence_of(session, sample, values["effect"], values["what_it_shows"])  # type: ignore[arg-type]
        return done(session, *changes)

    return FormDialog(
        f"Evidence of {sample.id}: {sample.title}",
        fields,
        submit,
        first="effect",
        drafts=session.drafts,
        draft_key=f"evidence of {sample.id} {told(sample)}",
    )


def evidence_of(session: Session, sample: Sample, effect: LinkEffect, shows: str = "") -> tuple[str, list[Change]]:
    """The id and the changes that make evidence of a sample, or bring what was made of it up to date."""
    records = session.engagement.records
    old = records.get(Evidence, sample.evidence) if sample.evidence else None
    ident = old.id if old else next_id("E-", records.table(Evidence))
    shows = shows or told(sample)
    links = []
    for ref in sample.items:
        link = records.get(Link, link_key(ident, ref)) if old else None
        if link is None or link.effect != effect:
            links.append(LinkGiven(item=ref, effect=effect, reason=link.reason if link else outcome(sample)))
    change = EvidenceAdded(id=ident, what_it_shows=shows, links=tuple(links))
    if old is None:
        change = msgspec.structs.replace(
            change, title=sample.title, type="sample", reference=sample.source, site=sample.site,
            place=session.here.get("place", ""),
        )  # fmt: skip
    changes: list[Change] = [change]
    if sample.evidence != ident:
        changes.append(SampleChanged(id=sample.id, evidence=ident))
    return ident, changes


def done(session: Session, *changes: Change) -> str | None:
    """Let changes happen; the sentence of a refusal, or None."""
    try:
        session.do(*changes)
    except GapcheckError as error:
        return str(error)
    return None


def _site(session: Session, value: str) -> list[Field]:
    sites = [(site.id, site.name) for site in session.engagement.records.table(Site).values()]
    if not sites:
        return []
    return [Field(name="site", label="SITE", kind="choice", options=(("", "all"), *sites), value=value)]


def _unpickable(method: str, population: int, size: str) -> str:
    word = dict(METHODS)[method]
    if not population:
        return f"Say how many there are: cases are picked by their number ({word})."
    number = population if method == "all" else _number(size)
    if not number:
        return "Say how many cases to pick."
    if number > LARGEST:
        return f"{number} cases are too many for one sample; {LARGEST} are allowed."
    return ""


def _number(typed: str) -> int | None:
    """A number as it was typed, 0 for nothing; None when it is none."""
    typed = typed.strip().replace("\u202f", "").replace(" ", "")
    if not typed:
        return 0
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else None


def _names(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _refs(typed: str) -> tuple[str, ...]:
    parts = typed.replace(";", ",").replace(" ", ",").split(",")
    return tuple(dict.fromkeys(part.strip().upper() for part in parts if part.strip()))
