"""Frozen values as plain text and back: JSON that names no code, read strictly by type hints.

Every distinct value stands once. Values are numbered in layers (a value after all that it holds), and those of one
kind in one layer are written field by field, so that reading is a handful of loops in C over long columns. What is read
is checked against the hints, column by column: a field never holds what its hint does not allow.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import json
import sys
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import chain
from typing import Any, Literal, Union, cast, get_args, get_origin

FORMAT = 1
_ATOMS: dict[type, tuple[Callable[[Any], Any], Callable[[Any], Any], type]] = {
    # how a value is written, how it is read, and what JSON has in its place
    str: (str, str, str),
    int: (int, int, int),
    dt.date: (dt.date.toordinal, dt.date.fromordinal, int),
    Decimal: (str, Decimal, str),
    float: (repr, float, str),
}
PLAIN: tuple[object, ...] = (*_ATOMS, type(None), bool)
_FIXED: tuple[object, ...] = (None, False, True)  # the first three numbers


class NotPlain(ValueError):
    """The bytes do not hold a value of the hint."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Kind:
    """What values of one kind hold: the kinds each field allows, or (`each`) those of every item."""

    name: str
    make: Any
    fields: tuple[str, ...] = ()
    allowed: tuple[frozenset[object], ...] = ()
    each: frozenset[object] | None = None


def dump(value: object, hint: object) -> bytes:
    """The plain form of a value of a hint: a frozen dataclass, a tuple (or sequence), a mapping of text, an enum, or plain values.

    >>> load(dump((1, None), tuple[int | None, ...]), tuple[int | None, ...])
    (1, None)
    """
    kinds = _kinds_of(hint)
    nodes: dict[tuple[object, ...], int] = {}  # (kind, parts) -> its number in the order of finding
    found: list[tuple[int, object, tuple[int, ...] | object]] = []  # layer, kind, parts

    def number(value: object, allowed: frozenset[object]) -> int:
        kind = _kind_of(type(value), allowed)
        parts: tuple[int, ...] | object
        layer = 0
        if kind in kinds:
            parts = tuple(number(part, of) for part, of in _parts(value, kinds[kind]))
            layer = 1 + max((found[part][0] for part in parts), default=0)
        else:
            parts = value
        key = (
            kind,
            str(parts) if isinstance(parts, Decimal | float) else parts,
        )  # 1.5 and 1.50 are equal, not the same
        if key not in nodes:
            nodes[key] = len(found)
            found.append((layer, kind, parts))
        return nodes[key]

    top = number(value, _allowed(hint))
    names = {kind: of.name for kind, of in kinds.items()} | {kind: kind.__name__ for kind in _ATOMS}
    order = sorted(
        (i for i, (_, kind, _) in enumerate(found) if kind in names),
        key=lambda i: (found[i][0], names[found[i][1]]),
    )
    place = {i: n for n, i in enumerate(order, len(_FIXED))}
    place |= {i: _FIXED.index(parts) for i, (_, kind, parts) in enumerate(found) if kind not in names}
    batches: list[list[Any]] = []
    before: tuple[int, object] | None = None
    for i in order:
        layer, kind, parts = found[i]
        if (layer, kind) != before:
            before = layer, kind
            batches.append([names[kind], []])
        if kind in kinds:
            batches[-1][1].append([place[part] for part in cast("tuple[int, ...]", parts)])
        else:
            batches[-1][1].append(_ATOMS[cast(type, kind)][0](parts))
    by_row = {of.name for of in kinds.values() if of.each is not None} | {kind.__name__ for kind in _ATOMS}
    for batch in batches:
        if batch[0] not in by_row:  # field by field; of values without fields, how many there are
            batch[1] = [list(column) for column in zip(*batch[1], strict=True)] or len(batch[1])
    body = {"format": FORMAT, "top": place[top], "batches": batches}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode(
        "utf-8", "surrogatepass"
    )


def load(data: bytes, hint: object) -> Any:
    """The value of a plain form.

    Raises:
        NotPlain: the bytes are of another format, or hold what the hint does not allow.
    """
    collecting = gc.isenabled()
    gc.disable()  # a third of the time, for tens of thousands of nodes that all stay
    try:
        return _load(data, hint)
    except NotPlain:
        raise
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError, AttributeError) as error:
        raise NotPlain(f"not the plain form of a value: {error}") from None
    finally:
        if collecting:
            gc.enable()


def _load(data: bytes, hint: object) -> Any:
    body = json.loads(data)
    if set(body) != {"format", "top", "batches"} or body["format"] != FORMAT:
        raise NotPlain("this form is of another version")
    by_name = {of.name: (kind, of) for kind, of in _kinds_of(hint).items()}
    atoms = {kind.__name__: kind for kind in _ATOMS}
    pool: list[Any] = list(_FIXED)
    kind_of: list[object] = [type(value) for value in _FIXED]
    for name, held in body["batches"]:
        if name in atoms:
            kind = atoms[name]
            _, read, written = _ATOMS[kind]
            _only(map(type, held), {written})
            pool += held if read is written else map(read, held)
        else:
            kind, of = by_name[name]
            if of.each is not None:
                flat = list(chain.from_iterable(held))
                _check(flat, of.each, kind_of)
                pool += [of.make(map(pool.__getitem__, row)) for row in held]
            elif of.fields:
                if len(held) != len(of.fields) or len({len(column) for column in held}) != 1:
                    raise NotPlain(f"{name} has other fields")
                for column, allowed in zip(held, of.allowed, strict=True):
                    _check(column, allowed, kind_of)
                pool += map(of.make, *[map(pool.__getitem__, column) for column in held])
            else:
                pool += [of.make() for _ in range(held)]
        kind_of += [kind] * (len(pool) - len(kind_of))
    _check([body["top"]], _allowed(hint), kind_of)
    return pool[body["top"]]


def _check(numbers: list[int], allowed: Iterable[object], kind_of: list[object]) -> None:
    """Numbers of values that stand before, each of a kind that is allowed."""
    if numbers and min(numbers) < 0:
        raise NotPlain("a number below zero")
    _only(map(kind_of.__getitem__, numbers), allowed)


def _only(found: Iterable[object], allowed: Iterable[object]) -> None:
    if more := set(found) - set(allowed):
        raise NotPlain(f"{more} where there may be {allowed}")


# ---- kinds, from the type hints --------------------------------------------------------------------------------------
@cache
def _kinds_of(hint: object) -> dict[object, _Kind]:
    """Every kind of value but the plain ones that a value of a hint may hold."""
    kinds: dict[object, _Kind] = {}
    waiting = [*_allowed(hint)]
    while waiting:
        kind = waiting.pop()
        if kind in kinds or kind in PLAIN:
            continue
        kinds[kind] = found = _kind(kind)
        waiting += chain.from_iterable((*found.allowed, found.each or ()))
    return kinds


def _kind(kind: object) -> _Kind:
    args = get_args(kind)
    origin = get_origin(kind)
    if origin is tuple and args[1:] == (...,):
        return _Kind(_named(kind), tuple, each=_allowed(args[0]))
    if origin is tuple:
        return _Kind(_named(kind), _row, tuple(map(str, range(len(args)))), tuple(map(_allowed, args)))
    if origin is frozenset:
        return _Kind(_named(kind), frozenset, each=_allowed(args[0]))
    if origin is dict:
        return _Kind(_named(kind), _mapping, each=_allowed(tuple[args[0], args[1]]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Kind(_named(kind), kind, ("value",), (frozenset(type(cast(object, one.value)) for one in kind),))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        fields = dataclasses.fields(kind)
        hints = [_hint(field.type, kind.__module__) for field in fields]
        return _Kind(_named(kind), kind, tuple(field.name for field in fields), tuple(map(_allowed, hints)))
    raise TypeError(f"{kind} has no plain form")


@cache
def _hint(written: object, module: str) -> object:
    """What a hint means in its module; `typing.get_type_hints` does the same in ten times the time."""
    return eval(written, vars(sys.modules[module])) if isinstance(written, str) else written


def _named(kind: object) -> str:
    return f"{kind.__module__}.{kind.__qualname__}" if isinstance(kind, type) and not get_args(kind) else str(kind)


def _row(*parts: object) -> tuple[object, ...]:
    return parts


def _mapping(pairs: Iterable[tuple[object, object]]) -> Mapping[object, object]:
    return dict(pairs)


@cache
def _allowed(hint: object) -> frozenset[object]:
    """The kinds of value that a hint allows."""
    origin = get_origin(hint)
    if hint is None or hint is type(None):
        return frozenset({type(None)})
    if origin in (Union, types.UnionType):
        return frozenset(chain.from_iterable(map(_allowed, get_args(hint))))
    if origin is Literal:
        return frozenset(map(type, get_args(hint)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, held = get_args(hint)
        return frozenset({dict[key, held]})
    if origin is Sequence:
        return frozenset({tuple[(*get_args(hint), ...)]})
    return frozenset({hint})


@cache
def _kind_of(held: type, allowed: frozenset[object]) -> object:
    """The one kind of those allowed that a value of this type is of."""
    fitting = [kind for kind in allowed if kind is held or get_origin(kind) is held]
    if len(fitting) != 1:
        raise TypeError(f"{held.__name__} is {len(fitting)} of {allowed}")
    return fitting[0]


def _parts(value: Any, kind: _Kind) -> list[tuple[object, frozenset[object]]]:
    if kind.each is not None:
        held = (
            cast("Mapping[object, object]", value).items()
            if isinstance(value, Mapping)
            else cast("Iterable[object]", value)
        )
        return [(part, kind.each) for part in held]
    if kind.make is _row:
        return list(zip(value, kind.allowed, strict=True))
    return [(getattr(value, name), of) for name, of in zip(kind.fields, kind.allowed, strict=True)]
