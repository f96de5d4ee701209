"""Read a law file as a page: front matter, quoted passages, fenced `comity` blocks, and every fault of syntax."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, cast

import yaml

from comity.text import tree as t
from comity.text.block import parse_block
from comity.text.characters import wrong_character
from comity.text.faults import Fault, Place, fault_at
from comity.text.source import bytes_of, text_of

_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*([^`]*)$")
_QUOTE = re.compile(r" {0,3}> ?(.*)")
_KEY = re.compile(r"([A-Za-z_][\w-]*)\s*:")
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b")
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times as fast, and not everywhere


class _Loader(_BASE):
    """Reads plain values: a word, a number of digits, a day, yes or no. `1:2:3` and `0x1f` stay the text they are."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_PLAIN = {
    "bool": (r"yes|no|true|false|Yes|No|True|False|YES|NO|TRUE|FALSE", "yYnNtTfF"),
    "int": (r"-?(?:0|[1-9][0-9]{0,17})", "-0123456789"),
    "float": (r"-?[0-9]{1,15}\.[0-9]{1,15}", "-0123456789"),
    "timestamp": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
}
for _name, (_pattern, _first) in _PLAIN.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern})\\Z"), list(_first))
MOST_VALUES = 2_000  # of front matter
MOST_BRACKETS = 300  # `[` in one paragraph
KEPT = 1_000  # pages: a library or two
MOST_KEPT = 100_000  # bytes of a page that is kept; a law file has some thousands
DEEPEST = 8  # levels of front matter; two are used


BlocksOf = Callable[[bytes, str], "tuple[t.Block, ...] | None"]


def _parse_all(data: bytes, file: str) -> None:
    """No block of the file was parsed before."""


def read_page(path: Path, shown: str | None = None) -> tuple[t.Page | None, list[Fault]]:
    """Read one law file.

    Returns the page (None when the file cannot be read at all) and its faults in order of place. Never raises for what
    a file contains: not a file, not text, too large and too long lines are faults too.
    """
    name = shown or str(path)
    data = bytes_of(path, name)
    return (None, [data]) if isinstance(data, Fault) else page_of(data, name)


def page_of(data: bytes, file: str, blocks_of: BlocksOf = _parse_all) -> tuple[t.Page | None, list[Fault]]:
    """Read the bytes of one law file; see `read_page`.

    What was read lately is kept: whoever edits one file of a library has all others read over and over. `blocks_of`
    gives the blocks of a file of these bytes where they were parsed before, without a fault.
    """
    page, faults = (_kept_page if len(data) <= MOST_KEPT else _page)(data, file, blocks_of)
    return page, list(faults)


def _page(data: bytes, file: str, blocks_of: BlocksOf) -> tuple[t.Page | None, tuple[Fault, ...]]:
    text = text_of(data, file)
    if isinstance(text, Fault):
        return None, (text,)
    page, faults = parse_page(text, file, blocks_of(data, file))
    return page, tuple(faults)


_kept_page = lru_cache(maxsize=KEPT)(_page)


def parse_page(text: str, file: str, parsed: tuple[t.Block, ...] | None = None) -> tuple[t.Page, list[Fault]]:
    r"""Parse the text of one law file; see `read_page`. `parsed` are its blocks, where this very text was parsed before.

    >>> text = '---\nid: a\n---\n# A\n\n> Words.\n\n```comity\nact b "c"\n```\n'
    >>> page, faults = parse_page(text, "a.md")
    >>> page.front, page.passages[0].pinpoint, page.blocks[0].statements[0].name.text, faults
    ({'id': 'a'}, 'A', 'b', [])
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    faults: list[Fault] = []
    front, front_lines, index = _front_matter(lines, file, faults)
    blocks: list[t.Block] = []
    passages: list[t.Passage] = []
    pinpoint, quote = "", list[str]()
    while index <= len(lines):
        line = lines[index] if index < len(lines) else ""
        quoted = _QUOTE.match(line)
        if quoted:
            quote.append(quoted[1].strip())
        elif quote:
            passages.append(t.Passage(pinpoint, _paragraphs(quote), index - len(quote) + 1))
            quote = []
        if line.startswith("#"):
            pinpoint = line.lstrip("#").strip()
        fence = _FENCE.match(line)
        if fence:
            end, closed = _end_of_fence(lines, index, fence[1])
            if not closed:
                faults.append(
                    fault_at(
                        lines,
                        Place(file, index + 1, 1, len(line)),
                        "This fenced block is never closed.",
                        f"Close it with a line {fence[1]}.",
                    )
                )
            if fence[2].strip() == "comity":
                known = parsed[len(blocks)] if parsed is not None else None
                blocks.append(known or parse_block(lines, index + 1, end, file, faults.append))
            elif _nearly_comity(fence[2]):
                place = Place(file, index + 1, line.index(fence[2]) + 1, max(1, len(fence[2].rstrip())))
                faults.append(fault_at(lines, place, "This block is not read.", "Begin it with ```comity alone."))
            index = end - (not closed)
        index += 1
    if (crowded := _crowded(lines)) is not None:
        hint = "A reader of Markdown takes minutes for such a paragraph."
        sentence = f"This paragraph has more than {MOST_BRACKETS} brackets."
        faults.append(fault_at(lines, Place(file, crowded + 1), sentence, hint))
    page = t.Page(
        file=file,
        front=front,
        front_lines=front_lines,
        blocks=tuple(blocks),
        passages=tuple(passages),
        lines=tuple(lines),
    )
    return page, sorted(faults)


def _crowded(lines: list[str]) -> int | None:
    """The first line of a paragraph with too many brackets."""
    first = count = 0
    for index, line in enumerate(lines):
        if not line.strip():
            first, count = index + 1, 0
        count += line.count("[")
        if count > MOST_BRACKETS:
            return min(first, len(lines) - 1)
    return None


def _paragraphs(quote: list[str]) -> tuple[str, ...]:
    joined = "\n".join(quote).strip()
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", joined) if part.strip())


def _end_of_fence(lines: list[str], start: int, fence: str) -> tuple[int, bool]:
    """Where a fenced block ends, and whether it is closed; one that another block follows first is not."""
    for index in range(start + 1, len(lines)):
        found = _FENCE.match(lines[index])
        if found and found[1][0] == fence[0] and len(found[1]) >= len(fence):
            return index, not found[2].strip()
    return len(lines), False


def _nearly_comity(word: str) -> bool:
    first = word.strip(" {.}").split(" ")[0].casefold()
    return first.startswith("comit") or first == "comty"


def _front_matter(lines: list[str], file: str, faults: list[Fault]) -> tuple[dict[str, object], dict[str, int], int]:
    """The keys of the front matter, the line of each, and the index of the first line behind it."""

    def fault(index: int, sentence: str, hint: str = "", column: int = 1, width: int = 1) -> None:
        faults.append(fault_at(lines, Place(file, index + 1, column, width), sentence, hint))

    if lines[0].strip() != "---":
        fault(0, "A law file begins with front matter.", "Begin with a line `---`, then `id: ...`.")
        return {}, {}, 0
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == "---"), None)
    if end is None:
        fault(0, "The front matter is never closed.", "Close it with a line `---`.", width=3)
        return {}, {}, len(lines)
    try:
        text = "\n".join(lines[1:end]) + "\n"
        if (refused := _not_plain(text)) is not None:
            line, column, sentence, hint = refused
            fault(min(1 + line, end - 1), sentence, hint, column + 1)
            return {}, {}, end + 1
        loaded: object = yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(1 + (mark.line if mark else 0), end - 1)
        hint = "Put words that hold a colon, a `#` or a bracket in quotation marks."
        column = (mark.column if mark else 0) + 1
        fault(at, f"The front matter cannot be read: {error.problem or error.context}.", hint, column)
        return {}, {}, end + 1
    except ValueError:  # of the plain values only a day can be another than it looks like
        at, day = next((i, m) for i in range(1, end) if (m := _no_day(lines[i])))
        fault(at, f"The calendar has no day {day[0]}.", "", day.start() + 1, len(day[0]))
        return {}, {}, end + 1
    if not isinstance(loaded, dict):
        fault(1, "The front matter is not a list of `key: value` lines.")
        return {}, {}, end + 1
    where: dict[str, int] = {}
    for i in range(1, end):
        key = _KEY.match(lines[i])
        if key and key[1] in where:
            fault(i, f"`{key[1]}` is given twice in the front matter.", width=len(key[1]))
        elif key:
            where[key[1]] = i + 1
    return {str(key): value for key, value in cast("dict[object, object]", loaded).items()}, where, end + 1


def _not_plain(text: str) -> tuple[int, int, str, str] | None:
    """What front matter holds that a plain list of values has not: line and column from 0, a sentence and a hint."""
    stream: Any = yaml
    depth = 0
    for found, event in enumerate(stream.parse(text, _BASE)):
        at = (int(event.start_mark.line), int(event.start_mark.column))
        value: object = getattr(event, "value", None)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return *at, "Anchors and aliases are not accepted in front matter.", "Write the value out."
        if (tag := getattr(event, "tag", None)) not in (None, "!"):
            return *at, f"Tags are not accepted in front matter: `{tag}`.", "Write the value plainly."
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:  # what reads the values goes into itself, level by level
            return *at, f"This is nested deeper than {DEEPEST} levels.", ""
        if value == "<<":
            return *at, "Merge keys are not accepted in front matter.", "Write the values out."
        if found > MOST_VALUES:
            return *at, f"The front matter has more than {MOST_VALUES:,} values.", ""
        if isinstance(value, str) and (wrong := wrong_character(value.replace("\n", " "))) is not None:
            return *at, wrong[1], wrong[2]
    return None


def _no_day(line: str) -> re.Match[str] | None:
    """The first date of a line that the calendar does not have."""
    import datetime as dt

    for found in _DAY.finditer(line):
        try:
            dt.date(*(int(part) for part in found[0].split("-")))
        except ValueError:
            return found
    return None
