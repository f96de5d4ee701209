"""The program's two outputs: text is printed without control characters, and no output ends the program with a traceback.

A pipe whose reader has gone takes the rest in silence, so that the exit code stays that of the answer. A letter that the
terminal has no code for is replaced. An output that is full or closed is said once, with exit code 2.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from typing import Any, TextIO

from comity.brief.terminal.width import AWAY, lay_out_in
from comity.text.characters import printable


class CannotPrint(Exception):
    """The output is closed, or takes no more."""


class Printed(io.TextIOBase):
    """A stream that cleans what is printed to it; `below` is the stream as it is, for what paints colours itself."""

    def __init__(self, below: TextIO) -> None:
        self.below = Quiet(below)

    @property
    def encoding(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        """What letters are written as."""
        return self.below.encoding

    @property
    def errors(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        """What becomes of letters that have no code; typer goes around a stream that does not say so."""
        return "replace"

    def write(self, text: str, /) -> int:
        """Print a text."""
        return self.below.write(printable(text))

    def flush(self) -> None:
        """Print what waits."""
        self.below.flush()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self.below.isatty()

    def fileno(self) -> int:
        """The system's number of the output."""
        return self.below.fileno()


class Quiet(io.TextIOBase):
    """A stream whose reader may go, and that may run full."""

    def __init__(self, stream: TextIO) -> None:
        self.stream: Any = stream
        self.failure: str | None = None
        if hasattr(stream, "reconfigure"):
            self.stream.reconfigure(errors="replace")

    @property
    def encoding(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        """What letters are written as."""
        return str(self.stream.encoding or "ascii")

    def write(self, text: str, /) -> int:
        """Write a text, or let go of it where nobody reads."""
        try:
            return int(self.stream.write(text))
        except OSError as error:
            self._failed(error)
            return len(text)

    def flush(self) -> None:
        """Write what waits."""
        try:
            self.stream.flush()
        except OSError as error:
            self._failed(error)

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return bool(self.stream.isatty())

    def fileno(self) -> int:
        """The system's number of the output."""
        return int(self.stream.fileno())

    def _failed(self, error: OSError) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())  # what still waits goes there too
        os.close(nowhere)
        if error.errno not in (errno.EPIPE, errno.ECONNRESET):
            self.failure = error.strerror or str(error)


def install() -> None:
    """Have everything printed go through here.

    Raises:
        CannotPrint: the output is closed.
    """
    closed = sys.stdout is None  # pyright: ignore[reportUnnecessaryComparison]
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if not isinstance(sys.stderr, Printed):
        sys.stderr = Printed(sys.stderr)
    if closed:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        raise CannotPrint("it is closed")
    if not isinstance(sys.stdout, Printed):
        sys.stdout = Printed(sys.stdout)
    lay_out_in(shutil.get_terminal_size().columns if sys.stdout.isatty() else AWAY)


def check() -> None:
    """Print what waits.

    Raises:
        CannotPrint: something could not be printed.
    """
    sys.stdout.flush()
    failure = sys.stdout.below.failure if isinstance(sys.stdout, Printed) else None
    if failure is not None:
        raise CannotPrint(failure)


def has_letters_of_the_world(stream: Any) -> bool:
    """Whether a stream has a code for every letter."""
    return str(getattr(stream, "encoding", None) or "ascii").lower().replace("-", "").startswith("utf")
