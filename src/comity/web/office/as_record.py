"""An office's rows as a record for the evaluators, checked by the record's schema; the one place that makes it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from comity.errors import Refused
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Law
from comity.record.fact_rows import AUDIT, FactRow
from comity.record.load import ORDER
from comity.record.nodes import Record
from comity.record.rows import from_rows
from comity.record.schema import TABLES
from comity.web.office.entry import Entry
from comity.web.office.view import Seen, View

NAMED = ("sources", "parties")
"""Tables whose rows have no row name of their own."""
SOURCE = "office"
OFFICE = FactRow("sources", None, {"id": SOURCE, "title": "Entered in this office"})
"""The source of rows that name none."""
LINKS = ("award", "prime", "id", "demand", "follows")


def record_of(view: View, law: Law, beside: Sequence[FactRow]) -> Record:
    """The record of a view: what is on record in public of everybody, and the office's own rows. Raises Faults."""
    found = from_rows([*beside, *rows_of(view.rows)], law, "Office")
    own = {one.values["id"] for one in view.rows if one.table == "awards"}
    return replace(found, awards=tuple(award for award in found.awards if award.id in own))


def record_after(before: Record, was: View, view: View, law: Law, beside: Sequence[FactRow]) -> Record | None:
    """The record of a view, from that of a view it grew from; None where so much differs that all is to be read again.

    Read again are the awards that differ, those that they or other rows name, and every other row. Raises Faults.
    """
    old, new = {id(one) for one in was.rows}, {id(one) for one in view.rows}
    apart = [one for one in was.rows if id(one) not in new] + [one for one in view.rows if id(one) not in old]
    if 5 * len(apart) > len(view.rows):
        return None
    changed = {_id(one.values["id"] if one.table == "awards" else one.values.get("award")) for one in apart}
    others = [one for one in view.rows if one.table != "awards"]
    own = [one for one in view.rows if one.table == "awards"]
    primes: dict[str, set[str]] = {}
    for one in own:
        if prime := one.values.get("prime"):
            primes.setdefault(_id(one.values["id"]), set()).add(_id(prime))
    named = changed | {_id(one.values[key]) for one in others for key in LINKS if one.values.get(key)}
    named |= {award for award, above in primes.items() if above & changed}
    above = list(named)
    while above:
        more = primes.get(above.pop(), set[str]()) - named
        named |= more
        above += more
    awards = [one for one in own if _id(one.values["id"]) in named]
    if 2 * len(awards) > len(view.rows) - len(others):
        return None
    found = record_of(View((*awards, *others), view.digest), law, beside)
    kept = [award for award in before.awards if award.id not in changed]
    for award in found.awards:
        if award.id in changed:
            insort(kept, award, key=ORDER["awards"])
    return replace(found, awards=tuple(kept))


def _id(value: object) -> str:
    """An id as the record has it."""
    return str(value).strip()


def check(entries: Sequence[Entry], known: View, law: Law, beside: Sequence[FactRow]) -> None:
    """Check rows against the schema, beside those entered before that they may name; raises Faults or Refused."""
    for entry in entries:
        if entry.table not in TABLES:
            raise Refused(f"there is no table `{entry.table}`.", did_you_mean(entry.table, TABLES))
    corrected = {entry.supersedes for entry in entries}
    linked = {str(entry.values.get(key)) for entry in entries for key in LINKS}
    again = {(entry.table, entry.values.get(TABLES[entry.table].key or "")) for entry in entries}
    old = [
        one
        for one in known.rows
        if (one.table in NAMED or one.values.get("id") in linked)
        and one.row not in corrected
        and (one.table, one.values.get(TABLES[one.table].key or "")) not in again
    ]
    new = [_row(entry.table, None, entry.values) for entry in entries if not entry.retracted]
    from_rows([*beside, *rows_of(old), *new], law)


def rows_of(seen: Iterable[Seen]) -> Iterator[FactRow]:
    """Rows of a view as the one model of facts has them, with the source of those that name none."""
    named = False
    for one in seen:
        named = named or (one.table == "sources" and one.values.get("id") == SOURCE)
        name = None if one.table in NAMED else one.name
        yield _row(one.table, name, one.values, one.supersedes, one.retracted)
    if not named:
        yield OFFICE


def _row(
    table: str, name: str | None, values: Mapping[str, Any], supersedes: str | None = None, retracted: bool = False
) -> FactRow:
    own = {key: value for key, value in values.items() if key not in AUDIT and value not in (None, "")}
    source = None if table in NAMED else str(values.get("source") or SOURCE)
    recorded = values.get("recorded") or None
    return FactRow(table, name, own, supersedes, retracted, source=source, recorded=recorded)
