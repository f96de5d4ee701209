"""Parts that several kinds of pages share: quoted words, sources, rows about acts on norms, flags beside a status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.answers.contract import STATUS_WORDS
from comity.answers.gathered import Gathered
from comity.answers.portrait import BarePosition
from comity.answers.standing import Span, duration, spans, standing
from comity.brief.english import date, parties
from comity.brief.site.html import Child, Html, el, is_web, join
from comity.brief.site.links import linked, source, to, to_court, to_government
from comity.brief.site.shell import items, section, time
from comity.brief.site.status import basis, chip, status
from comity.norms.build.select import first_day
from comity.norms.citations.bluebook import bluebook
from comity.norms.names.governments import slug
from comity.norms.nodes import Case, Instrument, NormAct
from comity.text import format as written
from comity.text import tree as t

VERBS = {
    "blocks": "forbids enforcement of",
    "voids": "holds invalid",
    "upholds": "upholds",
    "stays": "stays",
    "waives": "says that it will not apply",
    "displaces": "takes the effect of",
    "repeals": "ends",
    "replaces": "takes the place of",
    "reverses": "undoes",
    "extends": "extends",
    "postpones": "postpones",
    "declines": "denies what was asked against",
    "dismisses": "dismisses the case on",
    "remands": "sends back, without vacating it,",
    "reviews": "takes up for review",
}
STANDING = {
    "in force": "in_force",
    "not yet": "not_yet",
    "ended": "ended",
    "may be in force": "undetermined",
    "stayed": "waived",
    "displaced": "displaced",
    "reversed": "ended",
}
VERIFIED = {
    "yes": "whole and in its own words",
    "partly": "in part",
    "no": "not in its own words; it was read in reports",
}


def cites(words: Iterable[str], id: str | None = None, library: Gathered | None = None) -> Html:
    """Citations in Bluebook form; with `id` and `library`, the first links to the instrument's page."""
    made: list[Child] = [bluebook(w) for w in words]
    if made and id is not None and library is not None:
        made[0] = to(id, library, made[0])
    return join(made, "; ")


def quoted(passages: Iterable[t.Passage]) -> Html:
    """Passages as quotations under their pinpoints."""
    return join(
        el(
            "figure",
            el("blockquote", *(el("p", w) for w in p.words)),
            el("figcaption", bluebook(p.pinpoint)) if p.pinpoint else None,
            class_="quote",
        )
        for p in passages
    )


def sources(instrument: Instrument) -> Html:
    """Where an instrument's words come from, how far they are verified, and when that was last looked at."""
    rows: list[tuple[str, Child]] = [
        ("Basis", basis(instrument.basis)),
        ("Checked", time(instrument.checked)),
    ]
    if instrument.verbatim:
        rows.append(("Quoted", VERIFIED[instrument.verbatim]))
    if instrument.note:
        rows.append(("Note", instrument.note))
    rows.append(("Sources", items(source(s) for s in instrument.sources)))
    return section("Sources", facts(rows))


def facts(rows: Iterable[tuple[str, Child]]) -> Html:
    """Names and values, a pair a line; pairs without a value are left out."""
    made = (el("div", el("dt", name), el("dd", value)) for name, value in rows if value)
    return el("dl", *made, class_="facts")


def stands(id: str, library: Gathered) -> Html:
    """How an act on norms stands on the day of the pages."""
    words, by = standing(id, library.law, library.as_of)
    plain = words.removeprefix("may be ").removesuffix(" for some")
    kind = "undetermined" if words.startswith("may be") else STANDING[plain]
    reason = [" by ", to(by, library)] if by else None
    return join([chip(kind, words), el("span", reason, class_="by") if reason else None])


def lasting(found: Iterable[Span], act: NormAct | None = None) -> Html:
    """From when until when an act was in force, in words."""
    reaches_back = act is not None and isinstance(act.start, t.Start)
    return join([duration(found), " (in hindsight back to the start)" if reaches_back else None])


def effects(act: NormAct, library: Gathered, on: str | None = None) -> Html:
    """What an act does to which norms and acts, each with a link; to others than `on` only how many they are."""
    lines: list[Child] = []
    for effect in act.effects:
        if not effect.targets:
            continue
        first = [on] if on in effect.targets and on else list(effect.targets[:8])
        others = len(effect.targets) - len(first)
        more = f" and {others} {'other' if others == 1 else 'others'}" if others else None
        part = [" as to ", join([to(id, library) for id in effect.as_to], ", ")] if effect.as_to else [""]
        lines.append([VERBS[effect.verb], " ", join([to(id, library) for id in first], ", "), more, part])
    return join(lines, "; ")


def reach(act: NormAct, library: Gathered) -> Html:
    """For whom an act works: its parties, and the court whose territory must follow it."""
    parts: list[Child] = []
    if act.parties is not None:
        parts.append(set_of(act.parties, library))
    if act.forum is not None:
        parts.append(["as precedent in the territory of the ", to_court(act.forum, library)])
    return join(parts, "; ") if parts else join(["everyone"])


def set_of(value: t.PartySet, library: Gathered) -> Html:
    """A set of parties, each named government and list with a link."""
    made = join([_item(i, library) for i in value.items], ", ")
    return (
        join([made, [", except ", join([_item(i, library) for i in value.excepted], ", ")]]) if value.excepted else made
    )


def _item(item: t.PartyItem, library: Gathered) -> Html:
    if isinstance(item, t.Named):
        since = f" since {item.since}" if item.since else ""
        since += f" until {item.before}" if item.before else ""
        if "/" in item.name.text:
            return join(["those on the list ", to(item.name.text, library), since])
        return join([to_government(item.name.text, library), since])
    return join([parties(t.PartySet((item,)))])


def by(act: NormAct, library: Gathered, short: bool = True) -> Html:
    """The court or agency that acted, with its page."""
    if act.court is not None:
        return to_court(act.court, library, short)
    if act.issuer is not None:
        return to_government(act.issuer, library)
    return to(act.instrument, library, library.law.instruments[act.instrument].title)


def on(spec: t.DateSpec) -> Html:
    """The day an act was decided, for machines too when it is known."""
    return time(spec.day) if isinstance(spec, t.Day) else join([date(spec)])


def beside(answer: BarePosition, library: Gathered) -> Html | None:
    """What stands beside a status: further grounds, contrary rulings, what revives, opposite duties, conduct."""
    lines: list[Child] = []
    if answer.also:
        lines.append(f"also {' and '.join(STATUS_WORDS[s] for s in answer.also)}")
    if answer.flags.contested:
        lines.append(["contested: ", join(_few(answer.flags.contested, library, 3), ", ")])
    if answer.flags.springs is not None:
        ids, then = answer.flags.springs
        lines.append([f"would be {STATUS_WORDS[then]} without ", join(_few(ids, library, 2), ", ")])
    if answer.flags.conflicts:
        sure = [n for n, certain in answer.flags.conflicts if certain]
        words = "conflicts with " if sure else "conflicts, if both bind, with "
        lines.append([words, join(_few(sure or [n for n, _ in answer.flags.conflicts], library, 2), ", ")])
    if answer.flags.breach is not None and answer.flags.breach[0] != "undetermined":
        state, due, _ = answer.flags.breach
        lines.append(f"conduct on record: {state}" + (f", due {due}" if due else ""))
    return items(lines, "beside")


def _few(ids: Iterable[str], library: Gathered, most: int) -> Iterator[Child]:
    listed = list(ids)
    yield from (to(id, library) for id in listed[:most])
    if len(listed) > most:
        yield f"{len(listed) - most} more"


def answered(answer: BarePosition) -> Html:
    """The status of an answer."""
    return status(answer.status, answer.if_attached, answer.possible, answer.fresh)


def case_lines(case: Case, library: Gathered, norm: str | None = None) -> Html:
    """A case: its title, what is given, what is expected on which day (of one norm, if that is asked)."""
    expected = [e for e in case.expects if norm is None or e.norm.text == norm]
    given = [linked(written.given(g), library) for g in case.given]
    lines = [_expected(e, case, library) for e in expected]
    return el(
        "div",
        el("p", el("b", case.title), class_="case-title"),
        el("p", "Given: ", join(given, "; "), ".", class_="given") if given else None,
        items(lines),
        class_="case",
    )


def _expected(expect: t.Expect, case: Case, library: Gathered) -> Html:
    key = expect.status.replace(" ", "_")
    party = expect.party.text if expect.party else case.party
    parts: list[Child] = [
        el("time", expect.on.isoformat(), datetime=expect.on.isoformat()),
        " ",
        to_government(party, library),
    ]
    parts += [": ", to(expect.norm.text, library), " ", chip(key, expect.status)]
    if expect.by:
        parts += [" by ", to(expect.by.text, library)]
    if expect.forum:
        parts += [", asked in ", to_court(expect.forum.text, library, short=True)]
    if expect.known_at:
        parts.append(f", known at {expect.known_at}")
    return join([*parts, ", contested" if expect.contested else None])


def source_link(title: str, url: str | None) -> Html:
    """A source of the record: its title, as a link where it has an address."""
    if url is not None and is_web(url):
        return el("a", title, href=url, rel="external noreferrer")
    return join([title])


__all__ = [
    "Span",
    "answered",
    "beside",
    "by",
    "case_lines",
    "cites",
    "effects",
    "facts",
    "first_day",
    "lasting",
    "on",
    "quoted",
    "reach",
    "set_of",
    "slug",
    "source_link",
    "sources",
    "spans",
    "standing",
    "stands",
    "status",
]
