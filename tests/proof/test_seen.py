"""Answers that rest on orders which somebody must have gone on looking at: confirmed, or true when last seen."""

from __future__ import annotations

import pytest
from tests.small_law import CONDITION, answer, law

from comity.answers.contract import as_seen, position_json
from comity.proof.position import Position
from comity.proof.seen import LIMITS, UNDER_APPEAL

RULE = """
act help "help federal officers"
norm a
  cites      "one"
  binds      everyone
  must       help
"""
PI = "order pi\n decided 2025-09-23\n restrains us-hud\n blocks t/a\n for fresno-ca\n last_seen 2025-11-21\n"
STAY = "order stay\n court ca9\n decided 2025-12-01\n stays pi\n for everyone\n last_seen 2025-12-10\n"


def on(day: str, suit: str, party: str = "fresno-ca", terms: str = RULE, given: str = "", front: str = "") -> Position:
    files = {"w": f"case|court: cand\nunited_states: party\n{front}|{suit}"} if front else {}
    return answer(law(terms, "" if front else suit, **files), party, "t/a", day, given)


def fresh(found: Position) -> tuple[str, str, str, int | None] | None:
    return found.fresh and (found.status, found.fresh.state, str(found.fresh.seen), found.fresh.limit)


def test_an_injunction_is_confirmed_for_thirty_days() -> None:
    assert fresh(on("2025-12-21", PI)) == ("blocked", "confirmed", "2025-11-21", 30)
    assert fresh(on("2025-12-22", PI)) == ("blocked", "last_seen", "2025-11-21", 30)


@pytest.mark.parametrize(
    ("does", "appeal", "days"),
    [
        ("blocks t/a", "", LIMITS["injunction"]),
        ("blocks t/a", "none", LIMITS["injunction"]),
        ("blocks t/a", "pending", UNDER_APPEAL),
        ("voids t/a", "", LIMITS["judgment"]),
        ("voids t/a", "none", LIMITS["judgment"]),
        ("voids t/a", "pending", UNDER_APPEAL),
    ],
)
def test_each_sort_of_act_has_its_limit(does: str, appeal: str, days: int) -> None:
    suit = f"order o\n decided 2025-01-01\n {does}\n for fresno-ca\n last_seen 2025-01-01\n"
    suit += f" appeal {appeal}\n" if appeal else ""
    found = [on(day, suit) for day in ("2025-01-01", "2025-01-15", "2025-01-16", "2025-01-31", "2025-02-01")]
    assert {p.fresh.limit for p in found if p.fresh} == {days}
    assert [p.fresh.state for p in found if p.fresh] == [
        "last_seen" if age > days else "confirmed" for age in (0, 14, 15, 30, 31)
    ]


def test_a_notice_may_be_revoked_any_day() -> None:
    suit = "notice n\n decided 2025-01-01\n waives t/a\n for everyone\n until revoked\n last_seen 2025-01-02\n"
    assert fresh(on("2025-02-02", suit)) == ("waived", "last_seen", "2025-01-02", 30)


def test_an_order_that_says_when_it_ends_is_good_until_then() -> None:
    suit = "order tro\n decided 2025-09-01\n until 2026-09-01\n blocks t/a\n for fresno-ca\n last_seen 2025-09-02\n"
    assert fresh(on("2026-08-31", suit)) == ("blocked", "confirmed", "2025-09-02", None)
    assert fresh(on("2026-09-01", suit)) is None


def test_what_rests_on_a_stay_is_in_force_when_last_seen() -> None:
    found = on("2026-03-01", PI + STAY)
    assert fresh(found) == ("in_force", "last_seen", "2025-12-10", 30)
    assert as_seen(found.status, found.fresh) == "in force when last seen (10 Dec 2025)"
    assert fresh(on("2025-12-11", PI + STAY)) == ("in_force", "confirmed", "2025-12-10", 30)


def test_what_rests_on_a_reversal_is_in_force_when_last_seen() -> None:
    ends = "order end\n court ca9\n decided 2025-12-01\n reverses pi\n mandate 2025-12-05\n last_seen 2025-12-10\n"
    assert fresh(on("2026-03-01", PI + ends)) == ("in_force", "confirmed", "2025-12-10", 180)
    assert fresh(on("2026-07-01", PI + ends)) == ("in_force", "last_seen", "2025-12-10", 180)


def test_a_stay_whose_own_fall_changes_nothing_is_not_rested_on() -> None:
    ended = PI.replace(" last_seen", " until 2025-12-05\n last_seen")
    assert fresh(on("2026-03-01", ended + STAY)) is None


def test_two_orders_of_which_one_was_looked_at_are_confirmed_by_that_one() -> None:
    other = PI.replace("order pi", "order other").replace("2025-11-21", "2026-02-20")
    assert fresh(on("2026-03-01", PI + other)) == ("blocked", "confirmed", "2026-02-20", 30)
    both = PI + PI.replace("order pi", "order other")
    assert fresh(on("2026-03-01", both)) == ("blocked", "last_seen", "2025-11-21", 30)


def test_void_and_blocked_are_two_answers() -> None:
    """The status is void; that the injunction would still block if the holding fell does not confirm it."""
    holding = (
        "holding h\n court ca9\n decided 2025-10-01\n voids t/a\n in ca9\n appeal pending\n last_seen 2025-11-21\n"
    )
    fresh_pi = PI.replace("2025-11-21", "2026-02-20")
    assert fresh(on("2026-03-01", fresh_pi + holding)) == ("void", "last_seen", "2025-11-21", 14)


def test_a_closed_case_has_no_age() -> None:
    assert fresh(on("2031-01-01", PI + " appeal final\n")) is None


def test_an_order_that_nobody_says_was_seen_has_no_age() -> None:
    assert fresh(on("2031-01-01", PI.replace(" last_seen 2025-11-21\n", ""))) is None


def test_the_past_is_confirmed_by_what_was_seen_later() -> None:
    assert fresh(on("2025-10-01", PI)) == ("blocked", "confirmed", "2025-11-21", 30)


def test_an_act_says_otherwise_than_its_file() -> None:
    bare = PI.replace(" last_seen 2025-11-21\n", "")
    front = "last_seen: 2025-11-21, ECF No. 81\nappeal: pending"
    assert fresh(on("2025-12-10", bare, front=front)) == ("blocked", "last_seen", "2025-11-21", 14)
    assert fresh(on("2025-12-10", bare + " last_seen 2025-12-01\n appeal none\n", front=front)) == (
        "blocked",
        "confirmed",
        "2025-12-01",
        30,
    )


def test_whether_it_attaches_may_be_open_all_the_same() -> None:
    suit = PI.replace("t/a", "t/access")
    found = answer(law(CONDITION, suit), "fresno-ca", "t/access", "2026-03-01", "")
    assert found.if_attached == ("blocked", "v/pi")
    assert found.fresh
    assert found.fresh.state == "last_seen"


def test_an_open_answer_is_neither() -> None:
    suit = PI.replace("for fresno-ca", 'for perhaps fresno-ca because "unclear"')
    found = on("2026-03-01", suit)
    assert (found.status, found.fresh) == ("undetermined", None)


def test_a_condition_on_an_order_rests_on_it() -> None:
    found = on(
        "2026-03-01",
        PI.replace("t/a", "t/b"),
        terms=RULE + '  unless v/pi is in force\nnorm b\n cites "two"\n binds everyone\n may help\n',
    )
    assert fresh(found) == ("not_attached", "last_seen", "2025-11-21", 30)


def test_the_json_says_whom_the_order_restrains_from_what() -> None:
    said = position_json(on("2026-03-01", PI))
    keys = ("ground_state", "seen", "limit_days", "verb", "restrained")
    assert [said[key] for key in keys] == ["last_seen", "2025-11-21", 30, ["enforce"], ["us-hud"]]
    wider = PI.replace(" restrains us-hud", " restrains us-hud, us-dot\n bars impose, withhold")
    assert [position_json(on("2026-03-01", wider))[key] for key in keys[3:]] == [
        ["impose", "withhold"],
        ["us-hud", "us-dot"],
    ]
    plain = position_json(on("2025-01-01", PI))
    assert [plain[key] for key in keys] == [None, None, None, [], []]
