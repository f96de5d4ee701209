"""What a statement may claim: by the key that tells which, a sentence and the keys of the check."""

from __future__ import annotations

from collections.abc import Mapping

from comity.record.schema import Column

_ALWAYS = (
    Column("not", "yes or no", "`yes`: the claim is that this is not so."),
    Column("aside", "yes or no", "`yes`: not claimed; told beside the verdict."),
)
_DAY = Column("on", "date or `when said`", "As of which day.", required=True)
_FIXED = Column("fixed", "yes or no", "`yes`: that very day, though the statement may have been made on it.")
_SUPPOSE = Column("suppose", "text", "Facts of a hypothetical, as in a case's `given`, divided by `;`.")
_OF_LAW = (
    _FIXED,
    Column("hindsight", "yes or no", "`yes`: as known when it was said, not as known on that day."),
    _SUPPOSE,
)
_FOR = Column("party", "government", "For whom; several: for all of them.", many=True)
_EVERY = Column("every", "class", "For all of a class of parties, instead of `party`.")

CLAIMS: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "norm": (
        "The status of a norm for a party on a day is one of those given.",
        (
            Column("norm", "norm", "The norm.", required=True),
            _FOR,
            _EVERY,
            _DAY,
            Column("status", "status", "The statuses that bear the claim out.", required=True, many=True),
            *_OF_LAW,
            *_ALWAYS,
        ),
    ),
    "act": (
        "Some norm in force for the party on that day says this of the act.",
        (
            Column("act", "act", "The act.", required=True),
            Column("modality", "modality", "What the norm does.", required=True),
            _FOR,
            _EVERY,
            _DAY,
            *_OF_LAW,
            *_ALWAYS,
        ),
    ),
    "conduct": (
        "The party had done the act by the day it was said.",
        (
            Column("conduct", "act", "The act.", required=True),
            Column("party", "government", "Who; several: all of them.", many=True),
            _EVERY,
            Column("done", "yes or no", "`no`: it had not; absent: it had."),
            Column("on", "date or `when said`", "By which day; absent: by the day it was said."),
            _FIXED,
            *_ALWAYS,
        ),
    ),
    "demand": (
        "A demand had been made by the day it was said, and is on record as the claim says.",
        (
            Column("demand", "demand", "The demand.", required=True),
            Column("force", "force", "Its legal force."),
            Column("issuer", "agency", "Who made it."),
            Column("recipients", "number", "How many it is addressed to."),
            Column("kind", "kind", "What each of its recipients is."),
            Column("date", "date", "Its date."),
            Column("due", "date", "The day an answer is due."),
            Column("threatens", "text", "Words of what it says will follow."),
            Column("asks", "text", "Words of what it asks for."),
            Column("on", "date or `when said`", "By which day; absent: by the day it was said."),
            _FIXED,
            *_ALWAYS,
        ),
    ),
    "dollars": (
        "The dollars of an award, or of the awards of a party, are so many.",
        (
            Column("dollars", "amount", "How many.", required=True),
            Column("compare", "comparison", "Whether just so many; absent: exactly."),
            Column("award", "award", "Of this award."),
            Column("party", "government", "Of the awards of this party; it may hold others than are on record."),
            Column("program", "program", "Of this program."),
            Column("fiscal_year", "fiscal year", "Of this fiscal year."),
            *_ALWAYS,
        ),
    ),
    "statement": (
        "Another statement on record was made, has these words, or makes this claim.",
        (
            Column("statement", "statement", "The other statement.", required=True),
            Column("says", "text", "Words of it."),
            Column(
                "claim", "claim", "A check that it makes: borne out where it does, not where it makes the contrary."
            ),
            Column("after", "date", "It was made after this day."),
            Column("before", "date", "It was made before this day."),
            Column("on", "date or `when said`", "By which day; absent: by the day it was said."),
            _FIXED,
            *_ALWAYS,
        ),
    ),
    "quotation": (
        "The words are those of a source, of which the record holds an excerpt.",
        (
            Column("quotation", "source", "The source.", required=True),
            Column("words", "text", "The words; absent: those that the statement quotes."),
            *_ALWAYS,
        ),
    ),
}
"""What a `proposition` may claim: by the key that tells which, a sentence and the keys."""
