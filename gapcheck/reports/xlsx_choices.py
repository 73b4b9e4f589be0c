"""Columns that hold one of a few words: lists to choose from, and a look for each word that needs no colour."""

from typing import Literal

from gapcheck.records.vocabulary import LABELS
from gapcheck.reports.document import Column
from gapcheck.reports.marks import SHAPES

Tone = Literal["good", "part", "bad", "quiet", ""]

_STATUS: dict[str, Tone] = {
    "conforms": "good", "partial": "part", "does not conform": "bad", "not assessed": "quiet", "excluded": "quiet",
}  # fmt: skip
_SHOWN: dict[str, Tone] = {"confirmed": "good", "claimed only": "part"}
_FACT: dict[str, Tone] = {"yes": "good", "partly": "part", "no": "bad", "not known": "quiet", "not needed": "quiet"}
_YES_NO: dict[str, Tone] = {"yes": "", "no": "quiet"}
_VOCABULARIES: dict[str, tuple[dict[str, Tone], ...]] = {
    "Status": (_STATUS, {"open": "", "in progress": "part", "done": "good", "dropped": "quiet"}),
    "Confirmed or claimed": (_SHOWN,),
    "Basis": ({"claimed only": "part", "evidenced": "good", "verified": "good"},),
    "Decided or proposed": ({"decided": "", "proposed": "quiet"},),
    "Applicability": ({"always applies": "", "applicable": "", "excluded": "quiet", "undecided": "part"},),
    "Documented": (_FACT,),
    "Implemented": (_FACT,),
    "Effective": (_FACT,),
    "Applicable": ({"yes": "", "no": "quiet", "undecided": "part"},),
    "Implementation": ({"implemented": "good", "partly": "part", "planned": "part", "not": "bad"},),
    "Implementation proposed": (_YES_NO,),
    "Level": ({"blocker": "", "concern": "", "precheck": ""},),
    "State": (
        {"met": "good", "failed": "bad", "unknown": "quiet"},
        {"open": "", "closed": "quiet", "settled": "quiet", "to find out": "part"},
    ),
    "Verdict of the stage": (
        {
            LABELS["not_ready"]: "bad",
            LABELS["cannot_say_yet"]: "part",
            LABELS["ready_with_concerns"]: "part",
            LABELS["ready"]: "good",
        },
    ),
    "Band": ({"NOW": "bad", "NEXT": "part", "LATER": "quiet"},),
    "Risk assumed": (_YES_NO,),
    "Quick win": ({"yes": "good", "no": "quiet"},),
    "Late": ({"yes": "bad", "no": "quiet"},),
}
NUMBERS: dict[str, frozenset[str]] = {
    "readiness": frozenset({"Stage"}),
    "backlog": frozenset({
        "Order", "Severity points", "Blocking points", "Risk", "Risk points", "Reach points", "Value", "Days",
        "Divisor", "Rank", "Effective rank",
    }),
    "questions": frozenset({"Minutes"}),
    "boss": frozenset({"Days low", "Days high"}),
    "corrective_plan": frozenset({"Days open", "Days until the answer", "Days until the action"}),
}  # fmt: skip
"""Columns of main tables that hold figures of ours; what a person typed is never read as a number."""

TONE_OF_SIGN: dict[str, Tone] = {
    SHAPES["confirmed"]: "good",
    SHAPES["claimed"]: "part",
    SHAPES["partial"]: "part",
    SHAPES["does_not_conform"]: "bad",
    SHAPES["not_applicable"]: "quiet",
    SHAPES["not_assessed"]: "quiet",
}
"""Where a state is written with its sign, the sign decides."""


def choices(column: Column, cells: list[str]) -> dict[str, Tone]:
    """The words that a column may hold, with their tones; empty where anything may stand."""
    words = {cell for cell in cells if cell}
    for vocabulary in _VOCABULARIES.get(column.title, ()):
        if words and words <= set(vocabulary):
            return vocabulary
    return {}
