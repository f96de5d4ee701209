"""A record with facts taken as true: what a case gives, or `--suppose` on the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from comity.norms.names.programs import program
from comity.record.nodes import Answer, Award, Conduct, Demand, Known, Membership, Record
from comity.text import tree as t

SUPPOSED = Known(source="supposed")


@dataclass(frozen=True, slots=True)
class Supposed:
    """A record with suppositions added, which norms are taken to attach (None: none; empty: the one asked about), which acts are gone."""

    record: Record
    attached: frozenset[str] | None
    without: frozenset[str]


def suppose(record: Record, given: tuple[t.Given, ...], party: str) -> Supposed:
    """Add facts to a record. Facts that name no party are about `party`; award attributes are those of its last given award."""
    awards, conduct, demands = list(record.awards), list(record.conduct), list(record.demands)
    answers, members = list(record.answers), list(record.memberships)
    attached: set[str] | None = None
    without: set[str] = set()
    own = 0
    for fact in given:
        match fact:
            case t.GivenAward():
                awards.append(_award(fact, len(awards)))
                own += 1
                if fact.through is not None:
                    awards.append(
                        replace(
                            awards[-1],
                            id=f"{awards[-1].id}-prime",
                            recipient=fact.through.text,
                            prime=None,
                            amount=None,
                        )
                    )
                    awards[-2] = replace(awards[-2], prime=awards[-1].id)
            case t.GivenMember(who, association):
                members.insert(0, Membership(who.text, association.text, True, known=SUPPOSED))
            case t.GivenConduct(who, act, done, on):
                conduct.append(Conduct(who.text, act.text, done, on, known=SUPPOSED))
            case t.GivenValue(question, who, value):
                last = next((a.id for a in reversed(awards) if a.recipient == party), None)
                about = who.text if who else None
                answers.insert(0, Answer(question.text, about or party, last, _plain(value), known=SUPPOSED))
            case t.GivenAttribute(path, value):
                kind, name = path.split(".")
                if kind == "award":
                    awards = _with_attribute(awards, name, value, party)
                else:
                    demands = _with_demand(demands, name, value, party)
            case t.GivenAttached(norm):
                attached = attached if attached is not None else set[str]()
                if norm is not None:
                    attached.add(norm.text)
            case t.GivenWithout(name):
                without.add(name.text)
    changed = replace(
        record,
        awards=tuple(awards),
        demands=tuple(demands),
        conduct=tuple(conduct),
        answers=tuple(answers),
        memberships=tuple(members),
    )
    return Supposed(changed, None if attached is None else frozenset(attached), frozenset(without))


def _award(fact: t.GivenAward, number: int) -> Award:
    found = program(fact.program)
    accepted = fact.taken == "accepted"
    return Award(
        f"supposed-{number + 1}", fact.party.text, found.agency if found else None, fact.program, fact.fiscal_year,
        "accepted" if accepted else "offered", fact.on if not accepted else None, fact.on if accepted else None,
        amount=fact.worth, terms=None if fact.carrying is None else tuple(n.text for n in fact.carrying), known=SUPPOSED,
        term_sets=None if fact.sets is None else tuple(n.text for n in fact.sets),
    )  # fmt: skip


def _with_attribute(awards: list[Award], name: str, value: t.Value, party: str) -> list[Award]:
    """Set an attribute of the party's last award; when it has none, of an award that is otherwise unknown."""
    at = next((i for i in range(len(awards) - 1, -1, -1) if awards[i].recipient == party), None)
    if at is None:
        awards = [*awards, Award(f"supposed-{len(awards) + 1}", party, known=SUPPOSED)]
        at = len(awards) - 1
    plain = _plain(value)
    if name == "amount" and isinstance(plain, int):
        plain = Decimal(plain)
    awards[at] = replace(awards[at], **{name: plain})  # pyright: ignore[reportArgumentType]
    return awards


def _with_demand(demands: list[Demand], name: str, value: t.Value, party: str) -> list[Demand]:
    """Set an attribute of a supposed demand on the party; there is one at most, otherwise unknown."""
    at = next((i for i, d in enumerate(demands) if d.known == SUPPOSED), None)
    if at is None:
        demands = [
            *demands,
            Demand("supposed", "supposed demand", "us", None, None, None, None, (), (party,), known=SUPPOSED),
        ]
        at = len(demands) - 1
    plain = _plain(value)
    changed = {"basis": (plain,)} if name == "basis" else {} if name == "recipient" else {name: plain}
    demands[at] = replace(demands[at], **changed)  # pyright: ignore[reportArgumentType]
    return demands


def _plain(value: t.Value) -> bool | int | Decimal | str:
    return value.text if isinstance(value, t.Name) else value  # pyright: ignore[reportReturnType]
