"""Makes the demo engagement from the file beside this one, through the same door as everything else."""

from pathlib import Path

from gapcheck.changes import file
from gapcheck.engagement import Clock, Engagement, now
from gapcheck.store.folder import is_engagement

WHO = "R. Ellwood (made up)"
TITLE = "Gap analysis 2026"
ORGANIZATION = "Brightwell Instruments Ltd (made up)"


def make_demo(folder: Path, *, keep: bool = False, clock: Clock = now) -> bool:
    """Make the demo in a new or empty folder and say whether it was made; `keep` leaves one that is there as it is.

    Raises GapcheckError when the folder holds something else.
    """
    if keep and is_engagement(folder):
        return False
    changes = file.read(Path(__file__).parent / "engagement.yaml")
    with Engagement.create(
        folder, title=TITLE, organization=ORGANIZATION, type="gap_analysis", who=WHO, clock=clock
    ) as engagement:
        engagement.apply(changes)
    return True
