"""What every test starts from: a home of its own, and the shipped questionnaire compiled once for each worker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from building import Builder, frozen
from hypothesis import HealthCheck, settings

from gapcheck.questionnaire import cache
from gapcheck.questionnaire.loader import load_shipped
from gapcheck.questionnaire.model import Questionnaire

settings.register_profile(
    "stable",
    deadline=None,
    derandomize=True,
    max_examples=40,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("stable")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of compiled questionnaires that all tests of a worker share, so that YAML is parsed once."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="session", autouse=True)
def decoded_once(compiled: Path) -> Iterator[None]:
    """What stands in the shared folder is decoded once for each worker; the files are read and compared each time."""
    known: dict[str, Questionnaire] = {}
    decode = cache.load

    def load(folder: Path, digest: str) -> Questionnaire | None:
        if folder.resolve() != compiled.resolve():
            return decode(folder, digest)
        if digest not in known and (found := decode(folder, digest)) is not None:
            known[digest] = found
        return known.get(digest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "load", load)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that holds nothing but the shared cache; nothing of the person who runs the tests is touched."""
    folder = tmp_path_factory.mktemp("home")
    (folder / ".cache").symlink_to(compiled, target_is_directory=True)
    monkeypatch.setenv("GAPCHECK_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def questionnaire(compiled: Path) -> Questionnaire:
    """The shipped questionnaire."""
    patch = pytest.MonkeyPatch()
    patch.setattr("gapcheck.paths.cache_folder", lambda: compiled)
    try:
        return load_shipped()
    finally:
        patch.undo()


@pytest.fixture
def clock() -> Callable[[], str]:
    """A clock that stands still."""
    return frozen


@pytest.fixture
def build(questionnaire: Questionnaire, tmp_path: Path) -> Iterator[Builder]:
    """Makes records in memory and engagements on disk; closes what it opened."""
    builder = Builder(questionnaire, tmp_path)
    yield builder
    builder.close()
