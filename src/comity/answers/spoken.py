"""Check what was said: a statement against another statement, a quotation against its source."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from difflib import SequenceMatcher
from typing import cast

from comity.answers.claims import Check, DatedStatement, Finding, of_one, of_parts
from comity.proof.context import Facts
from comity.proof.truth import Missing, Step, Truth
from comity.record.nodes import Statement

NEAR = 0.7
"""How alike a passage must be for a quotation to be of it, though not in its words."""
SLACK = 3
"""How many words a passage may begin sooner or later, and be shorter or longer, than the quotation of it."""
_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def statement_check(check: Check, asked: DatedStatement) -> Finding:
    """Check that another statement on record has these words, makes this claim, or was made before or after a day."""
    id = str(check["statement"])
    other = next((s for s in statements_known(asked.facts()) if s.id == id), None)
    if other is None:
        missing = Missing("statement", id, f"whether {id} had been said")
        return of_one(
            Step(f"the statement {id} is on record by {asked.day}", None, missing=missing), f"{id} was not on record"
        )
    if other.said_first is not None and other.said_first > asked.day:
        told = f"{other.speaker} had not said so by {asked.day}"
        return of_one(Step(f"the statement {id} had been made by {asked.day}", False), told)
    parts: list[Finding] = []
    if "says" in check:
        parts.append(_says(str(check["says"]), other))
    if "claim" in check:
        parts.append(_claims(cast(Check, check["claim"]), other))
    for name in ("after", "before"):
        if name in check:
            parts.append(_dated(name, cast(dt.date, check[name]), other))
    if not parts:
        return of_one(Step(f"the statement {id} is on record", True), f"{other.speaker} said so ({id})")
    return parts[0] if len(parts) == 1 else of_parts(f"the statement {id} is as claimed", parts)


def statements_known(facts: Facts) -> tuple[Statement, ...]:
    """The statements of the record as known on a day, in its order: corrected rows left out."""
    known = tuple(s for s in facts.record.statements if facts.known(s.known))
    replaced = {s.known.supersedes for s in known if s.known.supersedes}
    return tuple(s for s in known if s.known.row not in replaced)


def _says(words: str, other: Statement) -> Finding:
    text = f"{other.quoted or ''}\n{other.reported or ''}"
    found = True if _plain(words) in _plain(text) else None
    told = f"{other.speaker} said “{words}”" if found else f"the words of {other.id} on record do not hold “{words}”"
    return of_one(Step(f"{other.id} has the words “{words}”", found), told)


def _claims(claim: Check, other: Statement) -> Finding:
    """Whether the other statement makes a claim: yes where it is among its own, no where its contrary is."""
    own = other.proposition or {}
    checks = cast(tuple[Check, ...], own.get("all", (own,)))
    signs = {bool(c.get("not")) for c in checks if _bare(c) == _bare(claim)}
    same = bool(claim.get("not"))
    truth: Truth = None if not signs else True if signs == {same} else False if signs == {not same} else None
    told = {
        True: f"{other.speaker} said just that ({other.id})",
        False: f"{other.speaker} said the contrary ({other.id}): {other.meaning or other.quoted or other.reported}",
        None: f"whether {other.speaker} said so is not on record ({other.id})",
    }[truth]
    return of_one(Step(f"the statement {other.id} makes this claim", truth), told)


def _bare(check: Check) -> dict[str, object]:
    """A claim without its sign and without the day, which each statement gives of its own."""
    return {key: value for key, value in check.items() if key not in ("not", "aside", "on", "fixed")}


def _dated(name: str, day: dt.date, other: Statement) -> Finding:
    first, last = other.said_first, other.said_last
    if name == "after":
        truth = True if first is not None and first > day else False if last is not None and last <= day else None
    else:
        truth = True if last is not None and last < day else False if first is not None and first >= day else None
    words = f"not {name}" if truth is False else name if truth else f"and not certainly {name}"
    when = f"on {first}" if first == last else f"between {first or 'a day not known'} and {last or 'a day not known'}"
    return of_one(
        Step(f"{other.id} was said {name} {day}: it was said {when}", truth),
        f"{other.id} was said {when}, {words} {day}",
    )


def quotation_check(check: Check, asked: DatedStatement) -> Finding:
    """Check that the words quoted are those of a source; where they differ, both are shown."""
    source = asked.question.record.sources[str(check["quotation"])]
    words = str(check.get("words") or asked.statement.quoted or asked.statement.reported)
    claim = f"the words “{words}” are those of {source.title}"
    if source.excerpt is None:
        missing = Missing("excerpt", source.id, f"the words of {source.title}")
        return of_one(Step(claim, None, missing=missing), f"the words of {source.title} are not on record")
    if _plain(words) in _plain(source.excerpt):
        return of_one(Step(claim, True), f"the words are those of {source.title}")
    differing = differences(words, source.excerpt)
    if differing is None:
        return of_one(Step(claim, None), f"the passages of {source.title} on record do not hold these words")
    said = "; ".join(f"“{ours}” where it has “{theirs}”" for ours, theirs in differing)
    step = Step(f"{claim}: it has {said}", False)
    return Finding(step, (True, False), f"the words are those of {source.title}, but {said}")


def differences(words: str, text: str) -> tuple[tuple[str, str], ...] | None:
    """How the words differ from the most similar passage of a text; None where no passage is similar.

    >>> differences("what avenues may be available", "It reviews what avenues might be available to it.")
    (('may', 'might'),)
    >>> differences("nothing of the kind", "It reviews what avenues might be available.") is None
    True
    """
    ours, theirs = _tokens(words), _tokens(text)
    near = _nearest(ours, theirs)
    best, passage = 0.0, theirs[:0]
    for begin in range(max(0, near - SLACK), near + SLACK + 1):
        for length in range(max(1, len(ours) - SLACK), len(ours) + SLACK + 1):
            tried = theirs[begin : begin + length]
            ratio = SequenceMatcher(None, ours, tried, autojunk=False).ratio()
            if ratio > best:
                best, passage = ratio, tried
    if best < NEAR:
        return None
    found = SequenceMatcher(None, ours, passage, autojunk=False).get_opcodes()
    return tuple((" ".join(ours[a:b]), " ".join(passage[c:d])) for tag, a, b, c, d in found if tag != "equal")


def _nearest(ours: list[str], theirs: list[str]) -> int:
    """Where the passage of the same length begins that shares most words."""
    wanted, held = Counter(ours), Counter(theirs[: len(ours)])
    shared = sum((wanted & held).values())
    best, at = shared, 0
    for begin in range(1, len(theirs) - len(ours) + 1):
        gone, come = theirs[begin - 1], theirs[begin + len(ours) - 1]
        shared -= held[gone] <= wanted[gone]
        held[gone] -= 1
        held[come] += 1
        shared += held[come] <= wanted[come]
        if shared > best:
            best, at = shared, begin
    return at


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w'$-]+", text.translate(_ALIKE).lower())


def _plain(text: str) -> str:
    """Words alone, so that marks and spaces do not matter."""
    return f" {' '.join(_tokens(text))} "
