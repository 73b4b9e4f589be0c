"""The bytes of a questionnaire's files compiled to a `Questionnaire`, or every mistake in them."""

from typing import TypeVar

from gapcheck.errors import ContentError
from gapcheck.questionnaire.consistency import check_consistency
from gapcheck.questionnaire.convert import convert
from gapcheck.questionnaire.evidence_index import CommonEvidence
from gapcheck.questionnaire.files import MANIFEST, Files, shown_name
from gapcheck.questionnaire.first_day import Baseline, Learn, Scope
from gapcheck.questionnaire.model import Edge, Gates, Item, Manifest, Part, Questionnaire, Term
from gapcheck.questionnaire.on_site import OnSite
from gapcheck.questionnaire.order import item_key
from gapcheck.questionnaire.placed import Draft, Placed
from gapcheck.questionnaire.roles import Role
from gapcheck.questionnaire.source import parse

T = TypeVar("T", bound=Part)


class _Items(Part, frozen=True):
    items: tuple[Item, ...]


class _Edges(Part, frozen=True):
    edges: tuple[Edge, ...]


class _Terms(Part, frozen=True):
    terms: tuple[Term, ...]


class _Roles(Part, frozen=True):
    roles: tuple[Role, ...]


class _Evidence(Part, frozen=True):
    evidence: tuple[CommonEvidence, ...]


def build(files: Files, digest: str, headline: str) -> Questionnaire:
    """Compile the files; raises ContentError under `headline` with every problem of every file."""
    draft = _read_all(files)
    check_consistency(draft)
    problems = [*files.problems, *(problem for source in draft.sources for problem in source.report())]
    if not draft.items and not problems:
        problems.append("there are no items: clauses/ and annex_a/ hold no YAML files with entries")
    if problems or draft.manifest is None:
        raise ContentError(headline, problems)
    return Questionnaire(
        manifest=draft.manifest.what,
        items=tuple(sorted((placed.what for placed in draft.items), key=item_key)),
        gates=draft.gates.what if draft.gates else Gates(),
        edges=tuple(placed.what for placed in draft.edges),
        baseline=draft.baseline.what if draft.baseline else Baseline(),
        scope=draft.scope.what if draft.scope else Scope(),
        learn=draft.learn.what if draft.learn else Learn(),
        on_site=draft.on_site.what if draft.on_site else OnSite(),
        glossary=tuple(placed.what for placed in draft.glossary),
        roles=tuple(placed.what for placed in draft.roles),
        evidence_index=tuple(placed.what for placed in draft.evidence_index),
        digest=digest,
    )


def _read_all(files: Files) -> Draft:
    draft = Draft()

    def whole(name: str, kind: type[T]) -> Placed[T] | None:
        if name not in files.data:
            return None
        source = parse(shown_name(name), files.data[name])
        draft.sources.append(source)
        made = convert(source, kind)
        return None if made is None else Placed(made, source)

    draft.manifest = whole(MANIFEST, Manifest)
    for name in files.item_files():
        listed = whole(name, _Items)
        if listed is None:
            draft.all_items_read = False
            continue
        draft.items += _each(listed, listed.what.items, "items")
    draft.gates = whole("gates.yaml", Gates)
    edges = whole("dependencies.yaml", _Edges)
    draft.edges = _each(edges, edges.what.edges, "edges") if edges else []
    draft.baseline = whole("baseline.yaml", Baseline)
    draft.scope = whole("scope.yaml", Scope)
    draft.learn = whole("learn.yaml", Learn)
    draft.on_site = whole("on_site.yaml", OnSite)
    terms = whole("glossary.yaml", _Terms)
    draft.glossary = _each(terms, terms.what.terms, "terms") if terms else []
    roles = whole("roles.yaml", _Roles)
    draft.roles = _each(roles, roles.what.roles, "roles") if roles else []
    evidence = whole("evidence_index.yaml", _Evidence)
    draft.evidence_index = _each(evidence, evidence.what.evidence, "evidence") if evidence else []
    return draft


def _each(listed: Placed[Part], parts: tuple[T, ...], name: str) -> list[Placed[T]]:
    return [Placed(part, listed.source, (name, number)) for number, part in enumerate(parts)]
