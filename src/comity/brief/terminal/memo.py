"""The proof of one answer as a memo: question, answer, the words, the reasons, why not otherwise, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from comity.answers.contract import STATUS_WORDS
from comity.answers.missing import as_fact
from comity.answers.standing import standing
from comity.brief.answer_line import alike
from comity.brief.english import BASIS, act_sentence, day, norm_sentence
from comity.brief.english import party as party_name
from comity.brief.terminal.memo_steps import WHY_NOT, row, steps, why_not, wrapped
from comity.brief.terminal.tables import asked_how, listed, status_words
from comity.norms.citations.bluebook import bluebook
from comity.norms.citations.parse import link
from comity.norms.names.courts import court
from comity.proof.dates import begun
from comity.proof.position import Position
from comity.proof.rows import commanded_by, stays_on
from comity.proof.seen import Freshness
from comity.proof.truth import Step, walk
from comity.text import tree as t

if TYPE_CHECKING:
    from comity.norms.names.governments import Government
    from comity.norms.nodes import Law, Norm
    from comity.proof.question import Question
    from comity.record.nodes import Award

FIRST = 5
"""Of the facts that are missing, so many are printed unless all are asked for."""
ANSWER = {
    "in_force": "Yes. It is in force",
    "blocked": "No. An order in force forbids its enforcement against this party",
    "void": "No. It is void here",
    "displaced": "No. A superior norm takes its effect",
    "waived": "Not now. Its issuer has said that it will not apply it to this party; that may be revoked",
    "ended": "No longer. It has ended",
    "not_yet": "Not yet. It has not begun",
    "not_attached": "No. It does not attach to this party",
}
KEPT = {
    "complied": "On the record this duty was kept",
    "open": "On the record this duty is still open",
    "breached": "On the record this duty was not kept",
    "undetermined": "The record does not say whether this duty was kept",
}
BASES = {
    "document": "the award's own documents",
    "agency": "the agency's rule of which awards carry it",
    "office": "the office's rule of which awards carry it",
    "answer": "an answer, which no document bears out",
}
"""How it is known that an award carries what the norm asks for."""


def memo(
    norm: Norm, found: tuple[Position, ...], question: Question, party: Government, full: bool = False,
    awards: Mapping[str, Award] | None = None,
) -> Iterator[Text | str]:  # fmt: skip
    """The memo on one norm for one party: a part for each demand it may attach to, and for each situation of its awards.

    `awards` are those of the question's record by number, where they are at hand.
    """
    law = question.law
    courts = court(question.context(party).forum)
    yield Text(wrapped(f"Does {norm.id} bind {party_name(party.short)} on {day(question.as_of)}?", ""), style="bold")
    for line, _ in alike(found, question, awards):
        yield wrapped(line, "", "  ")
    yield f"Asked in: {courts.name if courts else 'its own courts'}."
    yield from asked_how(question)
    yield ""
    yield from _words(norm, law)
    for those in _apart(found):
        if len(found) > 1:
            yield ""
            yield from _about(those)
        yield from _answer(those[0], norm, law, full)
    yield from _sources(norm, found, law)


def _apart(found: tuple[Position, ...]) -> list[list[Position]]:
    """Answers that have one proof together, the others each by itself."""
    parts: dict[int, list[Position]] = {}
    for p in found:
        parts.setdefault(id(p.shared or p), []).append(p)
    return list(parts.values())


def _about(those: list[Position]) -> Iterator[Text | str]:
    """Of which award or demand an answer is, or of which awards, all alike."""
    p = those[0]
    if len(those) > 1:
        yield Text(wrapped(f"About {len(those):,} awards: {listed(those)}", ""), style="bold")
        yield wrapped(f"The reasons are those of {p.award}; of the others they are the same.", "  ")
        return
    subject = f"award {p.award}" if p.award else f"demand {p.demand}" if p.demand else "an award not on record"
    yield Text(f"About {subject}", style="bold")


def _words(norm: Norm, law: Law) -> Iterator[Text | str]:
    instrument = law.instruments[norm.instrument]
    yield Text(wrapped(f"{instrument.title}: {norm.title}", "", "  "), style="bold")
    for passage in norm.passages:
        if passage.pinpoint:
            yield f"  {passage.pinpoint}"
        for words in passage.words:
            yield wrapped(f"“{words}”", "    ")
    yield wrapped("In plain English: " + norm_sentence(norm, law), "  ")


def _answer(p: Position, norm: Norm, law: Law, full: bool) -> Iterator[Text | str]:
    yield ""
    yield Text(wrapped(_headline(p, law), ""), style="bold")
    ground = p.if_attached[1] if p.if_attached else p.ground
    if ground is not None and ground in law.norm_acts:
        yield wrapped(act_sentence(law.norm_acts[ground], law, p.known_at), "  ")
    if p.attach_basis in BASES:
        yield wrapped(f"It attaches by {BASES[p.attach_basis]}.", "  ")
    if p.fresh is not None:
        yield wrapped(_seen(p.fresh, p), "  ")
    if p.also:
        yield wrapped(f"It is also {' and '.join(STATUS_WORDS[s] for s in p.also)}, on other grounds.", "  ")
    yield from _unknown(p, law, full)
    yield ""
    yield Text("Reasons", style="bold")
    held = [step for step in p.proof.parts if step.role == "not_attached" or step.truth is not False]
    for step in held:
        yield from row(step, full)
    others = [step for step in p.proof.parts if step not in held]
    if others:
        yield ""
        yield Text("Why not otherwise", style="bold")
        for step in others:
            name = "it has begun" if step.role == "not_yet" else f"not {WHY_NOT.get(step.role, step.role)}"
            reason = why_not(step) or _otherwise(step, norm, p, law)
            if step.role == "ended":
                reason = reason.replace("its time ended", "its time ends")
            yield wrapped(f"{name}: {reason}.", "  - ")
            if full:
                yield from steps(step, 2, full)
    yield from _beside(p, law)


def _unknown(p: Position, law: Law, full: bool) -> Iterator[Text | str]:
    """What is not known and would decide, the first questions alone unless all are asked for; each as it can be supposed."""
    if not p.missing:
        return
    yield ""
    yield Text("What is not known, and would decide", style="bold")
    shown = p.missing if full else p.missing[:FIRST]
    for m in shown:
        yield wrapped(m.words, "  - ")
        fact = as_fact(m, law, p.party)
        if fact is not None:
            yield wrapped(f"try: --suppose '{fact}'", "      ")
    left = len(p.missing) - len(shown)
    if left:
        yield f"  - and {left} more fact{'' if left == 1 else 's'}: --full lists them"


def _seen(fresh: Freshness, p: Position) -> str:
    """Since when nobody has looked whether what an answer rests on still stands."""
    age = (p.as_of - fresh.seen).days
    text = f"{fresh.act} was last seen to stand on {day(fresh.seen)}"
    if age > 0:
        text += f", {age} day{'' if age == 1 else 's'} before the day asked about"
    if fresh.state == "last_seen":
        return f"When last seen: {text}, more than {fresh.limit}. Look at the docket before relying on it."
    return f"Confirmed: {text}."


def _headline(p: Position, law: Law) -> str:
    norm = law.norms[p.norm]
    old = p.fresh is not None and p.fresh.state == "last_seen"
    if p.status != "undetermined":
        said = _said(p.status, p.ground, norm, law)
        if p.status == "not_attached" and commanded_by(norm) and _unmet(p):
            return "No. The order that commands it has no effect on this day."
        return f"When last seen: {said[0].lower() + said[1:]}" if old else said
    if p.if_attached is not None:
        said = _said(*p.if_attached, norm, law)
        said = said.split(". ", 1)[-1]
        said = f"when last seen, {said[0].lower() + said[1:]}" if old else said
        return f"It is not known whether it attaches. If it does: {said[0].lower() + said[1:]}"
    return f"It is {status_words(p)}."


def _unmet(p: Position) -> bool:
    """Whether a norm that binds the party does not attach for its condition alone."""
    return any(step.role == "when" and step.truth is False for step in walk(p.proof.parts[0]))


def _said(status: str, ground: str | None, norm: Norm, law: Law) -> str:
    """A status as an answer; what it rests on is said where that is one day, or a judgment."""
    act = law.norm_acts.get(ground or "")
    if status == "blocked" and act is not None and act.id in stays_on(norm, law):
        return "Not now. The order that commands it is stayed."
    if status == "void" and act is not None and act.parties is not None:
        return "No. A judgment in force holds it invalid for this party."
    if status == "not_yet" and (norm.start is None or isinstance(norm.start, t.Day)):
        days = [first for first in (norm.start.day if norm.start else None, norm.in_force) if first is not None]
        if days:
            return f"Not yet. It begins on {day(max(days))}."
    return ANSWER[status] + "."


def _otherwise(step: Step, norm: Norm, p: Position, law: Law) -> str:
    """Why no act was looked at: there is none, or those there are hold for others or elsewhere."""
    verb = {"void": "voids", "blocked": "blocks"}.get(step.role)
    found = (id for id, does in law.acting_on.get(norm.id, ()) if does == verb and _alive(id, p, law))
    others = tuple(_named(id, law) for id in dict.fromkeys(found))
    if not others:
        return "no act in the library has that effect on this day"
    s = "s" if len(others) == 1 else ""
    done = f"hold{s} it invalid" if verb == "voids" else f"forbid{s} its enforcement"
    return f"{_and(others)} {done} for others or elsewhere, not here"


def _alive(id: str, p: Position, law: Law) -> bool:
    """Whether an act was known and stood on the day asked about, at least for some."""
    known = begun(law.norm_acts[id].decided, min(p.as_of, p.known_at)) is True
    how, _ = standing(id, law, p.as_of)
    return known and (how == "in force" or how.endswith(" for some"))


def _beside(p: Position, law: Law) -> Iterator[Text | str]:
    lines: list[str] = []
    if p.flags.contested:
        lines.append(
            "Contested: "
            + "; ".join(_named(id, law) for id in p.flags.contested[:8])
            + (f"; and {len(p.flags.contested) - 8} more" if len(p.flags.contested) > 8 else "")
            + "."
        )
    lines += [f"As read by {_named(by, law)}: “{words}”." for by, words in p.flags.read_as]
    if p.flags.judgment is not None:
        whose, standard = p.flags.judgment
        lines.append(f"A judgment of {_and(whose)}: {standard}.")
    lines += [f"Its part {part} is {STATUS_WORDS[status]}." for part, status in p.flags.parts]
    if p.flags.springs is not None:
        ids, then = p.flags.springs
        lines.append(f"It would be {STATUS_WORDS[then]} again if {_and(ids)} were stayed or reversed.")
    for other, certain in p.flags.conflicts:
        node = law.norms[other]
        risk = "; ".join(law.acts[b.act.text].words for b in node.breach)
        lines.append(
            f"Conflict{'' if certain else ' (if both bind)'}: {other} cannot be kept with it"
            + (f"; who breaks it risks: {risk}" if risk else "")
            + "."
        )
    if p.flags.breach is not None:
        state, due, follows = p.flags.breach
        when = f", due {day(due)}" if due else ""
        lines.append(f"{KEPT[state]}{when}." + (f" If it is not kept: {'; '.join(follows)}." if follows else ""))
    if lines:
        yield ""
        yield Text("Also", style="bold")
        for line in lines:
            yield wrapped(line, "  - ")


def _and(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _named(id: str, law: Law) -> str:
    act = law.norm_acts[id]
    found = court(act.court) if act.court else None
    return f"{id}{f' ({found.citation})' if found else ''}"


def _sources(norm: Norm, found: tuple[Position, ...], law: Law) -> Iterator[Text | str]:
    yield ""
    yield Text("Sources", style="bold")
    grounds = (p.if_attached[1] if p.if_attached else p.ground for p in found)
    ids = [norm.instrument, *(law.norm_acts[g].instrument for g in grounds if g is not None and g in law.norm_acts)]
    for id in dict.fromkeys(ids):
        i = law.instruments[id]
        doubt = "" if i.basis == "source" else f" {BASIS[i.basis].capitalize()}."
        cites = "; ".join(map(bluebook, i.cites)) or (f"No. {i.docket}" if i.docket else i.title)
        yield wrapped(f"{i.title}. {cites}. Checked {day(i.checked)}.{doubt}", "  - ")
        for url in filter(None, map(link, i.cites)):
            yield f"      {url}"
        for url in i.sources[:3]:
            yield f"      {url}"
        if i.note:
            yield wrapped(i.note, "      Note: ")
