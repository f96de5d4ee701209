"""The table of statuses, row by row, and what decides between rows."""

from __future__ import annotations

import pytest
from tests.small_law import CONDITION, answer, law

ORDER = """
order pi
  decided    2017-09-15
  restrains  us-doj
  blocks     t/access
  for        every recipient
order stay
  court      ca7
  decided    2018-06-26
  until      2018-08-10
  stays      pi
  for        everyone except chicago-il
"""


def test_an_order_blocks_from_its_day_and_not_before() -> None:
    built = law(suit=ORDER)
    assert answer(built, "chicago-il", "t/access", "2017-09-14").status == "in_force"
    after = answer(built, "chicago-il", "t/access", "2017-09-15")
    assert (after.status, after.ground) == ("blocked", "v/pi")


def test_a_stay_beyond_a_party_leaves_that_party_protected_and_ends_with_its_time() -> None:
    built = law(suit=ORDER)
    assert answer(built, "chicago-il", "t/access", "2018-07-01").status == "blocked"
    assert answer(built, "dallas-tx", "t/access", "2018-07-01").status == "in_force"
    assert answer(built, "dallas-tx", "t/access", "2018-08-10").status == "blocked"


def test_a_stay_of_a_stay_revives_the_order() -> None:
    built = law(suit=ORDER + "order lift\n  decided 2018-07-10\n  stays stay\n  for everyone\n")
    assert answer(built, "dallas-tx", "t/access", "2018-07-09").status == "in_force"
    assert answer(built, "dallas-tx", "t/access", "2018-07-10").status == "blocked"


def test_an_award_offered_and_not_accepted_is_not_yet_bound() -> None:
    given = 'chicago-il was offered an award of "16.738" for 2017 on 2017-08-01'
    assert answer(law(), "chicago-il", "t/access", "2017-09-01", given).status == "not_yet"


def test_a_condition_binds_from_acceptance_until_the_period_ends() -> None:
    given = 'chicago-il accepted an award of "16.738" for 2017 on 2017-10-01; award.period_end is 2020-09-30'
    built = law()
    days = {"2017-09-30": "not_yet", "2017-10-01": "in_force", "2020-09-29": "in_force", "2020-09-30": "ended"}
    assert {d: answer(built, "chicago-il", "t/access", d, given).status for d in days} == days


def test_a_missing_fact_leaves_the_answer_open_and_is_named() -> None:
    found = answer(law(), "chicago-il", "t/access", "2018-01-01", given="")
    assert found.status == "undetermined"
    assert found.possible == ("not_attached", "in_force")
    assert [m.fact for m in found.missing] == ["award"]
    assert found.if_attached == ("in_force", None)


def test_an_award_of_another_year_does_not_answer_whether_one_of_this_year_exists() -> None:
    given = 'chicago-il accepted an award of "16.738" for 2016 on 2016-10-01'
    assert answer(law(), "chicago-il", "t/access", "2018-01-01", given).status == "undetermined"


HOLDINGS = """
holding void-in-7
  court      ca7
  decided    2018-04-19
  voids      t/access
  in         ca7
  because    "no authority"
holding valid-in-2
  court      ca2
  decided    2020-02-26
  upholds    t/access
  in         ca2
"""


@pytest.mark.parametrize(
    ("party", "forum", "status", "contested"),
    [
        ("chicago-il", None, "void", ("v/valid-in-2",)),
        ("new-york-city-ny", None, "in_force", ("v/void-in-7",)),
        ("dallas-tx", None, "in_force", ("v/void-in-7",)),
        ("dallas-tx", "ilnd", "void", ("v/valid-in-2",)),
    ],
)
def test_courts_that_disagree_are_shown_disagreeing(
    party: str, forum: str | None, status: str, contested: tuple[str, ...]
) -> None:
    found = answer(law(suit=HOLDINGS), party, "t/access", "2020-08-15", forum=forum)
    assert found.status == status
    assert found.flags.contested == contested


def test_the_supreme_court_controls_everywhere_whatever_a_circuit_said_later() -> None:
    suit = HOLDINGS + "holding above\n  court scotus\n  decided 2019-01-01\n  upholds t/access\n  in scotus\n"
    assert answer(law(suit=suit), "chicago-il", "t/access", "2018-12-31").status == "void"
    found = answer(law(suit=suit), "chicago-il", "t/access", "2020-08-15")
    assert (found.status, found.ground) == ("in_force", "v/above")


def test_a_district_judgment_binds_its_parties_wherever_they_are_and_nobody_else() -> None:
    suit = "holding judgment\n  decided 2018-06-06\n  voids t/access\n  for chicago-il, portland-or\n"
    built = law(suit=suit)
    assert answer(built, "portland-or", "t/access", "2018-07-01").status == "void"
    assert answer(built, "evanston-il", "t/access", "2018-07-01").status == "in_force"


def test_a_reversal_works_from_its_mandate_and_the_proof_says_that_it_is_presumed() -> None:
    suit = """
order judgment
  decided    2018-11-30
  blocks     t/access
  for        ny, new-york-city-ny
holding reversal
  court      ca2
  decided    2020-02-26
  reverses   judgment
  upholds    t/access
  in         ca2
  mandate    presumed
"""
    built = law(suit=suit)
    assert answer(built, "new-york-city-ny", "t/access", "2020-04-19").status == "blocked"
    found = answer(built, "new-york-city-ny", "t/access", "2020-04-20")
    assert found.status == "in_force"
    stayed = law(suit=suit.replace("mandate    presumed", "mandate    after 2021-03-19"))
    assert answer(stayed, "new-york-city-ny", "t/access", "2021-03-19").status == "blocked"
    assert answer(stayed, "new-york-city-ny", "t/access", "2021-03-20").status == "undetermined"


def test_hindsight_reaches_back_only_when_it_is_asked_for() -> None:
    suit = "holding start\n  court ca7\n  decided 2020-04-30\n  voids t/access\n  in ca7\n  from the start\n"
    built = law(suit=suit)
    assert answer(built, "chicago-il", "t/access", "2018-01-24").status == "in_force"
    assert answer(built, "chicago-il", "t/access", "2018-01-24", known_at="2020-04-29").status == "in_force"
    assert answer(built, "chicago-il", "t/access", "2018-01-24", known_at="2020-04-30").status == "void"


def test_unclear_coverage_is_undetermined_with_the_words_that_leave_it_unclear() -> None:
    suit = """
order judgment
  decided    2019-06-10
  blocks     t/access
  for        providence-ri, perhaps every local government within ri because "one report says statewide"
"""
    built = law(suit=suit)
    assert answer(built, "providence-ri", "t/access", "2019-07-01").status == "blocked"
    found = answer(built, "warwick-ri", "t/access", "2019-07-01")
    assert found.status == "undetermined"
    assert "one report says statewide" in found.missing[0].words


def test_a_range_of_days_is_open_inside_it() -> None:
    built = law(suit="order o\n  decided between 2018-05-01 and 2018-05-31\n  blocks t/access\n  for everyone\n")
    days = {"2018-04-30": "in_force", "2018-05-15": "undetermined", "2018-05-31": "blocked"}
    assert {d: answer(built, "chicago-il", "t/access", d).status for d in days} == days


def test_a_doctrine_displaces_what_it_selects_and_only_that() -> None:
    terms = CONDITION + 'norm command\n  cites "s. 1"\n  binds every local government\n  must open-access\n'
    doctrine = (
        "doctrine|level: federal\nissuer: us\nin_force: 1992-06-19|doctrine no-commandeering\n"
        "  displaces every norm where norm.level is federal and norm.force is command and norm.enlists is yes\n"
        "  for every state or local government\n"
    )
    built = law(terms, d=doctrine)
    assert answer(built, "chicago-il", "t/command", "2018-01-01").status == "displaced"
    assert answer(built, "chicago-il", "t/access", "2018-01-01").status == "in_force"


def test_a_notice_waives_for_the_class_it_names_until_it_is_revoked() -> None:
    notice = (
        "agency notice|level: federal\nissuer: us-doj-ojp\nin_force: 2018-05-31|notice california\n"
        "  waives t/access\n  for every government within ca\n  until revoked\n"
        "notice revocation\n  decided 2019-01-01\n  reverses california\n"
    )
    built = law(n=notice)
    assert answer(built, "fresno-ca", "t/access", "2018-06-01").status == "waived"
    assert answer(built, "ca", "t/access", "2018-06-01").status == "waived"
    assert answer(built, "reno-nv", "t/access", "2018-06-01").status == "in_force"
    assert answer(built, "fresno-ca", "t/access", "2019-01-01").status == "in_force"


def test_further_statuses_that_hold_on_their_own_are_listed() -> None:
    built = law(suit=ORDER + HOLDINGS)
    found = answer(built, "chicago-il", "t/access", "2018-05-01")
    assert (found.status, found.also) == ("void", ("blocked",))


def test_what_revives_when_the_order_falls() -> None:
    found = answer(law(suit=ORDER), "chicago-il", "t/access", "2018-01-01")
    assert found.flags.springs == (("v/pi",), "in_force")


def test_what_an_order_replaced_does_not_revive_with_its_fall() -> None:
    later = "order permanent\n  decided 2018-01-01\n  blocks t/access\n  replaces pi\n  for chicago-il\n"
    found = answer(law(suit=ORDER + later), "chicago-il", "t/access", "2018-02-01")
    assert found.ground == "v/permanent"
    assert found.flags.springs == (("v/permanent",), "in_force")


def test_opposite_duties_of_one_party_are_a_conflict_not_an_error() -> None:
    state = (
        'state law|issuer: il\nin_force: 2017-08-28|norm closed\n  cites "s. 15"\n'
        "  binds every local government within il\n  must not open-access\n"
    )
    built = law(s=state)
    found = answer(built, "chicago-il", "t/access", "2018-01-01")
    assert found.flags.conflicts == (("s/closed", True),)
    assert answer(built, "dallas-tx", "t/access", "2018-01-01").flags.conflicts == ()


def test_a_term_of_the_catalogue_is_not_yet_a_term_of_the_award() -> None:
    terms = CONDITION.replace(
        'award.program is "16.738" and award.fiscal_year is 2017', 'award.program is "16.738" and award carries access'
    )
    built = law(terms)
    known = 'chicago-il accepted an award of "16.738" for 2017 carrying t/access on 2017-10-01'
    silent = 'chicago-il accepted an award of "16.738" for 2017 on 2017-10-01'
    assert answer(built, "chicago-il", "t/access", "2018-01-01", known).status == "in_force"
    assert answer(built, "chicago-il", "t/access", "2018-01-01", silent).possible == ("not_attached", "in_force")


def test_a_springing_term_binds_only_while_the_order_is_not_in_force() -> None:
    terms = CONDITION + (
        'norm springing\n  cites "term 2"\n  binds award.recipient\n  must open-access\n'
        '  when award.program is "16.738" and not v/pi is in force\n'
    )
    given = 'dallas-tx accepted an award of "16.738" for 2017 on 2017-08-01'
    built = law(terms, suit=ORDER)
    assert answer(built, "dallas-tx", "t/springing", "2018-01-01", given).status == "not_attached"
    assert answer(built, "dallas-tx", "t/springing", "2018-07-01", given).status == "in_force"


def test_an_order_that_both_blocks_and_postpones_decides_once() -> None:
    both = law(suit=ORDER.replace("  blocks     t/access\n", "  blocks     t/access\n  postpones  t/access\n"))
    found = answer(both, "chicago-il", "t/access", "2018-01-01")
    assert (found.status, found.grounds) == ("blocked", ("v/pi",))
