"""Write values as SQL, in the dialect that every engine is given."""

from __future__ import annotations

import datetime as dt


def literal(value: object) -> str:
    """A value as SQL."""
    if isinstance(value, dt.date):
        return f"DATE '{value}'"
    return str(value) if not isinstance(value, str) else quoted(value)


def quoted(text: str) -> str:
    """A string as SQL."""
    return "'" + text.replace("'", "''") + "'"
