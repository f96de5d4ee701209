"""Check that the rows of a record agree: ids used once, corrections in chains, primes and periods in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Protocol

from comity.norms.names.nearest import did_you_mean
from comity.record.files.row import Row
from comity.record.schema import ACCESS, TABLES, Table
from comity.text.faults import Fault

PERIODS: Mapping[str, tuple[tuple[str, str, bool], ...]] = {
    "awards": (
        ("offered", "accepted", True),
        ("offered", "accepted_by", True),
        ("accepted", "accepted_by", True),
        ("period_start", "period_end", True),
    ),
    "demands": (("date", "due", True),),
    "answers": (("since", "until", False),),
    "memberships": (("since", "until", False),),
    "statements": (("said_first", "said_last", True),),
}
"""By table: which day may not be after which, and whether they may be the same day."""


class Sited(Protocol):
    """A node of the record and the row from which it was built."""

    @property
    def node(self) -> Any:
        """The node."""
        ...

    @property
    def row(self) -> Row:
        """The row, which knows its place."""
        ...


def disagreements(built: Mapping[str, list[Any]], parties: list[Row]) -> list[Fault]:
    """Every fault that shows only when rows are compared with each other.

    Args:
        built: by table, its nodes with their rows, in the order read.
        parties: the rows of the extra parties.

    Returns:
        The faults, each placed at the later of the rows that disagree.
    """
    faults = list(_twice(parties, "short", "party"))
    access = {one.node.id: one.node.access for one in built["sources"] if one.node.access}
    named: dict[str, Row] = {}
    for name, rows in built.items():
        table = TABLES[name]
        if table.name == "sources":
            faults += _twice([one.row for one in rows], "id", "source")
            continue
        faults += _row_names(rows, named)
        faults += _seen_beyond_source(rows, access) if access else ()
        faults += _corrections(rows, table)
        for first, last, same in PERIODS.get(name, ()):
            faults += _periods(rows, first, last, same)
    faults += _links(built["awards"], "prime", "is its own prime", "The awards are prime of each other in a ring")
    faults += _links(built["demands"], "follows", "follows itself", "The demands follow each other in a ring")
    for one in built["awards"]:
        if one.node.stage == "offered" and (one.node.accepted or one.node.accepted_by):
            hint = "Its stage is at least accepted."
            faults.append(one.row.fault(("stage",), "An award that was accepted is no longer offered.", hint))
    for one in built["demands"]:
        faults += _periods_given(one)
    for one in built["docket_checks"]:
        if one.node.seen == "narrowed" and not one.node.to:
            hint = "Name in `to` those whom the order still protects."
            faults.append(one.row.fault(("seen",), "Whom the order still protects is not said.", hint))
        if one.node.to and one.node.seen != "narrowed":
            faults.append(
                one.row.fault(("to",), f"`to` is for an order that was narrowed, not one that {one.node.seen}.")
            )
    for one in built["statements"]:
        if one.node.quoted is None and one.node.reported is None:
            faults.append(one.row.fault((), "This statement has no words.", "Fill `quoted` or `reported`."))
    return faults


def _periods_given(one: Sited) -> Iterator[Fault]:
    """What is wrong with the period that a demand gives."""
    demand, row = one.node, one.row
    given = [name for name in ("due_days", "due_months", "due_hours") if getattr(demand, name) is not None]
    if len(given) > 1:
        yield row.fault((given[1],), f"This demand gives both `{given[0]}` and `{given[1]}`.", "Give one period.")
    if demand.due_backward and demand.due_from != "event":
        yield row.fault(
            ("due_backward",), "Only from an event that is to come does one count back.", "Write `due_from: event`."
        )
    if demand.triggered is not None and demand.due_from in (None, "date"):
        hint = "Say in `due_from` whether it is a receipt, a service, an entry or an event."
        yield row.fault(
            ("triggered",), "`triggered` is the day of what is counted from, and this counts from its date.", hint
        )


def _twice(rows: list[Row], column: str, what: str) -> Iterator[Fault]:
    seen: dict[object, Row] = {}
    for row in rows:
        value = row.values.get(column)
        if value is not None and value in seen:
            sentence = f"The {what} `{value}` stands already in {_place(seen[value], column)}."
            yield row.fault((column,), sentence, "Ids are used once.")
        seen.setdefault(value, row)


def _seen_beyond_source(rows: list[Sited], access: Mapping[str, str]) -> Iterator[Fault]:
    """Rows that more people may see than the source that they are from."""
    for one in rows:
        known = one.node.known
        held = access.get(known.source)
        if held is not None and known.access is not None and ACCESS.index(known.access) < ACCESS.index(held):
            sentence = f"This row is {known.access} and its source `{known.source}` is {held}."
            yield one.row.fault(("access",), sentence, "Give it the access of its source, or a stricter one.")


def _row_names(rows: list[Sited], named: dict[str, Row]) -> Iterator[Fault]:
    for one in rows:
        row = one.node.known.row
        if row is not None and row in named:
            sentence = f"The row `{row}` stands already in {_place(named[row], 'row')}."
            yield one.row.fault(("row",), sentence, "Names of rows are used once in a record.")
        elif row is not None:
            named[row] = one.row


def _corrections(rows: list[Sited], table: Table) -> Iterator[Fault]:
    """Corrections form chains: each names a row of its table that nothing else corrects; ids repeat only along one."""
    by_row = {one.node.known.row: one for one in rows if one.node.known.row is not None}
    corrected: dict[str, Sited] = {}
    for one in rows:
        known = one.node.known
        if known.supersedes is None:
            if known.retracted:
                hint = "Name the row that is taken back in `supersedes`."
                yield one.row.fault(("retracted",), "This row takes back nothing.", hint)
            continue
        old = by_row.get(known.supersedes)
        at = ("supersedes",)
        if old is None:
            hint = did_you_mean(known.supersedes, by_row, "A row that is corrected has a name in its column `row`.")
            yield one.row.fault(at, f"No row of `{table.name}` is named `{known.supersedes}`.", hint)
        elif old is one:
            yield one.row.fault(at, f"The row `{known.row}` corrects itself.")
        elif known.supersedes in corrected:
            other = _place(corrected[known.supersedes].row, "supersedes")
            sentence = f"The row `{known.supersedes}` is corrected twice, here and in {other}."
            yield one.row.fault(at, sentence, "Correct the correction.")
        elif known.recorded is None and known.entered_at is None:
            yield one.row.fault((), "A correction says from when it is known.", "Fill `recorded`.")
        elif (
            known.recorded is not None
            and old.node.known.recorded is not None
            and known.recorded < old.node.known.recorded
        ):
            before = old.node.known.recorded
            sentence = f"This correction was recorded on {known.recorded}, before the row it corrects ({before})."
            yield one.row.fault(("recorded",), sentence)
        if old is not None:
            corrected.setdefault(known.supersedes, one)
    ring = "The rows correct each other in a ring"
    yield from _rings(rows, lambda one: one.node.known.row, lambda one: one.node.known.supersedes, "supersedes", ring)
    if table.key is not None:
        yield from _same_ids(rows, table.key)


def _same_ids(rows: list[Sited], key: str) -> Iterator[Fault]:
    groups: dict[str, list[Sited]] = {}
    for one in rows:
        groups.setdefault(getattr(one.node, key), []).append(one)
    for id, same in groups.items():
        standing = {one.node.known.supersedes for one in same}
        ends = [one for one in same if one.node.known.row is None or one.node.known.row not in standing]
        for first, one in pairwise(ends):
            sentence = f"The id `{id}` stands already in {_place(first.row, key)}."
            yield one.row.fault((key,), sentence, "An id is used once, unless the later row supersedes the earlier.")


def _periods(rows: list[Sited], first: str, last: str, same: bool) -> Iterator[Fault]:
    for one in rows:
        start, end = getattr(one.node, first), getattr(one.node, last)
        if start is not None and end is not None and (start > end or (start == end and not same)):
            hint = "" if same else f"`{last}` is the first day on which it no longer holds."
            order = "before" if start > end else "the same day as"
            yield one.row.fault((last,), f"`{last}` is {end}, {order} `{first}`, {start}.", hint)


def _links(rows: list[Sited], column: str, itself: str, ring: str) -> Iterator[Fault]:
    for one in rows:
        if getattr(one.node, column) == one.node.id:
            yield one.row.fault((column,), f"`{one.node.id}` {itself}.")
    yield from _rings(rows, lambda one: one.node.id, lambda one: getattr(one.node, column), column, ring)


def _rings(
    rows: list[Sited],
    name: Callable[[Sited], str | None],
    next_: Callable[[Sited], str | None],
    column: str,
    sentence: str,
) -> Iterator[Fault]:
    """Each ring of two rows or more once, at the last of its rows."""
    following = {id: (next_(one), one) for one in rows if (id := name(one)) is not None}
    done: set[str] = set()
    for start in following:
        path: list[str] = []
        at: str | None = start
        while at is not None and at in following and at not in done and at not in path:
            path.append(at)
            at = following[at][0]
        if at in path and len(ring := path[path.index(at) :]) > 1:
            last = following[ring[-1]][1]
            yield last.row.fault((column,), f"{sentence}: {' -> '.join([*ring, ring[0]])}.")
        done.update(path)


def _place(row: Row, column: str) -> str:
    place, _ = row.where((column,))
    return f"{place.file}:{place.line}"
