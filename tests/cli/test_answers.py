"""The commands that answer, through the real command line, on the packaged law and record."""

import json
import re
import subprocess
import sys

import pytest

KEYS = {
    *("party", "norm", "award", "demand", "as_of", "known_at", "forum", "status", "also", "possible"),
    *(
        "missing",
        "ground",
        "grounds",
        "presumed",
        "unenforceable",
        "ground_state",
        "seen",
        "limit_days",
        "attach_basis",
        "verb",
        "restrained",
    ),
    *("flags", "parts", "cites", "dollars", "contract"),
}
CHICAGO = ("chicago-il", "jag-fy2017/notice")
ON = ("--as-of", "2018-07-01")


def positions(result):
    assert result.code == 0, result.err
    return json.loads(result.out)


def only(rows, **wanted):
    found = [r for r in rows if all(r[k] == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def width(text):
    """Lines longer than 80 columns that hold no address and no long id."""
    return [line for line in text.splitlines() if len(line) > 80 and "://" not in line and " " in line.strip()]


@pytest.mark.parametrize(
    "name", ["chicago-il", "ocd-division/country:us/state:il/place:chicago", "Chicago, IL", "chicago, il"]
)
def test_a_party_by_short_name_ocd_id_or_plain_name(comity, name):
    row = only(positions(comity("position", name, *ON, "--json")), norm="jag-fy2017/notice")
    assert (row["party"], row["status"], row["possible"]) == ("chicago-il", "undetermined", ["not_attached", "void"])
    assert "16.738" in row["missing"][0]["words"]


def test_supposing_that_it_attaches_settles_it(comity):
    row = positions(comity("why", *CHICAGO, *ON, "--suppose", "attached", "--json"))[0]
    assert (row["status"], row["ground"]) == ("void", "chicago-v-sessions/precedent-2018")
    assert row["also"] == ["blocked"]
    assert row["missing"] == []


def test_supposing_an_award(comity):
    award = 'chicago-il accepted an award of "16.738" for 2017 worth $250,000 on 2017-10-01'
    row = positions(comity("why", *CHICAGO, "--as-of", "2017-11-01", "--suppose", award, "--json"))[0]
    assert (row["status"], row["ground"], row["dollars"]) == ("blocked", "chicago-v-sessions/pi", 250000.0)


def test_position_json_is_the_contract(comity):
    rows = positions(comity("position", *CHICAGO[:1], *ON, "--json"))
    assert len(rows) > 40
    for row in rows:
        assert set(row) == KEYS
        assert row["as_of"] == row["known_at"] == "2018-07-01"
        assert row["status"] != "not_attached"
        assert (row["status"] == "undetermined") == bool(row["possible"]), row["norm"]
        assert all(set(m) == {"fact", "about", "words"} for m in row["missing"])
        assert set(row["flags"]) <= {"contested", "springs", "conflicts", "breach"}


def test_why_json_is_the_contract_with_the_proof(comity):
    def steps(step):
        assert {"claim", "holds"} <= set(step) <= {"claim", "holds", "cites", "parts", "missing"}
        assert step["holds"] in ("yes", "no", "unknown")
        for part in step.get("parts", ()):
            steps(part)

    for row in positions(comity("why", *CHICAGO, *ON, "--json")):
        assert set(row) == KEYS | {"proof"}
        steps(row["proof"])


def test_hindsight(comity):
    """A holding `from the start` reaches back for those who ask later, never as it stood then."""
    then = ("why", "providence-ri", "jag-fy2017/access", "--as-of", "2018-12-01", "--suppose", "attached; without "
            "evanston-v-sessions/pi", "--json")  # fmt: skip
    assert positions(comity(*then))[0]["status"] == "in_force"
    row = positions(comity(*then, "--known-at", "2020-06-01"))[0]
    assert (row["status"], row["known_at"]) == ("void", "2020-06-01")
    assert row["ground"].startswith("providence-v-barr/")


def test_forum(comity):
    asked = ("why", "chicago-il", "jag-fy2017/notice", "--as-of", "2020-05-01", "--suppose", "attached", "--json")
    assert positions(comity(*asked))[0]["forum"] == "ilnd"
    there = positions(comity(*asked, "--forum", "ca3"))[0]
    assert (there["forum"], there["status"]) == ("ca3", "void")
    # The Third Circuit's own precedent does not bind Chicago's courts in April 2018, nor the reverse
    early = ("why", "nampa-id", "jag-fy2017/notice", "--as-of", "2019-03-01", "--suppose", "attached; nampa-id is a "
             "member of uscm; without evanston-v-sessions/pi", "--json")  # fmt: skip
    assert positions(comity(*early))[0]["status"] == "in_force"
    assert positions(comity(*early, "--forum", "ca3"))[0]["ground"] == "philadelphia-v-sessions/precedent"


def test_timeline(comity):
    rows = positions(comity("timeline", *CHICAGO, "--suppose", "attached", "--json"))
    after = [(r["on"], r["after"]["status"], r["after"]["ground"]) for r in rows if r["after"]]
    assert ("2017-09-15", "blocked", "chicago-v-sessions/pi") in after
    assert ("2018-04-19", "void", "chicago-v-sessions/precedent-2018") in after
    assert after[-1][1] == "ended"
    assert [on for on, _, _ in after] == sorted(on for on, _, _ in after)
    text = comity("timeline", *CHICAGO).out
    assert re.search(r"2018-04-19 +void, if it attaches.*chicago-v-sessions/precedent-2018", text)


def test_compare(comity, tmp_path):
    without = comity("compare", "chicago-il", "--as-of", "2017-10-01", "--without", "chicago-v-sessions/pi")
    assert without.code == 1
    assert "jag-fy2017/notice" in without.out
    assert "before: blocked, if it attaches, by chicago-v-sessions/pi" in without.out
    days = positions_changed(comity("compare", "chicago-il", "--from", "2018-01-24", "--to", "2018-07-01", "--json"))
    change = next(c for c in days["changes"] if (c["after"] or c["before"])["norm"] == "jag-fy2017/notice")
    assert (change["before"]["as_of"], change["after"]["as_of"]) == ("2018-01-24", "2018-07-01")
    assert set(change["before"]) == KEYS
    same = comity("compare", "chicago-il", "--from", "2018-07-01", "--to", "2018-07-01")
    assert (same.code, "Nothing differs." in same.out) == (0, True)
    new = ("new", "order", "--title", "Hidalgo County v. Department of Justice", "--by", "txsd", "--on", "2019-12-10")
    assert (
        comity(*new, "--norms", "jag-fy2019/certification", "--for", "hidalgo-county-tx", "--into", tmp_path).code == 0
    )
    file = tmp_path / "hidalgo-county-v-department-of-justice.md"
    added = comity(
        "compare", "hidalgo-county-tx", "--as-of", "2019-12-20", "--with", file, "--suppose", "attached", "--json"
    )
    (change,) = positions_changed(added)["changes"]
    assert (change["before"]["status"], change["after"]["status"]) == ("in_force", "blocked")
    why = positions(comity("why", "hidalgo-county-tx", "jag-fy2019/certification", "--as-of", "2019-12-20", "--with", file,
                           "--suppose", "attached", "--json"))[0]  # fmt: skip
    assert why["ground"] == "hidalgo-county-v-department-of-justice/injunction"


def positions_changed(result):
    assert result.code == 1, result
    found = json.loads(result.out)
    assert set(found) == {"before", "after", "changes"}
    return found


def test_demands(comity):
    rows = positions(comity("demands", "--as-of", "2018-01-24", "--only", "doj-2018-01-24", "--json"))
    assert len(rows) == 23
    assert {(r["due"], r["force"], r["state"]) for r in rows} == {("2018-02-23", "request", "open")}
    for row in rows:
        assert all(set(p) == KEYS for p in row["norms"])
    text = comity("demands", "--as-of", "2018-01-24", "--only", "doj-2018-01-24").out
    assert "February 23, 2018" in text
    assert "to 23 recipients" in text
    assert comity("demands", "chicago-il", "--as-of", "2016-01-01").out.startswith(
        "No demand to Chicago, IL is on record"
    )


def test_show(comity):
    norm = json.loads(comity("show", "jag-fy2017/notice", "--json").out)
    assert "must be in place" in norm["text"][0]["words"][0]
    assert {"id": "chicago-v-sessions/pi", "verb": "blocks"} in norm["acting_on"]
    act = comity("show", "chicago-v-sessions/pi").out
    words = "the United States District Court for the Northern District of Illinois forbade enforcement"
    assert f"On September 15, 2017, {words}" in " ".join(act.split())
    assert "stayed chicago-v-sessions/pi" in " ".join(act.split())
    assert "jag-fy2017/access" in comity("show", "jag-fy2017").out
    assert any(row["id"] == "jag-fy2017" for row in json.loads(comity("show", "--json").out))


def test_what_acts_on_a_norm_is_listed_in_order_of_time(comity):
    lines = comity("show", "jag-fy2017/notice").out.splitlines()
    ids = [m.group(1) for line in lines if (m := re.match(r"  - (\S+):", line))]
    assert ids[0] == "chicago-v-sessions/pi"
    assert ids[-1] == "doj-ojp-2021-rescission/withdrawal"
    assert ids.index("los-angeles-v-sessions-jag/precedent") > ids.index("philadelphia-v-sessions/precedent")


def test_statements(comity):
    rows = positions(comity("statements", "--json"))
    assert len(rows) == 21
    letters = only(rows, statement="doj-letters")
    assert letters["verdict"] == "partly"
    assert "not borne out: the recipients of doj-2018-01-24 are 14 cities" in letters["reason"]
    one = comity("statements", "--only", "napolitano-commandeer")
    assert "napolitano-commandeer: supported" in one.out
    assert "U.S. Const. amend. X" in one.out


def test_a_source_is_told_sentence_by_sentence(comity):
    said = comity("statements", "--source", "article-2018").out
    told = re.findall(r"(?m)^([\w, ]+)\. \w+  \(([\w-]+)\)$", said)
    assert [at for at, _ in told] == [
        "headline",
        *map(str, range(1, 12)),
        "12, 13",
        "14",
        "15, 16",
        *map(str, range(17, 19)),
        "19, 20",
        "21",
    ]
    assert len(told) == 19
    assert "sessions-claw-back" not in said  # of another source
    assert re.search(
        r"Andrew Napolitano, .*2018; reported\s+by Kirsters\s+Baish \(article\), reporting\s+FOX Business", said
    )
    rows = positions(comity("statements", "--source", "article-2018", "--json"))
    assert [row["statement"] for row in rows] == [id for _, id in told]


@pytest.mark.parametrize(
    "args",
    [
        ("position", "chicago-il", *ON),
        ("position", "ca", "--as-of", "2025-06-20"),
        ("position", "us-doj", "--as-of", "2018-01-24"),
        ("why", "new-york-city-ny", "jag-fy2017/notice", "--as-of", "2020-08-15"),
        ("why", "new-york-city-ny", "jag-fy2017/notice", "--as-of", "2020-08-15", "--full"),
        ("why", "chicago-il", "8-usc-1324/iii", "--as-of", "2018-01-24"),
        ("show",),
        ("show", "jag-fy2017/notice"),
        ("show", "chicago-v-sessions/pi"),
        ("show", "providence-v-barr"),
        ("timeline", "new-york-city-ny", "jag-fy2017/notice"),
        ("timeline", "new-york-city-ny", "jag-fy2017/notice", "--known-at", "2021-01-01"),
        ("compare", "chicago-il", "--from", "2018-01-24", "--to", "2021-07-01"),
        ("demands", "--as-of", "2018-01-24"),
        ("statements",),
        ("statements", "--full"),
        ("statements", "--source", "article-2018"),
        ("position", "--help"),
    ],
    ids=" ".join,
)
def test_every_line_fits_80_columns_and_says_something(comity, args):
    result = comity(*args)
    assert result.code in (0, 1), result.err
    assert width(result.out) == []
    assert not re.search(r"\b(None|Decimal|datetime)\b", result.out)
    assert not re.search(r"\b(an? the|the the|of of|to to|a an)\b", result.out)
    assert "‘‘" not in result.out


def test_the_installed_program():
    """Exit codes 0, 1 and 2 of the program itself, in processes of their own."""

    def run(*args):
        done = subprocess.run(
            [sys.executable, "-m", "comity.cli", *args], capture_output=True, text=True, timeout=60, check=False
        )
        assert "Traceback" not in done.stderr
        return done

    assert run("position", "Chicago, IL", *ON).stdout.startswith("Chicago, IL on July 1, 2018")
    assert run("compare", "chicago-il", "--from", "2018-01-24", "--to", "2018-07-01").returncode == 1
    refused = run("why", "chicgo-il", "jag-fy2017/notice")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Did you mean `chicago-il`?" in refused.stderr


def test_one_recipient_of_a_letter_is_told_where_it_stands(comity):
    text = comity("demands", "chicago-il", "--as-of", "2018-03-01", "--only", "doj-2018-01-24").out
    assert "Chicago, IL: answer past due; no answer on record" in text
    assert "It follows: Letters of the Department of Justice to 29 jurisdictions" in text
    blocked = comity("demands", "chicago-il", "--as-of", "2018-03-01", "--norm", "jag-fy2017/notice").out
    assert re.search(r"jag-fy2017/notice +blocked, if it attaches", blocked)


def test_an_answer_is_one_line_with_the_act_that_decides(comity):
    text = comity("position", "chicago-il", *ON).out
    said = " ".join(text[text.index("  eo-13768/9a") :].split("\n\n")[0].split())
    assert "Barred by order · County of Santa Clara v. Trump" in said
    assert (
        "nationwide permanent injunction on section 9(a) (N.D. Cal., 20 Nov 2017) forbids the Department of Justice"
        in said
    )
    assert "demands doj-2017-04-21, doj-2017-10-12, doj-2018-01-24" in text
    assert "Asked in: United States District Court for the Northern District of Illinois." in text


def test_a_position_says_first_what_decides_money_and_background_law_on_request(comity):
    text = comity("position", "chicago-il", *ON).out
    heads = [line.rpartition(" (")[0] for line in text.splitlines() if re.match(r"[A-Z].* \(\d+\)$", line)]
    assert heads[:2] == ["Conditions of awards", "Demands"]
    assert heads[-1] == "State and local law"
    assert "Background law: " in text
    assert "2-cfr-200-337/records" not in text
    whole = comity("position", "chicago-il", *ON, "--all").out
    assert len(re.findall(r"^  2-cfr-200-337/records ", whole, re.MULTILINE)) == 1


def test_a_memo_says_its_answer_in_a_line_first(comity):
    award = 'chicago-il accepted an award of "16.738" for 2017 worth $250,000 on 2017-10-01'
    lines = comity("why", "chicago-il", "jag-fy2017/notice", "--as-of", "2017-11-01", "--suppose", award).out
    head, _, rest = lines.partition("\n")
    assert head == "Does jag-fy2017/notice bind Chicago, IL on November 1, 2017?"
    said = " ".join(rest.partition("Asked in")[0].split())
    assert said.startswith("Barred by order · City of Chicago v. Sessions")
    assert said.endswith(
        "(N.D. Ill., 15 Sep 2017) forbids the Department of Justice to enforce · attaches: supposed · 1 award, "
        "$250,000 unpaid at most"
    )
    asked = ("fresno-ca", "hud-coc-fy2024/dei", "--suppose", "attached", "--as-of", "2026-11-30")
    said = " ".join(comity("why", *asked).out.partition("Asked in")[0].split())
    assert "Barred when last seen · City of Fresno v. Turner" in said
    assert ", as named, since 2025-08-20 · attaches: supposed · seen 21 Nov 2025, 374 days" in said


def test_a_memo_says_what_it_rests_on_beside_the_record(comity):
    asked = comity("why", "chicago-il", "jag-fy2018/notice", "--as-of", "2199-01-01", "--suppose", "attached").out
    asked = " ".join(asked.split())
    assert "Supposing: attached." in asked
    assert "That date is in the future" in asked
    assert "Partly from memory, not fully verified." in asked
    assert "Note: " in asked
    hindsight = ("--as-of", "2018-01-24", "--known-at", "2020-01-01")
    assert "as known on January 1, 2020" in comity("why", "chicago-il", "jag-fy2017/notice", *hindsight).out


def test_holdings_for_others_are_named_where_it_is_not_void(comity):
    asked = ("--as-of", "2019-06-01", "--forum", "ca9", "--suppose", "attached")
    said = " ".join(comity("why", "naperville-il", "jag-fy2017/notice", *asked).out.split())
    assert "not void: chicago-v-sessions/judgment (N.D. Ill.)" in said
    assert "hold it invalid for others or elsewhere, not here" in said


def test_the_very_name_comes_before_a_longer_one(comity):
    assert comity("position", "Aurora, IL").out.startswith("Aurora, IL on")
    assert comity("position", "Illinois").out.startswith("Illinois on")
    assert "may be any of" in comity("position", "Springfield").err


def test_an_order_is_no_norm_and_a_norm_no_order(comity):
    assert "is an order, not a norm" in comity("why", "chicago-il", "chicago-v-sessions/pi").err
    assert "is a norm, no order" in comity("compare", "chicago-il", "--without", "jag-fy2017/notice").err


def test_a_doctrine_is_told_as_a_rule_with_its_reason(comity):
    said = " ".join(comity("show", "8-cfr-287-7/d").out.split())
    assert "By the rule of Printz v. United States (June 27, 1997)" in said
    assert "lose their effect, for every state or local government" in said
    assert "Reason: the federal government may not command State or local officers" in said


def test_a_search_that_finds_nothing_ends_with_1_as_its_help_says(comity):
    for arguments in (["search", "zzqqxx"], ["search", "zzqqxx", "--json"]):
        assert comity(*arguments).code == 1
    assert comity("search", "airport", "--json").code == 0
