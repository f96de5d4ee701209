"""Our side of benchmarks/bench_bulk.py, a process of its own: the made-up law as a checked law, and what it takes to answer.

    python benchmarks/bulk/ours.py FOLDER [--whole]

Prints RESULT and JSON. `--whole` runs all that `comity assess` does instead: situations, totals, deciding facts.
"""

from __future__ import annotations

import datetime as dt
import json
import pickle
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

DAY = dt.date(2026, 6, 30)
SHORT = (
    "al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il", "in", "ia", "ks", "ky",
    "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv", "nh", "nj", "nm", "ny", "nc", "nd",
    "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy",
)  # fmt: skip
KINDS = ("state", "county", "city", "district")


def law_of(folder: Path):
    """The made-up conditions and orders as a checked law, and the governments as a record."""
    import pyarrow.parquet as pq

    from comity.norms.build.graph import acting_on
    from comity.norms.names.governments import Government
    from comity.norms.nodes import Act, Effect, Instrument, Law, Norm, NormAct, Question
    from comity.record.nodes import Answer, Record
    from comity.text import tree as t

    made = json.loads((folder / "law.json").read_text())
    who = pq.read_table(folder / "gov.parquet").to_pydict()
    name = t.Name
    instrument = Instrument("b", "b", "award terms", "federal", "us-doj", None, None, (), None, None, "source", None,
                            dt.date(2026, 1, 1), (), None, "b.md")  # fmt: skip
    norms = {}
    for n in made["norms"]:
        parts = [
            t.Compare("award.program", "is one of", tuple(n["listings"])),
            t.Compare("award.fiscal_year", "is at least", (n["lo"],)),
            t.Compare("award.fiscal_year", "is at most", (n["hi"],)),
            t.Compare("award.accepted", "is at least", (dt.date.fromisoformat(n["since"]),)),
            t.Or(tuple(t.OfKind(name(KINDS[k])) for k in n["kinds"])),
        ]
        if n["limits"] is not None:
            limits = t.Question(name("limits"))
            parts.append(limits if n["limits"] else t.Not(limits))
        id = f"b/n{n['id']}"
        norms[id] = Norm(
            id, id, "b", "federal", "us-doj", t.PartySet((t.Role("award.recipient"),)), "award", "must", "help", None,
            t.And(tuple(parts)), None, t.Attribute("award.accepted"), None, None, (), None, (), "condition", None, (),
        )  # fmt: skip
    acts = {}
    for o in made["orders"]:
        scope = {
            "parties": lambda o=o: tuple(t.Named(name(str(p))) for p in o["parties"]),
            "state": lambda o=o: tuple(t.Every(name("recipient"), name(SHORT[s])) for s in o["states"]),
            "circuit": lambda o=o: (t.Every(name("recipient"), name(f"ca{o['circuit']}")),),
            "all": lambda: (t.Everyone(),),
        }[o["scope"]]()
        effects = [Effect("blocks", tuple(f"b/n{n}" for n in o["targets"]))]
        if o["stays"] is not None:
            effects.append(Effect("stays", (f"b/o{o['stays']}",)))
        id = f"b/o{o['id']}"
        acts[id] = NormAct(
            id, "order", id, "b", "ilnd", None, t.Day(dt.date.fromisoformat(o["frm"])), None, None, tuple(effects),
            t.PartySet(scope), None, None, None, None, None, None, (), None,
        )  # fmt: skip
    question = Question("limits", "limits", "party", "yes or no", None, "b")
    law = Law(
        {"b": instrument},
        {"help": Act("help", "help", False, (), "b")},
        {"limits": question},
        {},
        norms,
        acts,
        (),
        acting_on(acts),
    )
    parties = {}
    for g, s, c, k in zip(who["gov"], who["state"], who["circuit"], who["kind"], strict=True):
        parties[str(g)] = Government(str(g), str(g), str(g), KINDS[k], SHORT[s], (), (), f"ca{c}", None, None, None)
    answers = tuple(
        Answer("limits", str(g), None, x) for g, x in zip(who["gov"], who["limits"], strict=True) if x is not None
    )
    return law, replace(Record(), parties=parties, answers=answers)


def most_memory() -> int:
    """MiB that this process held at most; `ru_maxrss` would count what the process that started it held."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) >> 10


def full(folder: Path) -> dict[str, object]:
    """Awards and law to positions in Parquet with their grounds and missing facts, then counts and sums by condition."""
    import sqlglot

    from comity.plan.awards.table import open_awards
    from comity.plan.engine.protocol import start
    from comity.plan.join.survey import fold_on, survey, write_positions
    from comity.proof.question import Question

    law, record = law_of(folder)
    sqlglot.parse_one("SELECT 1")
    engine = start("duckdb", 2)
    out = folder / "positions.parquet"
    times = [time.perf_counter()]
    table = open_awards(engine, folder / "ours.parquet")
    question = Question(law, record, DAY, DAY)
    surveyed = survey(engine, question, table)
    times.append(time.perf_counter())
    at = fold_on(surveyed, question)
    times.append(time.perf_counter())
    count = write_positions(engine, surveyed, at, out)
    times.append(time.perf_counter())
    rows = engine.rows(
        f"SELECT norm, status, possible, count(*), sum(dollars) FROM read_parquet('{out}') GROUP BY norm, status, possible"
    )
    times.append(time.perf_counter())
    totals: dict[tuple[int, int], list[float]] = {}
    for norm, status, possible, n, dollars in rows:
        may = set((possible or status).split(";"))
        kind = 1 if may == {"in_force"} else 3 if "in_force" in may else 2 if "blocked" in may else 0
        if kind:
            sums = totals.setdefault((int(norm[3:]), kind), [0, 0.0])
            sums[0] += n
            sums[1] += dollars
    (folder / "ours.pkl").write_bytes(pickle.dumps(totals))
    found: dict[str, object] = {
        "full": times[-1] - times[0], "survey": times[1] - times[0], "fold": times[2] - times[1],
        "write": times[3] - times[2], "sums": times[4] - times[3], "rows": count, "mib": out.stat().st_size >> 20,
        "mib_at_most": most_memory(),
    }  # fmt: skip
    if len(law.norms) > 17:
        found["edited"] = edits(engine, question, surveyed, folder)
        found["cell_ms"] = cells(engine, question, table, out)
    return found


def edits(engine, question, surveyed, folder: Path) -> dict[str, float]:
    """One condition edited, one order: the changed answers. What was read of the awards is kept, as a session keeps it."""
    from comity.norms.build.graph import acting_on
    from comity.plan.comparison.differ import affected, changes
    from comity.plan.join.survey import fold_on, serves
    from comity.text import tree as t

    law = question.law
    norm = law.norms["b/n17"]
    first, low, *rest = norm.when.parts
    later = t.And((first, replace(low, values=(low.values[0] + 1,)), *rest))
    order = next(a for a in law.norm_acts.values() if len(a.parties.items) > 3 and a.decided.day < DAY)
    acts = law.norm_acts | {order.id: replace(order, parties=t.PartySet(order.parties.items[:-1]))}
    edited = {
        "condition": replace(law, norms=law.norms | {norm.id: replace(norm, when=later)}),
        "order": replace(law, norm_acts=acts, acting_on=acting_on(acts)),
    }
    found: dict[str, float] = {}
    for what, new in edited.items():
        begun = time.perf_counter()
        after = replace(question, law=new)
        only = affected(question, after)
        assert serves(surveyed, new, only)
        before = fold_on(surveyed, question, only)
        changed = changes(engine, surveyed, before, fold_on(surveyed, after, only, before))
        engine.write([changed.output()], folder / "changes.parquet")
        found[what] = time.perf_counter() - begun
    return found


def cells(engine, question, table, out: Path) -> float:
    """Milliseconds from an award and a condition of the result to the proof, the middle of twenty."""
    from comity.plan.awards.one_award import open_cell

    some = engine.rows(f"SELECT award, norm FROM read_parquet('{out}') USING SAMPLE 20 ROWS")
    times = []
    for award, norm in some:
        begun = time.perf_counter()
        open_cell(engine, table, question, str(award), norm)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def whole(folder: Path) -> dict[str, object]:
    """All that `comity assess` does but reading the law and printing."""
    from comity.plan.assessment.assess import assess
    from comity.plan.engine.protocol import start
    from comity.proof.question import Question

    law, record = law_of(folder)
    begun = time.perf_counter()
    asked = Question(law, record, DAY, DAY)
    done = assess(asked, folder / "ours.parquet", folder / "assessed.parquet", engine=start("duckdb", 2))
    return {
        "whole": time.perf_counter() - begun, "rows": done.rows, "situations": done.days[0].kinds,
        "facts": len(done.days[0].facts), "mib_at_most": most_memory(),
    }  # fmt: skip


if __name__ == "__main__":
    print("RESULT" + json.dumps((whole if "--whole" in sys.argv else full)(Path(sys.argv[1]))))
