"""What analysis works on: the questionnaire, the records, and the records sorted by the item they are about."""

from functools import cached_property

from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.records.about import About, Site
from gapcheck.records.answers import Answer, Assessment
from gapcheck.records.applicability import Applicability
from gapcheck.records.base import Records
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.method import HouseMethod
from gapcheck.records.modes import MODES, Mode


class Material:
    """One moment of an engagement, indexed once and read many times."""

    def __init__(self, questionnaire: Questionnaire, records: Records) -> None:
        self.questionnaire = questionnaire
        self.records = records

    @cached_property
    def about(self) -> About | None:
        """The head of the engagement."""
        return self.records.get(About, About.KEY)

    @cached_property
    def mode(self) -> Mode:
        """What the type of the engagement allows."""
        return MODES[self.about.type if self.about else "gap_analysis"]

    @cached_property
    def method(self) -> HouseMethod:
        """The weights and thresholds of this engagement."""
        return self.about.method if self.about else HouseMethod()

    @cached_property
    def is_baseline(self) -> bool:
        """Whether only the baseline questions count."""
        return self.about is not None and self.about.type == "baseline"

    @cached_property
    def sites_to_see(self) -> tuple[str, ...]:
        """The sites that are in scope and were selected."""
        return tuple(s.id for s in self.records.table(Site).values() if s.in_scope and s.selected)

    @cached_property
    def answers(self) -> dict[str, list[Answer]]:
        """Answers by item."""
        found: dict[str, list[Answer]] = {}
        item_of = self.questionnaire.item_of_question
        for answer in self.records.table(Answer).values():
            item = item_of.get(answer.question)
            if item is not None:
                found.setdefault(item.id, []).append(answer)
        return found

    @cached_property
    def assessments(self) -> dict[str, list[Assessment]]:
        """Decisions by item."""
        found: dict[str, list[Assessment]] = {}
        for assessment in self.records.table(Assessment).values():
            found.setdefault(assessment.item, []).append(assessment)
        return found

    @cached_property
    def links(self) -> dict[str, list[tuple[Link, Evidence]]]:
        """Links with their evidence, by item, in the order of the register."""
        found: dict[str, list[tuple[Link, Evidence]]] = {}
        register = self.records.table(Evidence)
        for link in self.records.table(Link).values():
            evidence = register.get(link.evidence)
            if evidence is not None:
                found.setdefault(link.item, []).append((link, evidence))
        return found

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """Findings by item."""
        found: dict[str, list[Finding]] = {}
        for finding in self.records.table(Finding).values():
            for ref in finding.items:
                found.setdefault(ref, []).append(finding)
        return found

    def applicability(self, item: Item) -> Applicability | None:
        """The decision on a control, if there is one."""
        return self.records.get(Applicability, item.id) if item.kind == "control" else None
