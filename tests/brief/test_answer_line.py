"""An answer as one line: dollars are never added twice, what is not known of them is said, and dated awards stand first."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from comity.answers.question import open_law
from comity.answers.timeline import all_positions
from comity.brief.answer_line import alike, together
from comity.brief.shelves import BACKGROUND, CONDITIONS, on_shelves
from comity.norms.names.governments import government
from comity.proof.question import Question
from comity.record.nodes import Award, Record

DAY = dt.date(2026, 11, 30)


def award(id, **known):
    return Award(id, "fresno-ca", **known)


def test_a_subaward_is_counted_and_its_dollars_are_not_added():
    prime = award("a", amount=Decimal(100), drawn=Decimal(30))
    sub = award("b", amount=Decimal(40), prime="a")
    found = together([prime, sub])
    assert (found.count, found.unpaid, found.known) == (2, Decimal(70), True)
    assert together([prime, award("c", amount=Decimal(5))]) == replace(found, unpaid=Decimal(75), known=False)
    assert together([award("d")]) == replace(found, count=1, unpaid=None, known=False)


def test_conditions_stand_by_nearest_day_then_dollars_and_each_award_in_one_line():
    law = open_law(None)
    hud = {"agency": "us-hud", "terms": ("hud-coc-fy2024/dei",), "accepted": dt.date(2025, 3, 1)}
    jag = {"agency": "us-doj", "program": "16.738", "fiscal_year": 2017, "accepted": dt.date(2018, 10, 1)}
    record = Record(awards=(
        award("small", amount=Decimal(10), accept_by=dt.date(2026, 12, 5), **hud),
        award("large", amount=Decimal(1000), **jag),
    ))  # fmt: skip
    question = Question(law, record, DAY, DAY)
    fresno = government("fresno-ca")
    found = all_positions(question, fresno, None)
    shelves = on_shelves(found, question, fresno)
    assert next(iter(shelves)) == CONDITIONS
    assert list(shelves)[-1] == BACKGROUND
    assert sum(map(len, shelves.values())) == len(found)
    lines = alike(shelves[CONDITIONS], question)
    assert lines[0][1][0].award == "small"
    assert any("attaches: award's words · 1 award, $10 unpaid at most" in line for line, _ in lines), lines[0][0]
    assert any(same[0].award == "large" for _, same in lines)
