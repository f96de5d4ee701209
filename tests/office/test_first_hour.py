"""docs/first-hour.md: every command of the page is run, in order, and prints what the page says; and what it settles is right."""

import re
import shlex
from pathlib import Path

import duckdb
import pytest
from tests.cli.conftest import comity
from tests.office import tracker

from comity.answers.question import open_law

__all__ = ["comity"]
PAGE = Path(__file__).parents[2] / "docs" / "first-hour.md"
NUMBER = re.compile(r"\d[\d,.]*%?")
OF_2025 = (
    "doj-legal-services-2025",
    "doj-terms-2025",
    "dot-iec-2025",
    "eo-14168",
    "eo-14173",
    "eo-14332",
    "hud-coc-fy2024",
    "hud-letter-2025-06-05",
)
OF_AGENCY = {
    "hud-": "14.",
    "dot-": "20.",
    "doj-": "16.",
    "jag-": "16.738",
    "epa-": "66.",
    "dhs-": "97.",
    "fema-": "97.",
}
BINDS = ("in_force", "blocked", "void", "waived", "displaced")


def commands():
    """Each command of the page with the lines that it is to print."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((shlex.split(line[2:]), []))
            else:
                found[-1][1].append(line.strip())
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first-hour")
    tracker.write(folder / "tracker.xlsx")
    return folder


def test_the_page_is_what_happens(comity, place, monkeypatch):
    monkeypatch.chdir(place)
    for arguments, lines in commands():
        done = comity(*arguments[1:])
        assert done.code == 0, done.err
        exact = arguments[1] == "import"
        shown = [line.strip() for line in done.out.splitlines()]
        printed = shown if exact else [NUMBER.sub("#", line) for line in shown]
        for line in lines:
            assert (line if exact else NUMBER.sub("#", line)) in printed, line
    assert (
        len([line for path in place.iterdir() if (line := path.name).startswith("matrix (as of 2026-11-30, library ")])
        == 1
    )


def test_the_first_reading_is_exact_to_the_cent(comity, place, monkeypatch):
    monkeypatch.chdir(place)
    into = place / "exact"
    done = comity("import", "sheet", "tracker.xlsx", "--into", str(into), "--government", "fresno-ca", "--yes")
    assert done.code == 0
    of = duckdb.sql(
        f"SELECT fain, program, amount, accepted, kind FROM '{into / 'awards.parquet'}' UNION ALL "
        f"SELECT fain, program, amount, accepted, kind FROM '{into / 'apart.parquet'}'"
    ).fetchall()
    assert sum(amount for _, _, amount, _, _ in of) == tracker.total()
    right = {(one["fain"], one["program"], one["amount"]) for one in tracker.awards()}
    assert {(fain, program, amount) for fain, program, amount, _, _ in of} == right
    assert sum(kind == "sub" for *_, kind in of) == 6  # what comes through the State


def test_five_answers_settle_most_and_none_is_false(comity, place, monkeypatch):
    monkeypatch.chdir(place)
    if not (place / "office").is_dir():
        pytest.skip("the page has not been run")
    done = comity("ask", "awards", "--as-of", "2026-11-30", "--record", "office")
    share = re.search(r"\((\d+)% settled\)", done.out)
    assert int(share[1]) >= 70
    comity("assess", "awards", "--record", "office", "--as-of", "2026-11-30", "--out", "positions.parquet")
    law = open_law(None)
    rows = duckdb.sql(
        f"""SELECT p.norm, p.status, w.program, w.accepted FROM '{place / "positions.parquet"}' p
        JOIN '{place / "awards" / "awards.parquet"}' w USING (award)"""
    ).fetchall()
    assert len(rows) > 200
    false = []
    for norm, status, program, accepted in rows:
        instrument = law.norms[norm].instrument
        if status not in BINDS:
            continue
        # the key: terms of 2025 are in no award accepted before, and an agency's terms in no other agency's award
        if instrument in OF_2025 and accepted is not None and accepted.year < 2025:
            false.append((norm, status, program, accepted))
        for begins, prefix in OF_AGENCY.items():
            if instrument.startswith(begins) and not program.startswith(prefix):
                false.append((norm, status, program, accepted))
    assert false == []
