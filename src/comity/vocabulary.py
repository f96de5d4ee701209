"""The words of the field, each list once: statuses, modalities, verbs of acts on norms."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a norm is for a party on a day: the first row of the table in docs/architecture.md that holds."""

    NOT_ATTACHED = "not_attached"
    NOT_YET = "not_yet"
    ENDED = "ended"
    VOID = "void"
    DISPLACED = "displaced"
    BLOCKED = "blocked"
    WAIVED = "waived"
    IN_FORCE = "in_force"
    UNDETERMINED = "undetermined"

    @property
    def words(self) -> str:
        """The status as pages and tables show it.

        >>> Status.NOT_YET.words
        'not yet in force'
        """
        return "not yet in force" if self is Status.NOT_YET else self.replace("_", " ")

    @property
    def inert(self) -> bool:
        """Whether the norm is not of the party or not of the day: it does not apply, whatever courts say of it."""
        return self in (Status.NOT_ATTACHED, Status.NOT_YET, Status.ENDED)

    @property
    def barred(self) -> bool:
        """Whether it would apply and something takes its effect: a court, a higher norm, its own issuer."""
        return self in (Status.VOID, Status.DISPLACED, Status.BLOCKED, Status.WAIVED)

    @property
    def enforceable(self) -> bool:
        """Whether it may be enforced against the party."""
        return self is Status.IN_FORCE


INERT = frozenset(status for status in Status if status.inert)
BARRED = frozenset(status for status in Status if status.barred)
BARRED_WORDS = "Barred or not applied"
"""The heading of norms with one of these statuses."""


class Modality(StrEnum):
    """What a norm does to the party that it binds."""

    MUST = "must"
    MUST_NOT = "must not"
    MAY = "may"
    MAY_REQUIRE = "may require"
    IMMUNE = "cannot be required to"


class Verb(StrEnum):
    """What an act on norms does to a norm, or to another act."""

    BLOCKS = "blocks"
    VOIDS = "voids"
    UPHOLDS = "upholds"
    STAYS = "stays"
    WAIVES = "waives"
    DISPLACES = "displaces"
    REPEALS = "repeals"
    REPLACES = "replaces"
    REVERSES = "reverses"
    EXTENDS = "extends"
    POSTPONES = "postpones"
    DECLINES = "declines"
    DISMISSES = "dismisses"
    REMANDS = "remands"
    REVIEWS = "reviews"
