"""What cannot be kept together, what courts say a norm covers, and whose judgment it is left to.

It covers `proof/flags.py`.
"""

from __future__ import annotations

import pytest
from tests.small_law import answer, law

ACTS = """
act give-voter-roll "make the full voter registration list available"
  kind of    give-voter-ssn
act give-voter-ssn "give out the numbers of voters"
act exclude-from-girls-sports "exclude from girls' teams"
  excludes   let-into-girls-sports
act let-into-girls-sports "let on girls' teams"
act let-into-school-sports "let on any team"
"""
STATE = (
    'state law|issuer: me\nlevel: state\nin_force: 2017-01-01|norm {name}\n  cites "one"\n'
    "  binds every state or local government within me\n  {says}\n"
)


def conflicts(federal: str, says: str, party: str = "me") -> tuple[tuple[str, bool], ...]:
    terms = f'{ACTS}norm duty\n  cites "one"\n  binds every state or local government\n  {federal}\n'
    state = STATE.format(name="rule", says=says)
    built = law(terms, "", s=state)
    found = answer(built, party, "t/duty", "2018-01-01", "")
    back = answer(built, party, "s/rule", "2018-01-01", "") if party == "me" else None
    assert back is None or [id for id, _ in back.flags.conflicts] == (["t/duty"] if found.flags.conflicts else [])
    return found.flags.conflicts


CERTAIN = (("s/rule", True),)


@pytest.mark.parametrize(
    ("federal", "says", "expected"),
    [
        ("must exclude-from-girls-sports", "must let-into-girls-sports", CERTAIN),
        ("must let-into-girls-sports", "must exclude-from-girls-sports", CERTAIN),  # whichever act says it
        ("must give-voter-roll", "cannot be required to give-voter-roll", CERTAIN),
        ("must give-voter-roll", "cannot be required to give-voter-ssn", CERTAIN),  # an immunity from the wider act
        ("must give-voter-ssn", "cannot be required to give-voter-roll", ()),  # from the narrower one alone
        ("must give-voter-roll", "must not give-voter-ssn", CERTAIN),
        ("must not exclude-from-girls-sports", "must let-into-girls-sports", ()),  # both can be kept
        ("may exclude-from-girls-sports", "must let-into-girls-sports", ()),
        ("must exclude-from-girls-sports", "must let-into-school-sports", ()),
        ("must not give-voter-roll", "cannot be required to give-voter-roll", ()),
    ],
)
def test_what_cannot_be_kept_together(federal: str, says: str, expected: tuple[tuple[str, bool], ...]) -> None:
    assert conflicts(federal, says) == expected


def test_whom_the_other_does_not_bind_has_no_conflict() -> None:
    assert conflicts("must exclude-from-girls-sports", "must let-into-girls-sports", "il") == ()


def test_a_narrower_act_excludes_what_its_wider_one_does() -> None:
    acts = ACTS + 'act bar-girl "bar one"\n  kind of exclude-from-girls-sports\n'
    terms = f'{acts}norm duty\n  cites "one"\n  binds il\n  must bar-girl\nnorm other\n  cites "one"\n  binds il\n  must let-into-girls-sports\n'
    assert answer(law(terms), "il", "t/duty", "2018-01-01", "").flags.conflicts == (("t/other", True),)


# ---- constructions
TERMS = (
    'act help "help"\nnorm a\n  cites "one"\n  binds everyone\n  must help\npart second of a "its second sentence"\n'
)
HELD = 'holding narrow\n  court ca9\n  decided 2018-01-01\n  construes t/a as "does not reach release dates"\n  {}\n'


def read_as(
    where: str, party: str, norm: str = "t/a", day: str = "2018-06-01", more: str = ""
) -> tuple[tuple[str, str], ...]:
    return answer(law(TERMS, HELD.format(where) + more), party, norm, day, "").flags.read_as


SAID = (("v/narrow", "does not reach release dates"),)


def test_a_construction_is_said_where_its_court_controls_and_to_its_parties() -> None:
    assert read_as("in ca9", "los-angeles-ca") == SAID
    assert read_as("in ca9", "los-angeles-ca", "t/second") == SAID
    assert read_as("in ca9", "chicago-il") == ()
    assert read_as("for chicago-il", "chicago-il") == SAID
    assert read_as("for chicago-il", "los-angeles-ca") == ()
    assert read_as("in ca9", "los-angeles-ca", day="2017-12-31") == ()


def test_a_construction_leaves_the_status_and_falls_with_its_holding() -> None:
    built = law(TERMS, HELD.format("in ca9"))
    assert answer(built, "los-angeles-ca", "t/a", "2018-06-01", "").status == "in_force"
    gone = "order en-banc\n  court ca9\n  decided 2018-03-01\n  reverses narrow\n  for everyone\n"
    assert read_as("in ca9", "los-angeles-ca", more=gone) == ()


# ---- judgment, and fields
def test_what_is_left_to_a_judgment_says_whose_and_by_what_standard() -> None:
    terms = (
        'act cut "withhold funds"\nnorm power\n  cites "one"\n  binds us-ed\n  may cut\n'
        '  judged by us-ed "where the Secretary finds a failure to comply"\n'
    )
    found = answer(law(terms), "us-ed", "t/power", "2018-01-01", "")
    assert found.flags.judgment == (("us-ed",), "where the Secretary finds a failure to comply")
    assert answer(law(terms), "us-ed", "t/power", "2016-01-01", "").flags.judgment is None


def test_a_field_is_taken_from_every_local_rule_on_its_subject() -> None:
    acts = 'act regulate-guns "regulate firearms"\nact ban-rifles "ban rifles"\n  kind of regulate-guns\nact pave "pave streets"\n'
    local = "".join(
        f'norm {name}\n  cites "one"\n  binds every city within tx\n  must {act}\n'
        for name, act in (("rifles", "ban-rifles"), ("guns", "regulate-guns"), ("streets", "pave"))
    )
    field = (
        "doctrine|level: state\nissuer: tx\nin_force: 2017-06-01|doctrine field\n"
        "  displaces every norm where norm.level is local and norm.act is regulate-guns\n  for every local government within tx\n"
    )
    built = law(acts, "", city=f"local law|level: local\nissuer: dallas-tx\nin_force: 2017-01-01|{local}", d=field)
    found = {
        name: answer(built, "dallas-tx", f"city/{name}", "2018-01-01", "").status
        for name in ("rifles", "guns", "streets")
    }
    assert found == {"rifles": "displaced", "guns": "displaced", "streets": "in_force"}
