"""Assessments of small files: what is written, what it adds up to, comparisons, one cell, files that are none.

It covers what only an assessment runs: `plan/awards/check_names.py`, `plan/awards/one_award.py`, `plan/awards/table.py`,
`plan/join/by_kind.py`, `plan/join/totals.py`.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.small_law import law

from comity.cli.main import application
from comity.intake.columns import AWARD
from comity.plan.assessment.assess import assess
from comity.plan.awards.one_award import open_cell
from comity.plan.awards.table import BadTable, open_awards
from comity.plan.comparison.compare import compare
from comity.plan.decide.statuses import Verdict
from comity.plan.engine.protocol import CannotWrite, start
from comity.plan.join import by_kind as kinds
from comity.plan.join.totals import may_bind
from comity.plan.timeline.intervals import timelines
from comity.proof.question import Question
from comity.record.nodes import EMPTY

DAY = dt.date(2018, 6, 1)
SUIT = """
order pi "the injunction"
  decided 2018-01-10
  blocks t/access
  for chicago-il, every city within ca
order stay "the stay"
  decided 2018-05-01
  stays pi
  for every city within ca
"""
AWARDS = """award,recipient,prime,agency,program,fiscal_year,accepted,period_end,amount,color
W1,chicago-il,,us-doj-ojp,16.738,2017,2018-01-02,2020-09-30,"1,000.50",red
W2,los-angeles-ca,,us-doj-ojp,16.738,2017,2018-01-02,2020-09-30,2000,red
W3,los-angeles-ca,,us-doj-ojp,16.738,,2018-01-02,2020-09-30,4000,
W4,evanston-il,W1,us-doj-ojp,16.738,2017,2018-01-02,2020-09-30,100,
W5,evanston-il,,us-doj-ojp,16.738,2017,,2020-09-30,8000,
W6,nowhere-zz,,us-doj-ojp,16.738,2017,2018-01-02,2020-09-30,9000,
W7,san-diego-ca,,us-doj-ojp,16.738,2017,2018-01-02,2020-09-30,,
"""


@pytest.fixture
def awards(tmp_path: Path) -> Path:
    file = tmp_path / "awards.csv"
    file.write_text(AWARDS)
    return file


def test_positions_keep_their_grounds(awards: Path, tmp_path: Path) -> None:
    done = assess(Question(law(suit=SUIT), EMPTY, DAY, DAY), awards, tmp_path / "out.parquet")
    (day,) = done.days
    rows = {r["award"]: r for r in pq.read_table(done.out).to_pylist()}
    assert {a: (r["status"], r["ground"]) for a, r in rows.items()} == {
        "W1": ("blocked", "v/pi"),
        "W2": ("in_force", None),
        "W3": ("undetermined", None),
        "W5": ("undetermined", None),
        "W7": ("in_force", None),
    }
    assert rows["W3"]["possible"] == "not_attached;in_force"
    assert rows["W5"]["possible"] == "not_yet;in_force"
    assert rows["W5"]["missing"] == "award.accepted"
    assert rows["W1"]["dollars"] == Decimal("1000.50")
    assert rows["W7"]["dollars"] is None
    assert done.unmatched == (("nowhere-zz", 1),)
    assert any("color" in note for note in done.notes)
    by_status = {t.group: t for t in day.totals["status"]}
    assert by_status["blocked"].blocked == Decimal("1000.50")
    assert by_status["in_force"].at_risk == Decimal("2000.00")
    largest = day.situations[0]
    assert (largest.awards, largest.governments, largest.answers) == (2, 2, (("t/access", "in_force", None),))
    assert {(f.fact, f.settles_awards, f.settles_dollars) for f in day.facts} == {
        ("award.fiscal_year", 1, Decimal("4000.00")),
        ("award.accepted", 1, Decimal("8000.00")),
    }


def test_what_is_missing_of_awards_that_differ_in_what_is_known(tmp_path: Path) -> None:
    """Of W1 the program settles the first `or`, so that only its amount is missing; of W2 membership is missing as well."""
    terms = """
act open-access "let federal agents in"
  enlists
norm access
  cites      "condition 55"
  binds      award.recipient
  must       open-access
  unless     (party is a member of uscm or award.program is "16.738") and award.amount is at least $50,000
"""
    (tmp_path / "a.csv").write_text("award,government,program\nW1,chicago-il,16.738\nW2,chicago-il,16.710\n")
    done = assess(Question(law(terms), EMPTY, DAY, DAY), tmp_path / "a.csv", tmp_path / "out.parquet")
    found = {r["award"]: r["missing"] for r in pq.read_table(done.out).to_pylist()}
    assert found == {"W1": "award.amount", "W2": "member of uscm;award.amount"}


def test_what_is_missing_where_a_part_within_a_part_is_known_of_one_party_alone(tmp_path: Path) -> None:
    """Chicago is a city of Illinois, so its amount does not matter; that of Los Angeles does."""
    terms = """
act open-access "let federal agents in"
  enlists
norm access
  cites      "condition 55"
  binds      award.recipient
  must       open-access
  when       award.amount is at least $50,000 or (party is within il and party is a city)
  unless     award.program is "16.738"
"""
    (tmp_path / "a.csv").write_text(
        "award,government,amount,program\nW0,chicago-il,,\nW1,los-angeles-ca,10000,\nW2,los-angeles-ca,,\n"
    )
    done = assess(Question(law(terms), EMPTY, DAY, DAY), tmp_path / "a.csv", tmp_path / "out.parquet")
    found = {r["award"]: r["missing"] for r in pq.read_table(done.out).to_pylist()}
    assert found == {"W0": "award.program", "W2": "award.amount;award.program"}


def test_an_order_that_has_ended_for_the_awards_of_one_norm_alone(tmp_path: Path) -> None:
    terms = """
act help "help federal agents"
  enlists
norm first-of-subs
  cites  "one"
  binds  award.subrecipient
  must   help
  from   2018-01-01
norm second-of-primes
  cites  "two"
  binds  award.recipient
  must   help
  from   2018-01-01
"""
    suit = """
order pi "the injunction"
  decided 2018-01-01
  until award.accepted
  blocks t/first-of-subs, t/second-of-primes
  for everyone
"""
    (tmp_path / "awards.csv").write_text(
        "award,government,prime,stage,accepted,accepted_by\nW0,chicago-il,lost,,,2018-01-04\n"
        "W1,chicago-il,lost,,2018-01-04,\nW2,chicago-il,,offered,,\n"
    )
    done = assess(Question(law(terms, suit), EMPTY, DAY, DAY), tmp_path / "awards.csv", tmp_path / "out.parquet")
    found = {(r["award"], r["norm"]): r["status"] for r in pq.read_table(done.out).to_pylist()}
    assert found["W2", "t/second-of-primes"] == "blocked"
    assert found["W1", "t/first-of-subs"] == "in_force"


def test_an_order_taken_away_and_two_days(awards: Path, tmp_path: Path) -> None:
    whole, out = law(suit=SUIT), tmp_path / "changes.parquet"
    asked = Question(whole, EMPTY, DAY, DAY)
    found = compare(asked, replace(asked, without=frozenset({"v/stay"})), awards, out, engine=start("duckdb", 1))
    changed = {
        (r["award"], r["status_before"], r["status_after"], r["ground_after"]) for r in pq.read_table(out).to_pylist()
    }
    assert {c for c in changed if c[0] in ("W2", "W7")} == {
        ("W2", "in_force", "blocked", "v/pi"),
        ("W7", "in_force", "blocked", "v/pi"),
    }
    assert found.norms == 1
    later = compare(asked, asked.on(dt.date(2021, 1, 1)), awards, out, engine=start("duckdb", 1))
    assert {m.after for m in later.moved} >= {"ended"}


def test_kinds_of_awards_add_up_to_the_awards(awards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header, *rows = AWARDS.strip().splitlines()
    many = [",".join([f"{n}-{row.split(',')[0]}", *row.split(",")[1:]]) for n in range(9) for row in rows]
    awards.write_text("\n".join([header.replace("recipient", "government"), *many]))
    done = {}
    for name, worth in (("kind", 0), ("award", 1_000)):
        monkeypatch.setattr(kinds, "WORTH", worth)
        done[name] = assess(Question(law(suit=SUIT), EMPTY, DAY, DAY), awards, tmp_path / f"{name}.parquet")
    each, apart = (
        sorted((tuple(r.values()) for r in pq.read_table(d.out).to_pylist()), key=str) for d in done.values()
    )
    assert len(each) == 45
    plain = [row[:-1] for row in each]
    assert plain == [row[:-1] for row in apart]  # the numbers of situations of one size may be the other's
    (by_kind,), (by_award,) = (d.days for d in done.values())
    assert by_kind.totals == by_award.totals
    assert by_kind.facts == by_award.facts
    assert by_kind.kinds == by_award.kinds
    assert {replace(s, number=0) for s in by_kind.situations} == {replace(s, number=0) for s in by_award.situations}


def test_several_days_stand_in_one_file(awards: Path, tmp_path: Path) -> None:
    done = assess(
        [Question(law(suit=SUIT), EMPTY, day, day) for day in [DAY, dt.date(2018, 2, 1)]],
        awards,
        tmp_path / "out.parquet",
    )
    found = {(r["award"], str(r["as_of"]), r["status"]) for r in pq.read_table(done.out).to_pylist()}
    assert {("W2", "2018-02-01", "blocked"), ("W2", "2018-06-01", "in_force")} <= found


@pytest.mark.parametrize("worth", [0, 1_000])
def test_situations_apart_say_the_same(
    worth: int, awards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "WORTH", worth)
    whole, days = law(suit=SUIT), [DAY, dt.date(2018, 2, 1)]
    together = assess([Question(whole, EMPTY, day, day) for day in days], awards, tmp_path / "out.parquet")
    apart = assess(
        [Question(whole, EMPTY, day, day) for day in days],
        awards,
        tmp_path / "awards.parquet",
        situations_out=tmp_path / "situations.parquet",
    )
    assert apart.situations_out == tmp_path / "situations.parquet"
    positions = pq.read_table(together.out)
    each, of_each = pq.read_table(apart.out), pq.read_table(apart.situations_out)
    joined = each.join(of_each, ["as_of", "situation"], join_type="inner").select(positions.column_names)
    assert sorted(map(repr, joined.to_pylist())) == sorted(map(repr, positions.to_pylist()))
    assert each.num_rows == len({(r["award"], r["as_of"]) for r in positions.to_pylist()})
    assert apart.rows == together.rows == positions.num_rows
    assert apart.days == together.days
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "awards.csv", "awards.parquet", "out.parquet", "situations.parquet",
    ]  # fmt: skip


def test_of_two_files_both_are_written_or_neither(awards: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "out.parquet", tmp_path / "situations.parquet"
    out.write_text("before")
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(CannotWrite):
        assess(Question(law(suit=SUIT), EMPTY, DAY, DAY), awards, out, situations_out=folder)
    assert out.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["awards.csv", "out.parquet", "situations.parquet"]
    with pytest.raises(CannotWrite, match=r"^/proc/out\.parquet cannot be written"):
        assess(
            Question(law(suit=SUIT), EMPTY, DAY, DAY),
            awards,
            Path("/proc/out.parquet"),
            situations_out=tmp_path / "s.parquet",
        )
    assert not (tmp_path / "s.parquet").exists()


def test_a_cell_opens_into_its_proof(awards: Path) -> None:
    con, whole = start("duckdb", 1), law(suit=SUIT)
    table = open_awards(con, awards)
    found = open_cell(con, table, Question(whole, EMPTY, DAY, DAY), "W1", "t/access")
    assert (found.status, found.ground, found.award) == ("blocked", "v/pi", "W1")
    assert found.proof.parts
    with pytest.raises(KeyError):
        open_cell(con, table, Question(whole, EMPTY, DAY, DAY), "W99", "t/access")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"award,government,program\n", "has no rows"),
        ("a.csv", b"x,y\n1,2\n", "has no column `award`"),
        ("a.csv", b"award,government,accepted\nW1,chicago-il,16.738\n", "not of type date"),
        ("a.csv", b"award,government\nW1,\n", "no row names a government"),
        (
            "a.csv",
            b"award,government,program\nW1,chicago-il,16.738\nW2,chicago-il,16,738\n",
            "line 3 has 4 columns, the first has 3",
        ),
        ("a.csv", b"award,government,program\nW1,chicago-il,\xe916.738\n", "line 2: Invalid unicode"),
        ("a.csv", b'award,government\nW1,"chicago-il\nW2,il\n', "line 2: Value with unterminated quote"),
        ("a.parquet", b"PAR1 and then nothing", "cannot be read"),
        ("a.pdf", b"%PDF", "neither CSV nor Parquet"),
    ],
)
def test_files_that_cannot_be_assessed(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadTable, match=says):
        open_awards(start("duckdb", 1), tmp_path / name)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            "award,government,program\nA,chicago-il,16.71\nB,chicago-il,16.6\n",
            "`16.6` in column `program`.*and 1 more",
        ),
        ("award,government,program\nA,Chicago,16.710\n", "none of 1 governments is known, such as `Chicago`"),
        (
            "award,government,agency,stage,terms\nA,chicago-il,us-dojj,acceptd,t/acess; t/access\nB,chicago-il,us-doj,accepted,none\n",
            "`acceptd` in column `stage`.*\n.*`us-dojj`.*`us-doj`.*\n.*`t/acess`.*`t/access`",
        ),
    ],
)
def test_values_that_are_found_wrong_when_they_are_asked_about(content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(content)
    for ask in (assess, timelines):
        with pytest.raises(BadTable, match=says):
            ask(Question(law(), EMPTY, DAY, DAY), tmp_path / "a.csv", tmp_path / "out.parquet")


def test_programs_that_are_numbers_in_a_file_have_their_zeros(tmp_path: Path) -> None:
    pq.write_table(pa.table({"award": ["A"], "government": ["chicago-il"], "program": [16.71]}), tmp_path / "a.parquet")
    con = start("duckdb", 1)
    table = open_awards(con, tmp_path / "a.parquet")
    assert con.rows(f"SELECT program FROM {table.relation}") == [("16.710",)]


def test_quotes_that_come_late_in_a_file(tmp_path: Path) -> None:
    """DuckDB looks at some twenty thousand rows to guess how a file is written."""
    rows = [f"W{n},chicago-il,Chicago" for n in range(30_000)]
    (tmp_path / "a.csv").write_text(
        "\n".join(["award,government,name", *rows, 'W,evanston-il,"Evanston, City of"']) + "\n"
    )
    con = start("duckdb", 1)
    table = open_awards(con, tmp_path / "a.csv")
    assert table.rows == 30_001
    assert con.rows(f"SELECT government FROM {table.relation} WHERE award = 'W'") == [("evanston-il",)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_what_divides_the_columns(mark: str, tmp_path: Path) -> None:
    lines = ("award,government,program", "W1,chicago-il,16.738")
    (tmp_path / "a.csv").write_text("\n".join(lines).replace(",", mark) + "\n")
    con = start("duckdb", 1)
    table = open_awards(con, tmp_path / "a.csv")
    assert con.rows(f"SELECT award, government, program FROM {table.relation}") == [("W1", "chicago-il", "16.738")]


def test_only_columns_that_nobody_knows_are_said_to_be_left_unread(tmp_path: Path) -> None:
    names = [column.name for column in AWARD]
    row = ["chicago-il" if name == "government" else "" for name in names]
    row[0] = "W1"
    (tmp_path / "a.csv").write_text(",".join([*names, "colour"]) + "\n" + ",".join([*row, "red"]) + "\n")
    assert open_awards(start("duckdb", 1), tmp_path / "a.csv").notes == ("columns not read: colour",)


def test_an_award_that_stands_twice(awards: Path, tmp_path: Path) -> None:
    awards.write_text(AWARDS + "W1,chicago-il,,,,,,,,\n")
    with pytest.raises(BadTable, match="1 rows repeat"):
        assess(Question(law(), EMPTY, DAY, DAY), awards, tmp_path / "out.parquet")


def test_a_truncated_parquet_file(awards: Path, tmp_path: Path) -> None:
    done = assess(Question(law(), EMPTY, DAY, DAY), awards, tmp_path / "out.parquet")
    whole = done.out.read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadTable, match="cannot be read"):
        open_awards(start("duckdb", 1), tmp_path / "cut.parquet")


def run(*arguments: object, command: tuple[str, ...] = ("assess",)) -> subprocess.CompletedProcess[str]:
    """The command in this process."""
    out, err = io.StringIO(), io.StringIO()
    words = [*command, *map(str, arguments)]
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
        application("comity.cli").main(words, prog_name="comity")
    return subprocess.CompletedProcess(words, cast(int, end.value.code), out.getvalue(), err.getvalue())


def test_the_command(awards: Path, tmp_path: Path) -> None:
    base = (awards, "--out", tmp_path / "out.parquet", "--as-of", "2018-06-01")
    said = run(*base, "--json")
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)
    assert found["awards"] == 7
    assert found["days"][0]["by_status"]
    shown = run(*base)
    assert shown.returncode == 0, shown.stderr
    assert max(len(line) for line in shown.stdout.splitlines() if str(tmp_path) not in line) <= 80
    apart = run(*base, "--situations", tmp_path / "s.parquet", "--json")
    assert json.loads(apart.stdout)["situations_out"] == str(tmp_path / "s.parquet")
    assert json.loads(apart.stdout)["days"] == found["days"]
    changed = run(*base, "--compare-to", "2021-01-01", "--json")
    assert changed.returncode == 1, changed.stderr
    assert json.loads(changed.stdout)["changed"] > 0
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    (tmp_path / "folder.parquet").mkdir()
    (tmp_path / "folder.parquet/letter.txt").write_text("dear")
    for bad in (
        (*base, "--without", "nothing/such"),
        (*base, "--engine", "flink"),
        (*base, "--timeline"),
        (*base, "--situations", tmp_path / "out.parquet"),
        (*base, "--situations", tmp_path / "s.parquet", "--compare-to", "2021-01-01"),
        (*base, "--situations", tmp_path / "s.csv"),
        (awards, "--out", tmp_path / "folder.parquet"),
        (awards, "--out", tmp_path / "out.json"),
        (tmp_path / "out.parquet", "--out", tmp_path / "out.parquet"),
        (awards, "--out", "/proc/out.parquet"),
        (tmp_path / "bad.csv", "--out", tmp_path / "o.parquet"),
    ):
        refused = run(*bad)
        assert refused.returncode == 2
        assert refused.stderr.startswith("comity: ")


def test_why_opens_a_cell_of_the_result(tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text(
        "award,government,program,fiscal_year,accepted,period_end\nW1,chicago-il,16.738,2017,2017-10-01,2021-09-30\n"
    )
    done = run(tmp_path / "awards.csv", "--out", tmp_path / "out.parquet", "--as-of", "2018-01-24", "--json")
    assert done.returncode == 0, done.stderr
    row = next(r for r in pq.read_table(tmp_path / "out.parquet").to_pylist() if r["norm"] == "jag-fy2017/access")
    why = ("why", "chicago-il", "jag-fy2017/access", "--awards", str(tmp_path / "awards.csv"), "--as-of", "2018-01-24")
    opened = run(*why, "--award", "W1", "--json", command=())
    (proof,) = json.loads(opened.stdout)
    assert (proof["award"], proof["status"], proof["ground"]) == ("W1", row["status"], row["ground"])
    assert row["status"] == "blocked"
    for wrong, said in ((["--award", "W2"], "no award `W2`"), ([], "which award")):
        refused = run(*why, *wrong, command=())
        assert refused.returncode == 2
        assert said in refused.stderr


def test_placeholders_and_fractions_of_years_refuse_the_file(tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    for column, value, words in (
        ("accepted", "9999-12-31", "between the years 1900 and 2199"),
        ("accepted", "0001-01-01", "between the years 1900 and 2199"),
        ("fiscal_year", "20170", "between 1900 and 2199"),
        ("amount", '"250000,00"', "1 values of `amount` are not of type decimal"),
        ("amount", '"1.000,50"', "1 values of `amount` are not of type decimal"),
        ("fiscal_year", "2016.6", "1 values of `fiscal_year` are not of type integer"),
    ):
        file.write_text(f"award,government,{column}\nw1,chicago-il,{value}\n")
        with pytest.raises(BadTable, match=words) as error:
            open_awards(start("duckdb", 1), file)
        assert value.strip('"') in str(error.value)
    pq.write_table(
        pa.table({"award": ["w"], "government": ["chicago-il"], "amount": [float("nan")]}), tmp_path / "a.parquet"
    )
    with pytest.raises(BadTable, match="amounts are finite"):
        open_awards(start("duckdb", 1), tmp_path / "a.parquet")


def test_awards_and_primes_are_matched_whatever_the_type_of_their_numbers(tmp_path: Path) -> None:
    terms = 'act help "help"\nnorm access\n  cites "one"\n  binds award.subrecipient\n  must help\n'
    under = law(terms, "order o\n  decided 2018-01-01\n  blocks t/access\n  for every subrecipient of il\n")
    for names, primes in ((["7", "8"], [None, 7]), ([7, 8], [None, "7"])):
        table = pa.table({"award": names, "government": ["il", "chicago-il"], "prime": primes})
        pq.write_table(table, tmp_path / "awards.parquet")
        assess(Question(under, EMPTY, DAY, DAY), tmp_path / "awards.parquet", tmp_path / "out.parquet")
        (row,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
        assert (str(row["award"]), row["status"]) == ("8", "blocked")


def test_only_what_may_bind_puts_dollars_at_risk() -> None:
    assert may_bind(Verdict("in_force", (), (), None))
    assert may_bind(Verdict("undetermined", ("blocked", "in_force"), (), None))
    assert not may_bind(Verdict("undetermined", ("not_attached", "not_yet"), (), None))
    assert not may_bind(Verdict("blocked", (), (), "v/pi"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PAR1abc", "is a Parquet file"),
        ("award,x".encode("utf-16"), "UTF-16"),
        (b"\n\n  \n", "has no line of columns"),
    ],
)
def test_a_csv_file_that_is_none_is_refused_in_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "x.csv").write_bytes(data)
    with pytest.raises(BadTable, match=words):
        open_awards(start("duckdb", 1), tmp_path / "x.csv")


def test_dollars_as_when_last_seen_are_never_added_to_the_confirmed(tmp_path: Path) -> None:
    """Of two orders, for two cities, one was seen lately, one long ago: a group, a sum and a mark of its own."""
    order = """
order {id} "injunction"
  court      ilnd
  decided    2017-09-15
  last_seen  {seen}
  blocks     t/access
  for        {party}
"""
    suit = order.format(id="pi", seen=DAY - dt.timedelta(days=3), party="chicago-il")
    suit += order.format(id="old", seen=DAY - dt.timedelta(days=90), party="evanston-il")
    (tmp_path / "a.csv").write_text(
        "award,government,program,fiscal_year,accepted,period_end,amount\n"
        "W1,chicago-il,16.738,2017,2017-08-01,2020-09-30,1000\nW2,evanston-il,16.738,2017,2017-08-01,2020-09-30,200\n"
    )
    (day,) = assess(Question(law(suit=suit), EMPTY, DAY, DAY), tmp_path / "a.csv", tmp_path / "out.parquet").days
    found = {t.group: (t.obligated, t.blocked, t.blocked_seen) for t in day.totals["status"]}
    assert found == {
        "blocked": (Decimal("1000.00"), Decimal("1000.00"), None),
        "blocked when last seen": (Decimal("200.00"), None, Decimal("200.00")),
    }
    (norm,) = day.totals["norm"]
    assert (norm.blocked, norm.blocked_seen) == (Decimal("1000.00"), Decimal("200.00"))
    assert sorted((one.answers[0][2], one.aged) for one in day.situations) == [("v/old", ("t/access",)), ("v/pi", ())]
