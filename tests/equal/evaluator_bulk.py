"""The bulk evaluator behind the seam: the awards of a record as a file, assessed, read back."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from tests.equal.evaluators import REFERENCE, Answer, Answers, Key, subjects

from comity.norms.names.programs import program
from comity.norms.nodes import Law
from comity.plan.assessment.assess import assess
from comity.plan.awards.one_award import awards_named
from comity.plan.awards.table import open_awards
from comity.plan.engine.protocol import Engine
from comity.proof.context import Facts, context
from comity.proof.position import position
from comity.proof.question import Question
from comity.record.nodes import Award, Known, Record

SCHEMA = pa.schema([
    ("award", pa.string()), ("government", pa.string()), ("prime", pa.string()), ("agency", pa.string()),
    ("program", pa.string()), ("fiscal_year", pa.int32()), ("stage", pa.string()), ("offered", pa.date32()),
    ("accepted", pa.date32()), ("accepted_by", pa.date32()), ("obligated", pa.date32()), ("period_start", pa.date32()), ("period_end", pa.date32()),
    ("amount", pa.decimal128(18, 2)), ("terms", pa.list_(pa.string())),
    ("term_sets", pa.list_(pa.string())),
])  # fmt: skip


def write_awards(awards: list[Award], path: Path) -> None:
    """Awards as a file that `comity assess` reads: Parquet or, by its name, CSV with all its values as text."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as opened:
            rows = csv.writer(opened)
            rows.writerow(SCHEMA.names)
            rows.writerows([_text(award, name) for name in SCHEMA.names] for award in awards)
        return
    rows = [
        {name: getattr(a, {"award": "id", "government": "recipient"}.get(name, name)) for name in SCHEMA.names}
        for a in awards
    ]
    for row in rows:
        for name in ("terms", "term_sets"):
            row[name] = None if row[name] is None else list(row[name])
        row["amount"] = None if row["amount"] is None else round(row["amount"], 2)
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)


def _text(award: Award, column: str) -> str:
    """A value as a spreadsheet has it."""
    match getattr(award, {"award": "id", "government": "recipient"}.get(column, column)):
        case None:
            return ""
        case tuple() as names:
            return "; ".join(names) or "none"
        case Decimal() as amount:
            return f"${amount:,.2f}" if amount > 1_000 else str(amount)
        case value:
            return str(value)


def in_file_as_on_record(engine: Engine, file: Path, held: Iterable[Award]) -> None:
    """Hold each award that the file has equal to the one of the record that was written to it."""
    ids = [award.id for award in held]
    with engine.scope():
        found = awards_named(engine, open_awards(engine, file), ids)
    assert {id: _plain(found[id]) for id in ids} == {award.id: _plain(_by_its_listing(award)) for award in held}


def _by_its_listing(award: Award) -> Award:
    """An award without agency has the one that gives its program, as a record that is loaded has it."""
    listing = program(award.program) if award.agency is None and award.program else None
    return replace(award, agency=listing.agency) if listing else award


def _plain(award: Award) -> Award:
    """An award without where it is from, what it lists in order."""
    lists = {name: getattr(award, name) for name in ("terms", "term_sets")}
    ordered = {name: None if named is None else tuple(sorted(named)) for name, named in lists.items()}
    return replace(award, known=Known(), **ordered)


def parts(text: str | None) -> tuple[str, ...]:
    """The parts of a column that lists several."""
    return tuple(text.split(";")) if text else ()


class Beside(NamedTuple):
    """What stands beside an answer: all acts that decide alike, when it was last seen, what is presumed, how it attaches."""

    grounds: tuple[str, ...]
    seen: dt.date | None
    presumed: str | None
    attach_basis: str | None


class InBulk:
    """The norms that attach to awards, for every award on record.

    `missing` are the facts its last answers wait for, `beside` what stands beside them.
    """

    def __init__(self, engine: Engine, ending: str = ".parquet") -> None:
        self.name = engine.name
        self.ending = ending
        self.engine = engine
        self.missing: dict[Key, tuple[str, ...]] = {}
        self.beside: dict[Key, Beside] = {}

    def answers(self, law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None) -> Answers:
        """The table of answers, for awards only."""
        held = [a for a in Facts(record, known_at).awards.values() if a.recipient in record.parties]
        self.missing, self.beside = {}, {}
        if not held:
            return {}
        with tempfile.TemporaryDirectory() as folder:
            awards, out = Path(folder) / f"awards{self.ending}", Path(folder) / "positions.parquet"
            write_awards(held, awards)
            in_file_as_on_record(self.engine, awards, held)
            assess(
                Question(law, replace(record, awards=()), as_of, known_at, forum=forum), awards, out, engine=self.engine
            )
            rows = pq.read_table(out).to_pylist()
            self.missing = {(row["government"], row["norm"], row["award"]): parts(row["missing"]) for row in rows}
            self.beside = {
                (row["government"], row["norm"], row["award"]): Beside(
                    parts(row["grounds"]), row["seen"], row["presumed"], row["attach_basis"]
                )
                for row in rows
            }
            return {
                (row["government"], row["norm"], row["award"]): Answer(
                    row["status"], parts(row["possible"]), parts(row["also"]), row["ground"], row["ground_state"]
                )
                for row in rows
            }


def says_what_the_proof_says(
    bulk: InBulk, law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None = None
) -> None:
    """Hold every answer about an award, the facts it waits for, and what stands beside it, equal to the proof."""
    expected = {k: v for k, v in REFERENCE.answers(law, record, as_of, known_at, forum).items() if k[2] is not None}
    missing: dict[Key, tuple[str, ...]] = {}
    beside: dict[Key, Beside] = {}
    for party in record.parties.values():
        ctx = context(law, record, party, as_of, known_at, forum)
        for id, subject in subjects(ctx):
            p = position(law.norms[id], subject)
            if p.award is not None and p.status != "not_attached":
                missing[p.party, p.norm, p.award] = tuple(dict.fromkeys(m.fact for m in p.missing))
                seen = p.fresh.seen if p.fresh is not None else None
                beside[p.party, p.norm, p.award] = Beside(p.grounds, seen, p.presumed, p.attach_basis)
    assert bulk.answers(law, record, as_of, known_at, forum) == expected
    assert bulk.missing == missing
    assert bulk.beside == beside
