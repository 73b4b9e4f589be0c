"""Evidence: recorded so that another auditor could find it again; one piece may speak of many items."""

from collections.abc import Sequence

from gapcheck.changes.base import Change
from gapcheck.changes.evidence import (
    EvidenceAdded,
    EvidenceLinked,
    EvidenceRemoved,
    EvidenceUnlinked,
    LinkGiven,
    next_id,
)
from gapcheck.errors import GapcheckError
from gapcheck.records.about import Site
from gapcheck.records.evidence import Evidence, Link, link_key
from gapcheck.records.vocabulary import EVIDENCE_TYPES, label
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.session import Session

EFFECTS = (("supports", "supports"), ("contradicts", "contradicts"), ("context", "context only"))
_TYPES = tuple((kind, label(kind)) for kind in EVIDENCE_TYPES)
_TEXTS = (
    ("reference", "REFERENCE", "document id and version, ticket, link"),
    ("version_date", "DATE OF IT", "YYYY-MM-DD, or as precise as it is known"),
    ("source_role", "SHOWN BY (ROLE)", "the role, not the name"),
    ("period_from", "PERIOD FROM", "what time it covers"),
    ("period_to", "PERIOD TO", ""),
    ("place", "PLACE", ""),
    ("classification", "CLASSIFICATION", ""),
    ("fresh_until", "FRESH UNTIL", ""),
)


def evidence_dialog(session: Session, item: str, ident: str = "") -> FormDialog:
    """The form for new evidence on an item, or for a piece that is there already."""
    records = session.engagement.records
    old = records.get(Evidence, ident) if ident else None
    link = records.get(Link, link_key(ident, item)) if ident else None
    ident = ident or next_id("E-", records.table(Evidence))
    sites = tuple((site.id, site.name) for site in records.table(Site).values())
    fields: list[Field] = [
        Field(
            name="title", label="WHAT IS IT", value=old.title if old else "", hint="Restore test, orders database, May"
        ),
        Field(name="type", label="KIND", kind="choice", options=_TYPES, value=old.type if old else "record"),
        Field(
            name="effect",
            label=f"WHAT IT SAYS OF {item}",
            kind="choice",
            options=EFFECTS if link or not old else (*EFFECTS, ("", "not linked")),
            value=link.effect if link else "" if old else "supports",
        ),
        Field(
            name="reason", label="WHY", value=link.reason if link else "", hint="what exactly supports or contradicts"
        ),
        Field(
            name="what_it_shows", label="WHAT IT SHOWS", kind="text", value=old.what_it_shows if old else "", hint=""
        ),
        *(Field(name=n, label=text, value=getattr(old, n) if old else "", hint=hint) for n, text, hint in _TEXTS),
    ]
    if sites:
        site = old.site if old else session.site
        fields.append(Field(name="site", label="SITE", kind="choice", options=(("", "all"), *sites), value=site))

    def submit(values: dict[str, str]) -> str | None:
        effect, reason = values.pop("effect"), values.pop("reason")
        given = {k: v for k, v in values.items() if old is None or v != getattr(old, k)}
        links = (LinkGiven(item=item, effect=effect, reason=reason),) if effect else ()  # type: ignore[arg-type]
        if link is not None and (link.effect, link.reason) == (effect, reason):
            links = ()
        try:
            session.do(EvidenceAdded(id=ident, links=links, **given))  # type: ignore[arg-type]
        except GapcheckError as error:
            return str(error)
        return None

    return FormDialog(
        f"Evidence {ident}",
        fields,
        submit,
        drafts=session.drafts,
        draft_key=f"evidence {item} {ident if old else 'new'}",
    )


def link_dialog(session: Session, item: str) -> FormDialog | None:
    """The form that lets evidence of the register speak of one more item; None when there is none to link."""
    records = session.engagement.records
    free = [e for e in records.table(Evidence).values() if records.get(Link, link_key(e.id, item)) is None]
    if not free:
        return None
    fields = (
        Field(
            name="evidence",
            label="ID",
            hint="such as E-014",
        ),
        Field(name="effect", label=f"WHAT IT SAYS OF {item}", kind="choice", options=EFFECTS, value="supports"),
        Field(name="reason", label="WHY"),
    )

    def submit(values: dict[str, str]) -> str | None:
        typed = values["evidence"].strip()
        known = {e.id.casefold(): e.id for e in free}
        try:
            session.do(
                EvidenceLinked(
                    evidence=known.get(typed.casefold(), typed),
                    item=item,
                    effect_on=values["effect"],  # type: ignore[arg-type]
                    reason=values["reason"],
                )
            )
        except GapcheckError as error:
            return str(error)
        return None

    listing = "\n".join(f"{e.id}  {e.title}" for e in free if not e.from_answer) or "\n".join(e.id for e in free)
    return FormDialog(f"Link evidence to {item}", fields, submit, intro=listing, save="Link", drafts=session.drafts)


def removal(session: Session, item: str, ident: str) -> Sequence[Change]:
    """What taking evidence away from an item means: unlink it, and forget it when nothing else uses it."""
    links = [link for link in session.engagement.records.table(Link).values() if link.evidence == ident]
    if len(links) <= 1:
        return (EvidenceRemoved(id=ident),)
    return (EvidenceUnlinked(evidence=ident, item=item),)
