"""The government a recipient was matched with, on what basis and how surely."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """The government a recipient is, how it was found and how sure that is; or why none was, with the candidates."""

    government: str | None = None
    basis: str | None = None
    confidence: str | None = None
    why: str | None = None
    candidates: tuple[str, ...] = ()
