"""What stands at the head of every report: what the engagement is about, and then how the house wants it to look."""

import os
from typing import Any

from gapcheck.changes.engagement import EngagementChanged
from gapcheck.errors import GapcheckError
from gapcheck.reports.days import day_of
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.pasted_path import pasted_path
from gapcheck.tui.session import Session

_DAYS = ("period_from", "period_to", "target_date", "retention_until")
_LISTS = ("objectives", "criteria")
_PAPERS = (("A4", "A4"), ("Letter", "Letter"))


def about_dialog(session: Session) -> FormDialog:
    """The form for the details of the engagement; the one for the look of its reports can follow."""
    about = session.engagement.about
    fields = (
        Field(name="title", label="Title", value=about.title),
        Field(name="organization", label="Organization", value=about.organization),
        Field(name="purpose", label="Purpose", kind="text", value=about.purpose, hint="why this is done, and why now"),
        Field(name="objectives", label="Objectives, one on each line", kind="text", value="\n".join(about.objectives)),
        Field(name="audit_scope", label="What is looked at", kind="text", value=about.audit_scope,
              hint="units, processes, places, time"),
        Field(name="isms_scope", label="Scope of the ISMS (4.3)", kind="text", value=about.isms_scope),
        Field(name="certification_scope", label="Scope of the certificate", kind="text",
              value=about.certification_scope, hint="as it will stand on it; may stay empty"),
        Field(name="criteria", label="Criteria, one on each line", kind="text", value="\n".join(about.criteria),
              hint="the standard with its amendments, own rules, contracts"),
        Field(name="period_from", label="First day", value=about.period_from, hint="such as 2026-11-16"),
        Field(name="period_to", label="Last day", value=about.period_to, hint="such as 2026-11-20"),
        Field(name="target_date", label="Wished-for date of the audit", value=about.target_date,
              hint="may stay empty"),
        Field(name="confidentiality", label="Classification, and who may read it", value=about.confidentiality,
              hint="such as Confidential: Acme and the audit team"),
        Field(name="retention_until", label="To be kept until", value=about.retention_until, hint="a day"),
    )  # fmt: skip

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        for field in fields:
            if field.name in _DAYS and given.get(field.name, "").strip() and not _is_day(given[field.name]):
                return f"{field.label}: write the day as in 2026-11-16, or leave it empty."
            if field.name in _DAYS and field.name in given:
                given[field.name] = given[field.name].strip()
        said: dict[str, Any] = {name: _lines(text) if name in _LISTS else text for name, text in given.items()}
        return _done(session, EngagementChanged(**said)) if said else None

    return FormDialog(
        "About this engagement",
        fields,
        submit,
        intro="This stands at the head of every report.",
        drafts=session.drafts,
        draft_key="about",
        following=("Look of reports", lambda: style_dialog(session)),
    )


def style_dialog(session: Session) -> FormDialog:
    """The form for the house style of the engagement's reports."""
    style = session.engagement.about.style
    fields = (
        Field(name="version", label="Version of the documents", value=style.version, hint="such as 1.0"),
        Field(name="distribution", label="Who gets them, one on each line", kind="text",
              value="\n".join(style.distribution)),
        Field(name="logo", label="Logo", value=style.logo, hint="a PNG or SVG file: drag it here; it is copied"),
        Field(name="accent", label="Colour of headings", value=style.accent, hint="such as #1f4e79; empty for ours"),
        Field(name="paper", label="Paper", kind="choice", options=_PAPERS, value=style.paper),
        Field(name="dates", label="Language of dates", value=style.dates, hint="such as de or pt-BR; empty: English"),
    )  # fmt: skip

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        if not given:
            return None
        wanted: dict[str, Any] = {
            name: _lines(text) if name == "distribution" else text.strip() for name, text in given.items()
        }
        try:
            if logo := given.get("logo", "").strip():
                wanted["logo"] = _logo(session, logo)
        except GapcheckError as error:
            return str(error)
        return _done(session, EngagementChanged(style=wanted))

    return FormDialog(
        "The look of reports", fields, submit, intro="Your own report.css and base.docx go into the folder style.",
        drafts=session.drafts, draft_key="style",
    )  # fmt: skip


def _logo(session: Session, typed: str) -> str:
    """The name of a logo in the engagement's folder: of one that lies there, or of a file that is copied there now."""
    from gapcheck.reports.house_logo import adopt_logo
    from gapcheck.reports.house_style import STYLE

    folder = session.engagement.store.folder
    if os.sep not in typed and (folder / STYLE / typed).is_file():
        return typed
    if session.engagement.read_only:
        raise GapcheckError("This engagement is open for reading only: no logo can be copied into it.")
    return adopt_logo(folder, pasted_path(typed))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def _is_day(text: str) -> bool:
    return len(text.strip()) == len("2026-11-16") and day_of(text.strip()) is not None


def _done(session: Session, change: EngagementChanged) -> str | None:
    try:
        session.do(change)
    except GapcheckError as error:
        return str(error)
    return None
