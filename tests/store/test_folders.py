"""Making, finding and naming engagement folders."""

from pathlib import Path

import pytest

from gapcheck.errors import StoreError
from gapcheck.records.about import About
from gapcheck.store.folder import FolderStore, find_engagements, is_engagement, peek
from gapcheck.store.synced import synced_folder_warning

from .making import HOSTILE, Session, contents, note


def test_a_new_engagement_has_its_own_questionnaire(tmp_path: Path, source: Path) -> None:
    with FolderStore.create(tmp_path / "home" / "acme", source) as store:
        assert (store.head, store.read_only, store.mended) == (0, False, "")
        pinned = store.questionnaire_folder
        assert {str(path.relative_to(pinned)) for path in pinned.rglob("*.y*ml")} == {
            "questionnaire.yaml",
            str(Path("annex_a") / "a5.yml"),
        }
        assert (pinned / "questionnaire.yaml").read_bytes() == (source / "questionnaire.yaml").read_bytes()
        assert not (pinned / "README.md").exists()
        assert (store.folder / "evidence").is_dir() and (store.folder / "reports").is_dir()
    assert is_engagement(tmp_path / "home" / "acme")


def test_an_empty_folder_may_be_used(tmp_path: Path, source: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / ".DS_Store").touch()
    FolderStore.create(empty, source).close()
    assert is_engagement(empty)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, source: Path, folder: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.doc").write_bytes(b"mine")
    with pytest.raises(StoreError, match="is not empty; choose a new"):
        FolderStore.create(full, source)
    with pytest.raises(StoreError, match="holds an engagement already; open it"):
        FolderStore.create(folder, source)
    with pytest.raises(StoreError, match="is a file; choose a new folder"):
        FolderStore.create(full / "thesis.doc", source)
    assert contents(full) == {"thesis.doc": b"mine"}


def test_a_source_without_a_questionnaire_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(StoreError, match="holds no questionnaire"):
        FolderStore.create(tmp_path / "new", tmp_path / "nothing")
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_opened_is_named(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no folder .*nowhere"):
        FolderStore.open(tmp_path / "nowhere")
    with pytest.raises(StoreError, match=r"journal\.jsonl is a file; an engagement is a folder"):
        FolderStore.open(folder / "journal.jsonl")
    with pytest.raises(StoreError, match="is not an engagement"):
        FolderStore.open(tmp_path)
    with pytest.raises(StoreError, match="File name too long"):
        FolderStore.open(tmp_path / ("x" * 300))


def test_engagements_are_found_one_level_deep(tmp_path: Path, source: Path) -> None:
    home = tmp_path / "home"
    for name in ("zeta", "acme", "group/inner", ".hidden"):
        FolderStore.create(home / name, source).close()
    (home / "notes.txt").touch()
    (home / "empty").mkdir()
    assert find_engagements(home) == [home / "acme", home / "zeta"]
    assert find_engagements(tmp_path / "nowhere") == []
    assert find_engagements(home / "notes.txt") == []


def test_the_head_can_be_read_without_opening(session: Session) -> None:
    folder = session.store.folder
    assert peek(folder) is None
    session.save(note("4.1", "one"))
    assert peek(folder) is None
    session.save(About(title=HOSTILE, organization="Acme", type="stage1", questionnaire="tiny"))
    head = peek(folder)
    assert head is not None
    assert (head.title, head.type) == (HOSTILE, "stage1")


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b'{"engagement": {"1": {}}}', b"[" * 99999])
def test_a_head_that_cannot_be_read_is_none(folder: Path, damage: bytes) -> None:
    (folder / "engagement.json").write_bytes(damage)
    assert peek(folder) is None


@pytest.mark.parametrize(
    ("path", "keeper"),
    [
        ("Dropbox/acme", "Dropbox"),
        ("Dropbox (Acme)/x/acme", "Dropbox"),
        ("OneDrive - Acme GmbH/acme", "OneDrive"),
        ("Library/Mobile Documents/acme", "iCloud Drive"),
        ("Nextcloud/acme", "Nextcloud"),
    ],
)
def test_synchronised_folders_are_warned_of(tmp_path: Path, path: str, keeper: str) -> None:
    warning = synced_folder_warning(tmp_path / path)
    assert f"kept in step by {keeper}" in warning and "bundles" in warning


def test_syncthing_is_known_by_its_marker(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    assert "Syncthing" in synced_folder_warning(tmp_path / "shared" / "acme")


def test_a_folder_of_ones_own_is_fine(tmp_path: Path) -> None:
    assert synced_folder_warning(tmp_path / "dropboxes" / "acme") == ""
