"""How commands print: JSON, tables for people, and refusals in one form."""

import dataclasses
import json
import os
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NoReturn

from comity.text.characters import NOT_TEXT, printable

if TYPE_CHECKING:
    from rich.console import Console

    from comity.errors import ComityError
    from comity.text.faults import Fault


json_wanted: ContextVar[bool] = ContextVar("json_wanted", default=False)
"""Whether the command that runs was given --json; errors are JSON then, too."""


def print_json(value: object) -> None:
    """Print a value as JSON: dates in ISO form, dataclasses as objects, sets in order.

    >>> print_json({"on": date(2018, 1, 24), "parties": {"ca", "chicago-il"}})
    {
      "on": "2018-01-24",
      "parties": [
        "ca",
        "chicago-il"
      ]
    }
    """
    from comity.cli.streams import has_letters_of_the_world

    said = json.dumps(value, indent=2, ensure_ascii=not has_letters_of_the_world(sys.stdout), default=_plain)
    # what steers a terminal stays in the value, as an escape
    print(NOT_TEXT.sub(lambda found: _escaped(found[0]), said))


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"


def console() -> "Console":
    """Return a console for people.

    It has colour only on a terminal and never under NO_COLOR; it is as wide as the terminal, from 40 to 200 columns, and
    80 away from one.
    """
    from comity.brief.terminal.width import columns
    from comity.cli.console import CleanConsole

    out = getattr(sys.stdout, "below", sys.stdout)  # colours are its own; the words it cleans
    if sys.stdout.isatty():
        # by the standard, a variable that is empty counts as none
        plain = bool(os.environ.get("NO_COLOR"))
        return CleanConsole(file=out, width=columns(), no_color=plain, highlight=False, markup=False, emoji=False)
    return CleanConsole(
        file=out,
        width=columns(),
        no_color=True,
        color_system=None,
        force_terminal=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def show(parts: Iterable[object]) -> None:
    """Print parts for people: lines as they are (they are wrapped already), tables within the width."""
    from rich.text import Text

    from comity.brief.terminal.width import AWAY, columns

    out = console()
    for part in parts:
        if isinstance(part, str | Text):  # laid out already; on a terminal narrower than pages are, lines go on below
            out.print(part, soft_wrap=columns() >= AWAY)
        else:
            out.print(part)


def left_out(sentence: str) -> None:
    """Say on standard error that a record was not read; the answer is printed all the same."""
    print(printable(f"comity: {sentence}"), file=sys.stderr)
    print(
        printable("  --record names another; a folder that holds only a record.yaml is an empty record."),
        file=sys.stderr,
    )


def fail(error: "str | ComityError", hint: str = "") -> NoReturn:
    """Say what is wrong with the input and what to do about it, as JSON where the command was given --json; exit with 2.

    JSON goes to standard output, where the answer would have been: `{"error": {"message", "hint", "faults"}}`, with `faults`
    (file, line, column, sentence, hint) only where files have some. Words go to standard error.
    """
    import typer

    from comity.errors import ComityError
    from comity.text.faults import Faults

    message, hint = (error.message, error.hint) if isinstance(error, ComityError) else (error, hint)
    if json_wanted.get():
        found: dict[str, object] = {"message": message, "hint": hint}
        if isinstance(error, Faults):
            found["message"] = (
                f"{len(error.faults)} faults." if len(error.faults) != 1 else next(iter(error.faults)).sentence
            )
            found["faults"] = [fault_json(fault) for fault in error.faults]
        print_json({"error": found})
    elif isinstance(error, Faults):
        print(message, file=sys.stderr)
    else:
        print(printable(f"comity: {message}"), file=sys.stderr)
        if hint:
            print(printable(f"  {hint}"), file=sys.stderr)
    raise typer.Exit(2)


def fault_json(fault: "Fault") -> dict[str, object]:
    """A fault of a file: `file`, `line`, `column`, `sentence`, `hint`."""
    place = fault.place
    return {
        "file": place.file, "line": place.line, "column": place.column, "sentence": fault.sentence, "hint": fault.hint
    }  # fmt: skip


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal() | PurePath():
            return str(value)
        case Enum():
            return value.value
        case set() | frozenset():
            return sorted(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        case _:
            raise TypeError(f"no JSON form for {type(value).__name__}")
