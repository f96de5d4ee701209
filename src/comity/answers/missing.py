"""A missing fact as something that can be said: the words of `--suppose` that would supply it."""

from __future__ import annotations

from comity.norms.attributes import ATTRIBUTES
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.truth import Missing

EXAMPLES = {
    "date": "2018-01-24", "amount": "$50,000", "number": "2017", "text": '"16.738"', "party": "us-doj", "yes or no": "yes",
}  # fmt: skip
"""A value of each type; whoever supplies the fact writes the right one."""


def as_fact(missing: Missing, law: Law) -> str | None:
    """The fact as `--suppose` takes it, with a value that is to be replaced; None for what no fact of a record can say.

    >>> from comity.norms.nodes import Law
    >>> as_fact(Missing("award.accepted", "15PBJA-1", ""), Law({}, {}, {}, {}, {}, {}, (), {}))
    'award.accepted of "15PBJA-1" is 2018-01-24'
    """
    fact, about = missing.fact, missing.about
    number = "" if government(about) is not None or " " in about else f'"{about}"'
    of = f" of {number}" if number else ""
    if fact == "award":
        return "attached"
    if fact in ATTRIBUTES and fact.startswith("award."):
        attribute = ATTRIBUTES[fact]
        value = attribute.values[0] if attribute.type == "name" else EXAMPLES[attribute.type]
        return f"{fact}{of} is {value}"
    if fact.startswith("terms carry "):
        return f"award{' ' + number if number else ''} carries {fact.removeprefix('terms carry ')}"
    if fact.startswith("member of "):
        return f"{about} is a {fact}"
    if fact == "day":
        which, _, id = about.rpartition(" of ")
        return f"the {which.removeprefix('the ') or 'day'} of {id} is {EXAMPLES['date']}"
    if fact == "scope":
        return f'{about} is meant by "{missing.words.partition(": ")[2]}"'
    if fact == "district":
        return f"{about} is within {missing.words.rpartition(' ')[2]}"
    if fact == "extended":
        return f"{about} is extended until {EXAMPLES['date']}"
    if fact in law.questions:
        return f"{fact}{of or f' of {about}'} is {EXAMPLES[law.questions[fact].type]}"
    if fact in law.acts and government(about) is not None:
        return f"{about} does {fact}"
    return None
