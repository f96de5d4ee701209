"""What-ifs for one party: compare two days, or the law with and without an order, a law file or supposed facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from comity.answers.question import check_award, check_days_of, facts_of, open_law, parse_day, supposing
from comity.answers.timeline import Change, all_positions, compare
from comity.errors import Refused
from comity.norms.names.governments import Government
from comity.norms.names.nearest import did_you_mean
from comity.proof.question import Question


@dataclass(frozen=True, slots=True)
class Difference:
    """The two sides in words, and every position that differs between them."""

    before: str
    after: str
    changes: tuple[Change, ...]


def difference(
    question: Question,
    party: Government,
    second: str | None,
    without: str | None,
    added: Path | None,
    law: Path | None,
    suppose: str | None,
    award: str | None,
    two_days: bool,
) -> Difference:
    """Compare a party's positions now with those after one change: a later day, an order removed, a file added, facts supposed.

    Raises Refused when no difference is named or an order is unknown, Faults when the added file has any.
    """
    other, words = question, list[str]()
    check_award(award, question.record)
    if two_days != (second is not None):
        raise Refused("`--from` and `--to` go together.", "Give both days: --from 2018-01-24 --to 2018-07-01.")
    if second is not None:
        other = other.on(parse_day(second))
        words.append(f"on {other.as_of}")
    if without is not None:
        if without in question.law.norms:
            raise Refused(
                f"`{without}` is a norm, no order, holding, notice or doctrine.",
                f"`comity show {without}` lists what acts on it.",
            )
        if without not in question.law.norm_acts:
            raise Refused(
                f"no order, holding, notice or doctrine is named `{without}`.",
                did_you_mean(without, question.law.norm_acts, "`comity show NORM` lists what acts on a norm."),
            )
        other = replace(other, without=other.without | {without})
        words.append(f"without {without}, as if it had never been made")
    if added is not None:
        other = replace(other, law=open_law(law, (added,)))
        words.append(f"with {added.name}")
    if suppose:
        check_days_of(facts_of(suppose, other.law), (question.as_of, other.as_of))
        if not words:
            words.append(f"supposing {suppose}")
            other = supposing(other, suppose, party)
        else:
            question, other = supposing(question, suppose, party), supposing(other, suppose, party)
    if not words:
        raise Refused("nothing to compare.", "Give --from and --to, --without ORDER, --with FILE, or --suppose FACTS.")
    before, after = all_positions(question, party, award), all_positions(other, party, award)
    return Difference(f"on {question.as_of}", " ".join(words), compare(before, after, other.as_of))
