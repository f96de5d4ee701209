"""A missing fact in words: the sentence for `--suppose` that would supply it."""

from __future__ import annotations

import re

from comity.norms.attributes import ATTRIBUTES, NOT_SUPPOSED
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.truth import Missing
from comity.text import tree as t

EXAMPLES = {
    "date": "2018-01-24", "amount": "$50,000", "number": "2017", "text": '"16.738"', "party": "us-doj", "yes or no": "yes",
    "state": "il",
}  # fmt: skip
"""A value of each type; whoever supplies the fact writes the right one."""


def as_fact(missing: Missing, law: Law, party: str) -> str | None:
    """A missing fact as `--suppose` takes it, with a value to be replaced, in a question about a party.

    None for what no supposition can say: which words a source has, and when something was said.

    >>> from comity.norms.nodes import Law
    >>> as_fact(Missing("award.accepted", "15PBJA-1", ""), Law({}, {}, {}, {}, {}, {}, (), {}), "il")
    'award.accepted of "15PBJA-1" is 2018-01-24'
    """
    fact, about = missing.fact, missing.about
    named = about != party and government(about) is None and " " not in about
    number = f'"{about}"' if named else ""
    of = f" of {number}" if number else ""
    if fact == "award":
        return "attached"
    if fact in ATTRIBUTES and fact not in NOT_SUPPOSED:
        attribute = ATTRIBUTES[fact]
        value = attribute.values[0] if attribute.type == "name" else EXAMPLES.get(attribute.type) or _any_norm(law)
        return None if value is None else f"{fact}{of} is {value}"
    if fact in law.questions:
        return f"{fact}{_asked_of(law.questions[fact].of, about, of, party)} is {EXAMPLES[law.questions[fact].type]}"
    if fact in law.norm_acts:
        return f"the day of {fact} is {EXAMPLES['date']}"
    if fact in law.acts:
        return f"{party} does {fact}"
    return _told(missing, number, law)


def _asked_of(of: str, about: str, number: str, party: str) -> str:
    """Of whom a question is asked."""
    match of:
        case "order":
            return f" of {about}"
        case "award":
            return number
        case _:
            return f" of {party}"


def _any_norm(law: Law) -> str | None:
    """A norm that stands for any."""
    return next(iter(sorted(law.norms)), None)


def _told(missing: Missing, number: str, law: Law) -> str | None:
    """A fact that is neither an attribute nor asked or done: what texts leave open, and what awards are to each other."""
    fact, about = missing.fact, missing.about
    award = f"award{' ' + number if number else ''}"
    if fact.startswith("terms carry "):
        return f"{award} carries {fact.removeprefix('terms carry ')}"
    if fact.startswith("member of "):
        return f"{about} is a {fact}"
    match fact:
        case "award.prime" | "award.subrecipient":
            return f"{award} is a subaward of {EXAMPLES['state']}"
        case "day":
            which, _, id = about.rpartition(" of ")
            which = which.removeprefix("the ") or "day"
            return f"the {which} of {id} is {EXAMPLES['date']}" if id in law.norm_acts or id in law.norms else None
        case "scope":
            return f'{about} is meant by "{missing.words.partition(": ")[2]}"'
        case "class" | "tier":
            return f"{about} is meant by {_unclear(missing)}"
        case "district":
            return f"{about} is within {missing.words.rpartition(' ')[2]}"
        case "extended":
            return f"{about} is extended until {EXAMPLES['date']}"
        case "order":
            return _later(about, law)
        case _:
            return None


def _unclear(missing: Missing) -> str:
    """The class, or the subrecipients, of which a text leaves open whether they take a party in."""
    if missing.fact == "tier":
        return missing.words.removeprefix("whether ").removesuffix(" means those of its subrecipients too")
    return "every " + re.sub(r".* is meant by an? (.*), which the text does not say", r"\1", missing.words)


def _later(about: str, law: Law) -> str:
    """Which of two rulings is later; where the day of one is not known, that day."""
    earlier, later = about.split(" and ")
    for id in (earlier, later):
        if not isinstance(law.norm_acts[id].decided, t.Day):
            return f"the day of {id} is {EXAMPLES['date']}"
    return f"{later} is later than {earlier}"
