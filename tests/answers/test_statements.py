"""The verdicts on the sentences of the article, each judged by reading the law and the record of its own day."""

import datetime as dt
import re

import pytest

from comity.answers.question import open_law, open_record
from comity.answers.statements import VERDICTS, check_statements, statement_json
from comity.proof.question import Question

JUDGED = {
    # The testimony on record is of a request to look into it, and of no cases.
    "headline": "contradicted",
    # The request is borne out; that a duty stands behind it is not claimed, and none is found.
    "nielsen-request": "supported",
    # Transcripts print "might" where the article has "may".
    "nielsen-quote": "partly",
    # SB 54 began on 1 January 2018; the hearing was on 16 January.
    "nielsen-after-ca": "supported",
    # Bans on law enforcement agencies, and status information may be exchanged all the same (7284.6(e)).
    "ca-law": "partly",
    # 8 U.S.C. 1324(a)(1)(A)(iii) binds officials; whether one conceals, harbors or shields is on no record.
    "homan-wt": "undetermined",
    "homan-fox": "undetermined",
    # A request commands nobody.
    "napolitano-president": "supported",
    # 23 recipients, of 24 January, a subpoena threatened; but three are States and six counties.
    "doj-letters": "partly",
    # New York (1992), Printz (1997): no commandeering. The Supremacy Clause: no obstruction of federal officers.
    "napolitano-commandeer": "supported",
    # He threatened: the letters of 2017 and his remarks of March show it.
    "sessions-2017": "supported",
    # He supposes an award; whether its condition is valid is open on each of its limits.
    "napolitano-contract": "undetermined",
    # What other sources report, which sentences of the article are held against.
    "nielsen-testimony": "undetermined",
    "sessions-claw-back": "supported",
    # Opinions, predictions, policy, and words that only lead on.
    "homan-risk": "opinion",
    "fox-report": "opinion",
    "napolitano-discussed": "opinion",
    "mayors": "opinion",
    "deblasio-tweet": "opinion",
    "sessions-criticism": "opinion",
    "crackdown": "opinion",
}


@pytest.fixture(scope="module")
def checked():
    law = open_law(None)
    today = dt.date(2026, 11, 24)
    found = check_statements(Question(law, open_record(None, law), today, today))
    return {c.statement.id: c for c in found}


def test_all_are_judged(checked):
    assert set(checked) == set(JUDGED)


@pytest.mark.parametrize(("id", "verdict"), JUDGED.items())
def test_verdict(checked, id, verdict):
    assert checked[id].verdict == verdict


def test_each_of_the_21_sentences_and_the_headline_has_a_row(checked):
    of_article = [c.statement for c in checked.values() if c.statement.known.source == "article-2018"]
    held = sorted(n for s in of_article for n in s.sentences)
    assert held == list(range(22))


def test_every_verdict_has_its_reason_in_one_sentence(checked):
    for id, c in checked.items():
        assert c.verdict in VERDICTS
        assert re.fullmatch(r"[A-Z].*[.]", c.reason), id
        assert "\n" not in c.reason


def test_what_is_not_checked_says_why_and_has_no_proof(checked):
    for c in checked.values():
        assert (c.verdict == "opinion") == (not c.steps), c.statement.id
        if c.verdict == "opinion":
            assert c.reason == c.statement.unchecked


def test_the_law_is_asked_as_it_stood_on_the_day(checked):
    for c in checked.values():
        for p in c.positions:
            assert p.as_of == p.known_at


def test_every_statement_says_who_reported_it(checked):
    for c in checked.values():
        assert c.statement.speaker
        assert c.statement.chain


def test_the_reported_fact_is_borne_out_and_the_duty_stands_beside(checked):
    c = checked["nielsen-request"]
    assert [s.truth for s in c.beside] == [False]
    assert "beside the claim: no norm of the library in force for Los Angeles, CA said: must help federal" in c.reason
    assert statement_json(c)["verdict"] == "supported"


def test_the_breadth_of_the_californian_law_is_what_is_not_borne_out(checked):
    borne, not_borne = checked["ca-law"].reason.split("; not borne out: ")
    assert "no police money or personnel" in borne
    assert "status information may be exchanged" in not_borne


def test_the_letters_are_checked_against_the_record_fact_by_fact(checked):
    borne, not_borne = checked["doj-letters"].reason.split("; not borne out: ")
    assert "the recipients of doj-2018-01-24 are 23" in borne
    assert "threatens “subpoena”" in borne
    assert not_borne == "the recipients of doj-2018-01-24 are 14 cities, 6 counties, 3 states."


def test_the_hypothetical_award_is_asked_about_and_its_open_conditions_listed(checked):
    c = checked["napolitano-contract"]
    assert c.positions
    assert all((p.award or "").startswith("supposed") for p in c.positions)
    for condition in ("stated unambiguously", "known before it was accepted", "related to the federal interest",
                      "no real choice", "a statute gives the agency power"):  # fmt: skip
        assert condition in c.reason


@pytest.mark.parametrize("id", ["homan-wt", "homan-fox"])
def test_officials_are_asked_about_and_the_if_is_kept(checked, id):
    c = checked[id]
    assert {p.party for p in c.positions} == {"ca-city-official"}
    assert "suppose" in str(c.statement.proposition)
    assert "open: whether an official" in c.reason


def test_the_headline_is_held_against_the_testimony(checked):
    assert "said the contrary (nielsen-testimony)" in checked["headline"].reason


def test_the_quotation_shows_the_word_that_differs(checked):
    assert "“may” where it has “might”" in checked["nielsen-quote"].reason


def test_beside_the_threat_the_enjoined_order_is_named(checked):
    c = checked["sessions-2017"]
    (position,) = c.positions
    assert (position.status, position.ground) == ("blocked", "santa-clara-v-trump/permanent")
    assert "beside the claim" in c.reason
