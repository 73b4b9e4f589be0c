"""YAML parser events put together to plain data; the only module that imports PyYAML, and only when it is used."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gapcheck.questionnaire.source import MAX_DEPTH, MAX_PARTS, Plain, Source, Where, shown

if TYPE_CHECKING:
    import yaml

_KIND = {"anchor": "an anchor (&)", "alias": "an alias (*)", "tag": "a tag (!)"}


class _Refused(Exception):
    """The file cannot be read on: the line and what is wrong there."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being filled."""

    into: Any
    where: Where
    key: str | None = None
    """The key that waits for its value."""
    repeated: bool = False
    """Whether that key stood before, so that its value is dropped."""


def fill(source: Source, text: str) -> None:
    """Put the data, the lines and the mistakes of a YAML text into `source`."""
    import yaml

    try:
        loader = yaml.CBaseLoader
    except AttributeError:  # PyYAML was built without libyaml
        loader = yaml.BaseLoader  # type: ignore[assignment]
    builder = _Builder(source, yaml)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
        source.data = "" if builder.root is None else builder.root
    except _Refused as refusal:
        source.refuse((), refusal.sentence, line=refusal.line)
    except yaml.YAMLError as error:
        line, sentence = _syntax(error, text)
        source.refuse((), sentence, line=line)
    for where, line, sentence in builder.repeated:
        source.refuse(where, sentence, line=line)


class _Builder:
    """Turns a stream of events into nested lists and dicts of text."""

    def __init__(self, source: Source, yaml: Any) -> None:
        self.root: Plain | None = None
        self.repeated: list[tuple[Where, int, str]] = []
        self._lines = source.lines
        self._open: list[_Open] = []
        self._parts = self._documents = 0
        self._scalar = yaml.ScalarEvent
        self._mapping = yaml.MappingStartEvent
        self._sequence = yaml.SequenceStartEvent
        self._ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        self._alias = yaml.AliasEvent
        self._document = yaml.DocumentStartEvent

    def take(self, event: "yaml.Event") -> None:
        """Take in the next event; raises `_Refused` for what a questionnaire may not hold."""
        if isinstance(event, self._scalar):
            self._check(event)
            self._put(event.value, event)
        elif isinstance(event, self._mapping | self._sequence):
            self._check(event)
            into: Any = {} if isinstance(event, self._mapping) else []
            where = self._put(into, event)
            if len(self._open) >= MAX_DEPTH:
                raise _Refused(_line(event), f"lists and mappings are nested more than {MAX_DEPTH} deep")
            self._open.append(_Open(into, where))
        elif isinstance(event, self._ends):
            self._open.pop()
        elif isinstance(event, self._alias):
            raise _Refused(_line(event), f"{_KIND['alias']} is not allowed; write the text out")
        elif isinstance(event, self._document):
            self._documents += 1
            if self._documents > 1:
                raise _Refused(_line(event), "a second document starts here; one file holds one")

    def _check(self, event: Any) -> None:
        for kind in ("anchor", "tag"):
            if getattr(event, kind):
                raise _Refused(_line(event), f"{_KIND[kind]} is not allowed; write the text plainly or in quotes")
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise _Refused(_line(event), f"the file has more than {MAX_PARTS} parts; split it")

    def _put(self, value: Any, event: Any) -> Where:
        """Add a value to what is open and return where it stands."""
        if not self._open:
            self.root = value
            self._lines[()] = _line(event)
            return ()
        top = self._open[-1]
        if isinstance(top.into, list):
            where = (*top.where, len(top.into))
            self._lines[where] = _line(event)
            top.into.append(value)
            return where
        if top.key is None:
            self._begin_entry(top, value, event)
            return top.where
        key, top.key = top.key, None
        where = (*top.where, key)
        if top.repeated:
            # the parts of a dropped value get a path of their own, so that they do not overwrite lines of the first
            return (*where, "repeated")
        top.into[key] = value
        return where

    def _begin_entry(self, top: _Open, key: Any, event: Any) -> None:
        if not isinstance(key, str):
            raise _Refused(_line(event), "a list or mapping cannot be the name of a field")
        top.key, top.repeated = key, key in top.into
        where = (*top.where, key)
        if top.repeated:
            first = self._lines[where]
            self.repeated.append(
                (where, _line(event), f"{shown(key)} stands here again; it is already in line {first}")
            )
        else:
            self._lines[where] = _line(event)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _syntax(error: "yaml.YAMLError", text: str) -> tuple[int, str]:
    """The line and one sentence for what the parser says on several lines."""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        return line, f"this is not valid YAML: {getattr(error, 'reason', 'it cannot be read')}"
    what = " ".join(part for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    begun = f" (in what begins in line {start.line + 1})" if start is not None and start.line != mark.line else ""
    return mark.line + 1, f"this is not valid YAML: {what}{begun}"
