"""The JSON Schema (draft 2020-12) of what each kind of report holds for machines.

Names at the top and in `report` are all there is; within them more names may come, and none of those listed goes.
"""

from functools import cache
from typing import Any

import msgspec

from gapcheck.errors import GapcheckError
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.base import Record
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.first_day import ProfileAnswer, ScopeDraft
from gapcheck.records.judgement import Facts, Proposal
from gapcheck.records.method import HouseMethod
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.tables import KINDS as RECORDS
from gapcheck.records.threads import Thread
from gapcheck.records.vocabulary import ENGAGEMENT_TYPES
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.redaction import PARTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer"}
_NUMBER: Schema = {"type": "number"}
_YES_NO: Schema = {"type": "boolean"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DAYS_OR_NOT: Schema = {"type": ["integer", "null"]}
_OR_NOT: Schema = {"type": ["string", "null"]}
"""Null where nothing is known yet."""
_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def schema(kind: str) -> Schema:
    """The schema of one kind of report. Raises GapcheckError for an unknown kind."""
    if kind not in KINDS:
        raise GapcheckError(f"There is no report of the kind {kind!r}. Known: {', '.join(KINDS)}.")
    top = {"report": _report(kind), **_tops()[kind]}
    return {
        "$schema": DIALECT,
        "title": f"gapcheck: {KINDS[kind].title}",
        **_object(top, closed=True),
        "$defs": _definitions(),
    }


def _object(properties: Schema, *, closed: bool = False, optional: Schema | None = None) -> Schema:
    made: Schema = {"type": "object", "properties": {**properties, **(optional or {})}, "required": list(properties)}
    return {**made, "additionalProperties": False} if closed else made


def _texts_and(*, texts: str = "", lists: str = "", yes_no: str = "", **others: Schema) -> Schema:
    """An object with fields of the usual types, each list of names with spaces between, and others."""
    usual = ((texts, _TEXT), (lists, _TEXTS), (yes_no, _YES_NO))
    return _object({**{name: type for names, type in usual for name in names.split()}, **others})


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _map(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _kept(kind: type[msgspec.Struct]) -> Schema:
    """A record as it is kept; fields that say nothing are not there."""
    return {"$ref": f"#/$defs/{kind.__name__}"}


@cache
def _definitions() -> Schema:
    structs = (*RECORDS, Facts, Proposal, HouseMethod)
    _, found = msgspec.json.schema_components(structs, ref_template="#/$defs/{name}")
    return dict(found)


def _report(kind: str) -> Schema:
    """The facts of the report itself; the copy for customers names neither people nor places."""
    always: Schema = {
        "kind": {"const": kind},
        "id": _TEXT,
        "state": {"enum": ["draft", "final", "final_with_exceptions"]},
        "version": _TEXT,
        "date": _TEXT,
        "criteria": _TEXTS,
        "generated_by": _TEXT,
        "content": _texts_and(texts="id version", sha256=_TEXT),
        "journal_seq": _COUNT,
        "data_sha256": _SHA256,
        "note": _TEXT,
    }
    inside = {"about": {"$ref": "#/$defs/About"}, "sites": _list({"$ref": "#/$defs/Site"}),
              "team": _list({"$ref": "#/$defs/Member"}),
              **dict.fromkeys(("limits", "author", "reviewer"), _TEXT)}  # fmt: skip
    public = {"organization": _TEXT, "isms_scope": _TEXT}
    optional = {
        "exceptions": _texts_and(texts="reason", lists="open"),
        "redaction": _texts_and(lists="classes left_out", parts=_list({"enum": list(PARTS)})),
    }
    return _object({**always, **(public if kind == "soa_customer" else inside)}, closed=True, optional=optional)


def _records(*more: type[Record]) -> Schema:
    heard: tuple[type[Record], ...] = (Answer, Assessment, Note, Evidence, Link)
    on_site: tuple[type[Record], ...] = (QuickNote, Thread, Sample, Participant, Slot, Meeting)
    return _object({kind.TABLE: _list(_kept(kind)) for kind in (*heard, *on_site, *more)})


def _engagement() -> Schema:
    return _texts_and(texts="title organization questionnaire", type={"enum": list(ENGAGEMENT_TYPES)})


def _group() -> Schema:
    counts = (
        "applicable conforms_claimed conforms_evidenced does_not_conform excluded majors minors not_assessed partial"
    )
    numbers: dict[str, Schema] = dict.fromkeys(("coverage", "confirmed", "claimed", "ceiling"), _SHARE)
    numbers.update(dict.fromkeys((*counts.split(), "undecided"), _COUNT))
    return _object({**dict.fromkeys(("id", "title", "kind"), _TEXT), "too_early": _YES_NO, **numbers})


def _item() -> Schema:
    return _texts_and(
        texts="ref title group status applicability",
        basis=_OR_NOT,
        lists="gap_types evidence contradicted_by findings open_findings why",
        yes_no="confirmed decided look_again first_look not_reverified",
        answered=_WHOLE,
        asked=_WHOLE,
        facts=_kept(Facts),
        proposal=_kept(Proposal),
        sites=_list(_texts_and(texts="site status", basis=_OR_NOT, facts=_kept(Facts))),
    )


_ACTION = (
    "id text kind finding owner owner_role due status done_when closing_note pinned",
    "refs evidence",
    "from_gap risk_accepted",
)


def _action() -> Schema:
    texts, lists, yes_no = _ACTION
    return _texts_and(texts=texts, lists=lists, yes_no=yes_no)


def _ranked(**more: Schema) -> Schema:
    texts, lists, yes_no = _ACTION
    parts = _object(dict.fromkeys(("severity", "blocking", "risk", "reach"), _NUMBER))
    numbers = dict.fromkeys(("risk", "reach", "value", "days", "factor", "rank", "effective_rank"), _NUMBER)
    return _texts_and(
        texts=f"{texts} severity blocking effort band",
        lists=f"{lists} needs unlocks",
        yes_no=f"{yes_no} risk_assumed quick_win late",
        parts=parts,
        **numbers,
        **more,
    )


def _span() -> Schema:
    return _object({"low": _NUMBER, "high": _NUMBER})


def _to_ask() -> Schema:
    return _list(_texts_and(texts="item title", lists="who", questions=_list(_texts_and(texts="id ask"))))


def _stage() -> Schema:
    gate = _texts_and(texts="id level basis state text why", lists="refs")
    return _texts_and(
        texts="verdict sentence disclaimer", lists="switched_off", stage={"enum": [1, 2]},
        gates=_list(gate), prechecks=_list(gate),
    )  # fmt: skip


def _control() -> Schema:
    profile: Schema = {"anyOf": [_texts_and(texts="leans question because"), {"type": "null"}]}
    return _texts_and(
        texts="ref title reason_text reason_out how where_documented owner decided_by decided_at review_by",
        lists="reasons_in risk_refs evidence contradictions missing ref_2013",
        yes_no="implementation_proposed",
        applicable={"enum": ["yes", "no", "undecided"]},
        implementation=_OR_NOT,
        profile=profile,
    )


def _backlog() -> Schema:
    return {"to_ask": _to_ask(), "closed": _list(_action()), "settled": _list(_action()), "method": _kept(HouseMethod)}


def _audit() -> Schema:
    counted = _object({"applicable": _WHOLE, "assessed": _WHOLE})
    return {
        "title": _TEXT,
        "is_internal_audit": _YES_NO,
        "assessed": _object({"clauses": counted, "annex_a": counted}),
        "conformity_shown": _list(_texts_and(texts="ref", lists="evidence")),
        "coverage": _list(_texts_and(texts="ref site", lists="ways", yes_no="remote")),
        "not_looked_at": _list(_texts_and(texts="ref why")),
        "findings": _list(_kept(Finding)),
        "evidence": _list(_kept(Evidence)),
        "meetings": _list(_kept(Meeting)),
        "participants": _list(_kept(Participant)),
        "plan": _list(_kept(Slot)),
        "samples": _list(_kept(Sample)),
        "to_decide": _TEXTS,
        "unfinished": _TEXTS,
    }


def _boss() -> Schema:
    looked: dict[str, Schema] = dict.fromkeys(("applicable", "conforms", "excluded", "not_looked_at"), _COUNT)
    return {
        "sentence": _TEXT,
        "what": _TEXT,
        "verdict": _TEXT,
        "stage": {"enum": [1, 2]},
        "scope": _texts_and(texts="text", yes_no="draft"),
        "strengths": _list(_texts_and(texts="item text", yes_no="shown")),
        "in_the_way": _list(_texts_and(texts="gate text", yes_no="blocks known")),
        "blockers_known": _WHOLE,
        "blockers_unknown": _WHOLE,
        "actions": _list(_texts_and(texts="id text when who", span=_span())),
        "effort": _list(_texts_and(texts="name", actions=_WHOLE, span=_span())),
        "decisions": _list(_texts_and(texts="what known")),
        "looked_at": _list(_object({"kind": _TEXT, **looked})),
        "then": {},
    }


def _nonconformity() -> Schema:
    """What is done about it is not there in certification modes."""
    texts = "id type label title nature status raised_on due_plan due_done verification effectiveness"
    ages = dict.fromkeys(("days_open", "days_until_answer", "days_until_action"), _DAYS_OR_NOT)
    always = {**dict.fromkeys(texts.split(), _TEXT), **ages, "refs": _TEXTS, "late": _YES_NO}
    remedies = {"correction": _TEXT, "extent_check": _TEXT, "root_causes": _TEXTS, "corrective_actions": _TEXTS}
    return _object(always, optional=remedies)


@cache
def _tops() -> dict[str, Schema]:
    """What stands at the top of each kind beside `report`."""
    thing: Schema = {"type": "object"}
    total = _texts_and(texts="who", actions=_WHOLE, days=_NUMBER)
    asked = _texts_and(texts="question item title ask site note answer", minutes=_NUMBER)
    document = _texts_and(texts="ref title kind state", lists="what where")
    review = _texts_and(texts="letter title", lists="to_bring", parts=_list(thing), decisions=_list({}))
    form = _object({"auditor": thing, "finding": thing, "organization": thing, "graded": _YES_NO})
    days = {"type": "object", "properties": {"low": _NUMBER, "high": _NUMBER}}
    gap = {"engagement": _engagement(), "groups": _list(_group()), "items": _list(_item()), "to_decide": _TEXTS}
    kept = _records(Finding, ProfileAnswer, ScopeDraft)
    counts = dict.fromkeys(("controls", "applicable", "excluded", "undecided"), _WHOLE)
    soa = {"engagement": _engagement(), "counts": _object(counts), "undecided": _TEXTS, "controls": _list(_control())}
    return {
        "gap": {**gap, "method": _kept(HouseMethod), "records": kept, "backlog": _list(_ranked())},
        "readiness": {"stages": _list(_stage()), "documents": _list(document)},
        "backlog": {"actions": _list(_ranked()), **_backlog(), "effort": _list(total)},
        "soa": {**soa, "evidence": _list(_kept(Evidence)), "links": _list(_kept(Link))},
        "questions": {"people": _list(_texts_and(texts="name", yes_no="proposed", minutes=_NUMBER,
                                                 questions=_list(asked)))},
        "boss": _boss(),
        "audit": _audit(),
        "working_papers": {
            "items": _list(_texts_and(texts="ref title group", status=_OR_NOT)),
            "findings": _list(_kept(Finding)),
            "records": _records(),
            "undecided": _TEXTS,
        },
        "nonconformities": {"forms": _list(form)},
        "corrective_plan": {"nonconformities": _list(_nonconformity())},
        "audit_plan": {
            "slots": _list(_kept(Slot)),
            "samples": _list(_kept(Sample)),
            "participants": _list(_kept(Participant)),
            "not_planned": _map(_TEXTS),
            "rules": _map(_TEXTS),
        },
        "management_review": {"held": _YES_NO, "purpose": _TEXT, "inputs": _list(review)},
        "evidence": {"evidence": _list(_kept(Evidence))},
        "improvement": {
            "actions": _list(_ranked(days_range=_span())),
            "by_month": _list(_texts_and(texts="month", lists="actions", days=days)),
            "by_owner": _list(_texts_and(texts="who", lists="actions", days=days)),
            "days": _span(),
            "steps": _list(_TEXTS),
            "to_ask": _to_ask(),
            "method": _kept(HouseMethod),
        },
        "soa_customer": {
            "controls": _list(_texts_and(texts="ref title applicable implemented")),
            "left_out": _TEXTS,
        },
    }  # fmt: skip
