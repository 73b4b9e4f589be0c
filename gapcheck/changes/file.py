"""Apply files: many changes from YAML, JSON or CSV, each with the line it stands on, every mistake reported at once.

An entry is one change, `- answer: {question: A.8.13-q1, value: yes_shown}`. In CSV the column `change` names it, empty
cells are left out, and lists are separated by semicolons.
"""

import csv
import difflib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from gapcheck.changes.base import Change
from gapcheck.changes.registry import BY_NAME
from gapcheck.errors import ApplyError, ContentError
from gapcheck.questionnaire import source

HIDDEN = frozenset({"start", "revert"})
"""Changes that files cannot ask for: they belong to making an engagement and to undo."""
NAMES = tuple(name for name in BY_NAME if name not in HIDDEN)

Located = tuple[str, Any]
"""Where a part stands, and the part; a ValueError where it cannot be read."""
_BETWEEN = re.compile(r"[ \t\r\n,]*")


def read(path: Path) -> list[tuple[str, Change]]:
    """The changes of a file, each with its place ("line 3"). Raises ApplyError with all mistakes."""
    try:
        data = source.read_bytes(path, path.name)
        parts = list(_parts(path, data))
    except ContentError as error:
        raise ApplyError(f"Nothing was recorded: {path.name} cannot be used.", error.problems) from None
    changes, problems = [], []
    for where, part in parts:
        try:
            if isinstance(part, ValueError):
                raise part
            changes.append((where, _change(part)))
        except ValueError as error:
            problems.append(f"{where}: {error}")
    if problems:
        mistakes = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        raise ApplyError(f"Nothing was recorded: {path.name} has {mistakes}.", problems)
    return changes


def _parts(path: Path, data: bytes) -> Iterator[Located]:
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return _from_yaml(path.name, data)
    if suffix == ".json":
        return _from_json(path.name, data)
    if suffix == ".csv":
        return _from_csv(path.name, data)
    raise ContentError("", [f"{path.name}: use a file that ends in .yaml, .json or .csv"])


def _from_yaml(name: str, data: bytes) -> Iterator[Located]:
    parsed = source.parse(name, data)
    if parsed.mistakes:
        raise ContentError("", parsed.report())
    if not isinstance(parsed.data, list):
        raise ContentError("", [f"{name}: line 1: a list of changes is due, such as '- answer: {{...}}'"])
    for number, part in enumerate(parsed.data):
        yield f"line {parsed.lines.get((number,), 1)}", part


def _from_json(name: str, data: bytes) -> Iterator[Located]:
    try:
        text = data.decode("utf-8-sig")
        whole = json.loads(text)
    except UnicodeDecodeError:
        raise ContentError("", [f"{name}: this is not UTF-8 text; save the file as UTF-8"]) from None
    except json.JSONDecodeError as error:
        raise ContentError("", [f"{name}: line {error.lineno}: {error.msg}"]) from None
    except RecursionError:
        raise ContentError("", [f"{name}: this is nested too deeply"]) from None
    except ValueError as error:
        raise ContentError("", [f"{name}: {error}"]) from None
    if not isinstance(whole, list):
        raise ContentError("", [f'{name}: line 1: a list of changes is due, such as [{{"answer": {{...}}}}]'])
    decoder, careful = json.JSONDecoder(), json.JSONDecoder(object_pairs_hook=_without_doubles)
    done = text.index("[") + 1
    line = 1 + text.count("\n", 0, done)
    for part in whole:
        begin = _BETWEEN.match(text, done).end()  # type: ignore[union-attr]
        line += text.count("\n", done, begin)
        where = f"line {line}"
        try:
            careful.raw_decode(text, begin)
            yield where, _as_text(part)
        except RecursionError:
            yield where, ValueError("this is nested too deeply")
        except ValueError as error:
            yield where, error
        _, done = decoder.raw_decode(text, begin)
        line += text.count("\n", begin, done)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} stands twice in one object")
    return found


def _as_text(value: Any) -> Any:
    """Scalars as the text that YAML would have held, so that both kinds of file mean the same; null is left out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    if isinstance(value, dict):
        return {key: _as_text(part) for key, part in value.items() if part is not None}
    return value


def _from_csv(name: str, data: bytes) -> Iterator[Located]:
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        head = [cell.strip() for cell in next(rows, [])]
        if "change" not in head:
            raise ContentError("", [f"{name}: line 1: the first line names the columns, and one of them is 'change'"])
        double = next((column for column in head if column and head.count(column) > 1), "")
        if double:
            raise ContentError("", [f"{name}: line 1: the column {double!r} stands there twice"])
        line = rows.line_num
        for row in rows:
            where, line = f"line {line + 1}", rows.line_num
            if not any(row):
                continue
            if len(row) != len(head):
                yield where, ValueError(f"{len(row)} cells where the first line has {len(head)}")
                continue
            cells = {column: cell for column, cell in zip(head, row, strict=True) if cell != ""}
            change = cells.pop("change", "")
            yield where, {change: {column: _cell(change, column, cell) for column, cell in cells.items()}}
    except UnicodeDecodeError:
        raise ContentError("", [f"{name}: this is not UTF-8 text; save the file as UTF-8"]) from None
    except csv.Error as error:
        raise ContentError("", [f"{name}: line {rows.line_num}: {error}"]) from None


def _cell(change: str, column: str, cell: str) -> Any:
    kind = BY_NAME.get(change)
    field = _fields(kind).get(column) if kind else None
    if field is not None and _takes(field, msgspec.inspect.VarTupleType):
        return [part.strip() for part in cell.split(";") if part.strip()]
    return cell


def _change(part: Any) -> Change:
    """One change from plain data. Raises ValueError with a sentence."""
    if not isinstance(part, dict) or len(part) != 1:
        raise ValueError("an entry is one change with its fields, such as 'answer: {question: ..., value: ...}'")
    ((name, fields),) = part.items()
    if name not in NAMES:
        raise ValueError(f"{name!r} is not a change; {_known(name, NAMES)}")
    if not isinstance(fields, dict):
        raise ValueError(f"{name} needs its fields, such as '{name}: {{...}}'")
    kind = BY_NAME[name]
    known = _fields(kind)
    given: dict[str, Any] = {}
    for field, value in fields.items():
        if field not in known:
            raise ValueError(f"{name} has no field {field!r}; {_known(field, tuple(known))}")
        given[field] = _value(name, known[field], value)
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(f"{name}: {_plain(str(error))}") from None


def _value(name: str, field: msgspec.inspect.Field, value: Any) -> Any:
    if isinstance(value, str) and _takes(field, msgspec.inspect.BoolType):
        return {"yes": "true", "no": "false"}.get(value.lower(), value.lower())
    if field.encode_name == "links" and isinstance(value, list):
        return [_link(part) for part in value]
    if field.encode_name == "cases" and isinstance(value, list):
        return [{"id": part} if isinstance(part, str) else part for part in value]
    allowed = _allowed(field)
    if allowed and isinstance(value, str) and value not in allowed:
        raise ValueError(f"{name}: {value!r} is not a value of {field.encode_name!r}; {_known(value, allowed)}")
    return value


def _link(part: Any) -> Any:
    """A link in short, as it fits in a cell: A.8.13 or A.8.13:contradicts."""
    if isinstance(part, str):
        item, _, effect = part.partition(":")
        return {"item": item.strip(), "effect": effect.strip() or "supports"}
    return part


def _fields(kind: type[Change]) -> dict[str, msgspec.inspect.Field]:
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    return {field.encode_name: field for field in info.fields}


def _types(field: msgspec.inspect.Field) -> tuple[msgspec.inspect.Type, ...]:
    return field.type.types if isinstance(field.type, msgspec.inspect.UnionType) else (field.type,)


def _takes(field: msgspec.inspect.Field, kind: type[msgspec.inspect.Type]) -> bool:
    return any(isinstance(possible, kind) for possible in _types(field))


def _allowed(field: msgspec.inspect.Field) -> tuple[str, ...]:
    for possible in _types(field):
        if isinstance(possible, msgspec.inspect.LiteralType):
            return tuple(str(value) for value in possible.values)
    return ()


def _known(given: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(given, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"


def _plain(message: str) -> str:
    """The library's message without its notation."""
    return message.replace("Object missing required field", "needs the field").replace(" - at `$.", " at `")
