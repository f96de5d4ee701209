"""The top of a government's page: answers that decide money, then those that some act affects; all of them as rows too."""

from __future__ import annotations

from comity.answers.gathered import Gathered
from comity.answers.portrait import BarePosition
from comity.brief.office_words import act_words
from comity.brief.shelves import CONDITIONS, DEMANDS, DISPUTED, SHELVES, shelf
from comity.brief.site import pieces as p
from comity.brief.site.downloads import Rows
from comity.brief.site.html import Child, Html, el, join
from comity.brief.site.links import to
from comity.brief.site.shell import anchor, items

MOST_FIRST = 6
"""How many lines stand in the first screen."""
MOST_NAMED = 3
"""How many norms a line names."""
TODAY = "Positions today"
"""The heading under which all of them stand."""


def first_screen(answers: tuple[BarePosition, ...], library: Gathered) -> Html | None:
    """What a reader asks first: the answers that decide money, then those on which something acts, a line each."""
    alike: dict[tuple[object, ...], list[BarePosition]] = {}
    for a in answers:
        if _shelf(a, library) in (CONDITIONS, DEMANDS, DISPUTED):
            of = library.law.norms[a.norm].instrument
            alike.setdefault((of, a.status, a.if_attached, a.possible, a.ground, a.fresh), []).append(a)
    found = sorted(alike.values(), key=lambda those: _order(those[0], library))
    lines: list[Child] = [_line(those, library) for those in found[:MOST_FIRST]]
    if len(found) > MOST_FIRST:
        lines.append(el("a", f"{len(found) - MOST_FIRST} more, and the law behind them", href=f"#{anchor(TODAY)}"))
    return items(lines, "first")


def _order(a: BarePosition, library: Gathered) -> tuple[object, ...]:
    """What decides money first; there, what an act decides, then the newest."""
    norm = library.law.norms[a.norm]
    newest = -norm.in_force.toordinal() if norm.in_force else 0
    return SHELVES.index(_shelf(a, library)), a.ground is None, newest, norm.id


def _line(those: list[BarePosition], library: Gathered) -> list[Child]:
    """The norms of one instrument that have the same answer, the first few by name."""
    first, law = those[0], library.law
    act = law.norm_acts.get(first.ground or "")
    by = [" by ", to(act.id, library, act_words(act.id, law))] if act is not None else None
    ids = list(dict.fromkeys(a.norm for a in those))
    named: list[Child] = [to(id, library, law.norms[id].title) for id in ids[:MOST_NAMED]]
    if len(ids) > MOST_NAMED:
        named.append(f"{len(ids) - MOST_NAMED} more")
    of = el("span", law.instruments[law.norms[first.norm].instrument].title, class_="id")
    return [p.answered(first), by, ": ", join(named, "; "), of]


def _shelf(a: BarePosition, library: Gathered) -> str:
    return shelf(library.law.norms[a.norm], a.settled, a.possible, bool(a.flags.contested), library.law)


def rows_of(answers: tuple[BarePosition, ...], library: Gathered) -> Rows:
    """The positions as rows: the same that the page shows, with what is missing of each."""
    law = library.law
    columns = (
        "shelf",
        "norm",
        "title",
        "instrument",
        "about",
        "status",
        "if_attached",
        "possible",
        "by",
        "last_seen",
        "missing",
    )
    made = (
        (
            _shelf(a, library), a.norm, law.norms[a.norm].title, law.norms[a.norm].instrument, a.about or "", a.status,
            a.if_attached or "", "; ".join(a.possible), a.ground or "", a.fresh.seen.isoformat() if a.fresh else "",
            "; ".join(a.missing),
        )
        for a in answers
    )  # fmt: skip
    return Rows(library.as_of, columns, tuple(made))
