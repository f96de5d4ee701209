"""The parser's tables, kept between runs, since making them takes longer than the rest of a question.

They are plain JSON under a key of the grammar, this program and lark's version; what cannot be read is rebuilt.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from comity.disk.kept_entries import keep, recall

KIND = "grammar"
KEPT = 3


def kept_parser(source: str, make: Callable[[], Lark]) -> Lark:
    """The parser of a grammar's text: from the tables kept for it, else made by `make`, and its tables kept."""
    program = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("grammar.py", "parse_tables.py"))
    key = hashlib.sha256(f"{lark.__version__}\0{source}\0".encode() + program).hexdigest()
    text = recall(KIND, key, str)
    if text is not None:
        try:
            return _read(text)
        except Exception:  # not of this lark after all: lark names no errors for it
            pass
    parser = make()
    keep(KIND, key, _written(parser), str, at_most=KEPT)
    return parser


def _written(parser: Lark) -> str:
    data, memo = cast("tuple[dict[str, Any], dict[int, Any]]", cast(Any, parser).memo_serialize([TerminalDef, Rule]))
    options = {**data["options"], "edit_terminals": None}  # what it did is done
    return json.dumps([_plain({**data, "options": options}), _plain(memo)], separators=(",", ":"))


def _read(text: str) -> Lark:
    data, memo = (_value(part) for part in json.loads(text))
    parser = Lark.__new__(Lark)
    cast(Any, parser)._load({"data": data, "memo": memo})
    return parser


def _plain(value: object) -> object:
    """A value as JSON; a mapping as its items, whose keys may be numbers, and a set apart from a list."""
    match value:
        case dict():
            return {"items": [[_plain(key), _plain(item)] for key, item in cast("dict[object, object]", value).items()]}
        case set() | frozenset():
            return {"set": sorted(map(str, cast("set[object]", value)))}
        case list() | tuple():
            return [_plain(item) for item in cast("list[object]", value)]
        case None | bool() | int() | str():
            return value
        case _:
            raise TypeError(f"no plain form of {type(value).__name__}")


def _value(plain: Any) -> Any:
    if isinstance(plain, dict):
        made = cast("dict[str, list[Any]]", plain)
        return set(made["set"]) if "set" in made else {_key(key): _value(item) for key, item in made["items"]}
    return [_value(item) for item in cast("list[Any]", plain)] if isinstance(plain, list) else plain


def _key(plain: Any) -> Any:
    return tuple(cast("list[Any]", plain)) if isinstance(plain, list) else plain
