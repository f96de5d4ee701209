"""Dollars in the many ways to write them; what is not one amount is not read as one."""

from decimal import Decimal

import pytest

from comity.intake.sheets.values import NOTED, PLAIN, UNREAD, comma_is_decimal, dollars


@pytest.mark.parametrize(
    ("text", "amount", "how"),
    [
        ("1250000", "1250000.00", PLAIN), ("$1,250,000.50", "1250000.50", PLAIN), ("USD 1,250", "1250.00", PLAIN),
        ("(1,250.00)", "-1250.00", PLAIN), ("-$5", "-5.00", PLAIN), ("1,250.00-", "-1250.00", NOTED),
        ("1.25M", "1250000.00", NOTED), ("$250K", "250000.00", NOTED), ("~500", "500.00", NOTED),
        ("1.005", "1.01", NOTED), ("1.250.000,50", "1250000.50", NOTED), ("1250 (federal)", "1250.00", NOTED),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_cent(text: str, amount: str, how: str) -> None:
    found = dollars(text)
    assert (found.value, found.how) == (Decimal(amount), how)


@pytest.mark.parametrize("text", ["$1,250/yr", "1,250 - 2,500", "12,50,00", "ten", "1" * 16, "5%"])
def test_what_is_not_one_amount_is_not_read(text: str) -> None:
    found = dollars(text)
    assert (found.value, found.how) == (None, UNREAD)


@pytest.mark.parametrize(
    ("column", "decimal"),
    [
        (["125000,50"], True),
        (["1.250.000,00", "7,00"], True),
        (["1,250"], False),
        (["12,50", "1,250.00"], False),
        ([], False),
    ],
)
def test_a_column_tells_whether_its_comma_parts_cents(column: list[str], decimal: bool) -> None:
    assert comma_is_decimal(column) is decimal


def test_behind_a_comma_are_cents_only_where_the_column_says_so() -> None:
    assert dollars("1.250,50", True).value == Decimal("1250.50")
    assert dollars("125000,50").value is None
