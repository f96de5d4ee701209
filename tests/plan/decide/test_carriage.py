"""By whose word a norm attaches to an award: in bulk as in the proof, for every way in which conditions rest on words."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.equal.evaluator_bulk import InBulk, says_what_the_proof_says
from tests.small_law import law

from comity.norms.names.governments import government
from comity.plan.engine.protocol import start
from comity.record.conditions import read_condition
from comity.record.nodes import Award, Carriage, Record

TERMS = """
act help "help"
define either "the award carries one of two"
  when       award carries a or award carries b
norm a
  cites      "one"
  binds      award.recipient
  must       help
  when       award carries a
norm b
  cites      "two"
  binds      award.recipient
  must       help
  when       award carries b and award.agency is us-hud
norm both
  cites      "three"
  binds      award.recipient
  must       help
  when       award carries a and award carries b
norm one
  cites      "four"
  binds      award.recipient
  must       help
  when       either
norm bare
  cites      "five"
  binds      award.recipient
  must       help
  when       award.agency is us-hud
  unless     award carries a
norm while-blocked
  cites      "six"
  binds      award.recipient
  must       help
  when       v/pi is in force
terms v1 "version 1"
  carries    a
"""
SUIT = "order pi\n  decided 2018-01-01\n  blocks t/b\n  for everyone\n  when award carries t/a\n"
MADE = law(TERMS, SUIT)
AWARDS = (
    Award("listed", "chicago-il", agency="us-hud", terms=("t/a", "t/b")),
    Award("in a set", "chicago-il", agency="us-hud", term_sets=("t/v1",)),
    Award("by rule", "chicago-il", agency="us-hud", program="16.738"),
    Award("answered", "chicago-il", agency="us-hud"),
    Award("not known", "chicago-il", agency="us-hud", program="14.218"),
)
RULES = (
    Carriage("t/a", "agency", True, when=read_condition('award.program is "16.738"', MADE)),
    Carriage("t/b", "office", True, when=read_condition('award.program is "16.738"', MADE)),
    Carriage("t/a", "answer", True, award="answered"),
    Carriage("t/b", "answer", True, award="in a set"),
)


@pytest.mark.parametrize("rules", [(), RULES[:1], RULES], ids=["documents", "one rule", "rules and answers"])
def test_the_basis_of_attaching_is_that_of_the_proof(rules: tuple[Carriage, ...]) -> None:
    chicago = government("chicago-il")
    assert chicago is not None
    record = Record(parties={"chicago-il": chicago}, awards=AWARDS, carriage=rules)
    bulk = InBulk(start("duckdb", 1))
    day = dt.date(2018, 6, 1)
    says_what_the_proof_says(bulk, MADE, record, day, day)
    found = {(norm.split("/")[1], award): beside.attach_basis for (_, norm, award), beside in bulk.beside.items()}
    assert found["a", "listed"] == found["a", "in a set"] == found["while-blocked", "listed"] == "document"
    if rules == RULES:
        assert found["a", "by rule"] == "agency"
        assert found["both", "by rule"] == "office"  # the weaker of the two words
        assert found["one", "by rule"] == "agency"  # the stronger
        assert found["a", "answered"] == "answer"
        assert found["a", "not known"] is None
