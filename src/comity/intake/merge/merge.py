"""Merge the lines of all files into one row for each award, in bounded memory: as many passes as the awards need.

The rules, in order:

1. Lines of one kind with the same action are one; the one modified last stands (then the later action, then the file
   and row). An action that is deleted is left out.
2. The actions of one award in one kind are folded: dollars of actions are added up, negative ones too; of every other
   value that of the latest action that has one stands; the first of several days of termination, the first year.
3. Of the kinds that have the award, the one of lowest rank that has a value decides it; nothing is added up across kinds.
4. An award known by its number alone is the award that has this number, if exactly one has.
5. An award of a single audit whose row names no auditee has that of the audit, where a list of audits is there.
6. Aggregates, redacted recipients, rows without a number and rows that may be of several awards stand apart.
7. An award whose agency no list says has that of its Assistance Listing, if exactly one agency gives that.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.intake.as_table import make_table
from comity.intake.columns import APART, AWARD, SQL
from comity.intake.match.match import Match, Recipient, match
from comity.intake.merge.fitting import FITTED, JOIN, register_programs
from comity.intake.output.cells import no_formula
from comity.intake.progress import Progress, Watch, unwatched

PASS = 300_000
"""Lines that one pass folds."""

_RECIPIENT = (
    "recipient_name", "uei", "state", "listed_state", "listed_place", "place", "county", "recipient_type", "government",
)  # fmt: skip
_WHO = ("recipient_name", "uei", "state", "place", "county")
_LATEST = (
    "number", "fain", "kind", "prime", *_RECIPIENT, "duns", "agency_code", "agency", "program", "offered", "accept_by", "accepted",
    "signed_by", "obligated_on", "period_start", "period_end", "stated", "next_drawdown", "terms", "term_sets", "pass_through",
    "title", "program_text", "given_stage",
)  # fmt: skip
_COUNTS = ("lines", "duplicates", "deleted", "actions", "elsewhere", "kept", "audits")


@dataclass(frozen=True, slots=True)
class Merged:
    """By kind of list: its lines, and how many of them are what.

    They are duplicates, deleted, further actions, awards of another list, kept, or audits, which are not awards.
    """

    kinds: dict[str, dict[str, int]]

    @property
    def kept(self) -> int:
        """How many awards there are, those that stand apart included."""
        return sum(counts["kept"] for counts in self.kinds.values())


def merge(
    lines: Sequence[Path],
    into: Path,
    memory: str = "1GB",
    watch: Watch = unwatched,
) -> Merged:
    """Fold staged lines to `awards.parquet`, `apart.parquet` and `unmatched.csv`.

    Args:
        lines: the Parquet files of the lines of all files, in any order.
        into: the folder to write to; each file is there whole or not at all.
        memory: what DuckDB may use; beyond it works on disk.
        watch: told of progress.
    """
    work = into / ".work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        with _connection(work, memory) as connection:
            kinds = _fold_passes(connection, lines, work, watch)
            _match_recipients(connection, work, watch)
            watch(Progress("writing", "", 0, 0))
            _write(connection, work, into)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Merged(kinds)


@contextmanager
def _connection(work: Path, memory: str) -> Generator[Any, None, None]:
    import duckdb

    connection: Any = duckdb.connect()
    try:
        connection.execute(f"SET memory_limit = '{memory}'; SET temp_directory = '{_quoted(work / 'spill')}'")
        connection.execute("SET threads = 1; SET preserve_insertion_order = true; SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _fold_passes(connection: Any, lines: Sequence[Path], work: Path, watch: Watch) -> dict[str, dict[str, int]]:
    listed = ", ".join(f"'{_quoted(path)}'" for path in sorted(lines))
    if not listed:
        columns = ", ".join(
            f"NULL::{SQL[c.type]} AS {c.name}" for c in (*AWARD, APART) if c.name not in (*_MATCHED, "agency_basis")
        )
        extra = ", ".join(
            f"NULL::VARCHAR AS {name}" for name in _RECIPIENT if name not in {c.name for c in AWARD} or name in _MATCHED
        )
        nothing = f"SELECT {columns}, {extra}, NULL::VARCHAR AS named, NULL::TINYINT AS rank WHERE FALSE"
        connection.execute(f"CREATE TEMP TABLE folded AS {nothing}")
        return {}
    connection.execute(f"CREATE VIEW given AS SELECT * FROM read_parquet([{listed}])")
    connection.execute(
        """CREATE TABLE keys AS SELECT number, min(award) AS award FROM given
        WHERE award LIKE 'ASST\\_NON\\_%' ESCAPE '\\' AND kind = 'prime' AND number IN (
            SELECT award[6:] FROM given WHERE award LIKE 'FAIN\\_%' ESCAPE '\\'
            UNION SELECT prime[6:] FROM given WHERE prime LIKE 'FAIN\\_%' ESCAPE '\\')
        GROUP BY number HAVING count(DISTINCT award) = 1"""
    )
    connection.execute(
        """CREATE TABLE audits AS SELECT audit, recipient_name, uei, state FROM given WHERE kind = 'audit'
        QUALIFY row_number() OVER (PARTITION BY audit ORDER BY modified DESC NULLS LAST, source, row) = 1"""
    )
    beside = connection.execute("SELECT (SELECT count(*) FROM keys) + (SELECT count(*) FROM audits)").fetchall()[0][0]
    connection.execute(_LINE if beside else "CREATE VIEW line AS SELECT * FROM given")
    total = connection.execute("SELECT count(*) FROM given").fetchall()[0][0]
    passes = total // PASS + 1
    if passes > 1:  # for less it takes longer to share the work than to do it
        connection.execute("SET threads = 2")
    kinds: dict[str, dict[str, int]] = {}
    for kind, count in connection.execute(
        "SELECT list, count(*) FROM given WHERE kind = 'audit' GROUP BY list"
    ).fetchall():
        kinds[kind] = dict.fromkeys(_COUNTS, 0) | {"lines": count, "audits": count}
    divided = work / "divided"
    if passes > 1:
        query = f"SELECT *, hash(award) % {passes} AS pass FROM line"
        connection.execute(f"COPY ({query}) TO '{_quoted(divided)}' (FORMAT parquet, PARTITION_BY (pass))")
    for number in range(passes):
        of = f"read_parquet('{_quoted(divided)}/pass={number}/*.parquet')" if passes > 1 else "line"
        if passes > 1 and not (divided / f"pass={number}").is_dir():
            continue
        connection.execute(f"CREATE OR REPLACE TEMP TABLE part AS SELECT * FROM {of}")
        _fold(connection)
        for kind, *counts in connection.execute(_COUNT).fetchall():
            into = kinds.setdefault(kind, dict.fromkeys(_COUNTS, 0))
            for name, count in zip(_COUNTS, counts, strict=True):
                into[name] += int(count)
        if passes > 1:
            _copy(connection, "SELECT * FROM folded ORDER BY award", work / f"fold-{number:04}.parquet")
        watch(Progress("folding", "", total * (number + 1) // passes, total))
    connection.execute("DROP TABLE IF EXISTS part")
    if passes > 1:
        connection.execute("DROP TABLE IF EXISTS folded")
        connection.execute(f"CREATE VIEW folded AS SELECT * FROM read_parquet('{_quoted(work)}/fold-*.parquet')")
    shutil.rmtree(divided, ignore_errors=True)
    return dict(sorted(kinds.items()))


def _copy(connection: Any, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)")


def _latest(column: str) -> str:
    return f"arg_max({column}, turn) FILTER (live) AS {column}"


def _best(column: str) -> str:
    return f"arg_min({column}, rank) AS {column}"


def _dollars(column: str) -> str:
    summed = f"CASE WHEN any_value(list_contains(string_split(sums, ','), '{column}'))"
    return f"({summed} THEN sum({column}) FILTER (live) ELSE arg_max({column}, turn) FILTER (live) END)::DECIMAL(18,2) AS {column}"


_LINE = """CREATE VIEW line AS SELECT g.* REPLACE (coalesce(a.award, g.award) AS award, coalesce(p.award, g.prime) AS prime,
        coalesce(g.recipient_name, u.recipient_name) AS recipient_name, coalesce(g.uei, u.uei) AS uei,
        coalesce(g.state, u.state) AS state)
    FROM given g LEFT JOIN keys a ON g.award = 'FAIN_' || a.number LEFT JOIN keys p ON g.prime = 'FAIN_' || p.number
    LEFT JOIN audits u ON g.audit = u.audit WHERE g.kind <> 'audit'"""
"""Each line with the key that an award of its number has, and the auditee of its audit."""


def _fold(connection: Any) -> None:
    """Fold the lines of the table `part` to the table `folded`; an award of one line is that line, and need not be folded."""
    connection.execute(_SEVERAL)
    some = connection.execute("SELECT count(*) FROM several").fetchall()[0][0]
    found = f"SELECT * FROM found UNION ALL BY NAME {_ALONE}" if some else _ALONE
    connection.execute(f"CREATE OR REPLACE TEMP TABLE folded AS {_FOLD if some else ''} {_WHOLE.format(found=found)}")


_SEVERAL = """CREATE OR REPLACE TEMP TABLE several AS
SELECT award FROM part GROUP BY award HAVING count(*) > 1 OR any_value(deleted) IS NOT NULL"""

_ALONE = f"""SELECT award, {", ".join(_LATEST)}, amount::DECIMAL(18,2) AS amount, outlayed::DECIMAL(18,2) AS outlayed,
    balance::DECIMAL(18,2) AS balance, programs, fiscal_year, accepted_by, terminated_on, coalesce(apart, '') AS apart, list, rank,
    source, row, 1 AS lines, source[:12] || ':' || row AS rows, [{{'list': list, 'rank': rank, 'lines': 1::BIGINT,
        'duplicates': 0::BIGINT, 'deleted': 0::BIGINT, 'actions': 1::BIGINT}}] AS of
FROM part WHERE NOT EXISTS (SELECT 1 FROM several WHERE several.award = part.award)"""

_FOLD = f"""
WITH first AS (
    SELECT *, row_number() OVER (PARTITION BY award, rank, action
        ORDER BY modified DESC NULLS LAST, acted DESC NULLS LAST, source, row) AS again
    FROM part SEMI JOIN several USING (award)),
ordered AS (
    SELECT *, again = 1 AND deleted IS NULL AS live, row_number() OVER (PARTITION BY award, rank
        ORDER BY again > 1 OR deleted IS NOT NULL DESC, acted NULLS FIRST, modified NULLS FIRST, action, source, row) AS turn
    FROM first),
by_list AS (
    SELECT award, rank, any_value(list) AS list, {", ".join(_latest(c) for c in _LATEST)},
        {_dollars("amount")}, {_dollars("outlayed")}, {_dollars("balance")},
        string_agg(DISTINCT programs, ';') FILTER (live) AS programs,
        min(fiscal_year) FILTER (live) AS fiscal_year, min(accepted_by) FILTER (live) AS accepted_by,
        min(terminated_on) FILTER (live) AS terminated_on, arg_max(coalesce(apart, ''), turn) FILTER (live) AS apart,
        arg_max(source, turn) FILTER (live) AS source, arg_max(row, turn) FILTER (live) AS row,
        count(*) AS lines, count(*) FILTER (again > 1) AS duplicates,
        count(*) FILTER (again = 1 AND deleted IS NOT NULL) AS deleted, count(*) FILTER (live) AS actions,
        string_agg(source[:12] || ':' || row, ',' ORDER BY source, row) AS rows
    FROM ordered GROUP BY award, rank),
found AS (
    SELECT award, {", ".join(_best(c) for c in (*_LATEST, "amount", "outlayed", "balance", "programs", "fiscal_year"))},
        min(accepted_by) AS accepted_by, min(terminated_on) AS terminated_on,
        arg_min(apart, rank) FILTER (actions > 0) AS apart,
        arg_min(list, rank) FILTER (actions > 0) AS list, min(rank) FILTER (actions > 0) AS rank,
        arg_min(source, rank) FILTER (actions > 0) AS source, arg_min(row, rank) FILTER (actions > 0) AS row,
        sum(lines)::INTEGER AS lines, string_agg(rows, ',' ORDER BY rank) AS rows,
        list({{'list': list, 'rank': rank, 'lines': lines, 'duplicates': duplicates, 'deleted': deleted, 'actions': actions}}) AS of
    FROM by_list GROUP BY award)"""

_WHOLE = f"""
SELECT * REPLACE (array_to_string(list_sort(list_distinct(string_split(programs, ';'))), ';') AS programs,
        nullif(apart, '') AS apart, nullif(government, '') AS government),
    concat_ws(chr(31), {", ".join(f"coalesce({c}, '')" for c in _RECIPIENT)}) AS named,
    coalesce(given_stage, CASE WHEN outlayed > 0 THEN 'disbursed' WHEN amount > 0 THEN 'obligated' END) AS stage
FROM ({{found}})"""

_COUNT = """
SELECT o.list, sum(o.lines), sum(o.duplicates), sum(o.deleted),
    sum(CASE WHEN o.rank = f.rank THEN o.actions - 1 ELSE 0 END),
    sum(CASE WHEN o.rank IS DISTINCT FROM f.rank THEN o.actions ELSE 0 END), count(*) FILTER (o.rank = f.rank), 0
FROM folded f, unnest(f.of) AS u(o) GROUP BY o.list"""

_MATCHED = ("government", "match_basis", "match_confidence")


def _match_recipients(connection: Any, work: Path, watch: Watch) -> None:
    """Match each recipient once; a table `matches` by the recipient's values."""
    fields = ("named", "government", "match_basis", "match_confidence", "why", "candidates")
    listed = ", ".join(f"{name} VARCHAR" for name in fields)
    connection.execute(f"CREATE TABLE matches ({listed})")
    columns = ", ".join(f"any_value({name})" for name in _RECIPIENT)
    counted = "SELECT count(*) FROM (SELECT DISTINCT named FROM folded WHERE apart IS NULL)"
    done, total = 0, connection.execute(counted).fetchall()[0][0]
    cursor = connection.execute(f"SELECT named, {columns} FROM folded WHERE apart IS NULL GROUP BY named")
    beside = connection.cursor()  # the names go on being read while what they match is written
    while rows := cursor.fetchmany(20_000):
        found = [_matched(named, match(Recipient(*values))) for named, *values in rows]
        make_table(beside, "batch", dict(zip(fields, map(list, zip(*found, strict=True)), strict=True)))
        beside.execute("INSERT INTO matches SELECT * FROM batch")
        done += len(rows)
        watch(Progress("matching", "", done, total))


def _matched(named: str, one: Match) -> tuple[str | None, ...]:
    return named, one.government, one.basis, one.confidence, one.why, ";".join(one.candidates) or None


def _write(connection: Any, work: Path, into: Path) -> None:
    def column(name: str, type: str) -> str:
        of = "m" if name in _MATCHED else "f"
        return f"({FITTED.get(name, f'{of}.{name}')})::{SQL[type]} AS {name}"

    columns = ", ".join(column(c.name, c.type) for c in AWARD)
    joined = f"folded f LEFT JOIN matches m USING (named) {JOIN}"
    register_programs(connection)
    order = "ORDER BY f.program NULLS LAST, f.fiscal_year NULLS LAST, f.award"
    live = "f.rank IS NOT NULL"
    awards, apart, unmatched = (work / name for name in ("awards.parquet", "apart.parquet", "unmatched.csv"))
    _copy(connection, f"SELECT {columns} FROM {joined} WHERE {live} AND f.apart IS NULL {order}", awards)
    _copy(connection, f"SELECT {columns}, f.apart FROM {joined} WHERE {live} AND f.apart IS NOT NULL {order}", apart)
    who = ", ".join(f"f.{name}" for name in _WHO)
    connection.execute(
        f"""COPY (SELECT {", ".join(f"{no_formula(f'f.{name}')} AS {name}" for name in _WHO)},
            count(*) FILTER (f.kind = 'prime') AS prime_awards, sum(f.amount) FILTER (f.kind = 'prime') AS prime_dollars,
            count(*) FILTER (f.kind = 'sub') AS subawards, sum(f.amount) FILTER (f.kind = 'sub') AS sub_dollars,
            {no_formula("min(m.why)")} AS why, {no_formula("min(m.candidates)")} AS candidates
            FROM {joined} WHERE {live} AND f.apart IS NULL AND m.government IS NULL
            GROUP BY {who} ORDER BY coalesce(prime_dollars, 0) + coalesce(sub_dollars, 0) DESC, {who})
        TO '{_quoted(unmatched)}' (FORMAT csv, HEADER)"""
    )
    for path in (awards, apart, unmatched):
        path.replace(into / path.name)
