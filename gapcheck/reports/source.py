"""What a report is made from: one moment of an engagement, and when and from which data it was drawn up."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gapcheck.analysis.completeness import in_the_way, to_decide
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import Readiness
from gapcheck.analysis.results import Results
from gapcheck.engagement import Engagement
from gapcheck.errors import GapcheckError, Refusal
from gapcheck.records.about import About
from gapcheck.records.base import Records

if TYPE_CHECKING:
    from gapcheck.reports.redaction import Redaction


class ReportInput(Results):
    """One moment of an engagement with all its results, each computed once.

    `date` is data: without it a report is dated by its newest record, so that the same data gives the same bytes.
    Raises Refusal when it is to be final while an item of an audit stands at "partial", something waits to be filed,
    followed or decided, or what the `kind` of report states is left open; with `exceptions`, the reason to be final all
    the same, that is told instead.
    """

    def __init__(
        self,
        material: Material,
        *,
        seq: int = 0,
        date: str = "",
        data_hash: str = "",
        version: str = "",
        final: bool = False,
        exceptions: str = "",
        remediation: bool = True,
        person: str = "",
        folder: Path | None = None,
        kind: str = "",
    ) -> None:
        super().__init__(material)
        self.seq = seq
        self.date = date or newest(material.records)
        self.data_hash = data_hash or hash_of(material)
        self.version = version or (f"journal entry {seq}" if seq else "")
        self.final = final
        self.person = person
        """Whom alone the list of questions is for; empty for everybody."""
        self.folder = folder
        """Where the engagement's attachments lie; None where only its records are known."""
        self.shows_remediation = remediation and material.mode.shows_remediation
        """Whether ways to close a gap, and causes, may be named."""
        self.redaction: Redaction | None = None
        """What was left out of this copy; None when it is whole."""
        self.open_points: tuple[str, ...] = ()
        """What is open in a report that is final with exceptions, a sentence each."""
        self.exceptions = ""
        """Why it is final although something is open; empty when nothing is."""
        if exceptions and not (final and exceptions.strip()):
            raise GapcheckError("Exceptions are for a final report, and need a reason in words.")
        if final:
            self._settle(exceptions, kind)

    def _settle(self, exceptions: str, kind: str) -> None:
        if exceptions:
            self.open_points = in_the_way(self, kind)
            self.exceptions = exceptions if self.open_points else ""
        elif self.to_decide:
            raise Refusal(
                f'An audit result cannot be "partial": decide {", ".join(self.to_decide)} before the report is final.'
            )
        elif reasons := in_the_way(self, kind):
            raise Refusal(f"The report cannot be final yet. {' '.join(reasons)}")

    def redacted(self, parts: Sequence[str], classes: Sequence[str] = ()) -> "ReportInput":
        """The same report from records of which something was left out; its date and hash are those of the full data.

        Raises GapcheckError for a classification that no piece of evidence has.
        """
        from gapcheck.reports.redaction import redacted

        records, redaction = redacted(self.material.records, parts, classes)
        copy = ReportInput(
            Material(self.material.questionnaire, records),
            seq=self.seq,
            date=self.date,
            data_hash=self.data_hash,
            version=self.version,
            remediation=self.shows_remediation,
            person=self.person,
            folder=self.folder,
        )
        copy.redaction = redaction
        # what is open was found in the full data
        copy.final, copy.open_points = self.final, self.open_points
        copy.exceptions = redaction.said(self.exceptions)
        return copy

    @classmethod
    def of(
        cls,
        engagement: Engagement,
        *,
        date: str = "",
        final: bool = False,
        exceptions: str = "",
        remediation: bool = True,
        person: str = "",
        kind: str = "",
    ) -> "ReportInput":
        """The report input of an open engagement as it stands, for a kind of report when it is to be final."""
        material = Material(engagement.questionnaire, engagement.records)
        head = engagement.store.head
        folder = engagement.store.folder
        return cls(
            material,
            seq=head,
            date=date,
            final=final,
            exceptions=exceptions,
            remediation=remediation,
            person=person,
            folder=folder,
            kind=kind,
        )

    @classmethod
    def beside(cls, results: Results) -> "ReportInput":
        """What is read on a screen while one works: from results that are there, dated by nothing."""
        report = cls(results.material, date="now", data_hash="none")
        report.items, report.backlog = results.items, results.backlog
        return report

    @cached_property
    def about(self) -> About:
        """The head of the engagement."""
        manifest = self.material.questionnaire.manifest
        return self.material.about or About(
            title="", organization="", type="gap_analysis", questionnaire=manifest.id, content_version=manifest.version
        )

    @property
    def stages(self) -> tuple[Readiness, Readiness]:
        """The readiness for stage 1 and stage 2."""
        return self.stage1, self.stage2

    @cached_property
    def to_decide(self) -> tuple[str, ...]:
        """Items at "partial" where an audit has to say whether the requirement is met."""
        return to_decide(self)

    @cached_property
    def not_reverified(self) -> frozenset[str]:
        """Items whose every answer and decision is older than the period of this engagement."""
        return frozenset(ref for ref in self.items if carried_over(ref, self.material))


def carried_over(ref: str, material: Material) -> bool:
    """Whether all that is known of an item was said before the period of this engagement began."""
    start = material.about.period_from[:10] if material.about else ""
    known = [r.at[:10] for r in (*material.answers.get(ref, []), *material.assessments.get(ref, []))]
    return bool(start and known) and all(day and day < start for day in known)


def newest(records: Records) -> str:
    """When the newest record was made; empty when no record says."""
    stamps = (record.at for table in records.tables().values() for record in table.values() if record.at)
    return max(stamps, key=_moment, default="")


def hash_of(material: Material) -> str:
    """SHA-256 of all records and of the questionnaire they answer."""
    tables = {name: dict(table) for name, table in material.records.tables().items() if table}
    data = msgspec.json.encode([material.questionnaire.digest, tables], order="sorted")
    return hashlib.sha256(data).hexdigest()


def _moment(stamp: str) -> tuple[datetime, str]:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC), stamp
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC), stamp
