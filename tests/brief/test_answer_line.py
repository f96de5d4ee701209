"""An answer as one line: dollars are never added twice, what is not known of them is said, and dated awards stand first."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from comity.answers.question import open_law
from comity.answers.timeline import all_positions
from comity.brief.answer_line import _givers, alike, together
from comity.brief.shelves import BACKGROUND, CONDITIONS, on_shelves
from comity.norms.names.governments import government
from comity.proof.question import Question
from comity.record.nodes import Award, Record
from comity.text import format as words

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


def test_of_all_whom_an_order_restrains_the_line_names_who_gave_the_award():
    order = ("us-hud", "us-dot", "us-doj", "us-hhs")
    assert _givers(order, {"us-dot"}) == ("us-dot",)
    assert _givers(order, {"us-doj-ojp", "us-hud"}) == ("us-hud", "us-doj")  # the Department, of which it is a part
    assert _givers(("us-doj-ojp", "us-hud"), {"us-doj"}) == ("us-doj-ojp",)
    assert _givers(order, {"us-dot", None}) == _givers(order, {None}) == order
    assert _givers(order, {"us-dhs-fema"}) == order  # it reaches FEMA in another way, which the line does not tell


def test_two_awards_of_one_order_are_each_told_of_their_own_agency():
    law = open_law(None)
    sides = {"us-hud": "hud", "us-dot": "dot"}
    awards = tuple(award(name, agency=agency, amount=Decimal(5)) for agency, name in sides.items())
    record = Record(awards=awards)
    question = Question(law, record, DAY, DAY)
    order = next(act for act in law.norm_acts.values() if act.restrains and {"us-hud", "us-dot"} <= set(_items(act)))
    norm = next(iter(order.effects[0].targets))
    found = [
        replace(_one(question), norm=norm, award=one.id, status="blocked", ground=order.id, grounds=(order.id,), verb=("enforce",),
                restrained=_items(order), if_attached=None, shared=None)
        for one in awards
    ]  # fmt: skip
    lines = [line for line, _ in alike(found, question)]
    assert len(lines) == 2
    assert "forbids the Department of Housing and Urban Development to enforce" in lines[0]
    assert "forbids the Department of Transportation to enforce" in lines[1]


def _items(act):
    return tuple(words.item(one) for one in act.restrains.items)


def _one(question):
    """Some answer about a condition of an award, whatever it is."""
    return next(one for one in all_positions(question, government("fresno-ca"), None) if one.award)
