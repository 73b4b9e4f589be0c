"""A questionnaire of four items that is right in every way, as real files, for tests to break in one place."""

import shutil
from pathlib import Path

import msgspec

from gapcheck.questionnaire.loader import load
from gapcheck.questionnaire.model import Questionnaire

GOOD = Path(__file__).parent / "mini_questionnaire"


class Mini:
    """The folder of the small questionnaire and the ways in which tests change it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "mini"
        self.cache = folder / "cache"
        shutil.copytree(GOOD, self.folder)

    def write(self, name: str, text: str | bytes) -> None:
        """Write one file of the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, name: str, old: str, new: str) -> int:
        """Replace the first place of a text in a file; the line (from 1) at which the new text begins."""
        text = (self.folder / name).read_text(encoding="utf-8")
        before, found, after = text.partition(old)
        assert found, f"{old!r} is not in {name}"
        self.write(name, before + new + after)
        return before.count("\n") + 1

    def load(self) -> Questionnaire:
        """Load the folder with a cache of its own."""
        return load(self.folder, cache=self.cache)


def replaced(questionnaire: Questionnaire, ref: str, **fields: object) -> Questionnaire:
    """The questionnaire with some fields of one item replaced."""
    items = tuple(msgspec.structs.replace(item, **fields) if item.id == ref else item for item in questionnaire.items)
    return msgspec.structs.replace(questionnaire, items=items)
