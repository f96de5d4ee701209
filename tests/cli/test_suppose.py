"""`--suppose` on the commands that ask: what happens to an order, what is taken of an award, and how it is said."""

import json

import pyarrow.parquet as pq

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
    plaintiff = "plaintiff-in-fresno-v-turner of chicago-il is yes"
    assert comity(*asked, plaintiff).code in (0, 1)


def test_assess_refuses_what_names_nobody(refused, tmp_path):
    (tmp_path / "awards.csv").write_text(AWARDS)
    for fact in ("attached", "award.agency is us-hud"):
        err = refused("assess", tmp_path / "awards.csv", "--out", tmp_path / "c.parquet", "--suppose", fact)
        assert "does not say of whom it is supposed" in err


def test_without_says_what_it_means(comity):
    out = comity("compare", "fresno-ca", "--as-of", "2025-10-01", "--without", "fresno-v-turner/pi").out
    assert "as if it had never been made" in " ".join(out.split())
