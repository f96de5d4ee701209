"""The sources page: what each law file rests on, when it was checked, and every sentence written from memory."""

from __future__ import annotations

from comity.answers.gathered import Gathered
from comity.answers.sources import sources, totals
from comity.brief.site.html import Child, el, join
from comity.brief.site.links import to
from comity.brief.site.shell import Page, heading, items, section, table, time
from comity.brief.sources_out import FEW

ADDRESS = "/sources.html"


def sources_page(library: Gathered) -> Page:
    """What every file rests on."""
    found = sources(library.law, library.texts)
    numbers = totals(found)
    rows: list[tuple[Child, ...]] = [
        (
            to(one.id, library, one.title),
            FEW[one.basis],
            time(one.checked),
            time(one.last_seen, ""),
            str(len(one.citable)),
            str(len(one.reports)),
            str(len(one.weak)),
            el("a", "look up", href=one.cited_at) if one.cited_at else "",
        )
        for one in found
    ]
    columns = ("File", "Rests on", "Checked", "Orders last seen", "Citable", "Reports", "Weak", "Its citation")
    remembered = ([to(one.id, library, one.title), items(m.words for m in one.memory)] for one in found if one.memory)
    counted = (el("div", el("dt", name), el("dd", str(value))) for name, value in numbers.items())
    body = join(
        [
            heading(
                "Sources",
                answer=f"{numbers['files']} files; {numbers['partly on memory']} rest partly on memory, "
                f"{numbers['on memory alone']} on memory alone.",
                note="Citable are courts, agencies, legislatures, dockets and codes; reports are the press, law firms, trackers "
                "and the parties\u2019 lawyers. A weak source is kept only where nothing better was found.",
            ),
            section("In numbers", el("dl", *counted, class_="numbers")),
            section("What is from memory", items(remembered)),
            section("Every file", table("Every file", columns, rows, quiet=True)),
        ]
    )
    return Page(
        path="sources.html",
        title="Sources",
        body=body,
        kind="index",
        date="",
        words="sources memory basis checked",
        section="about.html",
    )
