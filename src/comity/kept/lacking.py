"""The facts missing across a kept portfolio, with the awards, answers and dollars that wait for each."""

from __future__ import annotations

from collections.abc import Mapping

from comity.answers.questions import Lacked
from comity.kept.lines import CONDITION, shelf
from comity.kept.portfolio import Portfolio, together
from comity.norms.nodes import Law
from comity.record.nodes import Award


def lacking(found: Portfolio, law: Law, awards: Mapping[str, Award]) -> tuple[Lacked, ...]:
    """Each missing fact of conditions of awards, most answers first; `awards` are those of the record, for their agencies."""
    open_: dict[str, list[tuple[int, str, bool]]] = {}
    words: dict[str, str] = {}
    for situation in found.situations:
        for place in situation.answers:
            answer = found.answers[place]
            if answer.status != "undetermined" or shelf(answer.norm, law) != CONDITION:
                continue
            for fact, said in answer.missing:
                words.setdefault(fact, said)
                open_.setdefault(fact, []).append((situation.number, answer.norm, len(answer.missing) == 1))
    made: list[Lacked] = []
    for fact, cells in open_.items():
        sizes = {one.number: one.awards for one in found.situations}
        inside = {number for number, _, _ in cells}
        those = [one for number in inside for one in found.awards_in[number]]
        agencies = sorted({awards[one.award].agency or "" for one in those if one.award in awards} - {""})
        made.append(
            Lacked(
                fact=fact,
                words=words[fact],
                awards=len(those),
                cells=sum(sizes[number] for number, _, _ in cells),
                settles=sum(sizes[number] for number, _, alone in cells if alone),
                dollars=together(one.amount for one in those if not one.sub),
                agencies=tuple(agencies),
                norms=tuple(sorted({norm for _, norm, _ in cells})),
                one_award=those[0].award if len(those) == 1 else None,
            )
        )
    return tuple(sorted(made, key=lambda one: (-one.cells, -one.awards, one.fact)))
