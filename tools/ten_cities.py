"""How much the library can tell ten cities about award conditions on three days, and what is missing where it cannot.

    python tools/ten_cities.py [LAW]

Every norm that attaches to awards is asked of every city with `--suppose attached`, on the packaged records. Three numbers
a day: answers that are confirmed, answers as last seen, and answers that cannot be told.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from comity.answers.question import find_party, open_law, open_record, parse_day, supposing
from comity.norms.nodes import Law
from comity.proof.ask import ask
from comity.proof.position import Position
from comity.proof.question import Question
from comity.record.nodes import Record

CITIES = (
    *("fresno-ca", "boston-ma", "evanston-il", "austin-tx", "louisville-ky"),
    *("phoenix-az", "miami-fl", "denver-co", "columbus-oh", "newark-nj"),
)
DAYS = ("2018-01-24", "2025-09-01", "2026-06-01")
INERT = {"not_attached", "not_yet", "ended"}


@dataclass(slots=True)
class Told:
    """The answers of a day by what can be told, by status, and by the fact that is missing with the norms it leaves open."""

    confirmed: int = 0
    last_seen: int = 0
    open: int = 0
    statuses: Counter[str] = field(default_factory=Counter[str])
    missing: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return self.confirmed + self.last_seen + self.open

    @property
    def share_open(self) -> float:
        """The share of them that cannot be told."""
        return self.open / self.answers if self.answers else 0.0

    def add(self, found: Position) -> None:
        """Count an answer; one that is of another time, or of an award that does not carry the norm, is none."""
        alive = (set(found.possible) if found.status == "undetermined" else {found.status}) - INERT
        if not alive:
            return
        self.statuses[found.status] += 1
        if found.status == "undetermined":
            self.open += 1
            for one in found.missing:
                self.missing[found.norm, one.words] += 1
        elif found.fresh is not None and found.fresh.state == "last_seen":
            self.last_seen += 1
        else:
            self.confirmed += 1


def told(law: Law, record: Record, day: str, cities: Iterable[str] = CITIES) -> Told:
    """What can be told some cities on a day of every norm that attaches to awards."""
    found = Told()
    on = parse_day(day)
    for name in cities:
        city = find_party(name, record)
        context = supposing(Question(law, record, on, on), "attached", city).context(city)
        for _, norm in sorted(law.norms.items()):
            if norm.attaches_to == "award":
                for answer in ask(norm, context, None):
                    found.add(answer)
    return found


def page(law: Law, record: Record) -> str:
    """The numbers as text: a line a day, then the missing facts of each day, those that leave most open first."""
    lines = [f"{'day':<12}{'answers':>8}{'confirmed':>11}{'last seen':>11}{'cannot tell':>13}{'':>8}"]
    details: list[str] = []
    for day in DAYS:
        one = told(law, record, day)
        share = f"{100 * one.share_open:.1f} %"
        lines.append(f"{day:<12}{one.answers:>8}{one.confirmed:>11}{one.last_seen:>11}{one.open:>13}{share:>8}")
        details += ["", f"{day}: " + ", ".join(f"{status} {n}" for status, n in one.statuses.most_common())]
        facts: dict[str, list[str]] = {}
        counts: Counter[str] = Counter()
        for (norm, words), n in one.missing.items():
            facts.setdefault(words, []).append(norm)
            counts[words] += n
        details += [f"  {n:>3}  {words} ({', '.join(sorted(facts[words])[:4])})" for words, n in counts.most_common()]
    return "\n".join([*lines, *details])


if __name__ == "__main__":
    chosen = open_law(Path(sys.argv[1]) if sys.argv[1:] else None)
    print(page(chosen, open_record(None, chosen)))
