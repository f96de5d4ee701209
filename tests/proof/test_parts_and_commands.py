"""Parts of norms, what orders command, duties with a day, postponements, orders on a whole instrument, acts that are told."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.small_law import answer, law

from comity.answers.timeline import timeline
from comity.norms.names.governments import government
from comity.proof.question import Question
from comity.record.nodes import Conduct, Record

TERMS = """
act help "help"
act pay "pay out what was awarded"
norm notice
  cites      "one"
  binds      every state
  must       help
norm access
  cites      "two"
  binds      every state
  must       help
part second of notice "the second sentence"
"""


def on(
    day: str, suit: str, norm: str = "t/notice", party: str = "il", terms: str = TERMS, given: str = ""
) -> tuple[str, str | None]:
    found = answer(law(terms, suit), party, norm, day, given)
    return found.status, found.ground


# ---- parts
def test_an_act_on_the_whole_reaches_the_parts() -> None:
    suit = "order pi\n  decided 2018-01-01\n  blocks t/notice\n  for il\n"
    assert on("2018-02-01", suit) == on("2018-02-01", suit, "t/second") == ("blocked", "v/pi")


def test_an_act_on_a_part_leaves_the_whole_in_force_with_the_part_beside_it() -> None:
    built = law(TERMS, "order pi\n  decided 2018-01-01\n  blocks t/second\n  for il\n")
    whole = answer(built, "il", "t/notice", "2018-02-01")
    assert (whole.status, whole.flags.parts) == ("in_force", (("t/second", "blocked"),))
    assert answer(built, "il", "t/second", "2018-02-01").status == "blocked"
    assert answer(built, "ca", "t/notice", "2018-02-01").flags.parts == ()


def test_a_part_that_the_same_act_holds_otherwise_is_as_it_says() -> None:
    suit = "holding h\n  court ca7\n  decided 2018-01-01\n  upholds t/notice\n  voids t/second\n  in ca7\n"
    assert on("2018-02-01", suit) == ("in_force", "v/h")
    assert on("2018-02-01", suit, "t/second") == ("void", "v/h")


def test_a_stay_as_to_the_whole_reaches_the_part_and_one_as_to_the_part_does_not_reach_the_whole() -> None:
    pi = "order pi\n  decided 2018-01-01\n  blocks t/notice\n  for il\n"
    whole = pi + "order stay\n  court ca7\n  decided 2018-01-02\n  stays pi as to t/notice\n  for il\n"
    part = whole.replace("as to t/notice", "as to t/second")
    assert [on("2018-02-01", whole, norm)[0] for norm in ("t/notice", "t/second")] == ["in_force", "in_force"]
    assert [on("2018-02-01", part, norm)[0] for norm in ("t/notice", "t/second")] == ["blocked", "in_force"]


def test_a_part_has_its_own_time_and_duty_and_parts_of_its_own() -> None:
    terms = TERMS + 'part inner of second "its last words"\n  must pay\n  until 2018-06-01\n'
    built = law(terms)
    assert answer(built, "il", "t/inner", "2018-06-01").status == "ended"
    assert answer(built, "il", "t/second", "2018-06-01").status == "in_force"
    assert (built.norms["t/inner"].act, built.norms["t/inner"].part_of) == ("pay", "t/second")
    assert (
        on("2018-02-01", "order pi\n  decided 2018-01-01\n  blocks t/notice\n  for il\n", "t/inner", terms=terms)[0]
        == "blocked"
    )


# ---- commands
COMMAND = (
    "order judgment\n  decided 2018-01-01\n  until 2018-12-01\n  restrains us-dhs-fema\n"
    "  orders us-dhs-fema must pay within 7 days\n  for il\n"
)


def test_what_an_order_commands_is_a_duty_while_the_order_is_in_force() -> None:
    days = {"2017-12-31": "not_attached", "2018-01-01": "in_force", "2018-12-01": "not_attached"}
    assert {d: on(d, COMMAND, "v/judgment-orders", "us-dhs-fema")[0] for d in days} == days
    assert on("2018-02-01", COMMAND, "v/judgment-orders", "us-doj")[0] == "not_attached"


STAY = "order stay\n  court ca7\n  decided 2018-02-01\n  until 2018-03-01\n  stays judgment\n  for everyone\n"


def test_a_command_is_blocked_by_what_stays_its_order() -> None:
    days = {
        "2018-01-31": ("in_force", None),
        "2018-02-01": ("blocked", "v/stay"),
        "2018-03-01": ("in_force", None),
    }
    assert {d: on(d, COMMAND + STAY, "v/judgment-orders", "us-dhs-fema") for d in days} == days


def test_a_command_is_not_blocked_by_a_stay_as_to_what_its_order_blocks() -> None:
    both = COMMAND + "  blocks t/notice\n" + STAY.replace("judgment", "judgment as to t/notice")
    assert on("2018-02-01", both, "v/judgment-orders", "us-dhs-fema") == ("in_force", None)
    assert on("2018-02-01", both) == ("in_force", None)


def test_a_stay_of_the_stay_leaves_the_command() -> None:
    again = "order lift\n  court scotus\n  decided 2018-02-10\n  stays stay\n  for everyone\n"
    assert on("2018-02-10", COMMAND + STAY + again, "v/judgment-orders", "us-dhs-fema") == ("in_force", None)


def test_a_command_is_gone_with_its_order() -> None:
    over = "order rev\n  court ca7\n  decided 2018-02-15\n  reverses judgment\n  mandate 2018-02-20\n"
    built = law(TERMS, COMMAND + STAY + over)
    assert on("2018-02-20", COMMAND + STAY + over, "v/judgment-orders", "us-dhs-fema")[0] == "not_attached"
    question = Question(built, Record(), dt.date(2019, 1, 1), dt.date(2019, 1, 1))
    party = government("us-dhs-fema")
    assert party is not None
    told = [
        (str(c.on), c.after.status if c.after else None, c.ended)
        for c in timeline(question, party, built.norms["v/judgment-orders"])
    ]
    assert told == [
        ("2018-01-01", "in_force", None),
        ("2018-02-01", "blocked", None),
        ("2018-02-20", "not_attached", "v/judgment reversed or vacated by v/rev"),
    ]


@pytest.mark.parametrize(
    ("done", "asked", "state"),
    [
        (None, "2018-01-08", "open"),
        (None, "2018-01-09", "undetermined"),
        ((True, "2018-01-05"), "2018-02-01", "complied"),
        ((True, "2018-01-20"), "2018-02-01", "breached"),  # too late
        ((True, None), "2018-02-01", "undetermined"),  # in time or not
        ((False, "2018-01-20"), "2018-02-01", "breached"),
    ],
)
def test_whether_a_command_was_kept_in_time(done: tuple[bool, str | None] | None, asked: str, state: str) -> None:
    rows = ()
    if done is not None:
        rows = (Conduct("us-dhs-fema", "pay", done[0], dt.date.fromisoformat(done[1]) if done[1] else None),)
    found = answer(law(TERMS, COMMAND), "us-dhs-fema", "v/judgment-orders", asked, record=Record(conduct=rows))
    assert found.flags.breach is not None
    assert found.flags.breach[:2] == (state, dt.date(2018, 1, 8))


def test_a_duty_of_a_statute_has_its_day() -> None:
    terms = TERMS.replace("norm access\n", "norm access\n  by 2021-12-06\n")
    found = answer(law(terms), "il", "t/access", "2021-12-06")
    assert found.flags.breach == ("open", dt.date(2021, 12, 6), ())


# ---- postponement, whole instruments, what is told
def test_a_postponement_holds_the_norm_off_those_it_is_for() -> None:
    suit = "order delay\n  decided 2018-01-01\n  until 2018-07-01\n  postpones t/notice\n  for il\n"
    assert on("2018-02-01", suit) == ("blocked", "v/delay")
    assert on("2018-02-01", suit, party="ca") == ("in_force", None)
    assert on("2018-07-01", suit) == ("in_force", None)


@pytest.mark.parametrize("verb", ["blocks", "voids", "postpones"])
def test_an_order_on_a_whole_instrument_is_one_on_all_its_norms(verb: str) -> None:
    suit = f"order pi\n  decided 2018-01-01\n  {verb} t\n  for il\n"
    assert {norm: on("2018-02-01", suit, norm)[1] for norm in ("t/notice", "t/access", "t/second")} == dict.fromkeys(
        ("t/notice", "t/access", "t/second"), "v/pi"
    )


def test_what_does_nothing_is_told_in_the_timeline() -> None:
    suit = (
        "order pi\n  decided 2018-01-01\n  blocks t/notice\n  for il\n"
        "order denied\n  court ca7\n  decided 2018-02-01\n  declines pi\n"
        "order granted\n  court scotus\n  decided 2018-03-01\n  reviews t/notice\n  for ca\n"
        "order moot\n  court ca7\n  decided 2018-04-01\n  reverses pi\n  mandate 2018-04-01\n  remands t/notice\n"
    )
    built, party = law(TERMS, suit), government("il")
    assert party is not None
    question = Question(built, Record(), dt.date(2019, 1, 1), dt.date(2019, 1, 1))
    told = [(str(c.on), c.changed, c.noted) for c in timeline(question, party, built.norms["t/notice"])]
    assert told == [
        ("2017-01-01", True, ()),
        ("2018-01-01", True, ()),
        ("2018-02-01", False, ("v/denied",)),
        ("2018-04-01", True, ("v/moot",)),
    ]
