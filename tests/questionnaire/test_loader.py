"""Loading: what comes out, in which order, from the cache and from hostile folders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapcheck.errors import ContentError, GapcheckError
from gapcheck.questionnaire import cache, loader
from gapcheck.questionnaire.convert import convert
from gapcheck.questionnaire.model import Term
from gapcheck.questionnaire.source import MAX_BYTES, parse

from .mini import GOOD, Mini

QUESTIONS = "annex_a/A.8.yaml"


def problems(mini: Mini) -> list[str]:
    with pytest.raises(ContentError) as caught:
        mini.load()
    return caught.value.problems


def compiled(mini: Mini) -> Path:
    (path,) = mini.cache.glob("*.msgpack")
    return path


def test_everything_that_was_written_is_there(mini: Mini) -> None:
    made = mini.load()
    backup = made.by_id["A.8.13"]
    assert made.manifest.id == "mini"
    assert [item.id for item in made.clauses] == ["4.1", "8.2"]
    assert backup.can_be_not_applicable is True
    assert backup.questions[0].minutes == 3.0
    assert backup.attributes is not None and backup.attributes.domains == ("Protection",)
    assert made.by_id["4.1"].documented_info.expected == ("A short list",)
    assert made.by_id["4.1"].questions[2].minutes == 3
    assert made.gate_of("A.8.13") == {"stage1": "none", "stage2": "concern"}
    assert made.needs_of("A.8.13") == [("8.2", "soft"), ("8.2", "justify")]
    assert made.baseline_ids == {"4.1-q1", "A.8.13-q1"}
    assert made.glossary[2].also == ("restore test",)


def test_clauses_come_first_and_numbers_count_as_numbers(mini: Mini) -> None:
    assert [item.id for item in mini.load().items] == ["4.1", "8.2", "A.8.2", "A.8.13"]
    mini.change("clauses/4.yaml", "id: 4.1\n", "id: 4.10\n")
    for _ in range(3):
        mini.change("clauses/4.yaml", "id: 4.1-q", "id: 4.10-q")
    mini.write("baseline.yaml", "{}\n")
    mini.write("dependencies.yaml", "edges: []\n")
    mini.write("evidence_index.yaml", "evidence: []\n")
    mini.change("clauses/8.yaml", "related: [4.1,", "related: [4.10,")
    mini.write("clauses/9.yaml", (mini.folder / "clauses/8.yaml").read_bytes().replace(b"8.2", b"4.9"))
    mini.change("clauses/9.yaml", "related: [4.10, A.4.9]", "related: [8.2]")
    assert [item.id for item in mini.load().items] == ["4.9", "4.10", "8.2", "A.8.2", "A.8.13"]


def test_words_that_yaml_would_change_stay_as_they_are_written(mini: Mini) -> None:
    mini.change("clauses/4.yaml", "title: Understanding the organization and its context", "title: No")
    mini.change("clauses/4.yaml", "A short list", "8.10")
    item = mini.load().by_id["4.1"]
    assert (item.title, item.documented_info.expected) == ("No", ("8.10",))


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_survives(text: str) -> None:
    quoted = "".join(f"\\U{ord(character):08x}" for character in text)
    source = parse("x.yaml", f'term: "{quoted}"\nmeaning: x\n'.encode())
    assert source.report() == []
    assert convert(source, Term) == Term(term=text, meaning="x")


@given(text=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_the_cache_too(mini: Mini, text: str) -> None:
    quoted = text.replace("'", "''")
    original = (GOOD / "manifest.yaml").read_text(encoding="utf-8")
    mini.write("manifest.yaml", original.replace("A small questionnaire", f"'{quoted}'"))
    assert mini.load().manifest.title == text
    assert mini.load().manifest.title == text


def test_the_second_time_comes_from_the_cache(mini: Mini) -> None:
    first = mini.load()
    stamp = compiled(mini).stat().st_mtime_ns
    assert mini.load() == first
    assert compiled(mini).stat().st_mtime_ns == stamp
    assert sorted(path.name for path in mini.cache.iterdir()) == [compiled(mini).name]


def test_the_cache_is_really_what_is_read(mini: Mini) -> None:
    made = mini.load()
    other = type(made)(manifest=made.manifest, items=made.items[:1], digest=made.digest)
    cache.save(mini.cache, other)
    assert [item.id for item in mini.load().items] == ["4.1"]


@pytest.mark.parametrize("keep", [0, 3, 10, 500])
def test_a_cut_cache_is_compiled_again(mini: Mini, keep: int) -> None:
    made = mini.load()
    path = compiled(mini)
    whole = path.read_bytes()
    path.write_bytes(whole[:keep])
    assert mini.load() == made
    assert path.read_bytes() == whole


def test_a_cache_with_a_flipped_letter_is_compiled_again(mini: Mini) -> None:
    made = mini.load()
    path = compiled(mini)
    path.write_bytes(path.read_bytes().replace(b"Information backup", b"Information backuq"))
    assert mini.load() == made


def test_changed_content_is_not_taken_from_the_cache(mini: Mini) -> None:
    before = mini.load()
    mini.change("glossary.yaml", "term: Issue", "term: Matter")
    mini.change("clauses/4.yaml", "[issue]", "[matter]")
    after = mini.load()
    assert after.glossary[0].term == "Matter"
    assert after.digest != before.digest


def test_a_cache_that_cannot_be_written_is_no_error(mini: Mini) -> None:
    mini.cache.write_text("a file stands where the folder should be")
    assert mini.load() == mini.load()


def test_old_compiled_questionnaires_are_forgotten(mini: Mini) -> None:
    for number in range(cache.KEEP + 3):
        mini.change("manifest.yaml", "version:", f"# {number}\nversion:")
        mini.load()
    assert len(list(mini.cache.iterdir())) == cache.KEEP


def test_the_cached_path_does_without_yaml(mini: Mini) -> None:
    mini.load()
    code = (
        "import sys; from pathlib import Path; from gapcheck.questionnaire.loader import load\n"
        f"made = load(Path({str(mini.folder)!r}), cache=Path({str(mini.cache)!r}))\n"
        "print(len(made.items), 'yaml' in sys.modules, 'difflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["4", "False", "False"]


def test_optional_files_may_be_left_out(mini: Mini) -> None:
    for name in ("gates", "dependencies", "baseline", "glossary", "roles", "evidence_index"):
        (mini.folder / f"{name}.yaml").unlink()
    made = mini.load()
    assert (made.edges, made.glossary, made.gates.stage1) == ((), (), ())
    assert (made.roles, made.evidence_index, made.roles_of_item["4.1"]) == ((), (), ())


def test_a_missing_manifest_and_no_items_are_said(mini: Mini) -> None:
    (mini.folder / "manifest.yaml").unlink()
    assert problems(mini) == ["manifest.yaml: the file is missing; it names the questionnaire and its groups"]
    shutil.copy(GOOD / "manifest.yaml", mini.folder)
    shutil.rmtree(mini.folder / "clauses")
    shutil.rmtree(mini.folder / "annex_a")
    for name in ("gates", "dependencies", "baseline", "evidence_index"):
        (mini.folder / f"{name}.yaml").unlink()
    assert problems(mini) == ["there are no items: clauses/ and annex_a/ hold no YAML files with entries"]


def test_a_misspelt_file_is_not_passed_over(mini: Mini) -> None:
    (mini.folder / "gates.yaml").rename(mini.folder / "gate.yaml")
    mini.write("clauses/5.yml", "items: []\n")
    assert problems(mini) == [
        "gate.yaml: not a file of a questionnaire; did you mean 'gates.yaml'?",
        "clauses/5.yml: the name must end with .yaml",
    ]


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(GapcheckError, match="There is no questionnaire folder"):
        loader.load(tmp_path / "nowhere", cache=tmp_path)


def test_a_link_out_of_the_folder_is_not_followed(mini: Mini, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("terms: [{term: secret, meaning: secret}]\n")
    (mini.folder / "glossary.yaml").unlink()
    (mini.folder / "glossary.yaml").symlink_to(secret)
    assert problems(mini) == ["glossary.yaml: the link leads out of the questionnaire's folder"]


def test_links_that_lead_nowhere_or_in_circles(mini: Mini) -> None:
    (mini.folder / "clauses/5.yaml").symlink_to(mini.folder / "gone.yaml")
    (mini.folder / "clauses/6.yaml").symlink_to(mini.folder / "clauses/6.yaml")
    found = problems(mini)
    assert [problem.split(":")[0] for problem in found] == ["clauses/5.yaml", "clauses/6.yaml"]
    assert all("cannot be read" in problem for problem in found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in the file system here")
def test_pipes_and_folders_with_a_file_s_name_do_not_block(mini: Mini) -> None:
    os.mkfifo(mini.folder / "clauses/5.yaml")
    (mini.folder / "clauses/6.yaml").mkdir()
    assert problems(mini) == [
        "clauses/5.yaml: this is not a regular file",
        "clauses/6.yaml: this is not a regular file",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_a_file_name_may_hold_anything(mini: Mini) -> None:
    folder = os.fsencode(mini.folder / "clauses")
    Path(os.fsdecode(folder + b"/\xff\n\x1b.yaml")).write_text("items: x\n")
    (problem,) = problems(mini)
    assert "\n" not in problem and "\x1b" not in problem
    assert "a list is due here" in problem


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(mini: Mini) -> None:
    mini.folder.chmod(0)
    try:
        with pytest.raises(GapcheckError, match="Permission denied"):
            mini.load()
    finally:
        mini.folder.chmod(0o700)


def test_pyyaml_without_its_c_library_reads_the_same(mini: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    first = mini.load()
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    shutil.rmtree(mini.cache)
    assert mini.load() == first
    mini.write("glossary.yaml", b"terms: " + b"[" * 5000)
    assert "nested more than" in problems(mini)[0]


def test_a_huge_file_is_not_read(mini: Mini) -> None:
    with (mini.folder / "glossary.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert problems(mini) == ["glossary.yaml: larger than 5 MB; split it"]


def test_too_many_files(mini: Mini) -> None:
    for number in range(300):
        mini.write(f"clauses/x{number}.yaml", "items: []\n")
    assert any("200 are allowed" in problem for problem in problems(mini))


def ship(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gapcheck.paths.questionnaires_folder", lambda: home)


def test_shipped_questionnaires_are_found_by_id(mini: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(mini.folder.parent, monkeypatch)
    monkeypatch.setenv("GAPCHECK_HOME", str(mini.cache))
    (one,) = loader.shipped()
    assert (one.id, one.version, one.path) == ("mini", "1.0", mini.folder)
    assert loader.find("mini") == mini.folder
    assert loader.load_shipped("mini").manifest.title == one.title


@pytest.mark.parametrize("wrong", ["mimi", "..", "../mini", "", "/etc"])
def test_an_unknown_questionnaire_names_the_known_ones(mini: Mini, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    ship(mini.folder.parent, monkeypatch)
    with pytest.raises(GapcheckError, match="Shipped: mini") as caught:
        loader.find(wrong)
    assert ("did you mean 'mini'?" in str(caught.value)) == (wrong in {"mimi", "../mini"})


def test_a_listing_says_what_is_wrong_with_a_manifest(mini: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(mini.folder.parent, monkeypatch)
    mini.change("manifest.yaml", "edition:", "editoin:")
    with pytest.raises(ContentError) as caught:
        loader.shipped()
    assert caught.value.problems[1].startswith("mini/manifest.yaml: line 4, mini: 'editoin' is not a known field")
