"""The timeline graphic of a norm, with a bar for it and for each act on it: inline SVG that stays legible on any screen.

Bars are placed in percent of the width and labels in pixels, so that nothing has to be scrolled or shrunk. What the
graphic shows stands in the table below it in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.answers.gathered import Gathered
from comity.answers.standing import ALWAYS, ENDINGS, NEVER, Edge, Held, Span, duration, held, norm_spans, spans
from comity.brief.site.html import Html, el
from comity.norms.names.courts import court
from comity.norms.names.governments import government
from comity.norms.nodes import Norm, NormAct
from comity.proof.context import shown

ROW, TOP = 40, 30
VERBS = {
    "blocks": "blocks it",
    "voids": "voids it",
    "upholds": "upholds it",
    "waives": "waives it",
    "displaces": "displaces it",
    "repeals": "repeals it",
    "replaces": "replaces it",
    "reverses": "reverses",
    "stays": "stays",
    "extends": "extends it",
    "postpones": "postpones it",
    "declines": "declines to act on it",
    "dismisses": "dismisses it",
    "remands": "remands it",
    "reviews": "reviews it",
}
NAMES = {
    "blocked": "forbids", "void": "held invalid", "upheld": "held valid", "waived": "waived", "displaced": "displaced", "stay": "stay",
    "beside": "said of it",
}  # fmt: skip
"""What an act does, in the few letters that a bar has room for."""
ROOM = 0.24
"""The share of the width from which on a bar has room for its name, on a telephone too."""
KIND = {
    "blocks": "blocked",
    "voids": "void",
    "upholds": "upheld",
    "waives": "waived",
    "displaces": "displaced",
    "repeals": "ended",
    "replaces": "ended",
    "reverses": "ended",
    "stays": "stay",
    "extends": "stay",
    "postpones": "stay",
    **dict.fromkeys(("declines", "dismisses", "remands", "reviews"), "beside"),
}
"""How the bar of each verb is drawn; `beside`: what leaves the norm as it is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the graphic: its number in the table (0 for the norm itself), its words, its times, what held it off."""

    number: int
    id: str
    words: str
    kind: str
    spans: tuple[Span, ...]
    held: tuple[Held, ...]

    @property
    def is_event(self) -> bool:
        """Whether it ends something, once and for all: a mark on its day, not a bar."""
        return self.kind == "ended"


def bars(norm: Norm, library: Gathered) -> tuple[Bar, ...]:
    """The rows for a norm: itself, each act on it by court and day, and below each act what acts on that."""
    law = library.law
    found = [Bar(number=0, id=norm.id, words="The norm itself", kind="norm", spans=norm_spans(norm, law), held=())]
    numbers: dict[str, int] = {}
    for act in acting(norm, library):
        verbs = tuple(dict.fromkeys(v for id, v in law.acting_on[norm.id] if id == act.id))
        numbers[act.id] = len(found)
        narrow = " for its parties" if act.kind == "holding" and act.forum is None else ""
        words = f"{who(act)} {' and '.join(VERBS[v] for v in verbs)}{narrow}"
        found.append(
            Bar(
                number=len(found),
                id=act.id,
                words=words,
                kind=KIND[verbs[0]],
                spans=spans(act.id, law),
                held=held(act.id, law),
            )
        )
        for id, verb in law.acting_on.get(act.id, ()):
            if id in numbers or id in law.norms or verb not in (*ENDINGS, "stays", "displaces"):
                continue
            other = law.norm_acts[id]
            if any(i == id for i, _ in law.acting_on[norm.id]):
                continue
            numbers[id] = len(found)
            touched = f"{who(other)} {VERBS[verb].removesuffix(' it')} {numbers[act.id]}"
            found.append(
                Bar(
                    number=len(found),
                    id=id,
                    words=touched,
                    kind=KIND[verb],
                    spans=spans(id, law, verb == "reverses"),
                    held=held(id, law),
                )
            )
    return tuple(found)


def acting(norm: Norm, library: Gathered) -> list[NormAct]:
    """The acts on a norm: by court, the court that acted first before the others; within a court by day."""
    law = library.law
    acts = [law.norm_acts[id] for id in dict.fromkeys(id for id, _ in law.acting_on.get(norm.id, ()))]
    first = {a.id: spans(a.id, law)[0].start.first for a in acts}
    earliest: dict[str, dt.date] = {}
    for act in acts:
        by = act.court or act.issuer or ""
        earliest[by] = min(earliest.get(by, NEVER), first[act.id])
    return sorted(
        acts, key=lambda a: (earliest[a.court or a.issuer or ""], a.court or a.issuer or "", first[a.id], a.id)
    )


def who(act: NormAct) -> str:
    """Who acted, in a few letters: the court's abbreviation, the agency or state, or what kind of text it is."""
    found = court(act.court) if act.court else None
    if found is not None:
        return "Supreme Court" if found.level == "supreme" else found.citation or found.name
    issuer = government(act.issuer) if act.issuer else None
    if act.kind == "doctrine" or issuer is None:
        return "Doctrine" if act.kind == "doctrine" else act.kind.capitalize()
    return shown(issuer) if len(shown(issuer)) < 24 else act.kind.capitalize()


def graphic(rows: Sequence[Bar], as_of: dt.date) -> Html:
    """The rows as inline SVG."""
    first, last = _reach(rows, as_of)
    height = TOP + ROW * len(rows) + 6
    drawn = [_row(bar, TOP + at * ROW, first, last) for at, bar in enumerate(rows)]
    name = "Timeline of the norm and of what acted on it; the table below says the same in words"
    return el(
        "svg",
        el("title", name, id="graphic-title"),
        el("defs", _PATTERNS),
        _axis(first, last, as_of, height),
        *drawn,
        role="img",
        aria_labelledby="graphic-title",
        class_="timeline",
        width="100%",
        height=height,
    )


_PATTERNS = Html(
    '<pattern id="p-unsure" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="p-back" width="6" height="6"/><rect class="p-line" width="2.500" height="6"/></pattern>'
    '<pattern id="p-held" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<rect class="h-back" width="7" height="7"/><rect class="h-line" width="3" height="7"/></pattern>'
)


def _reach(rows: Sequence[Bar], as_of: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day the graphic shows: those of the acts; a much older first day is cut off."""
    starts = [s.start.first for bar in rows[1:] for s in bar.spans if s.start.first != ALWAYS]
    own = [s.start.first for s in rows[0].spans if s.start.first != ALWAYS]
    recent = [day for day in starts if (as_of - day).days < 366 * 12] or starts or own or [as_of]
    first = min(recent)
    if own and (first - own[0]).days < 366 * 8:
        first = min(first, own[0])
    last = max([as_of, *(s.end.first for bar in rows for s in bar.spans if s.end and s.end.first != NEVER)])
    pad = max(30, (last - first).days // 24)
    return first - dt.timedelta(days=pad), last + dt.timedelta(days=pad // 2)


def _axis(first: dt.date, last: dt.date, as_of: dt.date, height: int) -> Iterator[Html]:
    for day, label in _ticks(first, last):
        x = _percent(day, first, last)
        yield el("line", x1=x, x2=x, y1=TOP - 8, y2=height, class_="tick")
        yield el("text", label, x=x, y=14, class_="year")
    x = _percent(as_of, first, last)
    yield el("line", x1=x, x2=x, y1=TOP - 12, y2=height, class_="today")


def _ticks(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """At most six years with their labels; half-years where there are fewer than three years."""
    years = range(first.year, last.year + 2)
    if (last - first).days < 366 * 3:
        halves = [(dt.date(y, m, 1), f"{'Jan' if m == 1 else 'Jul'} {y}") for y in years for m in (1, 7)]
        margin = dt.timedelta(days=(last - first).days // 20)
        yield from ((day, label) for day, label in halves if first + margin < day < last - margin)
        return
    shown = [y for y in years if first < dt.date(y, 1, 1) < last]
    step = -(-len(shown) // 6)
    yield from ((dt.date(y, 1, 1), str(y)) for y in shown if y % step == 0)


def _row(bar: Bar, y: int, first: dt.date, last: dt.date) -> Iterator[Html | None]:
    label = f"{bar.number}. {bar.words}" if bar.number else bar.words
    dates = f", {duration(bar.spans[:1], events=bar.is_event)}"
    yield el("text", label, el("tspan", dates, class_="dates"), x=0, y=y + 12)
    top, high = y + 17, 15
    for span in bar.spans:
        if bar.is_event:
            at = span.start
            yield _rect(
                since=at.first,
                until=at.last,
                first=first,
                last=last,
                y=top,
                height=high,
                class_="bar ended" if at.certain else "unsure",
            )
            continue
        start, end = span.start, span.end or Edge(NEVER, NEVER)
        solid = (start.last, end.first) if start.last < end.first else None
        if not start.certain:
            yield _rect(
                since=start.first,
                until=min(start.last, end.last),
                first=first,
                last=last,
                y=top,
                height=high,
                class_="unsure",
            )
        if solid:
            since, until = solid
            yield _rect(since=since, until=until, first=first, last=last, y=top, height=high, class_=f"bar {bar.kind}")
            if not bar.held:  # what held it off is drawn over the bar
                yield _name(bar.kind, *solid, first, last, top)
        if span.end is not None and not end.certain:
            yield _rect(since=end.first, until=end.last, first=first, last=last, y=top, height=high, class_="unsure")
    for one in bar.held:
        begin, stop = one.span.start.first, one.span.end.last if one.span.end else NEVER
        for span in bar.spans:
            since = max(begin, span.start.first)
            until = min(stop, span.end.last if span.end else NEVER)
            if since < until:
                yield _rect(since=since, until=until, first=first, last=last, y=top + 4, height=high - 8, class_="held")


def _name(kind: str, since: dt.date, until: dt.date, first: dt.date, last: dt.date, y: int) -> Html | None:
    """The name of an action on its bar, where there is room."""
    left, right = _share(since, first, last), _share(until, first, last)
    if kind not in NAMES or right - left < ROOM:
        return None
    return el("text", NAMES[kind], x=f"{left * 100 + 0.6:.2f}%", y=y + 11, class_=f"on-bar {kind}")


def _rect(
    since: dt.date, until: dt.date, first: dt.date, last: dt.date, y: int, height: int, class_: str
) -> Html | None:
    left, right = _share(since, first, last), _share(until, first, last)
    if right <= 0 or left >= 1:
        return None
    width = f"{max(right - left, 0.006) * 100:.2f}%"
    return el("rect", x=f"{left * 100:.2f}%", y=y, width=width, height=height, class_=class_)


def _share(day: dt.date, first: dt.date, last: dt.date) -> float:
    return min(1.0, max(0.0, (day - first).days / max(1, (last - first).days)))


def _percent(day: dt.date, first: dt.date, last: dt.date) -> str:
    return f"{_share(day, first, last) * 100:.2f}%"


def key(rows: Sequence[Bar]) -> Html:
    """What the bars of a graphic mean."""
    words = {
        "norm": "the norm",
        "blocked": "order that forbids enforcement",
        "void": "held invalid",
        "upheld": "held valid",
        "waived": "not applied, by notice",
        "displaced": "displaced by higher law",
        "ended": "ended or replaced",
        "stay": "stay, or put off",
        "beside": "leaves it as it is",
    }
    shown_kinds = dict.fromkeys(bar.kind for bar in rows)
    marks = [(kind, words[kind]) for kind in words if kind in shown_kinds]
    if any(not e.certain for bar in rows for s in bar.spans for e in (s.start, s.end) if e):
        marks.append(("unsure", "day not certain"))
    if any(bar.held for bar in rows):
        marks.append(("held", "stayed or reversed, for all or for some"))
    swatches = (el("li", _swatch(kind), " ", said) for kind, said in marks)
    return el("ul", *swatches, class_="key")


def _swatch(kind: str) -> Html:
    drawn = el("rect", class_=kind if kind in ("unsure", "held") else f"bar {kind}", width=26, height=14)
    return el("svg", drawn, class_="swatch", width=26, height=14, aria_hidden="true")
