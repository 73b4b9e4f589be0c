"""What has been read of a questionnaire so far, each part with the place it stands at."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gapcheck.questionnaire.evidence_index import CommonEvidence
from gapcheck.questionnaire.first_day import Baseline, Learn, Scope
from gapcheck.questionnaire.model import Edge, Gates, Item, Manifest, Term
from gapcheck.questionnaire.on_site import OnSite
from gapcheck.questionnaire.roles import Role
from gapcheck.questionnaire.source import Source, Where

T = TypeVar("T", covariant=True)


@dataclass(frozen=True)
class Placed(Generic[T]):
    """A struct and where it stands, so that a mistake in it can be reported there."""

    what: T
    source: Source
    where: Where = ()

    def refuse(self, sentence: str, *steps: str | int) -> None:
        """Note a mistake in the part that `steps` lead to."""
        self.source.refuse((*self.where, *steps), sentence)


@dataclass
class Draft:
    """Everything read so far, before it is known to fit together."""

    sources: list[Source] = field(default_factory=list)
    manifest: Placed[Manifest] | None = None
    items: list[Placed[Item]] = field(default_factory=list)
    gates: Placed[Gates] | None = None
    edges: list[Placed[Edge]] = field(default_factory=list)
    baseline: Placed[Baseline] | None = None
    scope: Placed[Scope] | None = None
    learn: Placed[Learn] | None = None
    on_site: Placed[OnSite] | None = None
    glossary: list[Placed[Term]] = field(default_factory=list)
    roles: list[Placed[Role]] = field(default_factory=list)
    evidence_index: list[Placed[CommonEvidence]] = field(default_factory=list)
    all_items_read: bool = True
    """False when a file of items is no YAML: then nobody knows which ids exist."""
