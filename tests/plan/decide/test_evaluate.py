"""Laws on which truths over arrays once differed from the proof, each the smallest there is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from tests.equal.evaluator_bulk import InBulk, says_what_the_proof_says, write_awards
from tests.small_law import law

from comity.kept.portfolio import portfolio
from comity.norms.names.governments import government
from comity.plan.assessment.assess import assess
from comity.plan.awards.one_award import cell
from comity.plan.engine.protocol import start
from comity.proof.question import Question
from comity.record.nodes import EMPTY, Award, Record

ENGINE = start("duckdb", 1)
DAY = dt.date(2018, 1, 1)
HELP = 'act help "help federal officers"\n  enlists\n'


def norm(name: str, *clauses: str) -> str:
    """A norm on recipients."""
    return f"norm {name}\n  cites {name!r}\n  binds award.recipient\n  must help\n".replace("'", '"') + "".join(
        f"  {clause}\n" for clause in clauses
    )


def record(*awards: Award) -> Record:
    """A record of some awards and those who have them."""
    parties = {short: found for short in {a.recipient for a in awards} if (found := government(short)) is not None}
    return Record(parties=parties, awards=awards)


@pytest.mark.parametrize("who", ["recipient", "subrecipient"])
@pytest.mark.parametrize(
    "claim", ["is chicago-il", "is not chicago-il", "is one of chicago-il, il", "is us-doj", "is known"]
)
def test_who_has_an_award_is_asked_of_the_party(who: str, claim: str) -> None:
    awards = (
        Award("w1", "chicago-il"), Award("w2", "boston-ma"), Award("w3", "il"), Award("w4", "chicago-il", prime="w3"),
        Award("w5", "us-doj-ojp"),
    )  # fmt: skip
    made = law(HELP + norm("n", f"when award.{who} {claim}"))
    says_what_the_proof_says(InBulk(ENGINE), made, record(*awards), DAY, DAY)


def test_what_an_act_waits_for_counts_wherever_the_act_is_asked_about() -> None:
    asked = '(v/o is in force or award.program is "16.738") and (v/o is in force or award.fiscal_year is 2017)'
    made = law(
        HELP + norm("n", f"when {asked}") + norm("m"),
        "order o\n  decided 2017-02-01\n  when award.amount is at least $5 and award.stage is offered\n"
        "  blocks t/m\n  for everyone",
    )
    awards = (
        Award("w1", "chicago-il", program="16.738", fiscal_year=2016, stage="offered"),
        Award("w2", "chicago-il", program="16.738", fiscal_year=2016, amount=Decimal(10)),
    )
    says_what_the_proof_says(InBulk(ENGINE), made, record(*awards), DAY, DAY)


def test_a_deciding_fact_names_its_own_norm(tmp_path: Path) -> None:
    from_a_day = "from between 2017-06-01 and 2018-06-01"
    made = law(
        HELP
        + norm("n", 'when award.program is "16.738"', from_a_day)
        + norm("m", 'when award.program is "14.218"', from_a_day)
    )
    write_awards(
        [Award("w1", "chicago-il", program="16.738"), Award("w2", "chicago-il", program="14.218")],
        tmp_path / "awards.parquet",
    )
    done = assess(Question(made, EMPTY, DAY, DAY), tmp_path / "awards.parquet", tmp_path / "out.parquet", engine=ENGINE)
    facts = {fact.words: fact.norms for fact in done.days[0].facts}
    assert len(facts) == 2
    assert all(norms == (id,) for words, norms in facts.items() for id in ("t/n", "t/m") if id in words)


def test_what_is_known_in_part_is_said_of_the_awards_of_which_it_is_known() -> None:
    made = law(HELP + norm("n", "when award.stage is accepted or award.amount is $0"))
    awards = tuple(Award(f"w{stage}", "chicago-il", stage=stage, amount=Decimal(10)) for stage in ("accepted", None))
    question = Question(made, record(*awards), DAY, DAY)
    found = portfolio(question)
    for one in found.awards:
        (answer,) = found.said()[one.situation]
        proof = cell({award.id: award for award in awards}, question, one.award, answer.norm)
        assert [words for _, words in answer.missing] == [
            missing.words.replace(f" ({one.award})", "") for missing in proof.missing
        ]
