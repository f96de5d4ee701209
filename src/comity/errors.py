"""The one family of errors: what was given cannot be used, why, and what to do about it.

A legal outcome (undetermined, conflict, not in force) is a value with reasons, never one of these.
"""

from __future__ import annotations


class ComityError(Exception):
    """What was given cannot be used.

    Attributes:
        message: what is wrong, in a sentence or several.
        hint: what would be right, or the nearest valid name; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Refused(ComityError):
    """The question cannot be asked as put: an unknown or ambiguous name, or text that is not a date."""


class MissingExtra(ComityError):
    """A part of Comity was asked for whose packages are not installed."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs the packages of `comity[{extra}]`.", f"pip install 'comity[{extra}]'")
        self.extra = extra


def require(extra: str, what: str, *modules: str) -> None:
    """Raise MissingExtra unless the modules that an extra brings can be found; imports none of them.

    >>> require("web", "The application", "json")
    >>> require("web", "The application", "no_such_module")
    Traceback (most recent call last):
    comity.errors.MissingExtra: The application needs the packages of `comity[web]`.
    """
    from importlib.util import find_spec

    for module in modules:
        try:
            found = find_spec(module)
        except ModuleNotFoundError:
            found = None
        if found is None:
            raise MissingExtra(extra, what)
