"""Cells that no spreadsheet will run: text written to CSV or XLSX never begins as a formula.

A cell is taken for a formula when it begins with `=`, `+`, `-` or `@`, also behind blanks, a tab or a return. Such a text
gets an apostrophe in front, which a spreadsheet shows as text. A number stays a number.
"""

from __future__ import annotations

import re

_FORMULA = re.compile("[\\s\\x00]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"-?\$?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def cell(text: str) -> str:
    """A text as a cell.

    >>> cell("=1+1"), cell(" @x"), cell("-5,000.00"), cell("Cook County")
    ("'=1+1", "' @x", '-5,000.00', 'Cook County')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def no_formula(column: str) -> str:
    """A column of texts as cells, as SQL."""
    begins = r"^[\s\x00]*[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]|^[\t\r\n]"
    number = r"-?\$?[0-9][0-9,]*(\.[0-9]+)?%?"
    text = f"CAST({column} AS VARCHAR)"
    runs = f"regexp_matches({text}, '{begins}') AND NOT regexp_full_match({text}, '{number}')"
    return f"CASE WHEN {runs} THEN chr(39) || {text} ELSE {text} END"
