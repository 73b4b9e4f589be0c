"""Questionnaires from disk: checked in full the first time, from a compiled cache afterwards."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from gapcheck import paths
from gapcheck.errors import ContentError, GapcheckError
from gapcheck.questionnaire import cache as compiled
from gapcheck.questionnaire.files import MANIFEST, read_folder
from gapcheck.questionnaire.model import Manifest, Questionnaire

DEFAULT = "iso27001-2022"


class Shipped(msgspec.Struct, frozen=True):
    """One questionnaire that comes with the program."""

    id: str
    title: str
    version: str
    edition: str
    path: Path


def load(folder: Path, *, cache: Path | None = None) -> Questionnaire:
    """The questionnaire in `folder`; `cache` is where compiled ones are kept (default: `paths.cache_folder()`).

    Raises ContentError with every mistake of every file, GapcheckError when there is no such folder.
    """
    kept = paths.cache_folder() if cache is None else cache
    with _without_gc():
        files = read_folder(folder)
        digest = files.digest()
        if not files.problems and (found := compiled.load(kept, digest)):
            return found
        # imported here: reading YAML costs more than everything on the cached path
        from gapcheck.questionnaire.build import build

        made = build(files, digest, f"The questionnaire in {folder} cannot be used:")
        compiled.save(kept, made)
        return made


def find(questionnaire_id: str) -> Path:
    """The folder of a shipped questionnaire, which bears its id; GapcheckError names the known ones."""
    known = _folders()
    if questionnaire_id in known:
        return known[questionnaire_id]
    from gapcheck.questionnaire.source import Source, shown

    hint = Source("").meant(questionnaire_id, known)
    names = ", ".join(known) or "none"
    raise GapcheckError(f"There is no questionnaire {shown(questionnaire_id)}{hint}. Shipped: {names}.")


def shipped() -> list[Shipped]:
    """The questionnaires that come with the program, by id; reads their manifests only.

    Raises ContentError when a manifest has mistakes.
    """
    from gapcheck.questionnaire.convert import convert
    from gapcheck.questionnaire.source import read

    found = []
    for folder in _folders().values():
        source = read(folder / MANIFEST, f"{folder.name}/{MANIFEST}")
        manifest = convert(source, Manifest)
        if manifest is None or source.mistakes:
            raise ContentError(f"The questionnaire in {folder} cannot be used:", source.report())
        found.append(Shipped(manifest.id, manifest.title, manifest.version, manifest.edition, folder))
    return found


def load_shipped(questionnaire_id: str = DEFAULT) -> Questionnaire:
    """A questionnaire that comes with the program; raises what `find` and `load` raise."""
    return load(find(questionnaire_id))


def _folders() -> dict[str, Path]:
    home = paths.questionnaires_folder()
    try:
        return {path.name: path for path in sorted(home.iterdir()) if (path / MANIFEST).is_file()}
    except OSError:
        return {}


@contextmanager
def _without_gc() -> Iterator[None]:
    """Thousands of small objects are made and none of them dies, so that collecting between them only costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
