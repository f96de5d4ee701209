"""Dollars of awards that are still unpaid: the balance where it is known, what was not drawn, else the whole amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from comity.kept.portfolio import awards_of, together
from comity.record.nodes import Award
from comity.web.keeping import Answers


@dataclass(frozen=True, slots=True)
class Unpaid:
    """The dollars of prime awards by situation: unpaid as far as known, and awarded.

    Of `known` awards out of `primes` it is known what was paid; of the others the whole amount counts as unpaid, so that
    what is shown is the most that it can be.
    """

    by_situation: Mapping[int, Decimal | None]
    awarded: Decimal | None
    known: int
    primes: int

    @property
    def total(self) -> Decimal | None:
        """Unpaid over all awards, the most that it can be."""
        return together(self.by_situation.values())

    @property
    def method(self) -> str:
        """How the dollars are counted, in a line."""
        if self.primes and self.known == self.primes:
            return "Unpaid: the balance, or the amount less what was drawn. Subawards are not added."
        return (
            f"Unpaid at most: what was drawn is known of {self.known} of {self.primes} awards, the others count whole. "
            "Subawards are not added."
        )

    def of(self, situations: Iterable[int]) -> Decimal | None:
        """Unpaid over the awards of some situations, none twice."""
        return together(self.by_situation.get(number) for number in set(situations))


def unpaid_of(award: Award) -> Decimal | None:
    """What of an award is not paid; the whole amount where nobody knows.

    >>> unpaid_of(Award("a", "fresno-ca", amount=Decimal(100), drawn=Decimal(30)))
    Decimal('70')
    """
    if award.balance is not None:
        return award.balance
    if award.amount is None:
        return None
    return award.amount - award.drawn if award.drawn is not None else award.amount


def unpaid(answers: Answers) -> Unpaid:
    """The dollars of the awards that answers are about."""
    found = answers.sheet.portfolio
    awards = {one.id: one for one in awards_of(answers.question.record, answers.question.known_at)}
    amounts: dict[int, list[Decimal | None]] = {one.number: [] for one in found.situations}
    primes = [one for one in found.awards if not one.sub]
    for one in primes:
        award = awards.get(one.award)
        amounts[one.situation].append(one.amount if award is None else unpaid_of(award))
    known = sum(1 for one in primes if _known(awards.get(one.award)))
    return Unpaid(
        {number: together(those) for number, those in amounts.items()}, found.total(), known, len(primes)
    )  # fmt: skip


def _known(award: Award | None) -> bool:
    return award is not None and (award.balance is not None or (award.amount is not None and award.drawn is not None))
