"""Report how far an import has come to whoever watches: a progress bar, or a test that stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one step of an import is.

    `step` is `checking`, `reading` (counted in bytes of the file as it is stored), `folding` (in rows), `matching` (in
    recipients) or `writing` (in files); `of` names the file, where it is one. `total` is what `done` comes to in the
    end. `rows` is how many rows have been read so far.
    """

    step: str
    of: str
    done: int
    total: int
    rows: int = 0


Watch = Callable[[Progress], None]
"""Told of progress; what it raises stops the import, which can go on later."""


def unwatched(_progress: Progress) -> None:
    """Watch nothing."""
