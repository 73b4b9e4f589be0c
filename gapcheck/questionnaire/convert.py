"""Plain data from YAML turned into the frozen structs of `model`, with every mistake reported at once.

The struct types themselves say what is allowed; nothing here knows a field by name.
A part with a mistake stands empty in the result, so that the rest can still be checked and positions in lists hold. A
result whose source has mistakes must never be handed out.
"""

import functools
import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias, TypeVar

import msgspec
from msgspec import inspect

from gapcheck.questionnaire.source import Plain, Source, Where, shown

T = TypeVar("T", bound=msgspec.Struct)
Read: TypeAlias = Callable[[Source, Where, Plain], Any]


class _Reader(NamedTuple):
    """How one type is read, and what stands for it where it cannot be."""

    read: Read
    empty: Any


_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_NOTHING = {"", "null", "~"}


def convert(source: Source, kind: type[T]) -> T | None:
    """The whole of a file as a struct of `kind`; mistakes are noted in `source`. None when the file is no YAML."""
    if source.data is None:
        return None
    made: T = _reader_of(kind).read(source, (), source.data)
    return made


@functools.cache
def _reader_of(kind: Any) -> _Reader:
    return _reader(inspect.type_info(kind))


def _reader(kind: inspect.Type) -> _Reader:
    match kind:
        case inspect.StructType(cls=cls, fields=fields):
            return _struct(cls, fields)
        case inspect.VarTupleType(item_type=item_type):
            return _list(_reader(item_type).read)
        case inspect.LiteralType(values=values):
            return _literal(tuple(str(value) for value in values))
        case inspect.StrType():
            return _Reader(_text, "")
        case inspect.FloatType() | inspect.IntType():
            return _Reader(_number, 0.0)
        case inspect.BoolType():
            return _Reader(_truth, False)
        case inspect.UnionType(types=types):
            (inner,) = (one for one in types if not isinstance(one, inspect.NoneType))
            return _optional(_reader(inner).read)
    raise TypeError(f"a questionnaire cannot hold {kind}")


def _wrong_kind(source: Source, where: Where, due: str, value: Plain) -> None:
    if value == "":
        source.refuse(where, f"{due} is due here, but nothing stands here")
        return
    found = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else f"text: {shown(value)}"
    source.refuse(where, f"{due} is due here, but this is {found}")


def _text(source: Source, where: Where, value: Plain) -> str:
    if isinstance(value, str):
        return value
    _wrong_kind(source, where, "text", value)
    return ""


def _number(source: Source, where: Where, value: Plain) -> float:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    _wrong_kind(source, where, "a number", value)
    return 0.0


def _truth(source: Source, where: Where, value: Plain) -> bool:
    if isinstance(value, str) and value.lower() in _TRUTH:
        return _TRUTH[value.lower()]
    _wrong_kind(source, where, "true or false", value)
    return False


def _optional(inner: Read) -> _Reader:
    def read(source: Source, where: Where, value: Plain) -> Any:
        return None if isinstance(value, str) and value in _NOTHING else inner(source, where, value)

    return _Reader(read, None)


def _literal(allowed: tuple[str, ...]) -> _Reader:
    choices = ", ".join(allowed)

    def read(source: Source, where: Where, value: Plain) -> str:
        if not isinstance(value, str) or not value:
            _wrong_kind(source, where, f"one of {choices}", value)
        elif value not in allowed:
            source.refuse(where, f"{shown(value)} is not one of {choices}{source.meant(value, allowed)}")
        else:
            return value
        return ""

    return _Reader(read, "")


def _list(inner: Read) -> _Reader:
    def read(source: Source, where: Where, value: Plain) -> tuple[Any, ...]:
        if isinstance(value, list):
            return tuple([inner(source, (*where, number), entry) for number, entry in enumerate(value)])
        _wrong_kind(source, where, "a list", value)
        return ()

    return _Reader(read, ())


def _struct(cls: type, fields: tuple[inspect.Field, ...]) -> _Reader:
    readers = {one.name: _reader(one.type) for one in fields}
    required = {one.name: readers[one.name].empty for one in fields if one.required}
    empty = cls(**required)

    def read(source: Source, where: Where, value: Plain) -> Any:
        if not isinstance(value, dict):
            _wrong_kind(source, where, "a mapping (name: value)", value)
            return empty
        made: dict[str, Any] = {}
        for name, part in value.items():
            reader = readers.get(name)
            if reader is not None:
                made[name] = reader.read(source, (*where, name), part)
                continue
            sentence = f"{shown(name)} is not a known field{source.meant(name, set(readers).difference(value))}"
            source.refuse(where, sentence, line=source.lines.get((*where, name)))
        for name in required:
            if name not in value:
                source.refuse(where, f"the field '{name}' is missing")
        return cls(**{**required, **made})

    return _Reader(read, empty)
