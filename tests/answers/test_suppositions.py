"""What is supposed: nothing is dropped, nothing lands on an award that contradicts it, and what touches nothing is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.small_law import law

from comity.answers.difference import difference
from comity.answers.missing import as_fact
from comity.answers.question import supposing
from comity.errors import Refused
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.ask import ask
from comity.proof.position import Position
from comity.proof.question import Question
from comity.record.nodes import Award, Record
from comity.text.faults import Faults
from comity.text.parse import parse_given
from comity.text.tree import GivenAttached

TERMS = """
act help "help federal officers"
define limits "the party limits exchange of status"
  of         party
  is         yes or no
define formula "the award is made by formula"
  of         award
  is         yes or no
norm a
  cites      "one"
  binds      award.recipient
  must       help
  when       award carries a
norm b
  cites      "two"
  binds      everyone
  must       help
norm c
  cites      "three"
  binds      award.recipient
  must       help
  when       award.agency is us-dot and formula
"""
SUIT = """
order tro "tro" restraining without notice
  decided    2025-05-07
  blocks     t/a, t/b
  for        king-county-wa
order pi
  decided    2025-05-15
  blocks     t/a, t/b
  replaces   tro
  for        king-county-wa, seattle-wa
order dot
  decided    2025-05-15
  blocks     t/a
  for        king-county-wa
  when       award.agency is us-dot-fta
"""
BUILT = law(TERMS, SUIT)
KING = government("king-county-wa")
assert KING is not None
JAG = Award("jag", "king-county-wa", agency="us-doj-ojp", program="16.738", accepted=dt.date(2016, 10, 1))
OPEN = Award("open", "king-county-wa", accepted=dt.date(2025, 1, 1))


def question(*awards: Award, on: str = "2025-06-01", built: Law = BUILT) -> Question:
    day = dt.date.fromisoformat(on)
    return Question(built, Record(awards=awards), day, day)


def asked(text: str, norm: str, *awards: Award, on: str = "2025-06-01") -> dict[str | None, Position]:
    assert KING is not None
    supposed = supposing(question(*awards, on=on), text, KING)
    return {p.award: p for p in ask(BUILT.norms[f"t/{norm}"], supposed.context(KING))}


def refused(text: str, *awards: Award) -> str:
    assert KING is not None
    with pytest.raises((Refused, Faults)) as caught:
        supposing(question(*awards), text, KING)
    return str(caught.value)


# ---- awards ----------------------------------------------------------------------------------------------------------
def test_a_supposition_never_lands_on_an_award_that_contradicts_it() -> None:
    found = asked("attached; award.agency is us-dot-fta", "a", JAG, on="2025-05-20")
    assert {id: (p.status, p.ground) for id, p in found.items()} == {
        "jag": ("undetermined", None),
        "supposed-2": ("blocked", "v/pi"),
    }
    assert found["jag"].possible == ("not_attached", "blocked")
    assert found["supposed-2"].proof is not None


def test_what_is_not_known_of_an_award_may_be_supposed() -> None:
    assert KING is not None
    supposed = supposing(question(JAG, OPEN), "award.agency is us-dot-fta", KING)
    assert [(a.id, a.agency) for a in supposed.record.awards] == [("jag", "us-doj-ojp"), ("open", "us-dot-fta")]
    assert supposed.touched == ("award open",)
    assert supposed.spared == {"jag"}


def test_facts_about_awards_are_one_supposition() -> None:
    """What contradicts one of the facts has none of them."""
    assert KING is not None
    known = replace(OPEN, program="20.507")
    supposed = supposing(question(known), 'award.fiscal_year is 2025; award.program is "16.738"', KING)
    assert supposed.record.awards[0] == known
    assert [(a.fiscal_year, a.program) for a in supposed.record.awards[1:]] == [(2025, "16.738")]


def test_an_office_is_its_department_and_no_other() -> None:
    assert KING is not None
    of_dot = replace(OPEN, agency="us-dot")
    assert supposing(question(of_dot), "award.agency is us-dot-fta", KING).record.awards[0].agency == "us-dot-fta"
    assert supposing(question(of_dot), "award.agency is us-hud", KING).record.awards[0].agency == "us-dot"


def test_an_award_can_be_named() -> None:
    assert KING is not None
    supposed = supposing(question(JAG, OPEN), 'award.agency of "open" is us-hud; award "open" carries t/a', KING)
    assert [a.agency for a in supposed.record.awards] == ["us-doj-ojp", "us-hud"]
    found = asked('award "open" carries t/a', "a", JAG, OPEN)
    assert (found["open"].status, found["open"].attach_basis) == ("blocked", "answer")
    assert found["jag"].status == "undetermined"
    assert asked('award "open" does not carry t/a', "a", OPEN).keys() == {None}


def test_an_answer_about_an_award_is_about_those_that_fit() -> None:
    found = asked("award.agency is us-dot; formula is yes", "c", JAG)
    assert {id: p.status for id, p in found.items()} == {"supposed-2": "in_force"}
    assert asked('formula of "open" is yes', "c", OPEN)["open"].status == "undetermined"
    assert asked('formula of "open" is yes; award.agency of "open" is us-dot', "c", OPEN)["open"].status == "in_force"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('award.agency of "jag" is us-hud', "on record it is us-doj-ojp"),
        ('award.agency of "none" is us-hud', "no award `none` is on record"),
        ('award "none" carries t/a', "no award `none` is on record"),
        ("seattle-wa is a member of uscm", "speaks of seattle-wa"),
        ("limits of seattle-wa is yes", "speaks of seattle-wa"),
        ("attached for king-county-wa", "`for` is not part of a fact"),
        ("attached from 2025-01-01", "`from` is not part of a fact"),
        ("attached until 2025-01-01", "`until` is not part of a fact"),
        ("award.recipient is seattle-wa", "`award.recipient` is not supposed by itself"),
        ("award.subrecipient is king-county-wa", "`award.subrecipient` is not supposed by itself"),
        ("v/pi is stayed", "complete"),
        ("v/pii is stayed from 2025-06-01", "No order, holding, notice or doctrine is named `v/pii`"),
        ("t/a is stayed from 2025-06-01", "`t/a` is a norm"),
        ("v/pi is stayed from 2025-05-14", "was only decided on 2025-05-15"),
        (";", "names no fact"),
        ("v/pi is extended until 2025-09-01", "says no end"),
        ("v/tro is extended until 2025-05-20", "ends only on"),
    ],
)
def test_nothing_is_dropped_and_what_touches_nothing_is_refused(text: str, words: str) -> None:
    assert words in refused(text, JAG)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("king-county-wa is a member of uscm", "king-county-wa is not a member of uscm"),
        ("king-county-wa does help", "king-county-wa does not help"),
        ("limits is yes", "limits of king-county-wa is no"),
        ('formula of "jag" is yes', 'formula of "jag" is no'),
        ("award.agency is us-dot", "award.agency is us-dot-fta"),
        ("award.stage is offered", "award.stage is obligated"),
        ("award carries t/a", "award does not carry t/a"),
        ("without v/pi", "v/pi is stayed from 2025-06-01"),
        ("v/pi is stayed from 2025-06-01", "v/pi is stayed from 2025-07-01"),
        ("v/tro is expired from 2025-05-09", "v/tro is extended until 2025-06-10"),
        ("v/pi is reversed from 2025-06-01", "v/pi is made final from 2025-06-01"),
        ('king-county-wa accepted an award of "16.738" for 2024 on 2024-11-01', "award.fiscal_year is 2023"),
        ('king-county-wa accepted an award of "16.738" for 2024 on 2024-11-01', "award.stage is offered"),
    ],
)
def test_two_facts_that_contradict_each_other_are_refused(one: str, other: str) -> None:
    assert "contradict" in refused(f"{one}; {other}", JAG)


def test_facts_of_two_awards_do_not_contradict_each_other() -> None:
    one, other = (
        'king-county-wa was offered an award of "16.738" for 2024',
        'king-county-wa accepted an award of "16.738" for 2023',
    )
    assert KING is not None
    found = supposing(
        question(), f"{one} on 2024-09-01; award.amount is $5; {other} on 2024-11-01; award.amount is $6", KING
    )
    assert [award.amount for award in found.record.awards] == [5, 6]


# ---- orders ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("is stayed from 2025-06-01", "blocked", "in_force"),
        ("is reversed from 2025-06-01", "blocked", "in_force"),
        ("is expired from 2025-06-01", "blocked", "in_force"),
        ("is narrowed to seattle-wa from 2025-06-01", "blocked", "in_force"),
        ("is narrowed to king-county-wa from 2025-06-01", "blocked", "blocked"),
        ("is narrowed to every local government except king-county-wa from 2025-06-01", "blocked", "in_force"),
        ("is made final from 2025-06-01", "blocked", "blocked"),
    ],
)
def test_an_order_changes_from_its_day(change: str, before: str, after: str) -> None:
    text = f"v/pi {change}"
    assert asked(text, "b", on="2025-05-31")[None].status == before
    assert asked(text, "b", on="2025-06-01")[None].status == after


def test_an_order_that_was_replaced_does_not_come_back() -> None:
    """The restraining order stood until 21 May; the injunction that took its place is stayed before that."""
    for change in ("stayed", "reversed", "expired"):
        assert asked(f"v/pi is {change} from 2025-05-17", "b", on="2025-05-18")[None].status == "in_force"


def test_a_restraining_order_that_is_supposed_extended() -> None:
    built = law(TERMS, SUIT[: SUIT.index("order pi")])
    assert KING is not None
    supposed = supposing(question(built=built), "v/tro is extended until 2025-06-10", KING)
    assert ask(built.norms["t/b"], supposed.context(KING))[0].status == "blocked"


def test_an_order_is_widened_to_everyone() -> None:
    other = government("dallas-tx")
    assert other is not None
    supposed = supposing(question(), "v/pi is widened to everyone from 2025-06-01", other)
    found = ask(BUILT.norms["t/b"], supposed.context(other))[0]
    assert (found.status, found.ground) == ("blocked", "supposed/widened-1")
    stayed = supposing(question(), "v/pi is widened to everyone from 2025-06-01; v/pi is stayed from 2025-06-01", other)
    assert ask(BUILT.norms["t/b"], stayed.context(other))[0].status == "blocked"


@pytest.mark.parametrize("to", ["everyone", "king-county-wa", "every county within wa"])
def test_whom_an_order_reaches_anyway_it_reaches_itself(to: str) -> None:
    """That it is widened changes nothing for them, and is no change of ground."""
    assert KING is not None
    change = f"v/pi is widened to {to} from 2025-06-01"
    assert asked(change, "b", on="2025-07-01")[None].grounds == ("v/pi", "supposed/widened-1")
    assert difference(question(on="2025-07-01"), KING, None, None, None, None, change, None, False).changes == ()


def test_what_happens_only_later_is_not_compared() -> None:
    assert KING is not None
    now = question(on="2025-07-01")
    with pytest.raises(Refused, match="that day is earlier"):
        difference(now, KING, None, None, None, None, "v/pi is stayed from 2025-07-02", None, False)
    two = difference(now, KING, "2025-07-02", None, None, None, "v/pi is stayed from 2025-07-02", None, True)
    assert two.changes


def test_a_final_order_is_looked_after_no_more() -> None:
    seen = SUIT.replace("order pi\n", "order pi\n  last_seen 2025-05-16\n  appeal pending\n")
    built = law(TERMS, seen)
    assert KING is not None
    now = question(built=built, on="2025-09-01")
    plain = ask(built.norms["t/b"], now.context(KING))[0]
    final = ask(built.norms["t/b"], supposing(now, "v/pi is made final from 2025-08-01", KING).context(KING))[0]
    assert plain.fresh is not None
    assert (plain.fresh.state, final.fresh) == ("last_seen", None)


def test_what_still_bars_is_a_change_of_ground() -> None:
    assert KING is not None
    two = law(TERMS, SUIT + "order other\n  decided 2025-05-10\n  blocks t/b\n  for king-county-wa\n")
    found = difference(question(built=two), KING, None, None, None, None, "v/pi is stayed from 2025-06-01", None, False)
    change = next(c for c in found.changes if c.before and c.before.norm == "t/b")
    assert change.before is not None
    assert change.after is not None
    assert [(p.status, p.ground) for p in (change.before, change.after)] == [
        ("blocked", "v/pi"),
        ("blocked", "v/other"),
    ]


def test_without_an_order_is_as_if_it_had_never_been_made() -> None:
    assert KING is not None
    now = question(on="2025-05-20")
    never = difference(now, KING, None, "v/pi", None, None, None, None, False)
    assert never.after == "without v/pi, as if it had never been made"
    # the restraining order, never replaced, runs its 14 days
    (change,) = [c for c in never.changes if c.before and c.before.norm == "t/b"]
    assert change.after is not None
    assert (change.after.status, change.after.ground) == ("blocked", "v/tro")
    later = difference(question(on="2025-05-21"), KING, None, "v/pi", None, None, None, None, False)
    assert [c.after.status for c in later.changes if c.after and c.after.norm == "t/b"] == ["in_force"]


# ---- missing facts ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("norm", ["a", "c"])
def test_a_missing_fact_can_be_put_back_as_it_is_printed(norm: str) -> None:
    assert KING is not None
    bare = Award("open", "king-county-wa")
    (found,) = ask(BUILT.norms[f"t/{norm}"], question(bare).context(KING), "open")
    facts = [as_fact(m, BUILT, "king-county-wa") for m in found.missing]
    assert None not in facts
    for fact, missing in zip(facts, found.missing, strict=True):
        assert fact is not None
        supposed = supposing(question(bare), fact, KING)
        then = ask(BUILT.norms[f"t/{norm}"], supposed.context(KING), "open")
        assert missing not in [m for p in then for m in p.missing]


def test_attached_is_read_without_the_grammar_as_with_it() -> None:
    assert KING is not None
    assert parse_given("attached; attached") == (GivenAttached(), GivenAttached())
    plain, twice = (supposing(question(OPEN), text, KING) for text in ("attached", " attached ; attached;"))
    beside = supposing(question(OPEN), "attached; award.agency is us-dot-fta", KING)  # read by the grammar
    assert plain.attached == twice.attached == beside.attached
    assert plain.attached != question(OPEN).attached


# ---- what is printed as missing can be pasted back -----------------------------------------------------------------------
LEFT_OPEN = """
order stay
  court      ca9
  decided    between 2025-05-20 and 2025-07-01
  stays      pi
  for        king-county-wa
  mandate    unknown
order back
  court      ca9
  decided    2025-05-28
  reverses   dot
  mandate    after 2025-05-29
order notice "tro" restraining
  decided    2025-05-07
  blocks     t/c
  for        everyone
holding low
  court      wawd
  decided    2025-05-15
  voids      t/b
  for        perhaps every city within wa, or because "only in the caption", every state within nynd
"""
UNSETTLED = law(TERMS, SUIT + LEFT_OPEN)


@pytest.mark.parametrize(
    ("party", "norm", "fact", "given"),
    [
        ("king-county-wa", "b", "day", "the day of v/stay is 2025-05-25"),
        ("seattle-wa", "b", "scope", 'seattle-wa is meant by "only in the caption"'),
        ("ny", "b", "district", "ny is within nynd"),
        ("il", "c", "extended", "v/notice is extended until 2025-09-01"),
    ],
)
def test_what_is_missing_is_printed_as_it_is_supposed(party: str, norm: str, fact: str, given: str) -> None:
    who = government(party)
    assert who is not None
    start = question(*(replace(OPEN, recipient=party) for _ in range(norm == "c")), built=UNSETTLED)
    before = ask(UNSETTLED.norms[f"t/{norm}"], start.context(who))
    missing = [m for p in before for m in p.missing if m.fact == fact]
    assert missing
    printed = as_fact(missing[0], UNSETTLED, party)
    assert printed is not None
    assert printed.rpartition(" ")[0] == given.rpartition(" ")[0]
    after = supposing(start, given, who)
    found = ask(after.law.norms[f"t/{norm}"], after.context(who))
    assert missing[0] not in [m for p in found for m in p.missing]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("the day of v/pi is 2025-05-16", "is known otherwise"),
        ("the day of v/stay is 2025-08-01", "is known otherwise"),
        ("the mandate of v/pi is 2025-08-01", "says no mandate"),
        ("the mandate of t/b is 2025-08-01", "has no mandate"),
        ('king-county-wa is meant by "no such words"', "no text is unclear"),
        ("king-county-wa is within nynd", "leaves no choice"),
    ],
)
def test_what_settles_nothing_is_refused(given: str, words: str) -> None:
    assert KING is not None
    with pytest.raises(Refused, match=words):
        supposing(question(built=UNSETTLED), given, KING)


def test_a_mandate_that_is_not_known_may_be_supposed() -> None:
    assert KING is not None
    given = "award.agency is us-dot-fta; the mandate of v/back is {}"
    for day, dot in (("2025-06-02", True), ("2025-05-30", False)):
        after = supposing(question(built=UNSETTLED), given.format(day), KING)
        (found,) = ask(after.law.norms["t/a"], after.context(KING))
        assert ("v/dot" in found.grounds) == dot


COUNTED = law(
    TERMS,
    'define bond "the day the bond was posted"\n  of order\n  is a date\n'
    "order pi\n  decided 2025-05-01\n  from 2 business days after bond\n  blocks t/a\n  for king-county-wa\n"
    "order other\n  decided 2025-05-01\n  blocks t/b\n  for king-county-wa\n",
)


def test_a_day_is_supposed_only_of_an_order_that_counts_from_it() -> None:
    assert KING is not None
    start = question(on="2025-06-01", built=COUNTED)
    after = supposing(start, "attached; bond of v/pi is 2025-05-30", KING)
    assert ask(after.law.norms["t/a"], after.context(KING))[0].status == "in_force"
    after = supposing(start, "attached; bond of v/pi is 2025-05-28", KING)
    assert ask(after.law.norms["t/a"], after.context(KING))[0].status == "blocked"
    with pytest.raises(Refused, match=r"no day of v/other is counted from bond"):
        supposing(start, "bond of v/other is 2025-05-30", KING)


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("v/pi is vacated from 2025-06-01", "v/pi is reversed from DAY"),
        ("v/pi stayed from 2025-06-01", "v/pi is stayed from DAY"),
        ("v/pi is stayed as to t/a from 2025-06-01", "supposed stayed as a whole"),
        ("pi is stayed from 2025-06-01", "Did you mean `v/pi`?"),
    ],
)
def test_the_fact_that_was_nearly_supposed_is_named(given: str, hint: str) -> None:
    assert hint in refused(given)
