"""Evidence: recorded so that another auditor could find it again; one piece may speak of many items."""

from collections.abc import Callable, Sequence

from textual.screen import Screen

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
from gapcheck.records.day import Participant
from gapcheck.records.evidence import Evidence, Link, link_key
from gapcheck.records.vocabulary import EVIDENCE_TYPES, label
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.session import Session

EFFECTS = (("supports", "supports"), ("contradicts", "contradicts"), ("context", "context only"))
_TYPES = tuple((kind, label(kind)) for kind in EVIDENCE_TYPES)
_METHODS = (("on_site", "on site"), ("remote", "remote"))
_PERMISSIONS = (("n.a.", "not needed"), ("yes", "given"), ("no", "refused"))
_DATE = "YYYY-MM-DD, or as precise as it is known"
_NEWEST = 8
"""Pieces of evidence that are listed in the form that links one."""


def evidence_dialog(session: Session, item: str, ident: str = "") -> FormDialog:
    """The form for new evidence on an item, or for a piece that is there already.

    Without an item it is for the piece alone; a new one then names its items itself.
    """
    records = session.engagement.records
    old = records.get(Evidence, ident) if ident else None
    link = records.get(Link, link_key(ident, item)) if ident else None
    ident = ident or next_id("E-", records.table(Evidence))
    says = _link_fields(item, old, link) if item else () if old else _new_links()
    shows = Field(name="what_it_shows", label="WHAT IT SHOWS", kind="text", value=old.what_it_shows if old else "")
    fields: list[Field] = [
        Field(
            name="title", label="WHAT IS IT", value=old.title if old else "", hint="what another person would look for"
        ),
        Field(name="type", label="KIND", kind="choice", options=_TYPES, value=old.type if old else "record"),
        *((*says, shows) if item else (shows, *says)),
        *_details(session, old),
    ]

    def submit(values: dict[str, str]) -> str | None:
        effect, reason = values.pop("effect", ""), values.pop("reason", "")
        items = (item,) if item else _refs(values.pop("items", ""))
        given = {k: v for k, v in values.items() if old is None or v != getattr(old, k)}
        links = tuple(LinkGiven(item=ref, effect=effect, reason=reason) for ref in items if effect)  # type: ignore[arg-type]
        if link is not None and (link.effect, link.reason) == (effect, reason):
            links = ()
        return _done(session, EvidenceAdded(id=ident, links=links, **given))  # type: ignore[arg-type]

    return FormDialog(
        f"Evidence {ident}",
        fields,
        submit,
        drafts=session.drafts,
        draft_key=f"evidence {item} {ident if old else 'new'}",
        following=("Attach a file", attaching(session, ident)),
    )


def attaching(session: Session, ident: str) -> Callable[[], Screen[bool]]:
    """What makes the dialog that attaches a file, imported when it is asked for."""

    def make() -> Screen[bool]:
        from gapcheck.tui.dialogs.attach import AttachDialog

        return AttachDialog(session, ident)

    return make


def _link_fields(item: str, old: Evidence | None, link: Link | None) -> tuple[Field, ...]:
    """What the piece says of the item that the form was opened for."""
    return (
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
    )


def _new_links() -> tuple[Field, ...]:
    """What a new piece says of the items that are typed."""
    return (
        Field(name="items", label="ITEMS IT SPEAKS OF", hint="such as 9.2.1, A.8.13"),
        Field(name="effect", label="WHAT IT SAYS OF THEM", kind="choice", options=EFFECTS, value="supports"),
        Field(name="reason", label="WHY", hint="what exactly supports or contradicts; l gives each item its own"),
    )


def _details(session: Session, old: Evidence | None) -> list[Field]:
    """The rest of the form: where it is found again, where and from whom it came, how far it may be used."""
    role, initials = _source(session)
    here = {"source_role": role, "source_initials": initials, "place": session.here.get("place", "")}

    def line(name: str, text: str, hint: str = "") -> Field:
        return Field(name=name, label=text, value=getattr(old, name) if old else here.get(name, ""), hint=hint)

    def choice(name: str, text: str, options: Sequence[tuple[str, str]], value: str) -> Field:
        return Field(
            name=name, label=text, kind="choice", options=tuple(options), value=getattr(old, name) if old else value
        )

    sites = [(site.id, site.name) for site in session.engagement.records.table(Site).values()]
    return [
        line("reference", "REFERENCE", "document id and version, ticket, link, path"),
        line("version_date", "DATE OF IT", _DATE),
        line("source_role", "SHOWN BY (ROLE)", "the role, not the name"),
        line("source_initials", "INITIALS", "where it was agreed to note them"),
        *([choice("site", "SITE", [("", "all"), *sites], session.site)] if sites else []),
        line("place", "PLACE", "room, desk, system"),
        choice("method", "SEEN", _METHODS, "on_site"),
        line("period_from", "PERIOD FROM", "what time it covers"),
        line("period_to", "PERIOD TO"),
        choice("permission", "PERMISSION FOR A PHOTO OR RECORDING", _PERMISSIONS, "n.a."),
        line("classification", "CLASSIFICATION", "the client's own word"),
        line("fresh_until", "FRESH UNTIL", "YYYY-MM-DD; from the day after it is marked stale"),
    ]


def _source(session: Session) -> tuple[str, str]:
    """Role and initials of whom one speaks with: from the list of participants, else as it was typed."""
    person = session.here.get("person", "").strip().removeprefix("@")
    for each in session.engagement.records.table(Participant).values():
        if person and person.casefold() in (each.id.casefold(), each.name.casefold()):
            return each.function, each.id
    is_short = 0 < len(person) <= 3
    return ("", person) if is_short else (person, "")


def link_dialog(session: Session, item: str) -> FormDialog | None:
    """The form that lets evidence of the register speak of one more item; None when there is none to link."""
    records = session.engagement.records
    free = [e for e in records.table(Evidence).values() if records.get(Link, link_key(e.id, item)) is None]
    if not free:
        return None
    fields = (
        Field(name="evidence", label="ID OR WORDS OF ITS TITLE", hint="such as E-014"),
        Field(name="effect", label=f"WHAT IT SAYS OF {item}", kind="choice", options=EFFECTS, value="supports"),
        Field(name="reason", label="WHY", hint="what exactly supports or contradicts"),
    )

    def submit(values: dict[str, str]) -> str | None:
        typed = values["evidence"].strip()
        words = typed.casefold().split()
        known = {e.id.casefold(): e.id for e in free}
        meant = [e.id for e in free if words and all(word in e.title.casefold() for word in words)]
        if typed.casefold() not in known and len(meant) > 1:
            return f"{len(meant)} pieces have these words in their title: {', '.join(meant[:6])}. Type an id."
        ident = known.get(typed.casefold(), meant[0] if meant else typed)
        return _done(
            session,
            EvidenceLinked(evidence=ident, item=item, effect_on=values["effect"], reason=values["reason"]),  # type: ignore[arg-type]
        )

    told = [f"{e.id}  {e.title}" for e in free if not e.from_answer] or [e.id for e in free]
    more = len(told) - _NEWEST
    listing = "\n".join([*([f"The newest; {more} more are in the register."] if more > 0 else []), *told[-_NEWEST:]])
    return FormDialog(f"Link evidence to {item}", fields, submit, intro=listing, save="Link", drafts=session.drafts)


def links_dialog(session: Session, ident: str) -> FormDialog:
    """The form that lets one piece of evidence speak of more items, or something else of one it speaks of."""
    records = session.engagement.records
    piece = records.table(Evidence)[ident]
    held = {link.item: link for link in records.table(Link).values() if link.evidence == ident}
    fields = (
        Field(name="items", label="ITEMS", hint="such as 9.2.1, A.8.13"),
        Field(
            name="effect",
            label=f"WHAT {ident} SAYS OF THEM",
            kind="choice",
            options=(*EFFECTS, ("", "nothing: take the link away")),
            value="supports",
        ),
        Field(name="reason", label="WHY", hint="what exactly supports or contradicts; for each item its own"),
    )

    def submit(values: dict[str, str]) -> str | None:
        refs = _refs(values["items"])
        if not refs:
            return "Name at least one item, such as A.8.13."
        changes: list[Change] = []
        for ref in refs:
            if not values["effect"]:
                changes.append(EvidenceUnlinked(evidence=ident, item=ref))
                continue
            old = held.get(ref)
            reason = values["reason"] or (old.reason if old and old.effect == values["effect"] else "")
            changes.append(EvidenceLinked(evidence=ident, item=ref, effect_on=values["effect"], reason=reason))  # type: ignore[arg-type]
        return _done(session, *changes)

    spoken = [f"{ref}  {label(link.effect)}{f': {link.reason}' if link.reason else ''}" for ref, link in held.items()]
    told = "It speaks of no item yet." if not spoken else "It speaks of:\n" + "\n".join(spoken)
    title = f"Link {ident}: {piece.title}"
    key = f"links {ident}"
    return FormDialog(title, fields, submit, intro=told, save="Link", drafts=session.drafts, draft_key=key)


def removal(session: Session, item: str, ident: str) -> Sequence[Change]:
    """What taking evidence away from an item means: unlink it, and forget it when nothing else uses it."""
    links = [link for link in session.engagement.records.table(Link).values() if link.evidence == ident]
    if len(links) <= 1:
        return (EvidenceRemoved(id=ident),)
    return (EvidenceUnlinked(evidence=ident, item=item),)


def _refs(typed: str) -> tuple[str, ...]:
    """Items as they are typed, in any case, each once."""
    parts = typed.replace(";", ",").replace(" ", ",").split(",")
    return tuple(dict.fromkeys(part.strip().upper() for part in parts if part.strip()))


def _done(session: Session, *changes: Change) -> str | None:
    try:
        session.do(*changes)
    except GapcheckError as error:
        return str(error)
    return None
