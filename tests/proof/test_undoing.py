"""Precedent and mandate, orders for everyone after CASA, what courts elsewhere hold, and how an answer says what it rests on."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.small_law import answer, law

from comity.answers.contract import position_json
from comity.proof.dates import issues
from comity.proof.position import Position

RULE = """
act help "help federal officers"
norm a
  cites      "one"
  binds      everyone
  must       help
"""


def on(day: str, suit: str, party: str = "chicago-il", known_at: str | None = None, **other: str) -> Position:
    return answer(law(RULE, suit, **other), party, "t/a", day, "", known_at)


def said(found: Position) -> tuple[str, str | None]:
    return found.status, found.ground


# ---- precedent -------------------------------------------------------------------------------------------------------
HOLDING = "holding h\n court ca7\n decided 2025-06-02\n voids t/a\n in ca7\n for il\n"
STAYED = "order stay\n court ca7\n decided 2025-06-20\n stays h\n for everyone\n"


def test_a_stay_of_the_judgment_leaves_the_precedent() -> None:
    assert said(on("2025-07-01", HOLDING + STAYED)) == ("void", "v/h")


def test_a_stay_of_the_judgment_holds_for_its_parties_what_other_judgments_say() -> None:
    lower = "order lower\n court ilnd\n decided 2025-01-10\n upholds t/a\n for il\n"
    assert said(on("2025-06-10", lower + HOLDING, "il")) == ("void", "v/h")
    assert said(on("2025-07-01", lower + HOLDING + STAYED, "il")) == ("in_force", "v/lower")


def test_a_reversal_takes_the_precedent_away() -> None:
    ends = "holding up\n court scotus\n decided 2025-06-20\n reverses h\n mandate 2025-07-22\n"
    assert said(on("2025-07-21", HOLDING + ends)) == ("void", "v/h")
    assert said(on("2025-07-22", HOLDING + ends)) == ("in_force", None)


def test_a_stayed_reversal_does_not_reverse() -> None:
    ends = "holding up\n court ca7\n decided 2025-06-20\n reverses pi\n mandate 2025-07-01\n"
    pi = "order pi\n decided 2025-01-01\n blocks t/a\n for chicago-il\n"
    stay = "order stay\n court scotus\n decided 2025-07-05\n stays up\n for everyone\n"
    assert said(on("2025-07-04", pi + ends)) == ("in_force", None)
    assert said(on("2025-07-05", pi + ends + stay)) == ("blocked", "v/pi")


# ---- mandates --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("decided", "us", "supreme", "issued"),
    [
        ("2019-07-12", False, False, "2019-08-02"),
        ("2019-07-12", True, False, "2019-09-03"),  # 26 August, and 2 September is Labor Day
        ("2018-11-08", False, False, "2018-11-30"),  # the 22nd is Thanksgiving: 23, and 30 November
        ("2024-12-06", False, False, "2024-12-27"),
        ("2025-06-27", True, True, "2025-07-29"),
        ("2012-06-28", True, True, "2012-07-23"),
    ],
)
def test_a_presumed_mandate_runs_on_over_weekends_and_holidays(
    decided: str, us: bool, supreme: bool, issued: str
) -> None:
    assert issues(dt.date.fromisoformat(decided), us, supreme) == dt.date.fromisoformat(issued)


PRESUMED = (
    "order pi\n decided 2019-01-01\n blocks t/a\n for chicago-il\n"
    "holding up\n court ca7\n decided 2019-07-12\n reverses pi\n mandate presumed\n"
)


def test_what_rests_on_a_presumed_day_says_so() -> None:
    before, after = on("2019-09-02", PRESUMED), on("2019-09-03", PRESUMED)
    assert (before.status, after.status) == ("blocked", "in_force")
    assert "presumed to have issued on 2019-09-03" in str(after.presumed)
    assert before.presumed is not None
    assert on("2019-07-11", PRESUMED).presumed is None
    known = PRESUMED.replace("mandate presumed", "mandate 2019-09-03")
    assert on("2019-09-03", known).presumed is None


def test_a_presumption_that_changes_nothing_is_not_told() -> None:
    other = "order other\n decided 2019-01-01\n blocks t/a\n for chicago-il\n"
    assert on("2019-09-10", PRESUMED + other).presumed is None


# ---- everyone --------------------------------------------------------------------------------------------------------
CASA = (
    "doctrine|level: federal\nissuer: us-doj|doctrine d\n decided 2025-06-27\n"
    " displaces every order where order.reach is universal\n for everyone\n"
)


@pytest.mark.parametrize("named", ["chicago-il, everyone", "everyone, ps", "chicago-il, every government"])
def test_an_order_keeps_those_whom_it_names_when_the_rest_falls(named: str) -> None:
    pi = f'define ps "plaintiffs"\n lists chicago-il\norder pi\n decided 2025-05-01\n blocks t/a\n for {named}\n'
    assert said(on("2025-06-26", pi, "dallas-tx", rule=CASA)) == ("blocked", "v/pi")
    assert said(on("2025-06-27", pi, "dallas-tx", rule=CASA)) == ("in_force", None)
    assert said(on("2025-06-27", pi, "chicago-il", rule=CASA)) == ("blocked", "v/pi")


def test_an_order_for_everyone_alone_falls_whole() -> None:
    pi = "order pi\n decided 2025-05-01\n blocks t/a\n for everyone\n"
    assert said(on("2025-06-27", pi, rule=CASA)) == ("in_force", None)


# ---- elsewhere -------------------------------------------------------------------------------------------------------
ELSEWHERE = "order pi\n court cand\n decided 2025-05-01\n blocks t/a\n for oakland-ca\n"


def contested(suit: str, party: str = "chicago-il", day: str = "2025-06-01") -> tuple[str, ...]:
    return on(day, suit, party).flags.contested


def test_contested_is_what_stands_elsewhere_for_parties_of_the_kind() -> None:
    assert contested(ELSEWHERE) == ("v/pi",)
    assert contested(ELSEWHERE, "il") == ()
    assert contested(ELSEWHERE.replace("oakland-ca", "ca"), "il") == ("v/pi",)
    assert contested(ELSEWHERE.replace("oakland-ca", "every county")) == ("v/pi",)


@pytest.mark.parametrize(
    "more",
    [
        "order stay\n court ca9\n decided 2025-05-10\n stays pi\n for everyone\n",
        "order end\n court cand\n decided 2025-05-10\n reverses pi\n",
        "order pi2\n court cand\n decided 2025-05-10\n blocks t/b\n replaces pi\n for oakland-ca\n",
    ],
)
def test_what_was_stayed_or_ended_is_not_contested(more: str) -> None:
    built = law(RULE + 'norm b\n  cites "two"\n  binds everyone\n  must help\n', ELSEWHERE + more)
    assert answer(built, "chicago-il", "t/a", "2025-06-01", "").flags.contested == ()


def test_an_order_that_is_over_is_not_contested() -> None:
    assert contested(ELSEWHERE.replace(" blocks", " until 2025-05-20\n blocks")) == ()


def test_an_order_of_the_own_court_is_not_elsewhere() -> None:
    assert contested(ELSEWHERE.replace("court cand", "court ilnd").replace("oakland-ca", "evanston-il")) == ()
    assert contested(ELSEWHERE, "san-francisco-ca") == ()


def test_a_stay_for_some_leaves_it_standing() -> None:
    assert contested(ELSEWHERE + "order stay\n court ca9\n decided 2025-05-10\n stays pi\n for dallas-tx\n") == (
        "v/pi",
    )


# ---- what an answer says ---------------------------------------------------------------------------------------------
def test_all_acts_that_block_are_named_the_latest_first() -> None:
    two = "order pi\n decided 2025-05-01\n blocks t/a\n for chicago-il\norder more\n decided 2025-05-02\n blocks t/a\n for everyone\n"
    found = on("2025-06-01", two)
    assert (found.ground, found.grounds) == ("v/more", ("v/more", "v/pi"))
    assert position_json(found)["grounds"] == ["v/more", "v/pi"]
    stay = "order stay\n court ca7\n decided 2025-05-03\n stays more\n for everyone\n"
    assert on("2025-06-01", two + stay).grounds == ("v/pi",)
    assert on("2025-04-01", two).grounds == ()


def test_all_rulings_that_hold_it_invalid_are_named() -> None:
    judgment = "order j\n decided 2025-06-03\n voids t/a\n for chicago-il\n"
    assert on("2025-07-01", HOLDING + judgment).grounds == ("v/j", "v/h")


def test_not_enforceable_either_way() -> None:
    perhaps = "order pi\n decided 2025-05-01\n blocks t/a\n for chicago-il\n"
    perhaps += 'order v\n decided 2025-05-02\n voids t/a\n for perhaps chicago-il because "unclear"\n'
    found = on("2025-06-01", perhaps)
    assert (found.status, found.possible, found.unenforceable) == ("undetermined", ("void", "blocked"), True)
    alone = perhaps[perhaps.index("order v") :]
    assert on("2025-06-01", alone).unenforceable is False
    assert on("2025-04-01", perhaps).unenforceable is False
    assert position_json(found)["unenforceable"] is True
