"""How a temporary restraining order ends: by what it says, by its rule, or as it was extended (Fed. R. Civ. P. 65(b)(2))."""

from __future__ import annotations

import pytest
from tests.small_law import answer, law

from comity.proof.position import Position
from comity.proof.truth import walk

RULE = """
act help "help federal officers"
norm a
  cites      "one"
  binds      everyone
  must       help
"""
TRO = 'order tro "tro" restraining{}\n decided 2025-05-07\n blocks t/a\n for king-county-wa\n'
WITHOUT, ON_NOTICE = TRO.format(" without notice"), TRO.format("")
LONGER = "order longer\n decided 2025-05-20\n until 2025-06-05\n extends tro\n"


def on(day: str, suit: str, known_at: str | None = None) -> Position:
    return answer(law(RULE, suit), "king-county-wa", "t/a", day, "", known_at)


def statuses(suit: str, *days: str) -> list[str]:
    return [on(f"2025-{day}", suit).status for day in days]


def test_without_notice_it_is_presumed_over_on_day_14() -> None:
    assert statuses(WITHOUT, "05-06", "05-07", "05-20", "05-21") == ["in_force", "blocked", "blocked", "in_force"]
    steps = [s for s in walk(on("2025-05-21", WITHOUT).proof) if s.role == "presumed"]
    assert [(s.claim, s.cites) for s in steps] == [
        ("it is presumed to have ended on 2025-05-21 (made without notice)", ("Fed. R. Civ. P. 65(b)(2)",))
    ]


def test_on_notice_nobody_can_tell_from_day_15_on() -> None:
    assert statuses(ON_NOTICE, "05-21", "05-22", "09-01") == ["blocked", "undetermined", "undetermined"]
    found = on("2025-05-22", ON_NOTICE)
    assert [(m.fact, m.about) for m in found.missing] == [("extended", "v/tro")]
    assert found.possible == ("blocked", "in_force")


@pytest.mark.parametrize("order", [WITHOUT, ON_NOTICE], ids=["without notice", "on notice"])
def test_a_stated_end_counts(order: str) -> None:
    stated = order.replace(" blocks", " until 2025-05-12\n blocks")
    assert statuses(stated, "05-11", "05-12") == ["blocked", "in_force"]
    later = order.replace(" blocks", " until 2025-06-30\n blocks")
    assert statuses(later, "05-22", "06-29", "06-30") == ["blocked", "blocked", "in_force"]


@pytest.mark.parametrize("order", [WITHOUT, ON_NOTICE], ids=["without notice", "on notice"])
def test_an_extension_prolongs_it_to_its_own_end(order: str) -> None:
    assert statuses(order + LONGER, "05-19", "05-21", "05-22", "06-04") == ["blocked"] * 4
    assert on("2025-06-04", order + LONGER).ground == "v/tro"
    after = on("2025-06-05", order + LONGER)
    assert after.status == ("in_force" if order is WITHOUT else "undetermined")


def test_an_extension_is_not_known_before_it_is_made() -> None:
    assert on("2025-05-25", WITHOUT + LONGER, "2025-05-25").status == "blocked"
    built = law(RULE, WITHOUT + LONGER.replace("2025-05-20", "2025-05-26"))
    assert answer(built, "king-county-wa", "t/a", "2025-05-25", "", "2025-05-25").status == "in_force"


def test_an_extension_that_is_stayed_or_vacated_does_not_prolong() -> None:
    stay = "order stay\n court ca9\n decided 2025-05-23\n stays longer\n for everyone\n"
    assert statuses(WITHOUT + LONGER + stay, "05-22", "05-23") == ["blocked", "in_force"]


def test_an_extension_of_an_order_with_an_end_prolongs_it_too() -> None:
    stated = ON_NOTICE.replace(" blocks", " until 2025-05-21\n blocks")
    assert statuses(stated + LONGER, "05-21", "06-04", "06-05") == ["blocked", "blocked", "in_force"]


def test_two_extensions_in_a_row() -> None:
    again = "order again\n decided 2025-06-04\n until 2025-06-19\n extends tro, longer\n"
    assert statuses(WITHOUT + LONGER + again, "06-05", "06-18", "06-19") == ["blocked", "blocked", "in_force"]


def test_an_injunction_takes_its_place_and_the_order_does_not_return() -> None:
    pi = "order pi\n decided 2025-05-15\n blocks t/a\n replaces tro\n for king-county-wa\n"
    assert on("2025-05-16", WITHOUT + pi).ground == "v/pi"
    stay = "order stay\n court ca9\n decided 2025-05-17\n stays pi\n for everyone\n"
    assert on("2025-05-18", WITHOUT + pi + stay).status == "in_force"


def test_the_day_of_entry_may_be_a_range() -> None:
    unsure = WITHOUT.replace("2025-05-07", "between 2025-05-07 and 2025-05-09")
    assert statuses(unsure, "05-10", "05-20", "05-21", "05-22", "05-23") == [
        "blocked", "blocked", "undetermined", "undetermined", "in_force",
    ]  # fmt: skip


def test_a_restraining_order_lasts_until_its_own_end_however_old_the_look_at_the_docket() -> None:
    seen = WITHOUT.replace(" blocks", " last_seen 2025-05-07\n appeal pending\n blocks")
    found = on("2025-05-20", seen).fresh
    assert found is not None
    assert (found.state, found.limit) == ("confirmed", None)


def test_what_was_replaced_does_not_return_when_its_successor_is_over() -> None:
    pi = "order pi\n decided 2025-05-15\n until 2025-05-18\n blocks t/a\n replaces tro\n for king-county-wa\n"
    assert statuses(WITHOUT + pi, "05-17", "05-18", "05-19") == ["blocked", "in_force", "in_force"]


def test_an_extension_of_a_part_prolongs_that_part() -> None:
    both = WITHOUT.replace("blocks t/a", "blocks t/a, t/b")
    terms = RULE + 'norm b\n  cites "two"\n  binds everyone\n  must help\n'
    built = law(terms, both + LONGER.replace("extends tro", "extends tro as to t/b"))
    found = [answer(built, "king-county-wa", norm, "2025-05-25", "").status for norm in ("t/a", "t/b")]
    assert found == ["in_force", "blocked"]


# ---- what is extended after it has ended -------------------------------------------------------------------------------
LATE = "order longer\n decided 2025-05-{}\n until 2025-06-20\n extends tro\n"
STATED = TRO.format(" without notice").replace(" blocks", " until 2025-05-18\n blocks")
INJUNCTION = STATED.replace(" restraining without notice", "")


def test_an_order_that_has_ended_does_not_revive() -> None:
    """An order expires unless it is extended before that time (Fed. R. Civ. P. 65(b)(2)); in between nothing is known."""
    for order, last in ((WITHOUT, 21), (STATED, 17), (INJUNCTION, 17)):
        assert statuses(order + LATE.format(last), "06-01") == ["blocked"]
        late = order + LATE.format(last + 2)
        found = on("2025-06-01", late)
        assert (found.status, found.possible) == ("undetermined", ("blocked", "in_force"))
        assert [(m.fact, m.about) for m in found.missing] == [("extended", "v/tro")]
        assert "before it ended: v/longer is not known to be of an earlier day" in found.missing[0].words
        assert statuses(late, f"05-{last + 1}", "06-20") == ["in_force", "in_force"]
        assert statuses(order + LATE.format(last + 1), "06-01") == ["undetermined"]


def test_one_on_notice_may_still_have_been_in_force() -> None:
    assert statuses(ON_NOTICE + LATE.format(21), "06-01") == ["blocked"]
    assert statuses(ON_NOTICE + LATE.format(22), "06-01") == ["undetermined"]


def test_an_earlier_extension_keeps_it_in_force_until_the_next() -> None:
    first = "order first\n decided 2025-05-20\n until 2025-06-04\n extends tro\n"
    assert statuses(WITHOUT + first + LATE.format(30), "06-10") == ["blocked"]
    for_some = first + " for chicago-il\n"
    assert statuses(WITHOUT + for_some + LATE.format(30), "06-10") == ["undetermined"]
    of_the_first = "order second\n decided 2025-05-30\n until 2025-06-20\n extends first\n"
    last = "order third\n decided 2025-06-10\n until 2025-07-01\n extends tro\n"
    assert statuses(WITHOUT + first + of_the_first + last, "06-25") == ["blocked"]


def test_the_days_may_be_ranges_or_counted() -> None:
    unsure = "order longer\n decided between 2025-05-16 and 2025-05-19\n until 2025-06-20\n extends tro\n"
    assert statuses(STATED + unsure, "06-01") == ["undetermined"]
    assert statuses(STATED.replace("2025-05-18", "2025-05-20") + unsure, "06-01") == ["blocked"]
    counted = STATED.replace("until 2025-05-18", "until 5 days after tro")
    assert statuses(counted + LATE.format(11), "06-01") == ["blocked"]
    assert statuses(counted + LATE.format(12), "06-01") == ["undetermined"]
    for end in ("unknown", "revoked"):
        open_ = INJUNCTION.replace("until 2025-05-18", f"until {end}")
        assert statuses(open_ + LATE.format(25), "06-01") == ["undetermined" if end == "unknown" else "blocked"]
