"""`--suppose` on the commands that ask: what happens to an order, what is taken of an award, and how it is said."""

import json

import pyarrow.parquet as pq
import pytest

from comity.cli.asking import prepare
from comity.proof.position import position

FRESNO = ("fresno-ca", "hud-coc-fy2024/immigration")
STAYED = "fresno-v-turner/pi is stayed from 2026-12-01"
AWARDS = """\
award,government,agency,program,fiscal_year,accepted,period_end,amount,terms
A1,fresno-ca,us-hud,14.267,2024,2025-04-01,2027-09-30,100000,hud-coc-fy2024/immigration
A2,chicago-il,us-hud,14.267,2024,2025-04-01,2027-09-30,200000,hud-coc-fy2024/immigration
"""


def grounds(result):
    return [(row["status"], row["ground"]) for row in json.loads(result.out)]


def test_why_under_a_stay_that_is_supposed(comity):
    before, after = (
        comity("why", *FRESNO, "--as-of", day, "--suppose", f"attached; {STAYED}", "--json")
        for day in ("2026-11-30", "2026-12-01")
    )
    assert [ground for _, ground in grounds(before)] == ["fresno-v-turner/pi"]
    assert "fresno-v-turner/pi" not in [ground for _, ground in grounds(after)]
    told = comity("why", *FRESNO, "--as-of", "2026-12-01", "--suppose", f"attached; {STAYED}").out
    assert "That is supposed of: fresno-v-turner/pi." in told


def test_position_timeline_and_compare_take_it_too(comity):
    positions = json.loads(comity("position", "fresno-ca", "--as-of", "2026-12-02", "--suppose", STAYED, "--json").out)
    assert "fresno-v-turner/pi" not in {p["ground"] for p in positions}
    days = [row["on"] for row in json.loads(comity("timeline", *FRESNO, "--suppose", STAYED, "--json").out)]
    assert "2026-12-01" in days
    changes = comity("compare", "fresno-ca", "--as-of", "2026-12-02", "--suppose", STAYED, "--json")
    assert changes.code == 1
    assert "hud-coc-fy2024/immigration" in {c["before"]["norm"] for c in json.loads(changes.out)["changes"]}


def test_a_supposition_does_not_turn_an_award_of_justice_into_one_of_transit(comity):
    suppose = ("--suppose", "attached;award.agency is us-dot-fta")
    asked = ("why", "king-county-wa", "dot-iec-2025/cooperation", "--as-of", "2025-05-08", "--forum", "wawd", *suppose)
    rows = json.loads(comity(*asked, "--json").out)
    assert {row["award"]: row["status"] for row in rows if row["status"] == "blocked"} == {
        row["award"]: "blocked" for row in rows if (row["award"] or "").startswith("supposed-")
    }
    assert "That is supposed of: an award that is supposed." in comity(*asked).out


def test_assess_compares_with_what_is_supposed(comity, tmp_path):
    (tmp_path / "awards.csv").write_text(AWARDS)
    out = tmp_path / "changes.parquet"
    asked = ("assess", tmp_path / "awards.csv", "--out", out, "--as-of", "2026-12-02", "--suppose")
    assert comity(*asked, STAYED).code == 1
    changed = {(row["award"], row["norm"]): row for row in pq.read_table(out).to_pylist()}
    assert changed["A1", "hud-coc-fy2024/immigration"]["ground_before"] == "fresno-v-turner/pi"
    assert not any(award == "A2" for award, _ in changed)
    plaintiff = "in-continuum-of-plaintiff of chicago-il is yes"
    assert comity(*asked, plaintiff).code in (0, 1)


DAY = "2026-06-01"
OPEN = """\
award,government,program,fiscal_year,stage,accepted,amount,terms
A1,fresno-ca,14.267,2024,,,100000,
A2,chicago-il,,,,,200000,
A3,fresno-ca,14.267,2024,,,300000,
"""


@pytest.mark.parametrize(
    ("award", "party", "facts"),
    [
        ("A1", "fresno-ca", 'award "A1" carries hud-coc-fy2024/immigration'),
        ("A1", "fresno-ca", 'award "A1" carries hud-coc-fy2024/immigration; award.accepted of "A1" is 2025-04-01'),
        ("A2", "chicago-il", 'award.program of "A2" is "14.267"; award.fiscal_year of "A2" is 2024'),
        ("A2", "chicago-il", 'award.agency of "A2" is us-doj-ojp; award.program of "A2" is "16.738"'),
    ],
)
def test_assess_supposes_of_single_awards_what_the_proof_does(comity, tmp_path, award, party, facts):
    file, out = tmp_path / "awards.csv", tmp_path / "changes.parquet"
    file.write_text(OPEN)
    assert comity("assess", file, "--out", out, "--as-of", DAY, "--suppose", facts).code == 1
    rows = pq.read_table(out).to_pylist()
    assert {row["award"] for row in rows} == {award}
    found = {
        row["norm"]: tuple((row[f"status_{when}"], row[f"ground_{when}"]) for when in ("before", "after"))
        for row in rows
    }
    before, after = (proved(party, award, file, supposed) for supposed in (None, facts))
    assert {norm for norm in before if before[norm] != after[norm]} <= set(found)
    assert found == {norm: (before[norm], after[norm]) for norm in found}


def proved(party, award, file, facts):
    """Status and ground of an award of a file under each norm of awards, by the proof."""
    asked = prepare(party, DAY, None, None, None, None, facts, award, awards=file)
    context = asked.question.context(asked.party)
    (one,) = (held for held in context.facts.awards_of[party] if held.id == award)
    norms = [norm for norm in context.law.norms.values() if norm.attaches_to == "award"]
    found = [position(norm, context.about(award=one)) for norm in norms]
    return {p.norm: (p.status, p.ground) for p in found}


def test_assess_refuses_what_is_supposed_of_no_award_or_against_the_file(refused, tmp_path):
    (tmp_path / "awards.csv").write_text(OPEN)
    asked = ("assess", tmp_path / "awards.csv", "--out", tmp_path / "c.parquet", "--suppose")
    assert "no award `A9` is in the file" in refused(*asked, 'award.stage of "A9" is accepted')
    assert "on record it is 2024" in refused(*asked, 'award.fiscal_year of "A1" is 2023')


def test_assess_refuses_what_names_nobody(refused, tmp_path):
    (tmp_path / "awards.csv").write_text(AWARDS)
    for fact in ("attached", "award.agency is us-hud"):
        err = refused("assess", tmp_path / "awards.csv", "--out", tmp_path / "c.parquet", "--suppose", fact)
        assert "does not say of whom it is supposed" in err


def test_without_says_what_it_means(comity):
    out = comity("compare", "fresno-ca", "--as-of", "2025-10-01", "--without", "fresno-v-turner/pi").out
    assert "as if it had never been made" in " ".join(out.split())
