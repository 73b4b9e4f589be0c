"""From a baseline to a full gap analysis: every answer stays, the result of the baseline is kept for comparison."""

from gapcheck.analysis.items import results
from gapcheck.analysis.material import Material
from gapcheck.changes.actions import SnapshotTaken
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.errors import Refusal
from gapcheck.records.actions import Snapshot
from gapcheck.records.vocabulary import label

BASELINE = "baseline"
"""Id of the snapshot; a second one is numbered."""


def growth(material: Material, head: int) -> tuple[Change, ...]:
    """The changes that make a baseline a gap analysis; `head` is the number of the journal's last entry.

    Raises Refusal for every other type of engagement.
    """
    about = material.about
    if about is None or about.type != "baseline":
        kind = label(about.type) if about else "engagement"
        raise Refusal(f"Only a baseline grows into a gap analysis; this is a {kind} already.")
    kept = material.records.table(Snapshot)
    names = (BASELINE, *(f"{BASELINE}-{number}" for number in range(2, len(kept) + 3)))
    ident = next(name for name in names if name not in kept)
    statuses = {ref: result.status for ref, result in results(material).items()}
    title = "Gap analysis" if about.title == label("baseline").capitalize() else about.title
    return (
        SnapshotTaken(id=ident, label="Baseline", seq=head, statuses=statuses),
        EngagementChanged(type="gap_analysis", title=title),
    )
