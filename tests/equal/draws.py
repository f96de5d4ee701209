"""Small random laws, as the text of law files, and what they mean once loaded.

Text, because it goes through the whole of `text` and `norms` and because a shrunk law file can be read. An act on norms
acts on what stands above it, and one that asks whether another is in force acts on norms alone, so that the graph of
who acts on whom has no ring.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.equal.draw_clauses import (
    DAYS,
    Names,
    chance,
    date,
    expression,
    lasting,
    later,
    like,
    of_awards,
    parties,
    some,
)

from comity.norms.build.clauses import ONLY
from comity.norms.build.from_text import build_law
from comity.norms.nodes import Law
from comity.text.grammar import VERB_WORDS
from comity.text.page import parse_page
from comity.text.tree import Page

FRONT = """---
id: {id}
title: A drawn file
kind: {kind}
{more}
basis: source
checked: 2026-11-23
sources: [drawn]
---

```comity
{body}
```
"""
DECLARED = """
act help "help federal officers"
  enlists

act detain "hold a person on a detainer"
  enlists
  kind of    help

define limits "the party limits exchange of status"
  of         party
  is         yes or no

define bond "the day the bond was posted"
  of         order
  is         a date

define moved "the day it moved"
  of         party
  is         a date

define formula "the award is made by formula"
  of         award
  is         yes or no

define staff "how many work there"
  of         party
  is         a number

define spent "what it has spent"
  of         party
  is         an amount

define policy "the name of its policy"
  of         party
  is         a text
"""
CASES = ("suit", "other")
"""Two lawsuits: each acts on the same norms, and on the orders of the other."""
MODALITIES = ("must", "must not", "may", "may require", "cannot be required to")
COURTS = ("ilnd", "cacd", "ca7", "ca9", "scotus")
TERRITORIES = ("ca7", "ca9", "scotus", "cal", "ill")


@dataclass(frozen=True)
class Drawn:
    """The files of a law, by name, and the law they make."""

    files: dict[str, str]
    law: Law

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        return "\n".join(f"# {name}\n{text}" for name, text in self.files.items())


def load(files: dict[str, str]) -> Law:
    """The law of some files, which are to be without fault."""
    built, faults = build_law([page(name, text) for name, text in files.items()])
    assert not faults, "\n".join(fault.render() for fault in faults)
    return built


def page(name: str, text: str) -> Page:
    """One file, which is to be without fault."""
    found, faults = parse_page(text, name)
    assert not faults, "\n".join(fault.render() for fault in faults)
    return found


@st.composite
def laws(draw: DrawFn) -> Drawn:
    """A federal instrument, a state's, two lawsuits and a doctrine."""
    names = Names()
    files: dict[str, str] = {}

    def add(id: str, kind: str, more: str, statements: list[str]) -> None:
        files[f"{id}.md"] = FRONT.format(id=id, kind=kind, more=more, body="\n\n".join(statements).strip())

    rule = f'define big "the award is a large one"\n  when {expression(draw, names, award=False, acts=False)}'
    names.questions.append("big")
    in_force = f"\nin_force: {draw(st.sampled_from(DAYS[:5]))}" if chance(draw, 70) else ""
    norms = [_norm(draw, names, "fed", i, bool(in_force)) for i in range(draw(st.integers(1, 3)))]
    norms += [_terms(draw, names, i) for i in range(draw(st.sampled_from([0, 0, 1, 2])))]
    add("fed", "award terms", "level: federal\nissuer: us-doj-ojp" + in_force, [DECLARED, rule, *norms])
    acts: dict[str, list[str]] = {case: [] for case in CASES}
    if chance(draw, 50):
        acts["suit"].append(f'define plaintiffs "the plaintiffs"\n  lists {parties(draw, names, excepting=False)}')
        names.lists.append("suit/plaintiffs")
    several = chance(draw, 60)
    for _ in range(draw(st.sampled_from([0, 1, 2, 3, 4]))):
        _act(draw, names, acts, several)
    if chance(draw, 50):
        state = draw(st.sampled_from(["ca", "il"]))
        add(
            "loc",
            "state law",
            f"issuer: {state}\nin_force: {draw(st.sampled_from(DAYS[:5]))}",
            [_norm(draw, names, "loc", 0, True, state)],
        )
    for _ in range(draw(st.sampled_from([0, 1, 2, 3]))):
        _act(draw, names, acts, several)
    for case, court in zip(CASES, ("ilnd", "cacd"), strict=True):
        if case == "suit" or acts[case]:
            side = draw(st.sampled_from(["party", "not a party"]))
            add(case, "case", f"court: {court}\nunited_states: {side}", acts[case])
    doctrines = [_doctrine(draw, names, i) for i in range(draw(st.sampled_from([0, 0, 1, 2])))]
    add("rule", "doctrine", "level: federal\nissuer: us-doj", doctrines)
    law = load(files)
    return Drawn(files, law)


# ---- statements ------------------------------------------------------------------------------------------------------
def _norm(draw: DrawFn, names: Names, file: str, index: int, in_force: bool, state: str = "") -> str:
    form = draw(st.sampled_from(names.forms[file])) if names.forms.get(file) and chance(draw, 40) else None
    award = form is not None or chance(draw, 60)
    if award:
        roles = ["award.recipient", "award.recipient, award.subrecipient", "award.subrecipient"]
        binds = draw(st.sampled_from(roles))
    else:
        binds = parties(draw, names)
    lines = [f"binds {binds}", f"{draw(st.sampled_from(MODALITIES))} {draw(st.sampled_from(['help', 'detain']))}"]
    conditions = _conditions(draw, names, award, acts=True)
    lines += conditions if award or not state else _at_home(conditions, state)
    special, acts = ("of party", "award", "award") if award else ("of party",), tuple(names.acts)
    if in_force:
        lines += lasting(draw, special, (*special, "revoked"), acts=acts)
    else:
        lines += lasting(draw, (), (*special, "revoked"), begins=True, acts=acts)
    lines += _said(draw, lines)
    if form is not None:
        lines = [like(draw, names, line) for line in form]
    elif award:
        names.forms.setdefault(file, []).append(lines.copy())
    if names.norms and chance(draw, 15):
        verb = draw(st.sampled_from(["replaces", "repeals"]))
        lines.append(f"{verb} {', '.join(some(draw, names.norms))}")
    id = f"{file}/n{index}"
    names.norms.append(id)
    if award:
        names.award_norms.append(id)
    text = _statement(f"norm n{index}", ['cites "one"', *lines])
    if not chance(draw, 20):
        return text
    names.norms.append(f"{file}/p{index}")
    if award:
        names.award_norms.append(names.norms[-1])
    when = [f"when {expression(draw, names, award, True)}"] * chance(draw, 30)
    own = lasting(draw, (), ("revoked",)) + (_at_home(when, state) if when and state and not award else when)
    return f"{text}\n\n{_statement(f'part p{index} of n{index}', own)}"


def _at_home(conditions: list[str], state: str) -> list[str]:
    """The conditions of a State's norm, which binds nobody elsewhere."""
    own = f"party is within {state}"
    if not any(line.startswith("when ") for line in conditions):
        return [f"when {own}", *conditions]
    return [f"when {own} and ({line[5:]})" if line.startswith("when ") else line for line in conditions]


def _said(draw: DrawFn, lines: list[str]) -> list[str]:
    """What is said of a norm and changes no status: by when its duty is due, to whose judgment it is left."""
    due = [f"by {date(draw)}"] if " must " in f" {' '.join(lines)} " and chance(draw, 15) else []
    return due + ['judged by us-doj "where it finds a need"'] * chance(draw, 10)


def _terms(draw: DrawFn, names: Names, index: int) -> str:
    """A set of terms, sometimes the successor of the one before it."""
    lines = [f"carries {', '.join(some(draw, names.norms))}"]
    lines += [f"attaches when {of_awards(draw)}"] if chance(draw, 70) else []
    first = str(draw(st.sampled_from(DAYS[:6])))
    if names.sets and chance(draw, 50):
        lines += [f"from {first}", f"replaces {names.sets[-1]}"]
    elif chance(draw, 30):
        lines += [draw(st.sampled_from([f"from {first}", f"until {first}"]))]
    names.sets.append(f"fed/s{index}")
    return _statement(f"terms s{index}", lines)


def _act(draw: DrawFn, names: Names, acts: dict[str, list[str]], several: bool) -> None:
    """One more order, holding or notice, in one of the lawsuits."""
    case = draw(st.sampled_from(CASES)) if several else CASES[0]
    kind = draw(st.sampled_from(["order", "order", "order", "holding", "holding", "notice", "notice"]))
    lines = {"order": _order, "holding": _holding, "notice": _notice}[kind](draw, names)
    lines += _seen(draw, lines)
    name = f"a{len(names.acts)}"
    names.acts.append(f"{case}/{name}")
    names.reached[names.acts[-1]] = _reached(lines, names)
    if any(line.startswith("orders ") for line in lines):
        names.norms.append(f"{case}/{name}-orders")
    sort = draw(st.sampled_from(["", "", "", " restraining", " restraining without notice"])) if kind == "order" else ""
    acts[case].append(_statement(f"{kind} {name}{sort}", lines))


def _reached(lines: list[str], names: Names) -> set[str]:
    """The norms that the lines of an act act on, or reach through other acts."""
    found: set[str] = set()
    for line in lines:
        verb, _, rest = line.partition(" ")
        if verb in VERB_WORDS and not rest.startswith("every "):
            on, _, norms = rest.partition(" only ")[0].partition(" as to ")
            for target in on.split(", "):
                there = names.reached.get(target, {n for n in names.norms if target in (n, n.partition("/")[0])})
                found |= there & set(norms.split(", ")) if norms else there
    return found


def _order(draw: DrawFn, names: Names) -> list[str]:
    told = draw(st.sampled_from(["declines", "declines", "remands", "reviews"]))
    verbs = ["blocks", "blocks", "postpones", told, draw(st.sampled_from(["voids", "upholds"]))] + (
        ["stays", "stays", "reverses", "replaces", "extends"] if names.acts else []
    )
    chosen = some(draw, verbs)
    lines = [f"court {draw(st.sampled_from(COURTS))}", *_decided(draw, names)]
    lines += [_effect(draw, names, verb) for verb in chosen]
    if "stays" in chosen and chance(draw, 30):  # for some as to this, for others as to that
        lines.append(_effect(draw, names, "stays"))
    if chance(draw, 20):
        lines.append(f"orders {parties(draw, names)} must help within {draw(st.sampled_from([1, 10]))} days")
    if {"blocks", "postpones", "voids", "upholds", "stays"} & set(chosen) or chance(draw, 30):
        lines.append(f"for {parties(draw, names, roles=True)}")
    if "extends" in chosen and not any(line.startswith("until ") for line in lines):
        until, firsts = date(draw), [x.split(" ", 1)[1] for x in lines if x.startswith(("decided", "from"))]
        lines.append(f"until {until if all(later(until, first) for first in firsts) else 'unknown'}")
    if "reverses" in chosen:
        lines += _mandate(draw, lines)
    return lines + _conditions(draw, names, False, _only_norms(lines), 15)


def _holding(draw: DrawFn, names: Names) -> list[str]:
    precedent = chance(draw, 70)
    lines: list[str] = []
    if precedent:
        court = draw(st.sampled_from(TERRITORIES))
        lines += [f"court {court}", f"in {court}"]
    else:
        lines.append(f"court {draw(st.sampled_from(COURTS))}")
    lines += _decided(draw, names)
    verbs = some(draw, ["voids", "upholds"]) if len(names.norms) > 1 else [draw(st.sampled_from(["voids", "upholds"]))]
    targets = some(draw, names.norms, 3)
    if len(verbs) == 2 and len(targets) > 1:
        lines += [f"{verbs[0]} {targets[0]}", f"{verbs[1]} {', '.join(targets[1:])}"]
    else:
        lines.append(f"{verbs[0]} {', '.join(targets)}")
    if precedent and chance(draw, 15):
        lines.append(f'construes {draw(st.sampled_from(names.norms))} as "it does not reach this"')
    if names.acts and chance(draw, 40):
        verb = draw(st.sampled_from(["reverses", "reverses", "stays"]))
        lines.append(_effect(draw, names, verb))
        lines += _mandate(draw, lines) if verb == "reverses" else []
    if not precedent or chance(draw, 40):
        lines.append(f"for {parties(draw, names, roles=True)}")
    return lines + _conditions(draw, names, False, _only_norms(lines), 10)


def _notice(draw: DrawFn, names: Names) -> list[str]:
    verbs = ["waives"] if chance(draw, 80) else []
    if not verbs or chance(draw, 30):
        verbs.append(draw(st.sampled_from(["repeals", "replaces"] + (["reverses"] if names.acts else []))))
    lines = [*_decided(draw, names), *(_effect(draw, names, verb) for verb in verbs)]
    if "waives" in verbs or chance(draw, 30):
        lines.append(f"for {parties(draw, names, roles=True)}")
    return lines + _conditions(draw, names, False, _only_norms(lines), 10)


def _doctrine(draw: DrawFn, names: Names, index: int) -> str:
    if chance(draw, 60):
        what = f"every norm where {draw(st.sampled_from(_NORMS))}"
    elif names.acts and chance(draw, 40):
        what = f"every order where {draw(st.sampled_from(_ORDERS))}"
    else:
        what = ", ".join(some(draw, names.norms + names.acts))
    lines = [f"displaces {what}", *_decided(draw, names)]
    if chance(draw, 70):
        lines.append(f"for {parties(draw, names, roles=True)}")
    return _statement(f"doctrine d{index}", lines + _conditions(draw, names, False, _only_norms(lines), 15))


_NORMS = (
    "norm.level is federal", "norm.level is state and norm.force is command", "norm.force is condition",
    "norm.level is federal and norm.force is command and norm.enlists is yes", "norm.enlists is yes",
    "norm.issuer is us-doj-ojp and not norm.binds is federal",
)  # fmt: skip
_ORDERS = (
    "order.reach is universal", "order.enjoins is no and order.reach is universal",
    "order.level is district", "order.reach is parties or order.level is appeals",
    f"order.decided is before {DAYS[5]}",
)  # fmt: skip


def _effect(draw: DrawFn, names: Names, verb: str) -> str:
    if verb in ("blocks", "postpones", "voids", "upholds", "waives"):
        targets = names.norms
    elif verb in ("declines", "remands", "reviews", "replaces", "repeals"):
        targets = names.norms + names.acts
    else:
        targets = names.acts
    chosen = ["fed"] if verb in ("blocks", "postpones") and chance(draw, 10) else some(draw, targets)
    reached = sorted(set.intersection(*(names.reached.get(name, set()) for name in chosen)))
    as_to = f" as to {', '.join(some(draw, reached))}" if reached and chance(draw, 40) else ""
    only = ""
    if verb in ONLY and chance(draw, 25):
        which = draw(st.sampled_from(["for", "when", "both"]))
        only += f" only for {parties(draw, names, roles=True)}" if which != "when" else ""
        only += f" only when {expression(draw, names, award=False, acts=False)}" if which != "for" else ""
    return f"{verb} {', '.join(chosen)}{as_to}{only}"


def _decided(draw: DrawFn, names: Names) -> list[str]:
    """When it was decided and from when to when it has effect; `from` alone says both."""
    if chance(draw, 10):
        return lasting(draw, (), ("revoked",), begins=True)
    else:
        decided = date(draw, "hour", "hour")
    acts = tuple(names.acts)
    return [
        f"decided {decided}",
        *lasting(draw, ("the start", "award", "since"), ("revoked", "award", "since"), decided=decided, acts=acts),
    ]


def _seen(draw: DrawFn, lines: list[str]) -> list[str]:
    """When an act was last seen to stand, not before it was decided, and whether it is appealed."""
    if not chance(draw, 35):
        return []
    decided = next((line.split(" ", 1)[1] for line in lines if line.split(" ")[0] in ("decided", "from")), "")
    seen = str(draw(st.sampled_from([dt.date(2017, 9, 1), *DAYS[:8]])))
    if not (later(seen, decided) or seen == decided):
        return []
    return [
        f"last_seen {seen}",
        *(["appeal " + draw(st.sampled_from(["pending", "none", "final"]))] * chance(draw, 50)),
    ]


def _mandate(draw: DrawFn, lines: list[str]) -> list[str]:
    """A mandate, not before the decision that stands among the lines."""
    decided = next((line.removeprefix("decided ") for line in lines if line.startswith("decided ")), "")
    mandate = date(draw, "presumed", "presumed", "presumed")
    # a court of appeals that undoes what another court did says when its mandate issued
    above = any(line.startswith("court ") and line.split()[1] in ("ca7", "ca9", "scotus") for line in lines)
    if not (later(mandate, decided) or mandate == decided):
        return ["mandate presumed"] if above else []
    return [f"mandate {mandate}"] if above or chance(draw, 70) else []


def _conditions(draw: DrawFn, names: Names, award: bool, acts: bool, percent: int = 40) -> list[str]:
    lines = [f"when {expression(draw, names, award, acts)}"] if chance(draw, percent) else []
    return lines + ([f"unless {expression(draw, names, award, acts)}"] if chance(draw, percent // 2) else [])


def _only_norms(lines: list[str]) -> bool:
    """Whether what a statement does, it does to norms alone."""
    acting = (*(f" {case}/a" for case in CASES), "every order")
    return not any(word in line for line in lines if line.split()[0] in VERB_WORDS for word in acting)


def _statement(head: str, lines: list[str]) -> str:
    return "\n".join([head, *(f"  {line}" for line in lines)])
