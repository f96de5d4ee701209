"""How much of an award is still unpaid, as far as that is known."""

from __future__ import annotations

from decimal import Decimal

from comity.record.nodes import Award


def unpaid_of(award: Award) -> Decimal | None:
    """How much of an award is unpaid; the whole amount where nobody knows.

    >>> unpaid_of(Award("a", "fresno-ca", amount=Decimal(100), drawn=Decimal(30)))
    Decimal('70')
    """
    if award.balance is not None:
        return award.balance
    if award.amount is None:
        return None
    return award.amount - award.drawn if award.drawn is not None else award.amount


def paid_known(award: Award) -> bool:
    """Whether it is known how much of an award was paid."""
    return award.balance is not None or (award.amount is not None and award.drawn is not None)
