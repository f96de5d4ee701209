"""The bulk evaluator beside the best hand-written SQL, OpenFisca and clingo: one law, one award register, one run.

    .venv/bin/python benchmarks/bench_bulk.py [--awards 10000000] [--norms 200] [--orders 300] [--broad 0.0] [--scale]

The register and the law are made up, the same each time. Every run is a process of its own; positions go to Parquet with
their grounds. The hand-written SQL and ours must agree on every (condition, status) count and sum.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
DAY = "2026-06-30"
SHORT = (
    "al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il", "in", "ia", "ks", "ky",
    "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv", "nh", "nj", "nm", "ny", "nc", "nd",
    "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy",
)  # fmt: skip
KINDS = ("state", "county", "city", "district")


def law_of(folder: Path):
    """The made-up conditions and orders as a checked law, and the governments as a record."""
    import datetime as dt
    from dataclasses import replace

    import pyarrow.parquet as pq

    from comity.norms.governments import Government
    from comity.norms.graph import acting_on
    from comity.norms.nodes import Effect, Instrument, Law, Norm, NormAct, Question
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
            t.Compare("award.program", "is one of", tuple(str(p) for p in n["progs"])),
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
            id, id, "b", "federal", "us-doj", t.Parties((t.Role("award.recipient"),)), "award", "must", "help", None,
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
            t.Parties(scope), None, None, None, None, None, None, (), None,
        )  # fmt: skip
    question = Question("limits", "limits", "party", "yes or no", None, "b")
    law = Law({"b": instrument}, {}, {"limits": question}, {}, norms, acts, (), acting_on(acts))
    parties = {}
    for g, s, c, k in zip(who["gov"], who["state"], who["circuit"], who["kind"], strict=True):
        parties[str(g)] = Government(str(g), str(g), str(g), KINDS[k], SHORT[s], (), (), f"ca{c}", None, None, None)
    answers = tuple(
        Answer("limits", str(g), None, x) for g, x in zip(who["gov"], who["limits"], strict=True) if x is not None
    )
    return law, replace(Record(), parties=parties, answers=answers)


def ours(folder: Path) -> dict[str, object]:
    """Our run in this process: awards and law to positions in Parquet, then counts and sums by condition."""
    import datetime as dt
    from dataclasses import replace

    import sqlglot

    from comity.norms.graph import acting_on
    from comity.plan.assess import connect
    from comity.plan.differ import Side, affected
    from comity.plan.differ import changes as make_changes
    from comity.plan.nation import fold_on, serves, survey, write_positions
    from comity.plan.table import open_awards
    from comity.text import tree as t

    law, record = law_of(folder)
    sqlglot.parse_one("SELECT 1")
    con = connect(2)
    day = dt.date.fromisoformat(DAY)
    out = folder / "positions.parquet"
    started = time.perf_counter()
    table = open_awards(con, folder / "ours.parquet")
    opened = time.perf_counter()
    nation = survey(con, law, record, table, day)
    surveyed = time.perf_counter()
    at = fold_on(nation, law)
    folded = time.perf_counter()
    write_positions(con, nation, at, out)
    wrote = time.perf_counter()
    rows = con.execute(
        "SELECT a.norm, a.status, a.possible, g.n, g.dollars FROM (SELECT situation, count(*) AS n, sum(dollars) AS dollars "
        f"FROM '{out}' GROUP BY situation) AS g JOIN answer AS a USING (situation)"
    ).fetchall()
    full = time.perf_counter() - started
    totals: dict[tuple[int, int], list[float]] = {}
    for norm, status, possible, n, dollars in rows:
        may = set(possible) or {status}
        kind = (
            1
            if status == "in_force"
            else 2
            if "blocked" in may and "in_force" not in may
            else 3
            if "in_force" in may
            else 0
        )
        if kind:
            at_ = totals.setdefault((int(norm[3:]), kind), [0, 0.0])
            at_[0] += n
            at_[1] += dollars
    (folder / "ours.pkl").write_bytes(pickle.dumps(totals))
    result: dict[str, object] = {
        "full": full, "open": opened - started, "survey": surveyed - opened, "fold": folded - surveyed,
        "write": wrote - folded, "rows": sum(r[3] for r in rows), "mib": out.stat().st_size >> 20,
    }  # fmt: skip
    # an edit: one condition, one order; what was read of the awards and parties is kept, as a session keeps it
    changes: dict[str, float] = {}
    norm = law.norms["b/n17"]
    first, low, *rest = norm.when.parts
    later = t.And((first, replace(low, values=(low.values[0] + 1,)), *rest))
    order = next(a for a in law.norm_acts.values() if len(a.parties.items) > 3 and a.decided.day < day)
    acts = law.norm_acts | {order.id: replace(order, parties=t.Parties(order.parties.items[:-1]))}
    edited = {
        "condition": replace(law, norms=law.norms | {norm.id: replace(norm, when=later)}),
        "order": replace(law, norm_acts=acts, acting_on=acting_on(acts)),
    }
    for what, new in edited.items():
        begun = time.perf_counter()
        only = affected(Side(law, day), Side(new, day))
        assert serves(nation, new, only)
        make_changes(con, nation, fold_on(nation, law, only=only), fold_on(nation, new, only=only))
        con.execute(f"COPY changed TO '{folder}/changes.parquet' (FORMAT parquet)")
        changes[what] = time.perf_counter() - begun
    result["changes"] = changes
    from comity.plan.open_cell import awards_named, cell

    some = con.execute(f"SELECT award, norm FROM '{out}' USING SAMPLE 20 ROWS").fetchall()
    times = []
    for award, norm_id in some:
        begun = time.perf_counter()
        cell(awards_named(con, table, [award]), law, record, str(award), norm_id, day)
        times.append(time.perf_counter() - begun)
    result["cell_ms"] = statistics.median(times) * 1000
    result["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return result


def make(folder: Path, awards: int, norms: int, orders: int, broad: float) -> None:
    """The register and the law; and the register under the names that `comity assess` reads."""
    import duckdb

    subprocess.run(
        [sys.executable, HERE / "bulk/generate.py", *map(str, (awards, norms, orders, broad))], cwd=folder, check=True
    )
    duckdb.connect().execute(
        "COPY (SELECT award, gov AS government, CAST(program AS VARCHAR) AS program, fy AS fiscal_year, accepted, amount "
        f"FROM '{folder}/aw.parquet') TO '{folder}/ours.parquet' (FORMAT parquet)"
    )


def run(folder: Path, script: str, *more: str) -> str:
    """A peer's script in a process of its own."""
    done = subprocess.run([sys.executable, HERE / "bulk" / script, *more], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return done.stdout


def ours_apart(folder: Path) -> dict[str, object]:
    """Our run in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--ours", str(folder)], capture_output=True, text=True)
    if "RESULT" not in done.stdout:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.split("RESULT")[1])


def main() -> None:
    """Generate, run everybody, compare, print."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--awards", type=int, default=10_000_000)
    ask.add_argument("--norms", type=int, default=200)
    ask.add_argument("--orders", type=int, default=300)
    ask.add_argument("--broad", type=float, default=0.0)
    ask.add_argument("--repeat", type=int, default=3)
    ask.add_argument("--peers", type=int, default=1, help="0 leaves out OpenFisca and clingo")
    ask.add_argument("--scale", action="store_true", help="time against awards and against norms, ours alone")
    ask.add_argument("--keep", type=Path)
    ask.add_argument("--ours", type=Path)
    asked = ask.parse_args()
    if asked.ours:
        print("RESULT" + json.dumps(ours(asked.ours)))
        return
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True
    ).stdout.strip()
    print(f"bulk: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, commit {commit}")
    with tempfile.TemporaryDirectory() as temporary:
        if asked.scale:
            for awards, norms, orders in (
                (10_000, 200, 300),
                (100_000, 200, 300),
                (1_000_000, 200, 300),
                (10_000_000, 200, 300),
                (10_000_000, 2_000, 3_000),
            ):
                folder = Path(temporary) / f"{awards}-{norms}"
                folder.mkdir()
                make(folder, awards, norms, orders, asked.broad)
                found = ours_apart(folder)
                print(
                    f"N {awards:,} norms {norms} orders {orders}: {found['full']:.2f} s, {found['rss_mib']} MiB",
                    flush=True,
                )
            return
        folder = asked.keep or Path(temporary)
        if not (folder / "ours.parquet").exists():
            folder.mkdir(exist_ok=True)
            make(folder, asked.awards, asked.norms, asked.orders, asked.broad)
        hand, mine = [], []
        for _ in range(asked.repeat):
            hand.append(float(run(folder, "handwritten_duckdb.py").splitlines()[2].split()[0]))
            mine.append(ours_apart(folder))
        theirs = {(n, s): (c, d) for n, s, c, d in pickle.loads((folder / "rows.pkl").read_bytes())}
        us = pickle.loads((folder / "ours.pkl").read_bytes())
        alike = theirs.keys() == us.keys() and all(
            theirs[k][0] == us[k][0] and abs(theirs[k][1] - us[k][1]) <= 1e-6 * abs(theirs[k][1]) for k in us
        )
        h, o = statistics.median(hand), statistics.median(float(m["full"]) for m in mine)
        last = mine[-1]
        print(f"N {asked.awards:,}, {asked.norms} conditions, {asked.orders} orders, broad {asked.broad}")
        print(f"answers equal to the hand-written SQL's: {alike} ({len(us)} groups)")
        print(
            f"hand-written SQL {h:.2f} s {[round(x, 2) for x in hand]}; ours {o:.2f} s {[round(m['full'], 2) for m in mine]}; ratio {o / h:.2f}"
        )
        print("ours: " + ", ".join(f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v}" for k, v in last.items()))
        for what, seconds in last["changes"].items():
            print(f"edited {what}: {seconds:.2f} s, {seconds / o:.2f} of a full run")
        if asked.peers:
            n = min(asked.awards, 1_000_000)
            text = run(folder, "peer_openfisca.py", str(n)).splitlines()[-1].split()
            per = float(text[2]) / n
            print(f"OpenFisca: {per * 1e6:.2f} us an award on {n:,}; {per / (o / asked.awards):.0f}x ours")
            n = min(asked.awards, 20_000)
            text = run(folder, "peer_clingo.py", str(n)).splitlines()[-1].split()
            per = float(text[4]) / n
            print(f"clingo: {per * 1e6:.2f} us an award on {n:,}; {per / (o / asked.awards):.0f}x ours")


if __name__ == "__main__":
    main()
