"""Every kind of missing fact is printed as `--suppose` takes it, and put back it is no longer missing."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest
from tests.small_law import law

from comity import proof
from comity.answers.missing import as_fact
from comity.answers.question import supposing
from comity.errors import Refused
from comity.norms.attributes import ATTRIBUTES
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.ask import ask
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.truth import Missing
from comity.record.nodes import Award, Demand, Record

TERMS = """
act help "help federal officers"
act house "hold people for federal officers"
  kind of    help
define limits "the party limits exchange of status"
  of         party
  is         yes or no
define formula "the award is made by formula"
  of         award
  is         yes or no
define urgent "the demand is urgent"
  of         demand
  is         yes or no
define bond-posted "the day the bond was posted"
  of         order
  is         a date
define served "the day the party was served"
  of         party
  is         a date
define price "the price that is paid"
  of         party
  is         an amount
"""
NORMS = {
    "program": 'when award.program is "16.738"',
    "agency": "when award.agency is us-dot-fta",
    "stage": "when award.stage is disbursed",
    "year": "when award.fiscal_year is 2025",
    "amount": "when award.amount is at least $50,000",
    "offered": "when award.offered is before 2025-01-01",
    "obligated": "when award.obligated is before 2025-01-01",
    "starts": "from award.period_start",
    "ends": "until 30 days after award.period_end",
    "accepted": "from award.accepted",
    "subrecipient": "when award.subrecipient is seattle-wa",
    "carried": "when award carries t/carried",
    "formula": "when formula",
    "limits": "when limits",
    "does": "when party does help",
    "member": "when party is a member of uscm",
    "kind": "when party is a local government",
    "place": "when party is within ilnd",
    "served": "from 3 days after served",
    "counted": "from 2 days after v/later",
    "known": "from between 2025-01-01 and 2026-01-01",
    "last": "until unknown",
    "open": "when limits and not formula and party does help",
}
DEMANDS = {
    "issued": "when demand.issuer is us-doj",
    "dated": "when demand.date is before 2025-01-01",
    "due": "when demand.due is before 2025-01-01",
    "force": "when demand.force is subpoena",
    "basis": "when demand.basis is t/limits",
    "urgent": "when urgent",
    "answered": "when party does house",
}
TOLD = ("reached", "tiered", "primed", "extended", "posted", "begun", "gone", "sent", "opposite", "ruled", "mandated")
SUIT = """
order later "later"
  decided    between 2025-05-20 and 2025-07-01
  blocks     t/limits
  for        seattle-wa
order reached
  decided    2025-05-01
  blocks     t/reached
  for        perhaps every local government within wa because "only in the caption"
order tiered
  decided    2025-05-01
  blocks     t/tiered
  for        every subrecipient of il
order primed
  decided    2025-05-01
  blocks     t/primed
  for        every subrecipient of il at any tier
order extended "tro" restraining
  decided    2025-05-01
  blocks     t/extended
  for        everyone
order posted
  decided    2025-05-01
  blocks     t/posted
  for        everyone
  from       bond-posted
order begun
  decided    2025-05-01
  blocks     t/begun
  for        everyone
  from       unknown
order gone
  decided    2025-05-01
  blocks     t/gone
  for        everyone
  until      after 2025-05-20
order sent
  decided    unknown
  blocks     t/sent
  for        everyone
holding upheld
  decided    2025-05-01
  upholds    t/ruled
  for        everyone
holding vacated
  decided    2025-05-01
  voids      t/ruled
  for        everyone
holding mandated
  decided    2025-05-01
  voids      t/mandated
  for        everyone
holding undone
  court      ca7
  decided    2025-05-20
  reverses   mandated
  mandate    unknown
holding first
  court      ca7
  decided    between 2025-03-01 and 2025-04-01
  voids      t/opposite
  in         ca7
holding second
  court      ca7
  decided    2025-03-20
  upholds    t/opposite
  in         ca7
"""


def _norm(name: str, clause: str, binds: str) -> str:
    return f'norm {name}\n  cites "{name}"\n  binds {binds}\n  must help\n' + (f"  {clause}\n" if clause else "")


def _built() -> Law:
    own = "".join(_norm(n, c, "award.recipient, award.subrecipient") for n, c in NORMS.items())
    demanded = "".join(_norm(n, c, "demand.recipient") for n, c in DEMANDS.items())
    told = "".join(_norm(n, "", "award.recipient, award.subrecipient") for n in TOLD)
    return law(TERMS + own + demanded + told, SUIT)


LAW = _built()
DAY = dt.date(2025, 6, 1)
MTA = "metropolitan-transportation-authority-ny"
EMPTY_DEMAND = Demand("letter", "a letter", "us", None, None, None, None, (), ("il", "seattle-wa"))


def _question(party: str) -> Question:
    prime, under = Award("P", "il"), Award("S1", "cook-county-il", prime="P")
    held = {
        "evanston-il": (prime, under, Award("A", "evanston-il", prime="S1")),
        "cook-county-il": (Award("A", "cook-county-il", prime="not-here"),),
        "chicago-il": (),
    }.get(party, (Award("A", party),))
    record = Record(awards=held, demands=(EMPTY_DEMAND,))
    return Question(LAW, record, DAY, DAY, forum="ilnd")


def _positions(party: str, norm: str, question: Question | None = None) -> tuple[Position, ...]:
    who = government(party)
    assert who is not None
    asked = question or _question(party)
    return ask(asked.law.norms[f"t/{norm}"], asked.context(asked.record.parties.get(party) or who))


def _all() -> list[tuple[str, str, Missing]]:
    found: list[tuple[str, str, Missing]] = []
    for party, norm in (
        *(("seattle-wa", norm) for norm in (*NORMS, *DEMANDS, *TOLD)),
        *((MTA, norm) for norm in ("kind", "reached")),
        *(("chicago-il", norm) for norm in NORMS if norm != "subrecipient"),
        ("il", "place"), ("evanston-il", "tiered"), ("cook-county-il", "primed"),
    ):  # fmt: skip
        found += [(party, norm, m) for p in _positions(party, norm) for m in p.missing]
    return list(dict.fromkeys(found))


MISSING = _all()
BARE = [(m.fact, party, norm, m) for party, norm, m in MISSING]


def _kinds() -> set[str]:
    """The kinds of missing facts that the meaning makes: the names it gives itself, and what it reads from the law."""
    kinds: set[str] = set()
    for path in Path(proof.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Missing":
                kinds.add(ast.unparse(node.args[0]).strip("'\""))
    return kinds


NEVER_PRINTED = {"PRESUMED", "LAST_SEEN", "missing.fact", "fact.fact"}
"""What an answer rests on is asked with them, and they are taken out again; a fact that is copied is of its own kind."""


def test_every_kind_of_missing_fact_is_tried() -> None:
    facts = {m.fact for _, _, m in MISSING}
    of_the_law = {
        "expr.path": bool(facts & set(ATTRIBUTES)),
        "spec.path": {"award.accepted", "award.period_end", "award.period_start"} <= facts,
        "path": True,  # who made the award, or the demand, by its role; told as the attribute
        "name": {"v/later", "served", "bond-posted"} <= facts,
        "question.name": {"limits", "formula", "urgent"} <= facts,
        "act": {"help", "house"} <= facts,
        "f'terms carry {norm}": "terms carry t/carried" in facts,
        "f'member of {name}": "member of uscm" in facts,
    }
    for kind in _kinds() - NEVER_PRINTED:
        assert of_the_law.get(kind, kind in facts), kind


FITTING = {
    "the day of v/later": "2025-05-25", "the day of v/first": "2025-03-25", "the first day of t/known": "2025-05-01",
    "the end of v/gone": "2025-05-30", "v/extended is extended until": "2025-07-01",
}  # fmt: skip
"""Days that what is known of each leaves open, in the place of the example."""


@pytest.mark.parametrize(("fact", "party", "norm", "missing"), BARE)
def test_what_is_missing_can_be_put_back_as_it_is_printed(fact: str, party: str, norm: str, missing: Missing) -> None:
    printed = as_fact(missing, LAW, party)
    assert printed is not None, missing
    for start, day in FITTING.items():
        if printed.startswith(start):
            printed = printed.rpartition(" ")[0] + f" {day}"
    who = government(party)
    assert who is not None
    after = supposing(_question(party), printed, who)
    assert missing not in [m for p in _positions(party, norm, after) for m in p.missing], printed


def test_a_class_that_is_meant_or_not_settles_the_answer() -> None:
    who = government(MTA)
    assert who is not None
    for said, status in (("is", "in_force"), ("is not", "not_attached")):
        after = supposing(_question(MTA), f"{MTA} {said} meant by every local government", who)
        assert _positions(MTA, "kind", after)[0].status == status


def test_a_tier_that_is_meant_or_not_settles_the_answer() -> None:
    who = government("evanston-il")
    assert who is not None
    for said, status in (("is", "blocked"), ("is not", "in_force")):
        after = supposing(
            _question("evanston-il"), f"evanston-il {said} meant by every subrecipient of il; attached", who
        )
        assert {p.status for p in _positions("evanston-il", "tiered", after)} == {status}


def test_who_is_above_an_award_settles_the_answer() -> None:
    who = government("cook-county-il")
    assert who is not None
    for said, status in (("is", "blocked"), ("is not", "in_force")):
        after = supposing(_question("cook-county-il"), f'award "A" {said} a subaward of il; attached', who)
        assert [p.status for p in _positions("cook-county-il", "primed", after) if p.award == "A"] == [status]


def test_which_ruling_is_later_settles_the_answer() -> None:
    who = government("seattle-wa")
    assert who is not None
    for said, status in (
        ("v/vacated is later than v/upheld", "void"),
        ("v/upheld is later than v/vacated", "in_force"),
    ):
        after = supposing(_question("seattle-wa"), f"{said}; attached", who)
        assert _positions("seattle-wa", "ruled", after)[0].status == status


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("v/upheld is later than v/upheld", "which of v/upheld and v/upheld is later is known"),
        ("v/second is later than v/mandated", "is later is known"),
        ("v/first is later than v/second", "the day of v/first is not known exactly"),
        ("seattle-wa is meant by every local government", "of that class, whatever a text says"),
        ("seattle-wa is meant by every county", "not of that class"),
        ('award "none" is a subaward of il', "no award `none` is on record"),
        ('demand.due of "none" is 2025-01-01', "no demand `none` is on record"),
        ('demand.issuer of "letter" is il', "on record it is us"),
        ("bond-posted is 2025-05-20", "asked of an order, and none is named"),
        ("bond-posted of v/nothing is 2025-05-20", "is named `v/nothing`"),
    ],
)  # fmt: skip
def test_what_settles_nothing_is_refused_in_a_sentence(fact: str, words: str) -> None:
    from comity.text.faults import Faults

    who = government("seattle-wa")
    assert who is not None
    with pytest.raises((Refused, Faults)) as caught:
        supposing(_question("seattle-wa"), fact, who)
    assert words in str(caught.value)


def test_words_settle_for_the_party_that_is_named_alone() -> None:
    """What is taken of one party says nothing of another, and of none whom the words cannot mean."""
    asked = supposing(
        _question("seattle-wa"), 'seattle-wa is meant by "only in the caption"; attached', government("seattle-wa")
    )
    assert _positions("seattle-wa", "reached", asked)[0].status == "blocked"
    other = Question(asked.law, asked.record, DAY, DAY, attached=frozenset())
    assert _positions("king-county-wa", "reached", other)[0].status == "undetermined"
    with pytest.raises(Refused, match="chicago-il is not among every local government within wa"):
        supposing(_question("chicago-il"), 'chicago-il is meant by "only in the caption"', government("chicago-il"))
