"""Open one cell of a bulk result: the award as the file has it, and the proof of its position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from comity.norms.names.governments import government
from comity.plan.awards.table import CENT, COLUMNS, LIST_MARK, AwardTable, whole_programs
from comity.plan.engine.protocol import Engine
from comity.plan.engine.sql import quoted
from comity.proof.context import Context
from comity.proof.flags import with_flags
from comity.proof.position import Position, position
from comity.proof.question import Question
from comity.record.nodes import Award, Known


def awards_named(engine: Engine, table: AwardTable, ids: Iterable[object], primes: bool = True) -> dict[str, Award]:
    """The awards of some ids, with the awards they are subawards of, as the record would hold them."""
    wanted = sorted({str(id) for id in ids})
    chosen = [c for c in COLUMNS if c in table.columns]
    found: dict[str, Award] = {}
    if not wanted:
        return found
    whole = not isinstance(engine.rows(f"SELECT award FROM {table.relation} LIMIT 1")[0][0], str)
    listed = ", ".join(id if whole else quoted(id) for id in wanted if not whole or (id.isascii() and id.isdecimal()))
    if not listed:
        return found
    for row in engine.rows(f"SELECT {', '.join(chosen)} FROM {table.relation} WHERE award IN ({listed})"):
        award = _award(dict(zip(chosen, row, strict=True)))
        found[award.id] = award
    whole_programs(table, (a.program for a in found.values() if a.program is not None))
    above = {a.prime for a in found.values() if a.prime is not None} - set(found)
    while primes and above:
        found = (more := awards_named(engine, table, above, primes=False)) | found
        above = {a.prime for a in more.values() if a.prime is not None} - set(found)
    return found


def _award(row: dict[str, Any]) -> Award:
    values = {name: value for name, value in row.items() if name not in ("award", "government")}
    for column in ("terms", "term_sets"):
        if values.get(column) is not None:
            values[column] = tuple(part.strip() for part in str(values[column]).split(LIST_MARK) if part.strip())
    if values.get("amount") is not None:
        # whole cents: so it is compared in bulk
        values["amount"] = Decimal(str(values["amount"])).quantize(CENT, ROUND_FLOOR)
    if values.get("prime") is not None:
        values["prime"] = str(values["prime"])
    return Award(str(row["award"]), str(row["government"]), **values, known=Known(source="the table of awards"))


def open_cell(engine: Engine, table: AwardTable, question: Question, award: str, norm: str) -> Position:
    """The position of one award under one norm with its proof; raises KeyError where the file has no such award."""
    return cell(awards_named(engine, table, [award]), question, award, norm)


def cell(awards: Mapping[str, Award], question: Question, award: str, norm: str, flags: bool = True) -> Position:
    """The position of one award under one norm, of awards already read; as in bulk, nothing is supposed to attach."""
    subject = subject_of(awards, question, award)
    found = position(question.law.norms[norm], subject)
    return with_flags(question.law.norms[norm], found, subject) if flags else found


def subject_of(awards: Mapping[str, Award], question: Question, award: str) -> Context:
    """What is asked of one award under any norm; raises KeyError where its government is not known."""
    record = question.record
    one = awards[award]
    party = record.parties.get(one.recipient) or government(one.recipient)
    if party is None:
        raise KeyError(one.recipient)
    about = [award]
    above = one.prime
    while above is not None and above in awards and above not in about:
        about.append(above)
        above = awards[above].prime
    beside = replace(record, awards=tuple(awards[id] for id in about))
    one = replace(one, recipient=party.short)
    asked = replace(question, record=beside, attached=None, spared=frozenset[str]())
    return asked.context(party).about(award=one)
