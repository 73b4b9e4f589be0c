"""The YAML files of a questionnaire folder: which there may be, read safely, in a fixed order."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from gapcheck.errors import ContentError, GapcheckError
from gapcheck.questionnaire.order import natural
from gapcheck.questionnaire.source import read_bytes, shown

MANIFEST = "manifest.yaml"
SINGLE = (
    MANIFEST,
    "gates.yaml",
    "dependencies.yaml",
    "baseline.yaml",
    "glossary.yaml",
    "roles.yaml",
    "evidence_index.yaml",
    "scope.yaml",
    "learn.yaml",
    "on_site.yaml",
)
ITEM_FOLDERS = ("clauses", "annex_a")
MAX_FILES = 200
MAX_TOTAL = 20 * 1024 * 1024


@dataclass
class Files:
    """The bytes of every file by its name in the folder, and what is wrong with the others."""

    data: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def digest(self) -> str:
        """SHA-256 over names, lengths and bytes; two folders with the same files have the same digest."""
        total = hashlib.sha256()
        for name in sorted(self.data):
            data = self.data[name]
            total.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
            total.update(data)
        return total.hexdigest()

    def item_files(self) -> list[str]:
        """The names of the files with items, clauses first, in natural order."""
        names = sorted((name for name in self.data if "/" in name), key=natural)
        return sorted(names, key=lambda name: ITEM_FOLDERS.index(name.split("/")[0]))


def read_folder(folder: Path) -> Files:
    """Read every YAML file that belongs to a questionnaire; raises GapcheckError when there is no such folder."""
    try:
        if not folder.is_dir():
            raise GapcheckError(f"There is no questionnaire folder at {folder}.")
        root = folder.resolve()
        found = Files()
        names = _names(folder, found)
    except (OSError, RuntimeError) as error:
        raise GapcheckError(f"The questionnaire folder {folder} cannot be read ({_reason(error)}).") from None
    if MANIFEST not in names:
        found.problems.append(f"{MANIFEST}: the file is missing; it names the questionnaire and its groups")
    if len(names) > MAX_FILES:
        found.problems.append(f"the folder holds {len(names)} YAML files; {MAX_FILES} are allowed")
        return found
    for name in names:
        _read(root, name, found)
        if sum(map(len, found.data.values())) > MAX_TOTAL:
            found.problems.append(f"the files hold more than {MAX_TOTAL // 1024 // 1024} MB in all")
            break
    return found


def _read(root: Path, name: str, found: Files) -> None:
    path = root / name
    try:
        if not path.resolve(strict=True).is_relative_to(root):
            found.problems.append(f"{shown_name(name)}: the link leads out of the questionnaire's folder")
            return
        found.data[name] = read_bytes(path, shown_name(name))
    except ContentError as error:
        found.problems.extend(error.problems)
    except (OSError, RuntimeError) as error:
        found.problems.append(f"{shown_name(name)}: cannot be read ({_reason(error)})")


def _reason(error: OSError | RuntimeError) -> str:
    """What the system says; before Python 3.13 a circle of links is a RuntimeError."""
    return getattr(error, "strerror", None) or "a link runs in a circle"


def shown_name(name: str) -> str:
    """A file's name without control characters."""
    return name if name.isprintable() else shown(name)


def _names(folder: Path, found: Files) -> list[str]:
    """The names of the files to read, sorted; YAML files that do not belong are noted as problems."""
    names: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix not in {".yaml", ".yml"}:
            continue
        if path.name in SINGLE:
            names.append(path.name)
            continue
        import difflib

        near = difflib.get_close_matches(path.name, SINGLE, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else f"; it may have {', '.join(SINGLE)}"
        found.problems.append(f"{shown_name(path.name)}: not a file of a questionnaire{hint}")
    for part in ITEM_FOLDERS:
        if not (folder / part).is_dir():
            continue
        for path in sorted((folder / part).iterdir()):
            if path.suffix == ".yml":
                found.problems.append(f"{part}/{shown_name(path.name)}: the name must end with .yaml")
            elif path.suffix == ".yaml" and not path.name.startswith("."):
                names.append(f"{part}/{path.name}")
    return names
