"""The result as it is written: what each numbered answer says, and the columns of docs/bulk.md."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pyarrow as pa

from comity.plan.checks import Answer
from comity.plan.engine import ArrowArray, Column, Output
from comity.plan.people import People
from comity.plan.table import LIST_MARK


class Said(NamedTuple):
    """What a numbered answer says: on which day, of which norm, what."""

    as_of: dt.date
    norm: str
    answer: Answer


def said_on(as_of: dt.date, answers: Iterable[tuple[str, Answer]]) -> list[Said]:
    """The numbered answers of a day."""
    return [Said(as_of, norm, answer) for norm, answer in answers]


def listed(parts: Iterable[str]) -> str | None:
    """Several words in one text; nothing where there are none.

    >>> listed(["blocked", "in_force"]), listed([])
    ('blocked;in_force', None)
    """
    return LIST_MARK.join(parts) or None


def texts(answers: list[Answer], suffix: str = "", source: str = "answer") -> tuple[Column, ...]:
    """The columns in which answers are written, as looked up by their numbers in `source`."""
    found: dict[str, Callable[[Answer], str | None]] = {
        "status": lambda a: a.status,
        "ground": lambda a: a.ground,
        "possible": lambda a: listed(a.possible),
        "also": lambda a: listed(a.also),
        "missing": lambda a: listed(dict.fromkeys(lack.fact for lack in a.missing)),
    }
    # the answers of a large law are many, and few of them differ in more than their norm
    number: dict[int, int] = {}
    distinct: list[Answer] = []
    which: list[int] = []
    for answer in answers:
        n = number.setdefault(id(answer), len(distinct))
        if n == len(distinct):
            distinct.append(answer)
        which.append(n)
    places = pa.array(which, pa.int32())

    def words(say: Callable[[Answer], str | None]) -> ArrowArray:
        each = _words(map(say, distinct)).dictionary_encode()
        return pa.DictionaryArray.from_arrays(each.indices.take(places), each.dictionary)

    return tuple(Column(name + suffix, source, words(say), required=name == "status") for name, say in found.items())


def governments(people: People) -> Column:
    """The short names of the parties by number."""
    if people.words is None:
        people.words = _words(party.short for party in people.parties).dictionary_encode()
    return Column("government", "number", people.words, required=True)


def written(query: str, said: list[Said], people: People, situation: bool) -> Output:
    """Positions: a query of award, number, answer, dollars, sub and perhaps situation, in words."""
    days = pa.array([s.as_of for s in said], pa.date32())
    last = (Column("situation", "situation"),) if situation else ()
    return Output(
        query,
        (
            Column("award", "award", required=True), governments(people),
            Column("norm", "answer", _words(s.norm for s in said), required=True),
            Column("as_of", "answer", days, required=True), *texts([s.answer for s in said]), Column("dollars", "dollars"),
            Column("sub", "sub", required=True), *last,
        ),
    )  # fmt: skip


def _words(texts: Iterable[str | None]) -> ArrowArray:
    return pa.array(list(texts), pa.string())
