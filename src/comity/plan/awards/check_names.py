"""Check that the stages, agencies and terms that awards name are declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from comity.norms.attributes import STAGES
from comity.norms.names.governments import all_governments, government
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Law
from comity.plan.awards.table import LIST_MARK, AwardTable, BadTable
from comity.plan.engine.protocol import Engine
from comity.record.nodes import Record

ASKED = ("stage", "agency", "terms", "term_sets")


def all_declared(engine: Engine, table: AwardTable, record: Record, *laws: Law) -> None:
    """Refuse a table that names what nobody has declared, every such name at once; raises BadTable."""
    found = {
        column: [str(row[0]) for row in engine.rows(f"SELECT DISTINCT {column} FROM {table.relation} WHERE {column} IS NOT NULL")]
        for column in ASKED
        if column in table.columns
    }  # fmt: skip
    declared(table, found, record, *laws)


def declared(table: AwardTable, found: Mapping[str, Iterable[str]], record: Record, *laws: Law) -> None:
    """Refuse the values of some columns that name what nobody has declared, in any of some laws; raises BadTable."""
    faults: list[str] = []
    for stage in sorted({*found.get("stage", ())} - {*STAGES}):
        faults.append(f"`{stage}` in column `stage` is not one of {', '.join(STAGES)}.")
    for agency in sorted({*found.get("agency", ())}):
        known = record.parties.get(agency) or government(agency)
        if known is None or known.kind != "agency":
            agencies = [short for short, one in all_governments().items() if one.kind == "agency"]
            faults.append(f"`{agency}` in column `agency` is not an agency. {did_you_mean(agency, agencies)}")
    norms = {id for law in laws for id in law.norms}
    carried = {part.strip() for terms in found.get("terms", ()) for part in terms.split(LIST_MARK)} - {""}
    for norm in sorted(carried - norms):
        faults.append(f"`{norm}` in column `terms` is not a norm. {did_you_mean(norm, norms)}")
    sets = {id for law in laws for id in law.term_sets}
    named = {part.strip() for found_ in found.get("term_sets", ()) for part in found_.split(LIST_MARK)} - {""}
    for one in sorted(named - sets):
        faults.append(f"`{one}` in column `term_sets` is not a set of terms. {did_you_mean(one, sets)}")
    if faults:
        more = f"\n  and {len(faults) - 12} more" if len(faults) > 12 else ""
        listed = "\n".join(f"  {fault.strip()}" for fault in faults[:12])
        raise BadTable(
            f"{table.path} names what is not declared:\n{listed}{more}",
            "Leave a cell empty where its value is not known; `none` in `terms` says that there are none.",
        )
