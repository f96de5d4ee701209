"""Check claims about law and conduct: the status of a norm, what some norm says of an act, whether an act was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from comity.answers.claims import Check, DatedStatement, Finding, of_one, of_parts, words_of
from comity.answers.contract import STATUS_WORDS
from comity.errors import Refused
from comity.norms.attributes import CLASSES
from comity.norms.names.governments import Government, all_governments, government
from comity.norms.nodes import Norm
from comity.proof.ask import ask
from comity.proof.conditions import does
from comity.proof.context import shown
from comity.proof.parties import belongs
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.truth import Step, Truth, either
from comity.record.conditions import read_class

MOST_NAMED = 4
MOST_ASKED = 2_000
WHOM = "{whom}"
"""Where the parties stand in what was found, so that several of whom the same is found are told together."""


def norm_check(check: Check, asked: DatedStatement) -> Finding:
    """Check that the status of a norm for a party, or for all of several, is one of those given."""
    norm = asked.question.law.norms[str(check["norm"])]
    wanted = words_of(check["status"])
    words = " or ".join(STATUS_WORDS[s] for s in wanted)
    cites = asked.question.law.cite(norm.id)

    def one(party: Government, question: Question) -> Finding:
        found = _of_supposed(ask(norm, question.context(party)), question)
        is_ = "; ".join(dict.fromkeys(_said(p) for p in found))
        claim = f"{norm.id} ({norm.title}) is {words} for {shown(party)} on {asked.day}: it is {is_}"
        step = Step(claim, either(_bears_out(p, wanted) for p in found), cites, tuple(p.proof for p in found))
        told = f"for {WHOM} {norm.id} ({norm.title}) was {is_}{_open(found, step.truth)}"
        return of_one(step, told, found)

    return _for_all(check, asked, f"{norm.id} ({norm.title}) is {words} on {asked.day} for all of them", one)


def act_check(check: Check, asked: DatedStatement) -> Finding:
    """Check that some norm in force for a party, or for all of several, says this of the act."""
    law = asked.question.law
    act = law.acts[str(check["act"])]
    says = f"{check['modality']} {act.words}"

    def one(party: Government, question: Question) -> Finding:
        context = question.context(party)
        norms = norms_saying(check, question)
        found = tuple(p for n in norms for p in ask(n, context) if p.status != "not_attached")
        truth = either(_bears_out(p, ("in_force",)) for p in found)
        that = "; ".join(f"{p.norm} is {_said(p)}" for p in found[:4]) or "no norm of the library says so"
        step = Step(f"a norm in force for {shown(party)} on {asked.day} says: {says} ({that})", truth)
        binding = [p.norm for p in found if p.status == "in_force"]
        if truth:
            told = f"{', '.join(binding[:4])}, in force for {WHOM}, said: {says}"
        elif truth is False:
            told = f"no norm of the library in force for {WHOM} said: {says}"
        else:
            told = f"whether a norm in force for {WHOM} said: {says}{_open(found, truth)}"
        return of_one(step, told, found)

    return _for_all(check, asked, f"for all of them a norm in force on {asked.day} says: {says}", one)


def norms_saying(check: Check, question: Question) -> tuple[Norm, ...]:
    """The norms that say what a check claims of an act, or of a narrower act."""
    law = question.law
    name = str(check["act"])
    wide = (n for n in law.norms.values() if n.modality == check["modality"])
    return tuple(n for n in wide if n.act == name or name in law.acts[n.act].wider)


def conduct_check(check: Check, asked: DatedStatement) -> Finding:
    """Check that the party did the act by the day, or did not; the record alone decides."""
    name = str(check["conduct"])

    def one(party: Government, question: Question) -> Finding:
        found = does(name, question.context(party))
        truth = found.truth if check.get("done", True) else None if found.truth is None else not found.truth
        told = found.claim if found.truth is not None else f"whether {found.claim} is on no record"
        return of_one(replace(found, truth=truth), told)

    return _for_all(check, asked, f"so by {asked.day} for all of them", one)


def parties_of(check: Check, asked: DatedStatement) -> tuple[Government, ...]:
    """The parties that a check names, or those of its class.

    Kinds that the class may or may not include are left out, and the offices of States.

    Raises:
        Refused: more parties than are asked about one by one, or none.
    """
    facts = asked.facts()
    if "every" not in check:
        named = (facts.party(short) for short in words_of(check["party"]))
        return tuple(party for party in named if party is not None)
    item = read_class(str(check["every"]))
    within = government(item.within.text) if item.within is not None else None
    state = within.short if within is not None and within.kind == "state" else None
    # who speaks of every State does not speak of its offices, though an order for States reaches them
    kinds = {kind for kind in CLASSES[item.kind.text] if kind != "office"} or {"office"}
    alike = (p for p in all_governments().values() if p.kind in kinds)
    here = (p for p in alike if state is None or state in (p.state, p.short))
    found = tuple(p for p in here if belongs(item, asked.question.context(p)).truth)
    if not 0 < len(found) <= MOST_ASKED:
        hint = f"A claim is asked of up to {MOST_ASKED:,} parties one by one; name a State, as in `city within ca`."
        raise Refused(f"`every {check['every']}` means {len(found):,} parties.", hint)
    return found


def _for_all(
    check: Check, asked: DatedStatement, claim: str, one: Callable[[Government, Question], Finding]
) -> Finding:
    """A check for each party it names, under what it supposes; of many of whom the same is found, the first stand for all."""
    alike: dict[tuple[str, tuple[Truth, ...]], list[tuple[str, Finding]]] = {}
    for party in parties_of(check, asked):
        found = one(party, _supposed(check, asked, party))
        alike.setdefault((found.told, found.truths), []).append((shown(party), found))
    kept: list[Finding] = []
    for (told, _), group in alike.items():
        words = told.replace(WHOM, _listed([name for name, _ in group]))
        kept += [replace(found, told=words) for _, found in group[:MOST_NAMED]]
    return kept[0] if len(kept) == 1 else of_parts(claim, kept)


def _listed(names: Sequence[str]) -> str:
    """Names in a row: `A, B and C`; of many the first and how many more."""
    if len(names) > MOST_NAMED:
        names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])} and {names[-1]}"


def _supposed(check: Check, asked: DatedStatement, party: Government) -> Question:
    if "suppose" not in check:
        return asked.question
    from comity.answers.question import supposing

    return supposing(asked.question, str(check["suppose"]), party)


def _of_supposed(found: tuple[Position, ...], question: Question) -> tuple[Position, ...]:
    """Of positions those under an award that is supposed, where one is: a hypothetical is not about real awards."""
    supposed = {a.id for a in question.record.awards if a.known.source == "supposed"}
    return tuple(p for p in found if p.award in supposed) or found


def _bears_out(found: Position, wanted: tuple[str, ...]) -> Truth:
    if found.status != "undetermined":
        return found.status in wanted
    open_ = {s in wanted for s in found.possible}
    return None if len(open_) == 2 else open_.pop()


def _said(found: Position) -> str:
    if found.if_attached:
        return f"{STATUS_WORDS[found.if_attached[0]]}, if it attaches"
    text = STATUS_WORDS[found.status]
    return f"{text} by {found.ground}" if found.ground else text


def _open(found: Iterable[Position], truth: Truth) -> str:
    """The facts not on record that decide."""
    missing = dict.fromkeys(m.words.removesuffix(f" ({m.about})") for p in found for m in p.missing)
    return f" (not on record: {'; '.join(missing)})" if truth is None and missing else ""
