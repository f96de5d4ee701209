"""What is too large, too wide, too deep or too far is a sentence, and comes at once; `benchmarks/bench_hostile.py` has the figures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from comity.intake.read.header import MOST_COLUMNS
from comity.intake.run import import_files
from comity.intake.sheets.heads import unique
from comity.norms.build.graph import LONGEST_CHAIN
from comity.norms.library import check_law
from comity.plan.awards.table import BadTable, open_awards
from comity.plan.engine.protocol import start
from comity.record.load import load_record
from comity.text.faults import Faults
from comity.text.page import MOST_BRACKETS, parse_page

FRONT = "---\nid: {id}\ntitle: T\nkind: {kind}\n{more}basis: memory\nchecked: 2026-11-23\nsources: [made for a test]\n---\n\n"


def definitions(number: int) -> str:
    first = 'define q0 "q"\n  of         party\n  is         yes or no\n\n'
    rest = "".join(f'define q{n} "q"\n  of         party\n  when       q{n - 1}\n\n' for n in range(1, number))
    return FRONT.format(id="d", kind="vocabulary", more="") + f"```comity\n{first}{rest}```\n"


def stays(number: int) -> str:
    more = 'court: ilnd\ndocket: "1:17-cv-05720"\n'
    text = FRONT.format(id="v", kind="case", more=more) + "```comity\n"
    for n in range(number):
        on = f"stays      o{n - 1}" if n else "blocks     d/n"
        text += f'order o{n} "O"\n  decided    2018-01-24\n  {on}\n  for        chicago-il\n  cites      "ECF No. {n + 1}"\n\n'
    return text + "```\n"


def sentences(folder: Path, **pages: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text)
    return [fault.sentence for fault in check_law(sorted(folder.glob("*.md")), folder)[1]]


def test_a_chain_of_definitions_is_bounded_and_what_is_within_is_answered(tmp_path: Path) -> None:
    found = sentences(tmp_path / "long", d=definitions(5_000))
    assert [one for one in found if "at the end of a chain" in one] == found
    assert len(found) == 1
    assert sentences(tmp_path / "short", d=definitions(LONGEST_CHAIN)) == []


@pytest.mark.parametrize("depth", [LONGEST_CHAIN - 1])
def test_the_longest_chain_is_answered(tmp_path: Path, depth: int, capsys: pytest.CaptureFixture[str]) -> None:
    """In a question, a position and a timeline, without going deeper than Python can."""
    from comity.cli.main import application

    law = tmp_path / "law"
    norm = f'norm n "N"\n  binds      chicago-il\n  may        b\n  when       q{depth - 1}\n  from       2017-01-01\n  cites      "1 U.S.C. 1"\n'
    text = (
        definitions(depth)
        .replace("```comity\n", '```comity\nact b "b"\n\n')
        .replace("kind: vocabulary", "kind: statute\nlevel: federal\nissuer: us")
    )
    assert sentences(law, d=text.removesuffix("```\n") + norm + "```\n", v=stays(depth)) == []
    record = tmp_path / "record"
    record.mkdir()
    (record / "record.yaml").write_text("title: t\n")
    asked = ["chicago-il", "d/n", "--law", str(law), "--record", str(record)]
    for command, more in (("why", ["--as-of", "2018-06-01"]), ("timeline", [])):
        with pytest.raises(SystemExit) as ended:
            application("comity.cli").main([command, *asked, *more], prog_name="comity")
        assert ended.value.code == 0
        assert capsys.readouterr().out


def test_rings_by_the_thousand_are_shown_by_the_dozen(tmp_path: Path) -> None:
    pairs = "".join(
        f'define a{n} "a"\n  of         party\n  when       b{n}\n\ndefine b{n} "b"\n  of         party\n  when       a{n}\n\n'
        for n in range(300)
    )
    found = sentences(tmp_path / "law", d=FRONT.format(id="d", kind="vocabulary", more="") + f"```comity\n{pairs}```\n")
    assert 0 < len(found) <= 60


def test_brackets_in_prose() -> None:
    head = "---\nid: a\n---\n\n"
    for many in ("[" * 20_000, "[a](" * 4_000, "[[\n" * 5_000):
        assert "This paragraph has more than 300 brackets." in [
            one.sentence for one in parse_page(head + many, "a.md")[1]
        ]
    few = "\n\n".join(["[" * MOST_BRACKETS] * 50)
    assert parse_page(head + few, "a.md")[1] == []


def test_brackets_in_expressions() -> None:
    text = f'---\nid: a\n---\n\n```comity\nnorm n "N"\n  when       {"(" * 4_000}party is a state{")" * 4_000}\n```\n'
    assert [one.sentence for one in parse_page(text, "a.md")[1]] == ["This stands within too many brackets."]


# Columns --------------------------------------------------------------------------------------------

HEADS = {
    "one name": ["amount"] * 20_000,
    "many names": [f"c{n}" for n in range(100_000)],
    "no names": [""] * 20_000,
}


@pytest.mark.parametrize("name", HEADS)
def test_columns_are_bounded(tmp_path: Path, name: str) -> None:
    head = HEADS[name]
    file = tmp_path / "a.csv"
    file.write_text(",".join(["award", "government", *head]) + "\n" + ",".join(["1"] * (len(head) + 2)) + "\n")
    with pytest.raises(BadTable, match="columns"):
        open_awards(start(), file)
    with pytest.raises(Faults, match="columns"):
        import_files("usaspending-awards", [file], tmp_path / "into")
    record = tmp_path / "record"
    record.mkdir()
    (record / "record.yaml").write_text("title: t\n")
    file.rename(record / "awards.csv")
    with pytest.raises(Faults, match="columns") as raised:
        load_record([record], check_law([], tmp_path)[0])
    assert len(raised.value.faults) < 10


def test_the_widest_head_is_named_at_once() -> None:
    assert unique(["a"] * MOST_COLUMNS)[-1] == f"a ({MOST_COLUMNS})"
    assert unique(["a (2)", "a", "a"]) == ["a (2)", "a", "a (3)"]


# Days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "3000-01-01", "9999-12-31"])
def test_days_near_the_ends_of_the_calendar(tmp_path: Path, day: str) -> None:
    text = f'norm n "N"\n  from       {day}\n'
    assert parse_page(f"---\nid: a\n---\n```comity\n{text}```\n", "a.md")[1]
    assert sentences(tmp_path / "law", a=FRONT.format(id="a", kind="vocabulary", more=f"in_force: {day}\n"))
    record = tmp_path / "record"
    record.mkdir()
    (record / "record.yaml").write_text("title: t\n")
    (record / "sources.csv").write_text(f"id,title,date\ns,t,{day}\n")
    with pytest.raises(Faults, match="lies between the years"):
        load_record([record], check_law([], tmp_path)[0])


@pytest.mark.parametrize("days", ["0", "-1", "3661", "999999999", "999999999999999"])
def test_due_days(tmp_path: Path, days: str) -> None:
    record = tmp_path / "record"
    record.mkdir()
    (record / "record.yaml").write_text("title: t\n")
    (record / "sources.csv").write_text("id,title\ns,t\n")
    (record / "demands.csv").write_text(f"id,title,issuer,date,due_days,source\nd,t,us-doj,2018-01-24,{days},s\n")
    with pytest.raises(Faults, match="due_days"):
        load_record([record], check_law([], tmp_path)[0])


@pytest.mark.parametrize("days", ["3652059", "999999999"])
def test_days_after_a_day(days: str) -> None:
    text = f'norm n "N"\n  from       {days} days after award.offered\n'
    assert parse_page(f"---\nid: a\n---\n```comity\n{text}```\n", "a.md")[1]


# Files that never end -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "/proc/self/mem", "."])
def test_a_mapping_that_is_no_file(path: str) -> None:
    from comity.intake.mapping import read_mapping

    if not Path(path).exists():
        pytest.skip("there is no such thing here")
    with pytest.raises(Faults):
        read_mapping(Path(path))


def test_norms_are_checked_in_time_that_grows_with_their_number(tmp_path: Path) -> None:
    """Counted in calls, not in seconds: twice the norms, about twice the work."""
    front = FRONT.format(
        id="a", kind="award terms", more='level: federal\nissuer: us-doj\ncite: "1 U.S.C. 1"\nin_force: 2017-01-01\n'
    )

    def work(number: int) -> int:
        folder = tmp_path / str(number)
        folder.mkdir()
        norms = "".join(
            f'norm n{n} "N"\n  binds      chicago-il\n  must       b\n  cites      "1 U.S.C. 1"\n\n'
            for n in range(number)
        )
        (folder / "a.md").write_text(f'{front}```comity\nact b "b"\n\n{norms}```\n')
        counted = 0

        def count(_frame: object, event: str, _arg: object) -> None:
            nonlocal counted
            counted += event == "call"

        sys.setprofile(count)
        try:
            law, faults = check_law([folder / "a.md"], folder)
        finally:
            sys.setprofile(None)
        assert (len(law.norms), faults) == (number, [])
        return counted

    work(10)
    assert work(400) < 2.3 * work(200)
