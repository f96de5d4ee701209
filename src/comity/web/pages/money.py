"""The dollars of awards still unpaid: the balance where known, or what was not drawn, or else the whole amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from comity.kept.portfolio import together
from comity.web.kept_answers import Answers


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


def unpaid(answers: Answers) -> Unpaid:
    """The dollars of the awards that answers are about."""
    found = answers.sheet.portfolio
    return Unpaid(
        {one.number: one.unpaid for one in found.situations}, found.total(),
        sum(one.paid_known for one in found.situations), sum(one.primes for one in found.situations),
    )  # fmt: skip
