"""Decide whether an award carries a norm, by its documents, the agency's rules, the office's rules or a bare answer.

A stronger word beats a weaker one. What is said with the same strength and contradicts itself leaves it unknown, and
both are shown. A term set is closed for the norms of its own lineage (other versions of it), and open for all others: it
does not say that the award carries nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from comity.frozen import frozen
from comity.norms.nodes import Law, TermSet
from comity.proof.truth import Missing, Step, Truth, both, either, opposite
from comity.record.nodes import Award, Carriage
from comity.text import tree as t

LEVELS = ("agency", "office", "answer")
"""Who says by a rule what an award carries, the strongest first; the award's documents come before them all."""
WORDS = {
    "document": "the award's documents",
    "agency": "the agency's rule",
    "office": "the office's rule",
    "answer": "an answer",
}
ROLE = "carried by "
"""Begins the role of a step that says that an award carries a norm; who says so follows."""


@frozen
class Rule:
    """A source that says whether awards carry a norm: which awards, who says it, where."""

    by: str
    carried: bool
    when: t.Expr | None
    award: str | None
    name: str
    source: str | None
    row: Carriage | None


def rules_on(norm: str, law: Law, rows: Iterable[Carriage]) -> tuple[Rule, ...]:
    """Every rule about a norm in the law and the record, known or not."""
    found: list[Rule] = []
    for one in law.term_sets.values():
        if one.rule is not None and norm in one.lineage:
            found.append(
                Rule(
                    by="agency",
                    carried=norm in one.carries,
                    when=one.rule,
                    award=None,
                    name=one.id,
                    source=None,
                    row=None,
                )
            )
    for row in rows:
        carried = _says(row, norm, law.term_sets)
        if carried is not None:
            found.append(
                Rule(
                    by=row.by,
                    carried=carried,
                    when=row.when,
                    award=row.award,
                    name=row.carries,
                    source=row.known.source,
                    row=row,
                )
            )
    return tuple(found)


def _says(row: Carriage, norm: str, sets: Mapping[str, TermSet]) -> bool | None:
    """Whether a row says that a norm is carried, or that it is not; that a set is not says nothing of the rest of its lineage."""
    one = sets.get(row.carries)
    if one is None:
        return row.carried if row.carries == norm else None
    if row.carried:
        return norm in one.carries if norm in one.lineage else None
    return False if norm in one.carries else None


def spoken_of(law: Law, rows: Iterable[Carriage]) -> frozenset[str]:
    """The norms about which more than an award's own list of terms may say whether it carries them."""
    found = {norm for one in law.term_sets.values() for norm in one.lineage}
    return frozenset(found | {row.carries for row in rows if row.carries not in law.term_sets})


def documents(norm: str, award: Award, sets: Mapping[str, TermSet]) -> tuple[bool, bool]:
    """Whether an award's documents say that it carries a norm, and whether they say that it does not.

    A list of terms is all that the award carries, but for the term sets that it names beside.
    """
    named = [sets[id] for id in award.term_sets or () if id in sets]
    listed, closed = norm in (award.terms or ()), award.terms is not None
    in_set = any(norm in one.carries for one in named)
    not_in_set = any(norm in one.lineage for one in named) and not in_set
    yes = listed or in_set
    return yes, (listed and not_in_set) or (not yes and (closed or not_in_set))


def beats(yes: Truth, no: Truth, weaker: Truth) -> Truth:
    """What is said on stronger authority, over what is said on weaker.

    >>> beats(True, False, False), beats(False, False, True), beats(True, True, True), beats(None, False, True)
    (True, True, None, True)
    """
    plain = both((either((yes, weaker)), opposite(no)))
    return either((plain, both((yes, no, None))))


def carried_step(claim: str, said: list[tuple[str, list[Step], list[Step]]], missing: Missing) -> Step:
    """The step that an award carries a norm, from what is said for and against it, the strongest first.

    The truth of each part is whether its rule applies.
    """
    truth: Truth = None
    decided = None
    for by, for_it, against in reversed(said):
        yes, no = either(s.truth for s in for_it), either(s.truth for s in against)
        decided = by if yes is True else decided
        truth = beats(yes, no, truth)
    parts = tuple(step for _, for_it, against in said for step in (*for_it, *against) if step.truth is not False)
    if truth is None:
        return Step(claim, None, (), parts, _contradicted(missing, said))
    cites = tuple(dict.fromkeys(cite for step in parts for cite in step.cites))
    return Step(claim if truth else f"not so: {claim}", truth, cites, parts, role=f"{ROLE}{decided}" if truth else "")


def _contradicted(missing: Missing, said: list[tuple[str, list[Step], list[Step]]]) -> Missing:
    """The missing fact, with both sides where one strength contradicts itself."""
    for by, for_it, against in said:
        yes = [s.claim for s in for_it if s.truth is True]
        no = [s.claim for s in against if s.truth is True]
        if yes and no:
            return Missing(missing.fact, missing.about, f"{missing.words}: {WORDS[by]} contradict: {yes[0]}; {no[0]}")
        if yes or no:
            break
    return missing


def basis(step: Step) -> str | None:
    """How it is known that an award carries what a norm needs to attach: the weakest of the sources it rests on."""
    if step.truth is not True:
        return None
    if step.role.startswith(ROLE):
        return step.role.removeprefix(ROLE)
    found = [b for part in step.parts if (b := basis(part)) is not None]
    order = ("document", *LEVELS)
    if not found:
        return None
    return (min if step.role == "or" else max)(found, key=order.index)
