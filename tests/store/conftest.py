from collections.abc import Iterator
from pathlib import Path

import pytest

from gapcheck.store.folder import FolderStore

from .making import Session


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The YAML files of a questionnaire; the store does not look into them."""
    folder = tmp_path / "source"
    (folder / "annex_a").mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text("id: tiny\n", encoding="utf-8")
    (folder / "annex_a" / "a5.yml").write_text("[]\n", encoding="utf-8")
    (folder / "README.md").write_text("not part of it", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path, source: Path) -> Path:
    """An engagement without entries."""
    made = tmp_path / "acme"
    FolderStore.create(made, source).close()
    return made


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = Session.open(folder)
    yield opened
    opened.close()
