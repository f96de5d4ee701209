"""The console for tables and text; it removes control characters from everything it prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.segment import Segment

from comity.text.characters import printable


class CleanConsole(Console):
    """A console whose colours are its own, and whose words steer no terminal."""

    def render(self, renderable: Any, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of a part, each with clean words."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(printable(piece.text), piece.style)
