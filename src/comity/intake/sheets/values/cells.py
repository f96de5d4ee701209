"""A cell as read, and what it holds if it holds no value: nothing, a placeholder, or an error."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from comity.text.characters import other_digit

PLAIN, NOTED, UNKNOWN, UNREAD = "plain", "noted", "unknown", "unread"
"""How a cell was read: as it stands, with a note, as a word for what is not known, or not at all."""


class Cell(NamedTuple):
    """A value that was read of a cell; `note` says what of the cell is not in it. `more` are further values of one cell."""

    value: Any = None
    how: str = PLAIN
    note: str = ""
    more: tuple[Any, ...] = ()


BLANK = Cell(None, UNKNOWN)

_INVISIBLE = {ord(mark): None for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"}
_SPACES = {ord(mark): " " for mark in "\u00a0\u202f\u2007\u2009\u3000\t\r\n"}
_DASHES = {ord(mark): "-" for mark in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"}
_QUOTES = {ord("\u2018"): "'", ord("\u2019"): "'", ord("\u201c"): '"', ord("\u201d"): '"'}
_PLAIN_SIGNS = _INVISIBLE | _SPACES | _DASHES | _QUOTES
_WRAPPED = re.compile(r"""=?\s*(["'])(.*)\1""")

_PLACEHOLDER = re.compile(
    r"(tbd|tba|tbc|n/?a|n\.a\.?|none|null|nil|unk|unknown|not (yet )?(assigned|available|applicable|known|issued|received|"
    r"awarded|provided|listed|determined|stated)|to be (determined|announced|assigned|provided|confirmed)|"
    r"(award )?pending\b.*|awaiting\b.*|in process|in progress|see\b.*|various|varies|multiple|several|ongoing|open|blank|"
    r"un(assigned|numbered|issued)|forthcoming|to come|continuing|indefinite|\W+|x{2,}|0/0/0{2,4}|00/00/0{2,4}|1900-01-00)",
    re.I,
)
_ERROR = re.compile(r"#(REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.I)


@lru_cache(200_000)
def clean(text: str) -> str:
    r"""A cell without what cannot be seen: plain blanks, hyphens and quotation marks, and no mark that makes it text in Excel.

    >>> clean('="16.738"'), clean("'2019\u2011DJ\u2011BX\u20112602\u200b "), clean(" a\u00a0 b")
    ('16.738', '2019-DJ-BX-2602', 'a b')
    """
    if not text.isascii():
        text = text.translate(_PLAIN_SIGNS)
    text = " ".join(text.split())
    if text[:1] in "='\"":
        if wrapped := _WRAPPED.fullmatch(text):
            text = wrapped[2].strip()
        text = text.removeprefix("'").strip()
    return text


def is_placeholder(text: str) -> bool:
    """Whether a cell says in words that its value is not known.

    >>> [is_placeholder(text) for text in ("TBD", "n/a", "see note 3", "$ -", "*", "A-1", "Pendleton")]
    [True, True, True, True, True, False, False]
    """
    return _PLACEHOLDER.fullmatch(text) is not None


def is_error(text: str) -> bool:
    """Whether a cell holds the error of a formula.

    >>> is_error("#REF!"), is_error("#12")
    (True, False)
    """
    return _ERROR.fullmatch(text) is not None


def without_value(text: str) -> Cell | None:
    """What a cell without a value of any kind is read as; None for one that may have one."""
    if not text:
        return BLANK
    if (other := other_digit(text)) is not None:
        return Cell(None, UNREAD, f"has a digit that is not one of 0 to 9: U+{ord(other):04X}")
    if is_error(text):
        return Cell(None, UNREAD, "is the error of a formula")
    if is_placeholder(text):
        return Cell(None, UNKNOWN, "is not known")
    return None


def text_of(text: str) -> Cell:
    """The words of a cell.

    >>> text_of("City\u00a0of Oakland ").value
    'City of Oakland'
    """
    text = clean(text)
    return BLANK if not text else Cell(text[:10_000])
