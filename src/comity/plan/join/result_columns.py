"""Write the result: the words for each numbered answer, in the columns of docs/bulk.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TypeAlias

import pyarrow as pa

from comity.plan.awards.table import LIST_MARK
from comity.plan.decide.statuses import Verdict
from comity.plan.engine.arrow import take, words_of
from comity.plan.engine.protocol import ArrowArray, Output, OutputColumn
from comity.plan.groups.parties import Parties

Said: TypeAlias = list[tuple[str, Verdict]]
"""What numbered answers say: of which norm, what."""


def listed(parts: Iterable[str]) -> str | None:
    """Several words in one text; nothing where there are none.

    >>> listed(["blocked", "in_force"]), listed([])
    ('blocked;in_force', None)
    """
    return LIST_MARK.join(parts) or None


def texts(answers: list[Verdict], suffix: str = "", source: str = "answer") -> tuple[OutputColumn, ...]:
    """The columns in which answers are written, as looked up by their numbers in `source`."""
    found: dict[str, Callable[[Verdict], str | None]] = {
        "status": lambda a: a.status,
        "ground": lambda a: a.ground,
        "possible": lambda a: listed(a.possible),
        "also": lambda a: listed(a.also),
        "grounds": lambda a: listed(a.grounds),
        "ground_state": lambda a: a.fresh,
        "presumed": lambda a: a.presumed,
        "attach_basis": lambda a: a.attach_basis,
        "missing": lambda a: listed(dict.fromkeys(lack.fact for lack in a.missing)),
    }
    # the answers of a large law are many, and few of them differ in more than their norm
    number: dict[int, int] = {}
    distinct: list[Verdict] = []
    which: list[int] = []
    for answer in answers:
        n = number.setdefault(id(answer), len(distinct))
        if n == len(distinct):
            distinct.append(answer)
        which.append(n)
    places = pa.array(which, pa.int32())

    def words(say: Callable[[Verdict], str | None]) -> ArrowArray:
        return take(words_of(_words(map(say, distinct))), places)

    columns = [
        OutputColumn(name + suffix, source, words(say), required=name == "status") for name, say in found.items()
    ]
    seen = pa.array([answer.seen for answer in distinct], pa.date32()).take(places)
    after = list(found).index("ground_state") + 1
    return (*columns[:after], OutputColumn("seen" + suffix, source, seen), *columns[after:])


def governments(people: Parties) -> OutputColumn:
    """The short names of the parties by number."""
    if people.words is None:
        people.words = _words(party.short for party in people.parties).dictionary_encode()
    return OutputColumn("government", "number", people.words, required=True)


OF_AWARD = (OutputColumn("dollars", "dollars"), OutputColumn("sub", "sub", required=True))
SITUATION = (OutputColumn("situation", "situation", required=True),)


def written(query: str, as_of: dt.date, said: Said, people: Parties, situation: bool) -> Output:
    """Positions of a day: a query of award, number, answer, dollars, sub and perhaps situation, in words."""
    award = (OutputColumn("award", "award", required=True), governments(people))
    return Output(query, (*award, *_answered(as_of, said), *OF_AWARD, *(SITUATION if situation else ())))


def situated(query: str, as_of: dt.date, people: Parties) -> Output:
    """Awards, each once with its situation: a query of award, number, dollars, sub and situation, in words."""
    day = OutputColumn("as_of", "number", _repeated(as_of, len(people.parties)), required=True)
    return Output(
        query, (OutputColumn("award", "award", required=True), governments(people), day, *OF_AWARD, *SITUATION)
    )


def of_situations(query: str, as_of: dt.date, said: Said) -> Output:
    """The positions of each situation: a query of situation and answer, in words."""
    return Output(query, (*SITUATION, *_answered(as_of, said)))


def _answered(as_of: dt.date, said: Said) -> tuple[OutputColumn, ...]:
    """What numbered answers of a day say."""
    return (
        OutputColumn("norm", "answer", _words(norm for norm, _ in said), required=True),
        OutputColumn("as_of", "answer", _repeated(as_of, len(said)), required=True),
        *texts([answer for _, answer in said]),
    )


def _repeated(as_of: dt.date, times: int) -> ArrowArray:
    return pa.repeat(pa.scalar(as_of, pa.date32()), times)


def _words(texts: Iterable[str | None]) -> ArrowArray:
    return pa.array(list(texts), pa.string())
