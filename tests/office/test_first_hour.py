"""docs/first-hour.md: every command of the page is run, in order, and prints what the page says; and what it settles is right."""

import re
import shlex
from pathlib import Path

import duckdb
import pytest
from tests.cli.conftest import comity
from tests.office import answer_key, tracker

__all__ = ["comity"]
PAGE = Path(__file__).parents[2] / "docs" / "first-hour.md"
NUMBER = re.compile(r"\d[\d,.]*%?")


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


def asked(place, answers, office):
    """What stands before and after some answers: the positions of each award and norm, and how much is settled."""
    from comity.answers.asking import ask_about, awards_file
    from comity.answers.office import enter
    from comity.answers.question import find_party, open_law, open_record
    from comity.answers.said import Asker, hear
    from comity.plan.assessment.assess import assess
    from comity.proof.question import Question

    law, awards = open_law(None), awards_file(place / "awards")
    record = open_record([], law)
    before = ask_about(Question(law, record, answer_key.DAY, answer_key.DAY), awards)
    asker = Asker(law, before.parties, before.awards, lambda text: find_party(text, record), before.printed)
    enter(place / office, [hear(one, asker).rows for one in answers], "Grants manager", "2026-11-30T00:00:00+00:00")
    found = []
    for name, folders in (("before", []), ("after", [place / office])):
        out = place / f"{office}-{name}.parquet"
        assess(Question(law, open_record(folders, law), answer_key.DAY, answer_key.DAY), awards, out)
        rows = duckdb.sql(
            f"SELECT w.fain, p.norm, p.status, p.ground_state FROM '{out}' p JOIN '{awards}' w USING (award)"
        ).fetchall()
        found.append({(fain, norm): (status, state) for fain, norm, status, state in rows})
    after = Question(law, open_record([place / office], law), answer_key.DAY, answer_key.DAY)
    settled = ask_about(after, awards, before=before.settled.all).settled
    return (*found, settled, before.questions)


NOTHING_OF_2025 = f"no awards accepted before 2025-01-01 carry {', '.join(answer_key.MADE)}"
NONE_TAKEN = "climate-award-frozen, frozen-under-omb-directive are no"
DIALOGUES = {
    # the answers of docs/first-hour.md
    "page": (
        (
            NOTHING_OF_2025,
            NONE_TAKEN,
        ),
        {"nothing of 2025", "acts of 2025 and 2026"},
        80,
    ),
    # another office, whose awards of 2025 carry what the agencies wrote
    "carries": (
        (
            NOTHING_OF_2025,
            NONE_TAKEN,
            "all us-hud awards accepted since 2025-01-01 carry hud-letter-2025-06-05",
            "all us-doj awards accepted since 2025-01-01 carry doj-terms-2025",
            "all awards accepted since 2025-01-01 carry eo-14173",
        ),
        {"nothing of 2025", "acts of 2025 and 2026", "hud-letter-2025-06-05", "doj-terms-2025", "eo-14173"},
        80,
    ),
}


@pytest.mark.parametrize("office", DIALOGUES)
def test_every_definite_answer_stands_in_the_key_and_five_settle_most(comity, place, office):
    answers, carried, share = DIALOGUES[office]
    if not (place / "awards").is_dir():
        sheet = (str(place / "tracker.xlsx"), "--into", str(place / "awards"), "--government", "fresno-ca", "--yes")
        assert comity("import", "sheet", *sheet).code == 0
    before, after, settled, questions = asked(place, answers, f"office-{office}")
    truth = {one["fain"]: one for one in tracker.awards() if one["fain"]}
    false = []
    for (fain, norm), (status, state) in after.items():
        key = answer_key.right(truth[fain], norm, carried)
        if status != "undetermined" and status != key:
            false.append((fain, norm, status, key))
        if status == "blocked":  # City of Fresno v. Turner was last seen on 21 November 2025
            assert state == "last_seen"
    for fain, norm in before.keys() - after.keys():
        key = answer_key.right(truth[fain], norm, carried)
        if key != answer_key.NOT_CARRIED:
            false.append((fain, norm, answer_key.NOT_CARRIED, key))
    assert false == []
    definite = [status for status, _ in after.values() if status != "undetermined"]
    assert len(definite) > 150
    assert len(answers) <= 5
    assert settled.share * 100 >= share
    assert settled.confirmed + settled.last_seen + settled.open + settled.not_carried == settled.all
    assert (settled.last_seen > 0) == (office == "carries")
    # what the first question proposes names no instrument that has terms from before 2025
    assert questions[0].answers[0] == NOTHING_OF_2025
    assert questions[1].answers[0] == NONE_TAKEN


def test_the_key_sees_a_false_answer():
    """The key itself: an award from before part 200, one of another department, one that nobody accepted."""
    of = {one["fain"]: one for one in tracker.awards()}
    assert answer_key.right(of["B-12-MC-06-0001"], "2-cfr-200-337/records", ()) is None
    assert answer_key.right(of["B-15-MC-06-0001"], "2-cfr-200-337/records", ()) == "in_force"
    assert answer_key.right(of["4B-98T12345-0"], "2-cfr-200-337/records", ()) is None
    assert answer_key.right(of["15JCOPS-25-GG-02005-UHPX"], "jag-fy2017/notice", ()) is None
    read = {one["fain"]: one["accepted"] for one in tracker.awards()}
    assert (read["B-12-MC-06-0001"], answer_key.accepted(of["B-12-MC-06-0001"]).isoformat()) == (
        "1-Jul-12",
        "2012-07-01",
    )
