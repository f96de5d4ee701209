"""What `comity show` prints: a norm, an act on norms, an instrument, or the list of instruments."""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass

from rich.text import Text

from comity.brief.english import BASIS, act_sentence, day, norm_sentence
from comity.brief.terminal.width import columns
from comity.errors import Refused
from comity.norms.citations.bluebook import bluebook
from comity.norms.citations.parse import link
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Instrument, Law, Norm, NormAct
from comity.proof.rows import commanded_by
from comity.text import tree as t


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as printed parts and as JSON data."""

    parts: tuple[Text | str, ...]
    data: object


def page_of(name: str | None, law: Law) -> Shown:
    """The page of a norm, an act on norms or an instrument; the list of instruments for None. Raises Refused."""
    if name is None:
        return _library(law)
    if name in law.norms:
        return _norm(law.norms[name], law)
    if name in law.norm_acts:
        return _act(law.norm_acts[name], law)
    if name in law.instruments:
        return _instrument(law.instruments[name], law)
    known = [*law.norms, *law.norm_acts, *law.instruments]
    raise Refused(
        f"no norm, act on norms or instrument is named `{name}`.",
        did_you_mean(name, known, "`comity show` lists the instruments."),
    )


def _library(law: Law) -> Shown:
    rows = sorted(law.instruments.values(), key=lambda i: (i.kind, i.id))
    lines = [_cut(f"{i.id:<34} {i.kind:<16} {i.title}") for i in rows]
    return Shown(tuple(lines), [{"id": i.id, "kind": i.kind, "title": i.title} for i in rows])


def _cut(line: str) -> str:
    return line if len(line) <= columns() else line[: columns() - 1].rstrip() + "…"


def _norm(norm: Norm, law: Law) -> Shown:
    i = law.instruments[norm.instrument]
    parts: list[Text | str] = [
        Text(_wrapped(f"{norm.id}: {norm.title}", "", "  "), style="bold"),
        _wrapped(f"{i.title}. {'; '.join(map(bluebook, norm.cites))}.", "  "),
    ]
    for passage in norm.passages:
        parts.append("")
        if passage.pinpoint:
            parts.append(f"  {passage.pinpoint}")
        parts += [_wrapped(f"“{words}”", "    ") for words in passage.words]
    if not norm.passages:
        parts += ["", "  Its own words were not seen; it is encoded from what others say of it."]
    sentence = norm_sentence(norm, law)
    parts += ["", Text("In plain English", style="bold"), _wrapped(sentence, "  ")]
    if norm.because:
        parts.append(_wrapped(norm.because, "  "))
    if norm.continues:
        parts.append(f"  It carries on {norm.continues}, reworded.")
    order = commanded_by(norm)
    on = [*law.acting_on.get(norm.id, ()), *(law.acting_on.get(order, ()) if order else ())]
    acting = [law.norm_acts[id] for id, _ in on]
    acting.sort(key=lambda a: (_sorted_by(a.decided), a.id))
    parts += ["", Text("What acts on it", style="bold")]
    parts += [_wrapped(f"{a.id}: {act_sentence(a, law)}", "  - ") for a in acting] or ["  Nothing in the library."]
    parts += _about(i)
    data = {
        "norm": norm.id, "title": norm.title, "instrument": i.id, "cites": norm.cites, "plain": sentence,
        "text": [{"pinpoint": p.pinpoint, "words": p.words} for p in norm.passages],
        "acting_on": [{"id": id, "verb": verb} for id, verb in on],
        "basis": i.basis, "checked": i.checked, "sources": i.sources,
    }  # fmt: skip
    return Shown(tuple(parts), data)


def _act(act: NormAct, law: Law) -> Shown:
    i = law.instruments[act.instrument]
    sentence = act_sentence(act, law)
    parts: list[Text | str] = [
        Text(_wrapped(f"{act.id}: {act.title}", "", "  "), style="bold"),
        _wrapped(f"{i.title}. {'; '.join(law.cite(act.id))}.", "  "),
    ]
    for passage in act.passages:
        parts += [_wrapped(f"“{words}”", "    ") for words in passage.words]
    parts += ["", _wrapped(sentence, "  "), "", Text("What acts on it", style="bold")]
    acting = [law.norm_acts[id] for id, _ in law.acting_on.get(act.id, ())]
    acting.sort(key=lambda a: (_sorted_by(a.decided), a.id))
    parts += [_wrapped(f"{a.id}: {act_sentence(a, law)}", "  - ") for a in acting] or ["  Nothing in the library."]
    parts += _about(i)
    data = {
        "act": act.id, "kind": act.kind, "title": act.title, "court": act.court, "plain": sentence,
        "effects": [{"verb": e.verb, "targets": e.targets, "as_to": e.as_to} for e in act.effects], "cites": law.cite(act.id),
        "acting_on": [{"id": id, "verb": verb} for id, verb in law.acting_on.get(act.id, ())],
        "basis": i.basis, "checked": i.checked, "sources": i.sources,
    }  # fmt: skip
    return Shown(tuple(parts), data)


def _instrument(i: Instrument, law: Law) -> Shown:
    norms = [n for n in law.norms.values() if n.instrument == i.id]
    acts = [a for a in law.norm_acts.values() if a.instrument == i.id and a.kind != "norm"]
    parts: list[Text | str] = [
        Text(_wrapped(f"{i.id}: {i.title}", "", "  "), style="bold"),
        _wrapped(f"{i.kind[:1].upper()}{i.kind[1:]}. {'; '.join(map(bluebook, i.cites))}", "  "),
    ]
    parts += [_wrapped(f"{n.id}: {norm_sentence(n, law)}", "  - ") for n in norms]
    parts += [_wrapped(f"{a.id}: {act_sentence(a, law)}", "  - ") for a in acts]
    parts += _about(i)
    data = {
        "instrument": i.id, "title": i.title, "kind": i.kind, "cites": i.cites,
        "norms": {n.id: norm_sentence(n, law) for n in norms}, "acts": {a.id: act_sentence(a, law) for a in acts},
        "basis": i.basis, "checked": i.checked, "sources": i.sources,
    }  # fmt: skip
    return Shown(tuple(parts), data)


def _about(i: Instrument) -> list[Text | str]:
    lines: list[Text | str] = [
        "",
        Text("Sources", style="bold"),
        f"  Basis: {BASIS[i.basis]}. Checked {day(i.checked)}.",
    ]
    if i.verbatim:
        lines.append(f"  Words quoted in full: {i.verbatim}.")
    if i.note:
        lines.append(_wrapped(i.note, "  Note: "))
    public = tuple(url for url in map(link, i.cites) if url is not None)
    return [*lines, *(f"  {url}" for url in (*public, *i.sources))]


def _sorted_by(decided: t.DateSpec | None) -> dt.date:
    """The first day on which a date that may be uncertain can lie."""
    match decided:
        case t.Day(first) | t.After(first) | t.Before(first) | t.Between(first, _):
            return first
        case _:
            return dt.date.max


def _wrapped(text: str, first: str, rest: str | None = None) -> str:
    return textwrap.fill(
        text,
        columns(),
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
