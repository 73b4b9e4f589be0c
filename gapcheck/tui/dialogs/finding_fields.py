"""The fields of the form for a finding: which of them a mode has, and what they are called."""

from collections.abc import Mapping

from gapcheck.records.about import Site, finding_label
from gapcheck.records.findings import Finding
from gapcheck.records.modes import Mode
from gapcheck.records.vocabulary import FindingType, label
from gapcheck.tui.dialogs.finding_links import says_field
from gapcheck.tui.dialogs.form import Field
from gapcheck.tui.session import Session

GRADED = "grading-"
"""Before the id of a grading question, in the name of its field."""
STATES = ("draft", "issued", "answered", "plan_accepted", "done", "verified", "effective", "closed")
AGREEMENTS = (("pending", "not asked yet"), ("yes", "agreed"), ("disputed", "disputed"))
_ANSWERS = (("", "not answered"), ("yes", "yes"), ("no", "no"), ("unsure", "unsure"))
_GRADES: frozenset[FindingType] = frozenset({"major", "minor", "nonconformity"})
NATURE: dict[str, str] = {
    "ofi": "WHAT COULD BE BETTER",
    "strength": "WHAT IS GOOD",
    "area_of_concern": "WHAT COULD BECOME A NONCONFORMITY",
}
"""What the third part is called where it is not what is not fulfilled."""
NOT_FULFILLED = "WHAT IS NOT FULFILLED"


def is_graded(kind: str) -> bool:
    """Whether questions that help to grade have something to say of a type; also while none is chosen."""
    return not kind or kind in _GRADES


def finding_fields(session: Session, old: Finding | None, begun: Mapping[str, str], *, site: str) -> list[Field]:
    """The fields of the form, filled with the finding that there is or with what a new one begins with."""
    mode, about = session.engagement.mode, session.engagement.about
    offered = mode.offered_findings if old is None or old.type in mode.offered_findings else mode.finding_types
    if old is not None:
        begun = {"nature": old.nature, "evidence": ", ".join(old.evidence), "items": ", ".join(old.items)}
    fields = [
        Field(
            name="type",
            label="TYPE (YOUR GRADE; THE PROGRAM NEVER GRADES)",
            kind="choice",
            options=tuple((kind, finding_label(about, kind)) for kind in offered),
            value=old.type if old else "",
        ),
        Field(name="title", label="IN A FEW WORDS", value=old.title if old else ""),
        Field(
            name="requirement",
            label="REQUIREMENT",
            kind="text",
            value=old.requirement if old else "",
            hint="which one, from where, in your own words",
        ),
        Field(
            name="evidence",
            label="EVIDENCE (CTRL+L CHOOSES FROM THE REGISTER)",
            value=begun["evidence"],
            hint="ids, separated by commas",
        ),
        Field(
            name="nature",
            label=NATURE.get(old.type, NOT_FULFILLED) if old else NOT_FULFILLED,
            kind="text",
            value=begun["nature"],
            hint="said so that a cause can be looked for; no names, no blame, no solution",
        ),
        says_field(),
    ]
    if _GRADES & set(offered) or (old is not None and old.grading_rationale):
        fields += _grading(session, old, asks=bool(_GRADES & set(mode.offered_findings)))
    fields.append(Field(name="items", label="ITEMS", value=begun["items"], hint="such as A.8.13, 9.2.1"))
    return fields + _around(session, old, site) + _afterwards(old, mode)


def _grading(session: Session, old: Finding | None, *, asks: bool) -> list[Field]:
    """The questions, each with what a yes speaks for; then why this grade. Nothing is concluded from the answers."""
    questions = session.questionnaire.on_site.grading if asks else ()
    return [
        *(
            Field(
                name=f"{GRADED}{question.id}",
                label=f"GRADING QUESTION {number} OF {len(questions)}",
                kind="choice",
                options=_ANSWERS,
                value=old.grading.get(question.id, "") if old else "",
                hint=f"{question.ask}\nA yes {question.points_to}.",
            )
            for number, question in enumerate(questions, 1)
        ),
        Field(
            name="grading_rationale",
            label="WHY THIS GRADE",
            kind="text",
            value=old.grading_rationale if old else "",
            hint="in your own words; kept with the finding",
        ),
    ]


def _around(session: Session, old: Finding | None, site: str) -> list[Field]:
    sites = tuple((one.id, one.name) for one in session.engagement.records.table(Site).values())
    where = [Field(name="site", label="SITE", kind="choice", options=(("", "all"), *sites), value=site)]
    return [
        *(where if sites else []),
        Field(name="process", label="PROCESS OR AREA", value=old.process if old else "", hint="may stay empty"),
        Field(name="effect", label="EFFECT", kind="text", value=old.effect if old else "",
              hint="what it leads to, or could lead to; may stay empty"),
        Field(name="repeat_of", label="REPEATS AN EARLIER FINDING", value=old.repeat_of if old else "",
              hint="its id, also of an earlier audit"),
        Field(name="agreed", label="IS IT AGREED?", kind="choice", options=AGREEMENTS,
              value=old.agreed if old else "pending"),
        Field(name="auditee_comment", label="COMMENT OF THE ORGANIZATION", kind="text",
              value=old.auditee_comment if old else ""),
    ]  # fmt: skip


def _afterwards(old: Finding | None, mode: Mode) -> list[Field]:
    """What follows a finding; who certifies never asks for causes and corrections (ISO/IEC 17021-1, 9.4.5.3)."""
    if old is None:
        return []
    fields = answer_fields(old) if mode.shows_remediation and old.type != "strength" and old.status != "draft" else []
    known = (
        ("due_plan", "ANSWER DUE"),
        ("due_done", "ACTION DUE"),
        ("verification", "HOW IT WAS VERIFIED"),
        ("effectiveness", "WHAT SHOWS THAT IT WAS EFFECTIVE"),
        ("issued_incomplete", "WHY IT WAS ISSUED INCOMPLETE"),
    )
    for name, word in known:
        if getattr(old, name):
            kind = "line" if name.startswith("due") else "text"
            fields.append(Field(name=name, label=word, kind=kind, value=getattr(old, name)))  # type: ignore[arg-type]
    states = tuple((state, label(state)) for state in STATES)
    return [*fields, Field(name="status", label="STATE", kind="choice", options=states, value=old.status)]


def answer_fields(old: Finding) -> list[Field]:
    """What the organization answers where it is written down here: clause 10.2 a to d."""
    return [
        Field(name="correction", label="CORRECTION", kind="text", value=old.correction, hint="what was put right"),
        Field(name="extent_check", label="HOW FAR IT REACHES", kind="text", value=old.extent_check,
              hint="where else it was looked for, and what was found"),
        Field(name="root_causes", label="CAUSES, ONE PER LINE", kind="text", value="\n".join(old.root_causes),
              hint="why it could happen; not the finding said again"),
        Field(name="corrective_actions", label="CORRECTIVE ACTIONS, ONE PER LINE", kind="text",
              value="\n".join(old.corrective_actions), hint="aimed at each cause"),
    ]  # fmt: skip
