"""Read rows from YAML, where every scalar stays the text it is written as: `16.710` keeps its zero and `no` is a word.

Built on the parser's events alone: nothing is constructed, and anchors, aliases and tags are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import yaml

from comity.record.files.row import DEEPEST, MOST_ROWS, Path_, Row, checked_columns
from comity.text.characters import NOT_TEXT
from comity.text.faults import Fault, Place

_yaml: Any = yaml  # its events are typed; what gives them is not
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ABSENT = ("", "~", "null", "Null", "NULL")


class Malformed(Exception):
    """The file cannot be used; carries the first fault in its form."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.sentence)


@dataclass(slots=True)
class YamlReading:
    """A file being read: its lines, its events, and the place of each value by its path."""

    shown: str
    lines: list[str]
    events: Iterator[yaml.Event]
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict[Path_, tuple[int, int]])

    def refuse(self, event: yaml.Event, sentence: str, hint: str = "") -> Malformed:
        """What is wrong with the text where an event of the parser stands."""
        line: int = event.start_mark.line
        place = Place(self.shown, line + 1, event.start_mark.column + 1)
        return Malformed(Fault(place, sentence, hint, self.lines[line] if line < len(self.lines) else ""))

    def where(self, base: Path_, at: Path_) -> tuple[Place, str]:
        """The place of a path, or of the nearest value around it."""
        path = (*base, *at)
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (0, 0))
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Place(self.shown, line + 1, column + 1, max(1, len(excerpt.rstrip()) - column)), excerpt

    def value(self, event: yaml.Event, path: Path_) -> object:
        """The value that begins with an event: text, a list, a mapping, or None where it is absent."""
        self.places[path] = (event.start_mark.line, event.start_mark.column)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.refuse(event, "Anchors and aliases are not accepted in records.", "Write the value out.")
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":  # "!" is what a quoted scalar gets
            raise self.refuse(event, f"Tags are not accepted in records: `{tag}`.", "Write the value plainly.")
        if len(path) > DEEPEST:
            raise self.refuse(event, f"This is nested deeper than {DEEPEST} levels.")
        if isinstance(event, yaml.ScalarEvent):
            text = self.text(event)
            return None if text == "" or (event.style in (None, "") and text in _ABSENT) else text
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(path))
        return dict(self._pairs(path))

    def text(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar, which may hold what an escape stood for."""
        if wrong := NOT_TEXT.search(event.value):
            raise self.refuse(event, f"A character here is not text: U+{ord(wrong[0]):04X}.", "Take it out.")
        return event.value.strip()

    def _items(self, path: Path_) -> Iterator[object]:
        at = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            if at >= MOST_ROWS:
                raise self.refuse(event, f"This list has more than {MOST_ROWS:,} items.")
            yield self.value(event, (*path, at))
            at += 1

    def _pairs(self, path: Path_) -> Iterator[tuple[str, object]]:
        seen: set[str] = set()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag not in (None, "!"):
                raise self.refuse(event, "A key must be a plain word.")
            key = self.text(event)
            if key in seen:
                raise self.refuse(event, f"`{key}` is given twice.")
            seen.add(key)
            place = (event.start_mark.line, event.start_mark.column)
            value = self.value(next(self.events), (*path, key))
            self.places[(*path, key)] = place
            yield key, value


def read_document(text: str, shown: str) -> tuple[object, YamlReading]:
    """The one document of a YAML text, and the reading that knows its places; None for an empty text.

    Raises:
        Malformed: it is not YAML, holds an anchor, an alias or a tag, nests too deep, or is not one document.
    """
    lines = text.split("\n")
    try:
        events: Iterator[yaml.Event] = iter(_yaml.parse(text, Loader=_Loader))
        reading = YamlReading(shown, lines, events)
        found: object = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise reading.refuse(event, "This file holds more than one document.", "Take the line `---` out.")
            elif isinstance(event, (yaml.CollectionStartEvent, yaml.ScalarEvent, yaml.AliasEvent)):
                found = reading.value(event, ())
        return found, reading
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        excerpt = lines[line] if line < len(lines) else ""
        raise Malformed(
            Fault(Place(shown, line + 1, column + 1), f"This is not YAML: {problem}.", "", excerpt)
        ) from None


def read_yaml(text: str, columns: tuple[str, ...], shown: str) -> tuple[list[Row], list[Fault]]:
    """The rows of a YAML table, a list of mappings, and the faults of its form."""
    try:
        found, reading = read_document(text, shown)
    except Malformed as refused:
        return [], [refused.fault]
    if found is None:
        return [], []
    if not isinstance(found, list):
        place, excerpt = reading.where((), ())
        return [], [Fault(place, "A table is a list of rows.", "Begin each row with `- `.", excerpt)]
    rows: list[Row] = []
    faults: list[Fault] = []
    items = cast(list[object], found)
    for number, item in enumerate(items):
        where = partial(reading.where, (number,))
        if not isinstance(item, dict):
            place, excerpt = where(())
            faults.append(Fault(place, "A row is a list of `column: value` lines.", "", excerpt))
            continue
        pairs = cast(dict[str, object], item)
        names = list(pairs)

        def fault(at: int, sentence: str, hint: str, names: list[str] = names, number: int = number) -> None:
            place, excerpt = reading.where((number,), (names[at],))
            faults.append(Fault(place, sentence, hint, excerpt))

        known = checked_columns(names, columns, fault)
        rows.append(Row({name: pairs[name] for name in known if name is not None and pairs[name] is not None}, where))
    return rows, faults
