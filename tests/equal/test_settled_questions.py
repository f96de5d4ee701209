"""Questions on which the evaluators once parted: the smallest law of each, what the design says, and why.

The answers are pinned for both evaluators, and what can mean nothing is a fault when the law is loaded.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from tests.equal.evaluators import Answer, Clingo, Evaluator, Key, Proof
from tests.small_law import law

from comity.norms.names.governments import government
from comity.record.nodes import Award, Conduct, Record

TERMS = """
act help "help federal officers"
norm a
  cites      "one"
  binds      everyone
  must       help
"""


@dataclass(frozen=True)
class Settled:
    """A question: the law of a lawsuit `v` beside the terms `t`, for whom and when it is asked, and the answer."""

    name: str
    why: str
    suit: str
    expected: Answer
    terms: str = TERMS
    awards: tuple[Award, ...] = ()
    conduct: tuple[Conduct, ...] = ()
    party: str = "chicago-il"
    on: str = "2018-03-01"
    award: str | None = None


BOUND = Answer("in_force", (), (), None)
OPENED = ("void", "in_force")
NEWER = TERMS + 'norm b\n  cites "two"\n  binds everyone\n  must help\n  replaces a\n'
QUESTIONS = (
    Settled(
        "successor postponed",
        "What was replaced is in force again where its successor is blocked, and a postponement blocks; clingo left it ended.",
        "order delay\n decided 2018-01-01\n postpones t/b\n for everyone",
        BOUND,
        terms=NEWER,
    ),
    Settled(
        "business days after a fact that is not on record",
        "A day counted from a fact is unknown without it, in whatever unit; clingo knew days and months alone.",
        'define bond "the day the bond was posted"\n of order\n is a date\n'
        "order pi\n decided 2018-01-01\n from 2 business days after bond\n blocks t/a\n for everyone",
        Answer("undetermined", ("blocked", "in_force"), (), None),
    ),
    Settled(
        "business days over a weekend and a holiday",
        "Friday 12 January 2018 and two business days, over Martin Luther King's day, is Wednesday the 17th.",
        "order pi\n decided 2018-01-12\n blocks t/a\n until 2 business days after pi\n for everyone",
        Answer("blocked", (), (), "v/pi"),
        on="2018-01-16",
    ),
    Settled(
        "the day before",
        "What was decided before 2 March 2018 had been decided by 1 March.",
        "order pi\n decided before 2018-03-02\n blocks t/a\n for everyone",
        Answer("blocked", (), (), "v/pi"),
    ),
    Settled(
        "list since",
        "A declared list too is named since a day: the grammar takes it, and the tree says so.",
        'define plaintiffs "the plaintiffs"\n lists chicago-il\n'
        "order pi\n decided 2018-01-01\n blocks t/a\n for plaintiffs since 2018-04-01",
        BOUND,
    ),
    Settled(
        "carries without award",
        "A missing fact is unknown, never false: `award.program is ...` is unknown here, `award carries ...` false.",
        "order pi\n decided 2018-01-01\n blocks t/a\n for everyone\n when award carries t/a",
        Answer("undetermined", ("blocked", "in_force"), (), None),
    ),
    Settled(
        "two holdings of unsure order",
        "The latest holding decides; which of the two that is, is not known, and a missing fact is never taken as known.",
        "holding h\n court ca7\n decided between 2018-01-01 and 2018-02-01\n voids t/a\n in ca7\n"
        "holding k\n court ca7\n decided 2018-01-15\n upholds t/a\n in ca7",
        Answer("undetermined", OPENED, (), None),
    ),
    Settled(
        "two holdings of one day",
        "Where courts disagree the disagreement is the answer; the reference lets the later name decide.",
        "holding h\n court ca7\n decided 2018-01-15\n upholds t/a\n in ca7\n"
        "holding k\n court ca7\n decided 2018-01-15\n voids t/a\n in ca7",
        Answer("undetermined", OPENED, (), None),
    ),
    Settled(
        "several subawards",
        "An unknown prime of one subaward does not hide the known prime of another: unknown or true is true.",
        "order pi\n decided 2018-01-01\n blocks t/a\n for every subrecipient of il",
        Answer("blocked", (), (), "v/pi"),
        awards=(Award("s1", "chicago-il", prime="lost"), Award("p", "il"), Award("s2", "chicago-il", prime="p")),
    ),
    Settled(
        "conduct that ended",
        "Whoever did the narrower act and then stopped may or may not do the wider one.",
        "",
        Answer("undetermined", ("not_attached", "in_force"), (), None),
        terms=TERMS + '  when party does help\nact detain "hold"\n  kind of help\n',
        conduct=(
            Conduct("chicago-il", "detain", True, dt.date(2016, 1, 1)),
            Conduct("chicago-il", "detain", False, dt.date(2017, 1, 1)),
        ),
    ),
    Settled(
        "an agency that a rule alone names",
        "An award known only as the department's may be that of its office, wherever the law names the office.",
        "",
        Answer("undetermined", ("not_attached", "in_force"), (), None),
        terms='act help "help"\nnorm a\n cites "one"\n binds award.recipient\n must help\n when large\n'
        'define large "the award is a large one"\n when award.agency is us-doj-ojp\n',
        awards=(Award("w", "chicago-il", agency="us-doj"),),
        award="w",
    ),
    Settled(
        "revival of what a norm replaced",
        "A norm replaced by a norm is ended only while its successor attaches, and is not void or blocked (it replaced a rule: "
        "Action on Smoking & Health v. CAB, 713 F.2d 795).",
        "order pi\n decided 2018-02-01\n blocks t/b\n for chicago-il",
        BOUND,
        terms=TERMS + 'norm b\n cites "two"\n binds everyone\n may help\n from 2018-01-01\n replaces a\n',
    ),
    Settled(
        "revival",
        "The repeal of a repealing act does not bring back what it repealed (1 U.S.C. 108), nor does a replacement's.",
        "notice n\n decided 2018-02-01\n repeals t/b",
        Answer("ended", (), (), "t/b"),
        terms=TERMS + 'norm b\n cites "two"\n binds everyone\n may help\n from 2018-01-01\n repeals a\n',
    ),
)


def answer(evaluator: Evaluator, asked: Settled) -> Answer | None:
    """What an evaluator says to a question."""
    named = {short: government(short) for short in (asked.party, "il")}
    record = Record(parties={k: v for k, v in named.items() if v}, awards=asked.awards, conduct=asked.conduct)
    day = dt.date.fromisoformat(asked.on)
    key: Key = (asked.party, "t/a", asked.award)
    return evaluator.answers(law(asked.terms, asked.suit), record, day, day, None).get(key)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)
def test_clingo_answers_as_the_design_says(asked: Settled) -> None:
    assert answer(Clingo(), asked) == asked.expected, asked.why


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)
def test_the_reference_answers_as_the_design_says(asked: Settled) -> None:
    assert answer(Proof(), asked) == asked.expected, asked.why


MEANS_NOTHING = (
    (
        "a precedent where the court controls nothing",
        TERMS,
        "holding h\n court ilnd\n decided 2018-01-01\n voids t/a\n in ca7",
    ),
    ("an order that voids, for nobody", TERMS, "order o\n decided 2018-01-01\n voids t/a"),
    ("one order for and against", TERMS, "order o\n decided 2018-01-01\n voids t/a\n upholds t/a\n for everyone"),
    (
        "subrecipients of a list, whom nobody is",
        TERMS,
        'define ps "p"\n lists il\norder o\n decided 2018-01-01\n blocks t/a\n for every subrecipient of ps',
    ),
    (
        "a list as a value, which nothing equals",
        TERMS,
        'define ps "p"\n lists il\norder o\n decided 2018-01-01\n blocks t/a\n for everyone\n when award.recipient is ps',
    ),
    (
        "a number as a condition, which 0 meets",
        TERMS + '  when officers\ndefine officers "how many officers"\n of party\n is a number\n',
        "",
    ),
)


@pytest.mark.parametrize(("terms", "suit"), [pytest.param(t, s, id=name) for name, t, s in MEANS_NOTHING])
def test_what_can_mean_nothing_is_a_fault(terms: str, suit: str) -> None:
    with pytest.raises(AssertionError):
        law(terms, suit)
