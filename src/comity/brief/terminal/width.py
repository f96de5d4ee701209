"""How wide a terminal page is: the terminal's own width, between 40 and 200 columns, or 80 where there is none."""

from __future__ import annotations

from contextvars import ContextVar

NARROWEST, AWAY, WIDEST = 40, 80, 200
_columns: ContextVar[int] = ContextVar("columns", default=AWAY)


def columns() -> int:
    """The columns that text is laid out in."""
    return _columns.get()


def lay_out_in(found: int) -> None:
    """Lay text out in so many columns from now on, within what can be read.

    >>> lay_out_in(500), columns()
    (None, 200)
    >>> lay_out_in(80)
    """
    _columns.set(max(NARROWEST, min(WIDEST, found)))


def rest(taken: int) -> int:
    """What is left of a line of which so many columns are taken; never less than a few words take."""
    return max(16, columns() - taken)
