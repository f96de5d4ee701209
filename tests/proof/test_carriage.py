"""Which terms an award carries, and how that is known: its documents, then rules of the agency and the office, then answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.small_law import law

from comity.answers.contract import position_json
from comity.answers.question import Question, supposing
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.ask import ask
from comity.proof.context import context
from comity.proof.position import Position, position
from comity.record.conditions import NotACondition, read_condition
from comity.record.nodes import Award, Carriage, Known, Record

TERMS = """
act help "help federal officers"
act report "report"
act audit "keep books"
norm a
  cites      "one"
  binds      award.recipient
  must       help
  when       award carries a
norm b
  cites      "two"
  binds      award.recipient
  must       report
  when       award carries b
norm c
  cites      "three"
  binds      award.recipient
  must       audit
  when       award carries c
terms v2 "version 2"
  carries    a, b
  attaches when award.agency is us-dhs
  from       2025-04-01
terms v3 "version 3"
  carries    a
  attaches when award.agency is us-dhs
  from       2025-06-01
  replaces   v2
"""
AWARD = Award("w", "chicago-il", agency="us-dhs", accepted=dt.date(2025, 7, 1))
BUILT = law(TERMS)


def found(norm: str, award: Award = AWARD, *rules: Carriage, built: Law = BUILT, on: str = "2025-08-01") -> Position:
    party, day = government("chicago-il"), dt.date.fromisoformat(on)
    assert party is not None
    ctx = context(built, Record(awards=(award,), carriage=rules), party, day)
    return position(built.norms[f"t/{norm}"], ctx.about(award=award))


def said(norm: str, award: Award = AWARD, *rules: Carriage) -> tuple[str, str | None]:
    p = found(norm, award, *rules)
    return p.status, p.attach_basis


def rule(carries: str, by: str, carried: bool = True, when: str = "", award: str | None = None) -> Carriage:
    return Carriage(f"t/{carries}", by, carried, read_condition(when, BUILT) if when else None, award)


OTHER = replace(AWARD, agency="us-doj")


def test_the_agency_attaches_the_version_of_the_day_of_acceptance() -> None:
    assert said("b", replace(AWARD, accepted=dt.date(2025, 5, 31))) == ("in_force", "agency")
    assert said("a", replace(AWARD, accepted=dt.date(2025, 6, 1))) == ("in_force", "agency")
    assert said("b", replace(AWARD, accepted=dt.date(2025, 6, 1))) == ("not_attached", None)
    before = found("a", replace(AWARD, accepted=dt.date(2025, 3, 31)))
    assert (before.status, before.if_attached) == ("undetermined", ("in_force", None))
    assert [m.fact for m in before.missing] == ["terms carry t/a"]


def test_which_version_waits_for_the_day_of_acceptance() -> None:
    either = found("b", replace(AWARD, accepted=None))
    assert either.status == "undetermined"
    assert [m.fact for m in either.missing] == ["terms carry t/b", "award.accepted"]


def test_a_set_is_closed_for_its_lineage_and_open_for_all_others() -> None:
    named = replace(OTHER, term_sets=("t/v3",))
    assert said("a", named) == ("in_force", "document")
    assert said("b", named) == ("not_attached", None)
    assert said("c", named)[0] == "undetermined"
    both = replace(OTHER, term_sets=("t/v2", "t/v3"))
    assert said("b", both) == ("in_force", "document")


def test_a_list_of_terms_is_closed_but_for_the_sets_named_beside() -> None:
    listed = replace(OTHER, terms=("t/c",), term_sets=("t/v3",))
    assert [said(n, listed)[0] for n in "abc"] == ["in_force", "not_attached", "in_force"]
    assert [said(n, replace(OTHER, terms=()))[0] for n in "abc"] == ["not_attached"] * 3
    contradicting = found("b", replace(OTHER, terms=("t/b",), term_sets=("t/v3",)))
    assert contradicting.status == "undetermined"
    assert "contradict" in contradicting.missing[0].words


@pytest.mark.parametrize(
    ("weaker", "stronger"), [("answer", "office"), ("answer", "agency"), ("office", "agency"), ("agency", "document")]
)
def test_a_stronger_word_beats_a_weaker_one(weaker: str, stronger: str) -> None:
    def both(yes: str, no: str) -> Position:
        rules = [rule("c", by, carried) for by, carried in ((yes, True), (no, False)) if by != "document"]
        terms = {yes: ("t/c",), no: ()}.get("document")
        return found("c", replace(OTHER, terms=terms), *rules)

    assert (both(stronger, weaker).status, both(stronger, weaker).attach_basis) == ("in_force", stronger)
    assert both(weaker, stronger).status == "not_attached"


@pytest.mark.parametrize("by", ["agency", "office", "answer"])
def test_contradictions_of_one_strength_are_shown_and_decide_nothing(by: str) -> None:
    rules = rule("c", by), rule("c", by, False, when="award.agency is us-doj")
    open_ = found("c", OTHER, *rules)
    assert open_.status == "undetermined"
    assert "contradict: " in open_.missing[0].words
    assert open_.missing[0].words.count("these awards") == 2
    assert said("c", replace(OTHER, agency="us-hud"), *rules) == ("in_force", by)


def test_two_sets_of_one_lineage_by_rules_of_one_strength_contradict_each_other() -> None:
    rules = rule("v2", "office"), rule("v3", "office")
    assert said("a", OTHER, *rules) == ("in_force", "office")
    assert said("b", OTHER, *rules)[0] == "undetermined"


def test_a_rule_that_may_apply_leaves_open_what_it_would_change() -> None:
    perhaps = replace(OTHER, fiscal_year=None)
    year = "award.fiscal_year is 2025"
    assert said("c", perhaps, rule("c", "office", when=year))[0] == "undetermined"
    assert said("c", perhaps, rule("c", "office", when=year), rule("c", "answer")) == ("in_force", "answer")
    assert said("c", perhaps, rule("c", "office", False, when=year), rule("c", "answer"))[0] == "undetermined"


def test_a_rule_that_does_not_apply_says_nothing_of_other_awards() -> None:
    assert said("c", OTHER, rule("c", "office", when="award.agency is us-hud"))[0] == "undetermined"


def test_an_answer_is_about_its_award_alone() -> None:
    assert said("c", OTHER, rule("c", "answer", award="w")) == ("in_force", "answer")
    assert said("c", OTHER, rule("c", "answer", award="x"))[0] == "undetermined"


def test_that_a_set_is_not_carried_denies_its_norms_and_no_others() -> None:
    refused = rule("v3", "answer", False)
    assert said("a", OTHER, refused) == ("not_attached", None)
    assert said("b", OTHER, refused)[0] == "undetermined"


def test_a_rule_is_known_from_its_day_and_can_be_corrected() -> None:
    wrong = replace(rule("c", "office"), known=Known(recorded=dt.date(2025, 7, 20), row="r1"))
    right = replace(rule("c", "office", False), known=Known(recorded=dt.date(2025, 7, 25), supersedes="r1"))
    days = {day: found("c", OTHER, wrong, right, on=day).status for day in ("2025-07-19", "2025-07-20", "2025-07-25")}
    assert list(days.values()) == ["undetermined", "in_force", "not_attached"]


def test_a_supposed_award_may_carry_a_set() -> None:
    party, day = government("chicago-il"), dt.date(2025, 8, 1)
    assert party is not None
    given = 'chicago-il accepted an award of "16.738" for 2025 carrying t/v3 on 2025-07-01'
    asked = supposing(Question(BUILT, Record(), day, day), given, party)
    a, b = (ask(BUILT.norms[f"t/{n}"], asked.context(party), "supposed-1")[0] for n in "ab")
    assert (a.status, a.attach_basis, b.status) == ("in_force", "supposed", "not_attached")


def test_what_attaches_by_its_own_condition_is_law() -> None:
    own = TERMS + 'norm d\n  cites "four"\n  binds award.recipient\n  must audit\n  when award.agency is us-dhs\n'
    assert found("d", built=law(own)).attach_basis == "law"
    assert position_json(found("a"))["attach_basis"] == "agency"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("award.agency is", "The statement ends before it is complete."),
        ("award.agncy is us-dhs", "There is no attribute `award.agncy`."),
        ("award carries t/a", "asks whether an award carries `t/a`"),
        ("demand.force is request", "`demand.force` cannot be read here."),
    ],
)
def test_a_rule_asks_about_awards_and_their_recipients(words: str, sentence: str) -> None:
    with pytest.raises(NotACondition) as refused:
        read_condition(words, BUILT)
    assert sentence in refused.value.sentence
