"""Faults in files: what is wrong, where, and what was expected, collected so that all are shown at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.errors import ComityError
from comity.text.characters import printable

SHOWN = 96  # characters of a line that an excerpt shows


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: path as shown to the user, line and column from 1, and how many characters it covers."""

    file: str
    line: int
    column: int = 1
    width: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: its place, a sentence, what would be right, and the line it stands in."""

    place: Place
    sentence: str
    hint: str = ""
    excerpt: str = ""

    def render(self) -> str:
        """Return the fault as a terminal shows it: place and sentence, the line with a caret below, the hint.

        >>> fault = Fault(Place("a.md", 3, 8, 5), "No act is named `acess`.", "Did you mean `access`?", "  must acess")
        >>> print(fault.render())
        a.md:3:8: No act is named `acess`.
            must acess
                 ^^^^^
          Did you mean `access`?
        """
        lines = [f"{self.place}: {self.sentence}"]
        if self.excerpt.strip():
            text, column = _window(self.excerpt, self.place.column)
            width = max(1, min(self.place.width, len(text) - column + 1))
            lines += ["  " + text, "  " + " " * (column - 1) + "^" * width]
        if self.hint:
            lines.append(f"  {self.hint}")
        return "\n".join(_printable(line) for line in lines)


class Faults(ComityError):
    """Raised when files cannot be used: carries every fault of every file read, in order of place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(fault.render() for fault in self.faults))


def fault_at(lines: Sequence[str], place: Place, sentence: str, hint: str = "") -> Fault:
    """Return a fault whose excerpt is the line of its place."""
    excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return Fault(place, sentence, hint, excerpt)


def _window(line: str, column: int) -> tuple[str, int]:
    """A stretch of a long line around a column, with the column counted within it."""
    line = line.replace("\t", " ").rstrip()
    if len(line) <= SHOWN:
        return line, column
    start = max(0, min(column - 1 - SHOWN // 2, len(line) - SHOWN))
    return line[start : start + SHOWN], column - start


def _printable(line: str) -> str:
    """A line that cannot steer a terminal, whatever a file contains."""
    return printable(line.replace("\n", " "))
