"""What names in a row mean: governments, what the law declares, rows of the record, words of a list."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from comity.norms.attributes import PARTY_KINDS, STAGES
from comity.norms.names.associations import all_associations
from comity.norms.names.governments import Government, find, government, near_governments
from comity.norms.names.nearest import did_you_mean
from comity.norms.names.programs import all_programs, program
from comity.norms.nodes import Law
from comity.record.schema import (
    ACCESS,
    COMPARISONS,
    DOCKET,
    DUE_RULES,
    FORCES,
    LEVELS,
    MODALITIES,
    OF_AWARDS,
    STATUSES,
    TRIGGERS,
)
from comity.record.wrong import Wrong, a

_ID = re.compile(r"[A-Za-z0-9_.\-/]{1,200}")
_SHORT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(slots=True)
class Names:
    """What names may mean: the law's, the extra parties, and the ids of the record's own rows by table."""

    law: Law
    parties: dict[str, Government] = field(default_factory=dict[str, Government])
    ids: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    resolved: dict[str, Government | Wrong] = field(default_factory=dict[str, "Government | Wrong"])


WORDS: dict[str, tuple[str, ...]] = {
    "basis": LEVELS,
    "stage": STAGES,
    "docket": DOCKET,
    "access": ACCESS,
    "attribute": OF_AWARDS,
    "force": FORCES,
    "comparison": COMPARISONS,
    "trigger": TRIGGERS,
    "rule": DUE_RULES,
    "kind": PARTY_KINDS,
    "status": STATUSES,
    "modality": MODALITIES,
}
"""The types whose values are the words of a list."""


def named(type: str, text: str, name: str, names: Names) -> str:
    """The name that a text of a type is, written out.

    Raises:
        Wrong: nothing has that name.
    """
    if type in WORDS:
        return _one_of(text.replace(" ", "_") if type == "status" else text, WORDS[type], name)
    match type:
        case "government" | "agency" | "state":
            return resolve(text, name, names, type).short
        case "program":
            if program(text) is None:
                hint = did_you_mean(text, all_programs(), "Write it like 16.738.")
                raise Wrong(f"No program has the Assistance Listing `{text}`.", hint)
            return text
        case "association":
            return _of(text, all_associations(), "association")
        case "source" | "award" | "demand" | "statement":
            return _of(text, names.ids.get(f"{type}s", set()), f"{type} in this record")
        case "hour" | "short name" | "id" | "row":
            _check_form(type, text, name)
            return text
        case _:
            return _of_law(type, text, names.law)


def _of_law(type: str, text: str, law: Law) -> str:
    """The name of something that the law declares."""
    match type:
        case "carried":
            return _of(text, {**law.norms, **law.term_sets}, "norm or set of terms")
        case "term set":
            return _of(text, law.term_sets, "set of terms")
        case "norm":
            return _of(text, law.norms, "norm")
        case "act":
            return _of(text, law.acts, "act")
        case "order":
            return _of(text, law.norm_acts, "order, holding or notice")
        case "question":
            _of(text, law.questions, "question")
            if law.questions[text].rule is not None:
                raise Wrong(f"`{text}` is a rule made of other facts; the record answers those, not the rule.")
            return text
        case _:
            raise AssertionError(f"no such type: {type}")


def _check_form(type: str, text: str, name: str) -> None:
    """Refuse a text that is not written as a new name, or an hour, is written."""
    match type:
        case "hour" if not _HOUR.fullmatch(text):
            raise Wrong(f"`{name}` is an hour of the day; `{text}` is not.", "Write it like 17:00.")
        case "short name" if not _SHORT.fullmatch(text):
            hint = "Write small letters, digits and hyphens, like `ca-private-employer`."
            raise Wrong(f"`{text}` is not a short name.", hint)
        case "short name" if government(text) is not None:
            raise Wrong(f"`{text}` is the name of a government already.", "Choose another for this party.")
        case "id" | "row" if not _ID.fullmatch(text):
            raise Wrong(
                f"`{text}` is not {'an id' if name == 'id' else 'a row'}.",
                "An id has letters, digits and `. _ / -`, and no spaces.",
            )
        case _:
            pass


def resolve(text: str, name: str, names: Names, type: str = "government") -> Government:
    """The government that a name means: an extra party, a short name, an OCD id, an alias or a plain name.

    Raises:
        Wrong: nothing has that name, several governments do (they are listed), or it is not an agency or state where one
            is asked for.
    """
    found = names.resolved.get(text)
    if found is None:
        found = names.parties.get(text) or government(text) or _meant(text, names)
        names.resolved[text] = found
    if isinstance(found, Wrong):
        raise Wrong(found.sentence, found.hint)
    if type in ("agency", "state") and found.kind != type:
        raise Wrong(f"`{name}` is {a(type)}; `{text}` is {a(found.kind)}.")
    return found


def _meant(text: str, names: Names) -> Government | Wrong:
    meant = find(text)
    if len(meant) == 1:
        return meant[0]
    if meant:
        listed = ", ".join(f"`{one.short}`" for one in meant[:6]) + (", ..." if len(meant) > 6 else "")
        return Wrong(f"`{text}` may mean {len(meant)} governments.", f"Name one by its short name: {listed}.")
    near = near_governments(text, 1)
    hint = f"Did you mean `{near[0]}`?" if near else "Write a short name, like `chicago-il` or `us-doj`."
    return Wrong(f"No government, agency or party is named `{text}`.", did_you_mean(text, names.parties, hint))


def _of(text: str, known: Collection[str], what: str) -> str:
    if text not in known:
        listed = f"There are: {', '.join(sorted(known))}." if 0 < len(known) <= 8 else ""
        raise Wrong(f"No {what} is named `{text}`.", did_you_mean(text, sorted(known), listed))
    return text


def _one_of(text: str, allowed: tuple[str, ...], name: str) -> str:
    if text not in allowed:
        raise Wrong(f"`{name}` is never `{text}`.", did_you_mean(text, allowed, f"It is one of: {', '.join(allowed)}."))
    return text
