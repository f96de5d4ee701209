"""The verdicts on the fourteen statements of the article, each judged by reading the law of its own day."""

import datetime as dt

import pytest

from comity.answers.question import open_law, open_record
from comity.answers.statements import check_statements
from comity.proof.question import Question

VERDICTS = {
    # 8 U.S.C. 1324(a)(1)(A)(iii) asks for knowing concealment, harboring or shielding of an alien, and for a "person";
    # whether any of it was done is on no record, and whether a government is a "person" was not settled.
    "homan-wt": "undetermined",
    "homan-fox": "undetermined",
    # No law of January 2018 made it a duty to help federal officers enforce civil immigration law.
    "nielsen-request": "contradicted",
    # Cal. Gov. Code 7284.6(a)(1), (a)(1)(B), (a)(1)(C) and (a)(4) began on 1 January 2018. The remark says what the
    # statement leaves out: the section binds law enforcement agencies only, and has exceptions.
    "ca-law": "supported",
    # The letters: 23 recipients, 24 January 2018, a request.
    "doj-letters": "supported",
    # New York (1992), Printz (1997): no commandeering. The Supremacy Clause: no obstruction of federal officers.
    "napolitano-commandeer": "supported",
    # A request commands nobody.
    "napolitano-president": "supported",
    # Opinions, predictions and quotations that say nothing of the law.
    "nielsen-quote": "nothing to check",
    "deblasio-tweet": "nothing to check",
    "crackdown": "nothing to check",
    "headline": "nothing to check",
    "homan-risk": "nothing to check",
}

OPEN = {
    # Said on a day of 2017 that is not known. EO 13768 s. 9(a) was in force from 25 January and enjoined from 25 April.
    "sessions-2017": "undetermined",
    # He speaks of a condition that a city agreed to when it took an award; the general rule (Pennhurst, Dole) is open
    # for want of facts. That one condition of 2017 was enjoined does not contradict the general rule.
    "napolitano-contract": "undetermined",
}
"""Statements whose truth turns on a day or a fact that is not known."""


@pytest.fixture(scope="module")
def checked():
    law = open_law(None)
    today = dt.date(2026, 11, 24)
    found = check_statements(Question(law, open_record(None, law), today, today))
    return {c.statement.id: c for c in found}


def test_all_fourteen_are_judged(checked):
    assert set(checked) == {*VERDICTS, *OPEN}


@pytest.mark.parametrize(("id", "verdict"), VERDICTS.items())
def test_verdict(checked, id, verdict):
    assert checked[id].verdict == verdict


@pytest.mark.parametrize(("id", "verdict"), OPEN.items())
def test_verdict_left_open(checked, id, verdict):
    assert checked[id].verdict == verdict


def test_a_statement_without_a_proposition_has_no_proof(checked):
    for c in checked.values():
        assert (c.verdict == "nothing to check") == (not c.steps), c.statement.id


def test_the_law_is_asked_as_it_stood_on_the_day_said(checked):
    for c in checked.values():
        for p in c.positions:
            assert p.as_of == p.known_at
            assert c.statement.said_first is not None
            assert c.statement.said_last is not None
            assert c.statement.said_first <= p.as_of <= c.statement.said_last, c.statement.id


def test_every_statement_says_who_reported_it(checked):
    for c in checked.values():
        assert c.statement.speaker
        assert c.statement.chain


def test_the_verdict_is_the_weakest_of_its_claims(checked):
    for c in checked.values():
        truths = [s.truth for s in c.steps]
        if c.verdict == "supported":
            assert all(truths)
        if c.verdict == "contradicted":
            assert False in truths
        if c.verdict == "undetermined":
            assert None in truths
            assert False not in truths


def test_the_enjoined_order_is_named(checked):
    positions = checked["sessions-2017"].positions
    assert positions[0].status == "not_yet"
    assert "in_force" in {p.status for p in positions}
    assert (positions[-1].status, positions[-1].ground) == ("blocked", "santa-clara-v-trump/permanent")


def test_the_letters_are_checked_against_the_record_fact_by_fact(checked):
    (step,) = checked["doj-letters"].steps
    assert {p.claim.split(" (")[0] for p in step.parts} == {
        "its force is request",
        "its recipients are 23",
        "its date is 2018-01-24",
    }
