"""What tests of questionnaires start from."""

from pathlib import Path

import pytest

from gapcheck.questionnaire.model import Questionnaire

from .mini import Mini


@pytest.fixture
def mini(tmp_path: Path) -> Mini:
    """The small questionnaire, freshly written."""
    return Mini(tmp_path)


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    """The small questionnaire, loaded."""
    return Mini(tmp_path_factory.mktemp("good")).load()
