"""A list page: an answer, tables of lines, and at most one action on a line; the same rows as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity.errors import ComityError
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Row, Table, words
from comity.web.pages.sending import sent


@dataclass(frozen=True, slots=True)
class Press:
    """What can be done to a line: the word on the button, and what the form says when it is pressed."""

    words: str
    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a cell a column, where its first cell leads, what can be done to it; `pick` marks lines that are chosen together."""

    row: Row
    link: str = ""
    press: Press | None = None
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines under their columns. `empty` says what it means that there is none."""

    name: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    empty: str
    note: str = ""

    @property
    def cells(self) -> tuple[tuple[Line, tuple[tuple[Column, str], ...]], ...]:
        """The lines as they are shown, each cell beside its column."""
        return tuple((one, tuple((at, words(one.row.get(at.key))) for at in self.columns)) for one in self.lines)

    @property
    def pressed(self) -> bool:
        """Whether something can be done to one of the lines."""
        return any(one.press for one in self.lines)

    @property
    def picked(self) -> bool:
        """Whether lines are chosen together."""
        return any(one.pick for one in self.lines)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What such a page says; `what` names its files."""

    what: str
    title: str
    answer: str
    listings: tuple[Listing, ...]

    @property
    def filled(self) -> bool:
        """Whether there is a line to be taken out."""
        return any(one.lines for one in self.listings)

    def book(self, stamp: Stamp) -> Book:
        """The lists as tables."""
        return Book(
            self.what,
            self.title,
            stamp,
            tuple(
                Table(
                    name=one.name,
                    title=one.title or self.title,
                    columns=one.columns,
                    rows=tuple(line.row for line in one.lines),
                    note=one.note,
                    empty=one.empty,
                )
                for one in self.listings
            ),
        )


def send(
    request: Any,
    rows: Callable[[Asking], Ledger],
    template: str = "ledger.html",
    act: Callable[[Any, Asking], HttpResponse | str | None] | None = None,
    **said: Any,
) -> HttpResponse:
    """The page, or the file that is asked for.

    Args:
        request: what is asked.
        rows: the page as rows.
        template: its own template, where it has more than the list.
        act: what a form that is sent does; returns where it leads, or what is told once, or None where the list alone says it.
        said: what the template is told besides.
    """
    asking: Asking = request.asking
    told: Mapping[str, Any] = {}
    if request.method == "POST" and act is not None:
        try:
            once = act(request, asking)
        except ComityError as error:
            told = {"refused": error}
        else:
            if once is None or isinstance(once, HttpResponse):
                return once or redirect(request.path)
            told = {"once": once}
    ledger = rows(asking)
    shows = {"ledger": ledger, "subject": shown(asking.subject), **said, **told}
    return sent(request, ledger.book) or render(request, template, shows, status=400 if "refused" in told else 200)
