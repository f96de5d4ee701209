"""A sheet as bytes is the same sheet again; bytes that are of no sheet, or hold what it may not, are refused."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from comity.disk.plain_form import NotPlain, dump
from comity.kept.packed import _Packed, pack, unpack
from comity.kept.portfolio import Answered, Placed, laid_out, numbered
from comity.kept.sheet import Face, Sheet

DAY = dt.date(2026, 11, 30)
NUMBER, ANSWERS = numbered([Answered("a/b", "undetermined", None, ("in_force",), (), None, (("f", "whether f"),))])
AWARDS = (
    Placed("A\t1", "fresno-ca", Decimal("10.50"), False, NUMBER, Decimal("0.5"), True),
    Placed("Ä-2", "fresno-ca", None, True, NUMBER),
)
SHEET = Sheet(
    laid_out(DAY, DAY, AWARDS, {NUMBER: ANSWERS}, ["nowhere"]),
    (Face("l", None, DAY, 14, ("enforce",), (), None, None),),
)


def test_a_sheet_comes_back_as_it_was():
    assert unpack(pack(SHEET)) == SHEET


def test_the_dollars_of_subawards_are_in_no_sum():
    (one,) = SHEET.portfolio.situations
    assert (one.awards, one.primes, one.paid_known, one.dollars, one.unpaid) == (
        2,
        1,
        1,
        Decimal("10.50"),
        Decimal("0.5"),
    )


COLUMNS = {name: [getattr(one, name) for one in AWARDS[1:]] for name in Placed.__dataclass_fields__}


@pytest.mark.parametrize(
    "held",
    [
        [],
        {**COLUMNS, "award": [1]},
        {**COLUMNS, "sub": ["yes"]},
        {**COLUMNS, "situation": [True]},
        {**COLUMNS, "amount": ["much"]},
        {**COLUMNS, "amount": []},
        {**COLUMNS, "more": [1]},
        {name: held for name, held in COLUMNS.items() if name != "sub"},
    ],
)
def test_columns_that_no_sheet_has_are_refused(held):
    with pytest.raises(NotPlain):
        unpack(dump(_Packed(SHEET, json.dumps(held)), _Packed))


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", pack(SHEET)[:-9]])
def test_bytes_of_no_sheet_are_refused(data):
    with pytest.raises(NotPlain):
        unpack(data)
