"""A demand that gives days has its due day counted, with the rule shown."""

import datetime as dt

from comity.answers.demands import _due
from comity.record.nodes import Demand


def test_days_given_are_counted_from_the_date_of_the_demand() -> None:
    demand = Demand(
        "d", "letter", "us-doj", dt.date(2025, 8, 13), None, "request", None, (), (), due_days=4, due_business=True
    )
    due = _due(demand)
    assert due is not None
    assert due.day == dt.date(2025, 8, 19)
    assert due.rule == "4 business days"


def test_a_day_stated_stands_as_stated() -> None:
    demand = Demand("d", "letter", "us-doj", dt.date(2018, 1, 24), dt.date(2018, 2, 23), "request", None, (), ())
    due = _due(demand)
    assert due is not None
    assert due.rule == "the day the demand states"
