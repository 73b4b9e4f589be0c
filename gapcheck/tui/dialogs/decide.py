"""The decision on an item: the program proposes, the person decides, with a reason where they differ."""

from msgspec import UNSET

from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.own_work import own_work_warning
from gapcheck.changes.answers import DecisionWithdrawn, ItemAssessed
from gapcheck.errors import GapcheckError
from gapcheck.questionnaire.model import DIMENSIONS
from gapcheck.records.answers import Assessment, at_site
from gapcheck.records.vocabulary import label
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.session import Session

_FACTS = (("", "as heard"), ("yes", "yes"), ("partly", "partly"), ("no", "no"), ("unknown", "don't know"))
_STATUSES = (
    ("conforms", "conforms"),
    ("partial", "partial"),
    ("does_not_conform", "does not conform"),
    ("not_assessed", "not assessed"),
    ("", "no decision"),
)


def decide_dialog(session: Session, result: ItemResult) -> FormDialog:
    """The form for the decision on one item, at the site that is worked on."""
    item, site = result.item, session.site
    old = session.engagement.records.get(Assessment, at_site(item.id, site))
    proposal = next((s.proposal for s in result.sites if s.site == site), result.proposal)
    documented = (*_FACTS, ("not_needed", "not needed"))
    fields = (
        Field(
            name="status",
            label="YOUR DECISION",
            kind="choice",
            options=_STATUSES,
            value=(old.status or "") if old else "" if proposal.status == "not_assessed" else proposal.status,
            hint=f"The facts suggest: {label(proposal.status)}, because {proposal.why}.",
        ),
        Field(
            name="rationale",
            label="REASON",
            kind="text",
            value=old.rationale if old else "",
            hint="Needed when you decide differently; kept with the decision.",
        ),
        *(
            Field(
                name=dimension,
                label=dimension.upper(),
                kind="choice",
                options=documented if dimension == "documented" else _FACTS,
                value=(getattr(old, dimension) or "") if old else "",
            )
            for dimension in DIMENSIONS
        ),
        Field(
            name="asked_to_see",
            label="PROOF",
            kind="choice",
            options=(("no", "nothing to add"), ("yes", "asked to see it, and it was not shown")),
            value="yes" if old and old.asked_to_see else "no",
        ),
    )

    def submit(values: dict[str, str]) -> str | None:
        if values["status"] == "" and not any(values[dimension] for dimension in DIMENSIONS):
            change: ItemAssessed | DecisionWithdrawn | None = (
                DecisionWithdrawn(item=item.id, site=site) if old else None
            )
        else:
            change = ItemAssessed(
                item=item.id,
                site=site,
                status=values["status"] or UNSET,  # type: ignore[arg-type]
                rationale=values["rationale"],
                asked_to_see=values["asked_to_see"] == "yes",
                **{d: values[d] or UNSET for d in DIMENSIONS},  # type: ignore[arg-type]
            )
        try:
            if change is not None:
                session.do(change)
        except GapcheckError as error:
            return str(error)
        return None

    where = f" at {site}" if site else ""
    return FormDialog(
        f"{item.id} {item.full_title}{where}",
        fields,
        submit,
        warning=own_work_warning(session.engagement.who, (item.id,), session.results.material),
        save="Decide",
        drafts=session.drafts,
        draft_key=f"decide {item.id}@{site}",
    )
