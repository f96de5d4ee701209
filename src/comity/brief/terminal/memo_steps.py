"""The steps of a proof as lines of a memo: what holds, what is open, what each act that was looked at lacked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from comity.brief.terminal.width import columns
from comity.norms.attributes import ATTRIBUTES
from comity.proof.truth import Step

MARK = {True: "yes", False: "no", None: "unknown"}
ELEMENT = {True: "met", False: "unmet", None: "unknown"}
TOLD = ("binds", "stays", "reverses", "replaces", "repeals", "displaces")
"""Steps that say enough in their own line when they hold."""
WHY_NOT = {
    "not_attached": "not attached",
    "not_yet": "not yet in force",
    "ended": "ended",
    "void": "void",
    "displaced": "displaced",
    "blocked": "blocked",
    "waived": "waived",
}


def row(step: Step, full: bool) -> Iterator[str]:
    """A row of the table of statuses that holds or is open, with the steps it rests on."""
    if step.role == "not_attached":
        inner = step.parts[0] if step.parts else step
        yield _line(inner, 1)
        for part in inner.parts:
            if part.role in ("when", "unless"):
                yield from _elements(part, 2)
            else:
                yield _line(part, 2)
                yield from steps(part, 3, full or part.truth is not True)
        return
    yield _line(step, 1, WHY_NOT.get(step.role, step.role))
    yield from steps(step, 2, full)


def _elements(step: Step, depth: int) -> Iterator[str]:
    """What a norm asks before it attaches, part by part: met, unmet or unknown on the record, with the source of each fact."""
    joined = {"and": "all of these:", "or": "at least one of these:", "not": "not this:"}
    if step.role == "when" or (step.role == "unless" and step.parts):
        heading = "it attaches when" if step.role == "when" else "it does not attach when"
        yield wrapped(f"{heading}:", "  " * depth)
        parts = step.parts[0].parts if step.parts[0].role == "and" else step.parts
        for part in parts:
            yield from _elements(part, depth + 1)
        return
    mark = f"[{ELEMENT[step.truth]}] "
    text = joined.get(step.role, step.claim)
    source = f" ({'; '.join(step.cites)})" if step.cites else ""
    yield wrapped(text + source, "  " * depth + mark, "  " * depth + " " * len(mark))
    for part in step.parts:
        yield from _elements(part, depth + 1)


def why_not(step: Step) -> str:
    """Why a status does not hold, in a line: which acts were looked at and what each lacked; nothing where there was none."""
    failing = [_lack(part) for part in _leaves(step) if part]
    return "; ".join(dict.fromkeys(r for r in failing if r))


def _leaves(step: Step) -> Iterator[Step]:
    for part in step.parts:
        if part.role in ("act", "without") or (part.parts and part.role == "precedent"):
            yield part
        elif part.parts:
            yield from _leaves(part)
        else:
            yield part


def _lack(step: Step) -> str:
    if step.role == "precedent":
        held = [p.claim.removesuffix(" has effect") for p in step.parts if p.truth is True]
        return f"{held[-1]} controls here and upholds it" if held else ""
    if step.role != "act":
        return step.claim
    failed = next((p for p in step.parts if p.truth is False), None)
    name = step.claim.removesuffix(" has effect")
    if failed is None:
        return name
    return f"{name}: {_negative(failed)}"


def _negative(step: Step) -> str:
    if step.role in ("stays", "reverses", "replaces", "repeals", "displaces"):
        return step.claim.replace("it is not ", "it is ", 1)
    if step.claim.startswith("it reaches "):
        return step.claim.replace("it reaches", "it does not reach", 1)
    if step.claim == "it is not over":
        return step.parts[0].claim if step.parts else "it is over"
    return step.claim


def steps(parent: Step, depth: int, full: bool) -> Iterator[str]:
    """The parts a step rests on: of one that holds those that hold, of an open one those that are open; all with `full`."""
    for step in parent.parts:
        if not full and step.truth is not parent.truth and not (parent.role == "act" and step.truth is True):
            continue
        if step.role == "and" or (step.role in ("when", "or") and len(step.parts) == 1):
            yield from steps(step, depth, full)
            continue
        yield _line(step, depth)
        if step.parts and (full or step.truth is None or step.role not in TOLD):
            yield from steps(step, depth + 1, full)


def _plain(claim: str) -> str:
    """A claim of the proof without the language's own words for those whom a norm binds."""
    for path in ("award.recipient", "award.subrecipient", "demand.recipient"):
        claim = claim.replace(path, ATTRIBUTES[path].words)
    return claim


def _line(step: Step, depth: int, label: str = "") -> str:
    mark = f"[{MARK[step.truth]}] "
    claim = _plain(step.claim)
    text = f"{label}: {claim}" if label and label not in claim else claim
    indent = "  " * depth
    cite = f" ({'; '.join(step.cites)})" if step.cites and step.role in ("act", "") else ""
    return wrapped(text + cite, indent + mark, indent + " " * len(mark))


def wrapped(text: str, first: str, rest: str | None = None) -> str:
    """Text broken at the width of the terminal, its first line and the others after what is given for them."""
    if rest is None:
        rest = " " * len(first)
    return textwrap.fill(
        text, columns(), initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
