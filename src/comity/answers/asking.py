"""The questions an office could answer: the facts missing across all its awards, and how many answers each would settle."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from comity.answers.docket import as_seen_on_dockets
from comity.answers.questions import Lacked, PlainQuestion, earlier_awards, questions
from comity.errors import Refused
from comity.norms.names.governments import all_governments
from comity.norms.nodes import Law, Norm
from comity.proof.question import Question
from comity.record.nodes import Record


@dataclass(frozen=True, slots=True)
class Settled:
    """How many answers about awards and their conditions are confirmed, hold only as when last seen, or cannot be told.

    `not_carried` are those of conditions of which the office has said that the awards do not carry them.
    """

    confirmed: int
    last_seen: int
    open: int
    not_carried: int = 0

    @property
    def all(self) -> int:
        """How many answers there were before the office said anything."""
        return self.confirmed + self.last_seen + self.open + self.not_carried

    @property
    def share(self) -> float:
        """The share of all answers that is settled."""
        return 1 - self.open / self.all if self.all else 1.0


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions about a list of awards, first those for the office, then those for counsel; and what is already settled.

    `printed` are the missing facts by the words in which they are printed; `orphans` answers about awards that are gone.
    """

    questions: tuple[PlainQuestion, ...]
    settled: Settled
    awards: frozenset[str]
    parties: tuple[str, ...]
    printed: Mapping[str, str]
    orphans: tuple[str, ...]


def awards_file(path: Path) -> Path:
    """The awards file in a folder that `comity import` made, or the file itself."""
    if path.is_dir() and (path / "awards.parquet").is_file():
        return path / "awards.parquet"
    if path.is_dir():
        raise Refused(f"{path} holds no awards.", "Name a file of awards, or a folder that `comity import` made.")
    return path


def ask_about(
    question: Question, awards: Path, only: frozenset[str] | None = None, before: int | None = None
) -> Asking:
    """The questions about a list of awards on a day.

    Args:
        question: the law and the day, and the record with what has been answered already.
        awards: a file that `comity assess` reads, or a folder of an import.
        only: the awards asked about; all unless said.
        before: how many answers there were before the office said anything, where it has.
    """
    from comity.plan.assessment.assess import assess

    law = as_seen_on_dockets(question.law, question.record, question.as_of)
    file = awards_file(awards)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "positions.parquet"
        done = assess(replace(question, law=law), file, out)
        (sums,) = done.days
        words = {one.fact: one.words for one in reversed(sums.facts)}
        years = {f"terms carry {id}": year for id, norm in law.norms.items() if (year := year_of(norm, law))}
        conditions = [
            norm.id for norm in law.norms.values() if norm.force == "condition" and norm.attaches_to == "award"
        ]
        rows, settled, held, parties, earlier = _counted(out, file, only, years, conditions)
    if before is not None:
        gone = max(0, before - settled.confirmed - settled.last_seen - settled.open)
        settled = replace(settled, not_carried=gone)
    names = {short: one.name for short, one in all_governments().items() if one.kind == "agency"}
    example = next(iter(sorted(held)), "NUMBER")
    lacked = [_lacked(row, words) for row in rows if row[0] in words]
    found = questions(lacked, law, names, example, parties[0] if parties else "the government")
    if earlier is not None and (first := _of_earlier(earlier, law, years)):
        found = tuple(sorted((first, *found), key=lambda one: (one.counsel, -one.cells)))
    printed = {one.words.lower(): one.fact for one in sums.facts}
    return Asking(
        questions=found,
        settled=settled,
        awards=held,
        parties=parties,
        printed=printed,
        orphans=orphans(question.record, held),
    )


def _lacked(row: tuple[Any, ...], words: Mapping[str, str]) -> Lacked:
    fact, awards, cells, alone, dollars, agencies, norms, an_award = row
    return Lacked(
        fact=fact,
        words=words[fact],
        awards=awards,
        cells=cells,
        settles=alone,
        dollars=dollars,
        agencies=tuple(sorted(filter(None, agencies))),
        norms=tuple(norms),
        one_award=an_award if awards == 1 else None,
        an_award=an_award,
    )


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Awards accepted before a year that wait for terms made in it or later: how many, their answers and dollars.

    `facts` are all terms that any award waits for, `agency` and `instrument` those of the award and the term waited for most.
    """

    year: int
    awards: int
    cells: int
    dollars: Any
    facts: tuple[str, ...]
    agency: str
    fact: str


def _of_earlier(earlier: _Earlier, law: Law, years: Mapping[str, int]) -> PlainQuestion | None:
    """The question whether later terms were brought into earlier awards; None where every term has earlier ones in its instrument."""
    terms = [(law.norms[fact.removeprefix("terms carry ")].instrument, years[fact]) for fact in earlier.facts]
    older = {instrument for instrument, made in terms if made < earlier.year}
    # an instrument that has older terms too is not named: saying that it is not carried would deny them as well
    later = sorted({instrument for instrument, made in terms if made >= earlier.year} - older)
    most = law.norms[earlier.fact.removeprefix("terms carry ")].instrument
    if not later:
        return None
    first = [most, *later] if most in later else later
    return earlier_awards(
        year=earlier.year, awards=earlier.awards, cells=earlier.cells, dollars=earlier.dollars, instruments=later,
        brought=first[0], agency=earlier.agency if first[0] == most else "",
    )  # fmt: skip


def _counted(
    out: Path, file: Path, only: frozenset[str] | None, years: Mapping[str, int], conditions: list[str]
) -> tuple[Any, ...]:
    import duckdb

    connection: Any = duckdb.connect()
    try:
        _views(connection, out, file, only)
        fresh = "ground_state" in {row[0] for row in connection.execute("DESCRIBE SELECT * FROM p").fetchall()}
        seen = "ground_state = 'last_seen'" if fresh else "FALSE"
        confirmed, last, open_ = connection.execute(
            f"SELECT count(*) FILTER (status <> 'undetermined' AND NOT coalesce({seen}, FALSE)), "
            f"count(*) FILTER (status <> 'undetermined' AND coalesce({seen}, FALSE)), count(*) FILTER (status = 'undetermined') FROM p "
            "WHERE norm IN (SELECT unnest(?))",
            [conditions],
        ).fetchall()[0]
        before = _earlier(connection, years)
        # what the question about earlier awards settles is not counted again with the questions about each of the terms
        told = (
            ""
            if before is None
            else f"""ANTI JOIN (SELECT w.award, y.fact FROM w, years y
            WHERE year(w.accepted) < {before.year} AND y.year >= {before.year}) t ON t.award = a.award AND t.fact = a.fact"""
        )
        rows = connection.execute(
            f"""WITH a AS (SELECT CAST(award AS VARCHAR) AS award, norm, dollars, unnest(string_split(missing, ';')) AS fact,
                    len(string_split(missing, ';')) = 1 AS alone
                FROM p WHERE status = 'undetermined' AND missing IS NOT NULL),
            m AS (SELECT a.* FROM a {told}),
            each AS (SELECT fact, award, max(dollars) AS dollars, count(*) AS cells, count(*) FILTER (alone) AS alone FROM m GROUP BY ALL)
            SELECT e.fact, count(*), sum(e.cells)::BIGINT, sum(e.alone)::BIGINT, sum(e.dollars), list(DISTINCT w.agency),
                (SELECT list(DISTINCT norm ORDER BY norm) FROM m WHERE m.fact = e.fact), min(e.award)
            FROM each e LEFT JOIN w ON w.award = e.award GROUP BY e.fact"""
        ).fetchall()
        held = frozenset(row[0] for row in connection.execute("SELECT award FROM w").fetchall())
        parties = tuple(
            row[0]
            for row in connection.execute(
                "SELECT government FROM p GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5"
            ).fetchall()
        )
        return rows, Settled(int(confirmed), int(last), int(open_)), held, parties, before
    finally:
        connection.close()


def _views(connection: Any, out: Path, file: Path, only: frozenset[str] | None) -> None:
    """The view `p` of the positions, of some awards alone, and `w` of each award's agency and the day it was accepted."""
    connection.execute(f"CREATE VIEW p AS SELECT * FROM read_parquet('{_quoted(out)}')")
    if only is not None:
        listed = ", ".join("'" + one.replace("'", "''") + "'" for one in sorted(only))
        connection.execute(
            f"CREATE OR REPLACE VIEW p AS SELECT * FROM read_parquet('{_quoted(out)}') WHERE CAST(award AS VARCHAR) IN ({listed})"
        )
    reader = "read_parquet" if file.suffix.lower() in (".parquet", ".pq") else "read_csv"
    described = connection.execute(f"DESCRIBE SELECT * FROM {reader}('{_quoted(file)}')").fetchall()
    columns = [row[0].lower() for row in described]
    key = "award" if "award" in columns else "id"
    agency = "agency" if "agency" in columns else "NULL"
    accepted = "TRY_CAST(accepted AS DATE)" if "accepted" in columns else "NULL::DATE"
    connection.execute(
        f"CREATE VIEW w AS SELECT CAST({key} AS VARCHAR) AS award, any_value(CAST({agency} AS VARCHAR)) AS agency, "
        f"any_value({accepted}) AS accepted "
        f"FROM {reader}('{_quoted(file)}') GROUP BY 1"
    )


def _earlier(connection: Any, years: Mapping[str, int]) -> _Earlier | None:
    """The awards accepted before the year in which most of the terms were made, or later, for which they wait."""
    import pyarrow

    pa: Any = pyarrow
    connection.register(
        "years",
        pa.table({"fact": pa.array(list(years), pa.string()), "year": pa.array(list(years.values()), pa.int32())}),
    )
    connection.execute(
        """CREATE TEMP TABLE waiting AS WITH m AS (SELECT CAST(award AS VARCHAR) AS award, dollars, unnest(string_split(missing, ';')) AS fact
            FROM p WHERE status = 'undetermined' AND missing IS NOT NULL)
        SELECT m.*, w.agency, y.year AS made, year(w.accepted) AS accepted FROM m JOIN years y ON y.fact = m.fact
            JOIN w ON w.award = m.award WHERE w.accepted IS NOT NULL"""
    )
    found = connection.execute(
        """WITH c AS (SELECT DISTINCT made AS year FROM waiting),
        each AS (SELECT c.year, t.award, max(t.dollars) AS dollars, count(*) AS cells FROM c JOIN waiting t ON t.made >= c.year
            AND t.accepted < c.year GROUP BY ALL)
        SELECT year, count(*), sum(cells)::BIGINT, sum(dollars) FROM each GROUP BY year ORDER BY 3 DESC, 1 LIMIT 1"""
    ).fetchall()
    if not found:
        return None
    year, awards, cells, dollars = found[0]
    facts = connection.execute("SELECT DISTINCT fact FROM waiting ORDER BY 1").fetchall()
    agency, fact = connection.execute(
        f"""SELECT agency, fact FROM waiting WHERE made >= {year} AND accepted < {year}
        GROUP BY agency, fact ORDER BY agency IS NULL, count(*) DESC, agency, fact LIMIT 1"""
    ).fetchall()[0]
    return _Earlier(
        year=year, awards=awards, cells=cells, dollars=dollars, facts=tuple(one[0] for one in facts), agency=agency or "", fact=fact
    )  # fmt: skip


_YEAR = re.compile(r"\b(?:fy)?((?:19|20)[0-9][0-9])\b", re.I)


def year_of(norm: Norm, law: Law) -> int | None:
    """The latest year in a norm's own name, title or citation; without one, the latest in those of its instrument.

    >>> from comity.answers.question import open_law
    >>> law = open_law(None)
    >>> (
    ...     year_of(law.norms["hud-letter-2025-06-05/gender"], law),
    ...     year_of(law.norms["fema-award-terms/flow-down-2022"], law),
    ... )
    (2025, 2022)
    """
    instrument = law.instruments[norm.instrument]
    own = norm.id.removeprefix(norm.instrument)
    for texts in ((own, norm.title, *norm.cites), (instrument.id, instrument.title, *instrument.cites)):
        if years := [int(year) for year in _YEAR.findall(" ".join(texts).replace("-", " "))]:
            return max(years)
    return None


def orphans(record: Record, held: Iterable[str]) -> tuple[str, ...]:
    """Answers about awards that are no longer in any list, each as a line."""
    known = {*held, *(award.id for award in record.awards)}
    found: list[str] = []
    for table, rows in (
        ("award_facts", record.award_facts),
        ("carriage", record.carriage),
        ("answers", record.answers),
    ):
        for one in rows:
            if one.award is not None and one.award not in known and not one.known.retracted:
                found.append(f"{one.known.row or table}: award {re.sub('^FAIN_', '', one.award)} is gone")
    return tuple(dict.fromkeys(found))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
