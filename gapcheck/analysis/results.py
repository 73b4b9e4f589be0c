"""All results of one moment in one place: what screens and reports hold on to."""

from functools import cached_property
from typing import TYPE_CHECKING

from gapcheck.analysis.gap import Gap, gap
from gapcheck.analysis.items import ItemResult, results
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import Readiness, readiness

if TYPE_CHECKING:
    from gapcheck.analysis.backlog import Backlog
    from gapcheck.analysis.soa import Soa


class Results:
    """Everything analysis says of one moment, each part computed when first asked for."""

    def __init__(self, material: Material) -> None:
        self.material = material

    @cached_property
    def items(self) -> dict[str, ItemResult]:
        """The result of each item."""
        return results(self.material)

    @cached_property
    def gap(self) -> Gap:
        """Counts per clause and theme."""
        return gap(self.material, self.items)

    @cached_property
    def stage1(self) -> Readiness:
        """Readiness for stage 1."""
        return readiness(self.material, 1, self.items)

    @cached_property
    def stage2(self) -> Readiness:
        """Readiness for stage 2."""
        return readiness(self.material, 2, self.items)

    @cached_property
    def backlog(self) -> "Backlog":
        """What to do, in order."""
        from gapcheck.analysis.backlog import backlog

        return backlog(self.material, self.items)

    @cached_property
    def soa(self) -> "Soa":
        """The Statement of Applicability."""
        from gapcheck.analysis.soa import soa

        return soa(self.material, self.items)
