"""The parts of a questionnaire, as frozen structs: what the YAML files may say and nothing else.

Facts that belong to one place stand once: dependencies and gates are files of their own, and what an item says of them
(`Questionnaire.needs_of`, `Questionnaire.gate_of`) is derived.
"""

from functools import cached_property
from typing import Literal

import msgspec

from gapcheck.questionnaire.evidence_index import CommonEvidence
from gapcheck.questionnaire.first_day import Baseline, Learn, Scope
from gapcheck.questionnaire.on_site import OnSite
from gapcheck.questionnaire.part import Dimension as Dimension
from gapcheck.questionnaire.part import EvidenceType as EvidenceType
from gapcheck.questionnaire.part import Part as Part
from gapcheck.questionnaire.part import Strength
from gapcheck.questionnaire.roles import Role, RoleFinder

Kind = Literal["clause", "control"]
Level = Literal["high", "medium", "low"]
Effort = Literal["S", "M", "L", "XL"]
AnswerKind = Literal[
    "list", "walkthrough", "trail", "evidence", "coverage", "document", "sample", "system_check", "record", "interview"
]
EdgeKind = Literal["hard", "soft", "justify"]
GateLevel = Literal["blocker", "concern"]
GateBasis = Literal["STD", "CAB", "CUSTOM", "method"]

DIMENSIONS: tuple[Dimension, ...] = ("documented", "implemented", "effective")


class Question(Part, frozen=True, kw_only=True):
    """One thing to ask under an item."""

    id: str
    """`<item>-q<number>`, for example A.8.13-q1; stable once released, answers refer to it."""
    dimension: Dimension
    """The fact that the answer tells about."""
    ask: str
    """The question: at most 20 words, about something that can be shown."""
    answer_kind: AnswerKind = "evidence"
    minutes: float = 3
    """Planned time for asking and looking, in minutes."""
    letters: tuple[str, ...] = ()
    """The lettered points of the clause whose absence this question reveals."""
    follow_ups: tuple[str, ...] = ()
    good_answer: str = ""
    red_flag: str = ""
    help: str = ""
    """The question in plain words, for somebody who has never read the standard."""


class EvidenceHint(Part, frozen=True, kw_only=True):
    """Something worth asking to see."""

    look_for: str
    type: EvidenceType
    strength: Strength


class SamplingHint(Part, frozen=True, kw_only=True):
    """A population to draw from, and how to choose."""

    population: str
    how: str


class NonconformityPattern(Part, frozen=True, kw_only=True):
    """How a nonconformity on this item is usually worded; the grade is a range, the auditor decides."""

    pattern: str
    usual_grade: str


class Remediation(Part, frozen=True, kw_only=True):
    """One action that closes a gap; hidden in certification modes (ISO/IEC 17021-1, 9.4.5.3)."""

    id: str
    action: str
    closes: Dimension
    """The fact whose gap this action closes."""
    effort: Effort
    """S up to 1 day, M 2 to 4, L 5 to 10, XL more."""
    days: str
    """Working days, a number or a range such as 2-4."""
    owner_role: str
    done_when: str


class Change2022(Part, frozen=True, kw_only=True):
    """What the 2022 edition changed against 2013."""

    status: Literal["new", "merged", "updated", "clarified", "restructured", "renumbered", "none"]
    note: str = ""


class Amendment(Part, frozen=True, kw_only=True):
    """What Amendment 1:2024 adds: a requirement at 4.1, only a note at 4.2."""

    document: str
    kind: Literal["requirement", "note"]
    fact: str


class DocumentedInfo(Part, frozen=True, kw_only=True):
    """What has to be, or usually is, documented."""

    mandatory: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    note: str = ""


class Attributes(Part, frozen=True, kw_only=True):
    """The five attributes that ISO/IEC 27002:2022 gives each control."""

    control_type: tuple[str, ...]
    properties: tuple[str, ...]
    concepts: tuple[str, ...]
    capabilities: tuple[str, ...]
    domains: tuple[str, ...]


class Item(Part, frozen=True, kw_only=True):
    """One requirement (a leaf of clauses 4 to 10) or one Annex A control."""

    id: str
    title: str
    heading: str = ""
    """The title of the heading above, where the item's own title is only "General"."""
    kind: Kind
    theme: str = ""
    can_be_not_applicable: bool = False
    letters: tuple[str, ...] = ()
    """The lettered points of the clause; empty for controls."""
    documentation: Literal["none", "document", "record"] = "none"
    """Whether the standard's text asks for a document or a record here."""
    ref_2013: tuple[str, ...] = ()
    change_2022: Change2022
    amendment: Amendment | None = None
    attributes: Attributes | None = None
    one_line: str
    what_it_means: str
    why_it_matters: str = ""
    accountable: str = ""
    typical_owner: str = ""
    na_hint: str = ""
    default_risk: Level = "medium"
    """Used in the backlog only while no risk is linked, and then marked assumed."""
    documented_info: DocumentedInfo = DocumentedInfo()
    questions: tuple[Question, ...] = ()
    implementation_steps: tuple[str, ...] = ()
    evidence: tuple[EvidenceHint, ...] = ()
    interview: tuple[str, ...] = ()
    sampling: tuple[SamplingHint, ...] = ()
    typical_nonconformities: tuple[NonconformityPattern, ...] = ()
    common_mistakes: tuple[str, ...] = ()
    remediation: tuple[Remediation, ...] = ()
    related: tuple[str, ...] = ()
    small_org_tip: str = ""
    glossary: tuple[str, ...] = ()
    provenance: tuple[str, ...] = ()

    @property
    def full_title(self) -> str:
        """The title with its heading, where the title alone says nothing."""
        return f"{self.heading}: {self.title}" if self.heading else self.title

    @property
    def new_in_2022(self) -> bool:
        """Whether the item has no counterpart in the 2013 edition."""
        return self.change_2022.status == "new" or (self.kind == "clause" and not self.ref_2013)

    @property
    def document_is_mandatory(self) -> bool:
        """Whether the standard's own text asks for documented information here."""
        return self.documentation != "none"

    def questions_on(self, dimension: Dimension) -> tuple[Question, ...]:
        """The questions that tell about one of the three facts."""
        return tuple(question for question in self.questions if question.dimension == dimension)


class Group(Part, frozen=True, kw_only=True):
    """A clause (4 to 10) or an Annex A theme: the level at which results are counted."""

    id: str
    title: str
    kind: Kind


class Gate(Part, frozen=True, kw_only=True):
    """A condition for entering stage 1 or stage 2."""

    id: str
    level: GateLevel
    basis: GateBasis
    """STD: the standard; CAB: rules for certification bodies; CUSTOM: common practice; method: our own."""
    text: str
    refs: tuple[str, ...] = ()
    need: Dimension | None = None
    rule: str = ""
    """The name of a rule in `analysis/gate_rules.py`, for gates that are not about one fact of named items."""
    why: str = ""
    option: str = ""
    """The setting of the engagement that switches this gate off."""
    business: str = ""
    """What is missing while it is not met, in the words of somebody who runs the business."""


class Precheck(Part, frozen=True, kw_only=True):
    """Something that must be known before a positive verdict; a known failure is enough for a negative one."""

    id: str
    rule: str
    text: str
    basis: GateBasis = "method"


class Gates(Part, frozen=True, kw_only=True):
    """The gates of both stages; stage 2 includes stage 1 through its first gate."""

    precheck: tuple[Precheck, ...] = ()
    stage1: tuple[Gate, ...] = ()
    stage2: tuple[Gate, ...] = ()


class Edge(Part, frozen=True, kw_only=True):
    """`item` needs each of `needs` first. Only hard edges order the backlog; justify edges only warn."""

    item: str
    needs: tuple[str, ...]
    kind: EdgeKind
    why: str = ""


class Term(Part, frozen=True, kw_only=True):
    """A glossary entry, in our own words."""

    term: str
    meaning: str
    also: tuple[str, ...] = ()


class Manifest(Part, frozen=True, kw_only=True):
    """What a questionnaire folder is."""

    id: str
    title: str
    version: str
    """Version of the content; raised with every released change."""
    edition: str
    """The criteria: standard, edition and amendment."""
    groups: tuple[Group, ...]


class Questionnaire(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A whole questionnaire with its look-ups. Immutable; made by `loader.load`."""

    manifest: Manifest
    items: tuple[Item, ...]
    gates: Gates = Gates()
    edges: tuple[Edge, ...] = ()
    baseline: Baseline = Baseline()
    scope: Scope = Scope()
    learn: Learn = Learn()
    on_site: OnSite = OnSite()
    glossary: tuple[Term, ...] = ()
    roles: tuple[Role, ...] = ()
    evidence_index: tuple[CommonEvidence, ...] = ()
    digest: str = ""
    """SHA-256 of the files it was made from."""

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def item_of_question(self) -> dict[str, Item]:
        """The item that each question belongs to."""
        return {question.id: item for item in self.items for question in item.questions}

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for item in self.items for question in item.questions}

    @cached_property
    def baseline_ids(self) -> frozenset[str]:
        """The ids of the baseline questions."""
        return frozenset(entry.question for entry in self.baseline.questions)

    @cached_property
    def clauses(self) -> tuple[Item, ...]:
        """The requirements of clauses 4 to 10."""
        return tuple(item for item in self.items if item.kind == "clause")

    @cached_property
    def controls(self) -> tuple[Item, ...]:
        """The Annex A controls."""
        return tuple(item for item in self.items if item.kind == "control")

    @cached_property
    def items_of_group(self) -> dict[str, tuple[Item, ...]]:
        """Items by clause number or theme id."""
        return {group.id: tuple(i for i in self.items if group_id(i) == group.id) for group in self.manifest.groups}

    @cached_property
    def roles_of_item(self) -> dict[str, tuple[Role, ...]]:
        """For each item, the roles that its `interview` entries mean."""
        finder = RoleFinder(self.roles)
        return {item.id: finder.named_in("\n".join(item.interview)) for item in self.items}

    def items_of_role(self, role: Role) -> tuple[Item, ...]:
        """The items that are talked about with a role."""
        return tuple(item for item in self.items if role in self.roles_of_item[item.id])

    def questions_of_role(self, role: Role) -> tuple[Question, ...]:
        """The questions that a role can answer, in the order of the items."""
        items = self.items_of_role(role)
        return tuple(asked for item in items for asked in item.questions if asked.dimension in role.speaks_of)

    @cached_property
    def hard_needs(self) -> dict[str, frozenset[str]]:
        """For each item, what it directly and validly needs first."""
        needs: dict[str, set[str]] = {}
        for edge in self.edges:
            if edge.kind == "hard":
                needs.setdefault(edge.item, set()).update(edge.needs)
        return {item: frozenset(found) for item, found in needs.items()}

    def ancestors(self, ref: str) -> frozenset[str]:
        """Everything that `ref` needs first through hard edges, directly or not."""
        seen: set[str] = set()
        todo = [ref]
        while todo:
            for need in self.hard_needs.get(todo.pop(), ()):
                if need not in seen:
                    seen.add(need)
                    todo.append(need)
        return frozenset(seen)

    def needs_of(self, ref: str) -> list[tuple[str, EdgeKind]]:
        """What an item needs, with the kind of each dependency; `A.*` stands for every control."""
        return [
            (need, edge.kind)
            for edge in self.edges
            if edge.item == ref or (edge.item == "A.*" and ref.startswith("A."))
            for need in edge.needs
        ]

    def gate_of(self, ref: str) -> dict[str, str]:
        """What a gap at `ref` does to each stage: none, concern, blocker or blocker_if_major."""

        def strongest(gates: tuple[Gate, ...]) -> str:
            levels = {gate.level for gate in gates if ref in gate.refs}
            return "blocker" if "blocker" in levels else "concern" if levels else "none"

        stage1, stage2 = strongest(self.gates.stage1), strongest(self.gates.stage2)
        if stage1 == "blocker":
            stage2 = "blocker"  # stage 2 starts with every stage 1 blocker cleared
        return {"stage1": stage1, "stage2": "blocker_if_major" if stage2 == "none" else stage2}


def group_id(item: Item) -> str:
    """The clause number (4 to 10) or theme (A.5 to A.8) that an item is counted under."""
    return ".".join(item.id.split(".")[:2]) if item.kind == "control" else item.id.split(".")[0]
