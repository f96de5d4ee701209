"""What a statement may claim: the kinds of check, each with a sentence and its keys."""

from __future__ import annotations

from collections.abc import Mapping

from comity.record.schema import Column

_ALWAYS = (
    Column("not", "yes or no", "`yes`: the claim is that this is not so."),
    Column("aside", "yes or no", "`yes`: not part of the claim; reported beside the verdict."),
)
_DAY = Column("on", "date or `when said`", "As of which day.", required=True)
_FIXED = Column("fixed", "yes or no", "`yes`: that day exactly, though the statement may have been made on it.")
_SUPPOSE = Column("suppose", "text", "Supposed facts, as in a case's `given`, separated by `;`.")
_OF_LAW = (
    _FIXED,
    Column("hindsight", "yes or no", "`yes`: as known when it was said, not as known on that day."),
    _SUPPOSE,
)
_FOR = Column("party", "government", "For whom; several: for all of them.", many=True)
_EVERY = Column("every", "class", "For all of a class of parties, instead of `party`.")

CLAIMS: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "norm": (
        "The status of a norm for a party on a day is one of these.",
        (
            Column("norm", "norm", "The norm.", required=True),
            _FOR,
            _EVERY,
            _DAY,
            Column("status", "status", "The statuses that bear out the claim.", required=True, many=True),
            *_OF_LAW,
            *_ALWAYS,
        ),
    ),
    "act": (
        "A norm in force for the party on that day says this of the act.",
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
            Column("recipients", "number", "How many recipients it has."),
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
        "An award, or a party's awards, come to this many dollars.",
        (
            Column("dollars", "amount", "How many.", required=True),
            Column("compare", "comparison", "How they compare with it; absent: exactly."),
            Column("award", "award", "Of this award."),
            Column("party", "government", "Of this party's awards; it may hold others that are not on record."),
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
            Column("claim", "claim", "A check that it makes: borne out if it does, not if it makes the contrary one."),
            Column("after", "date", "It was made after this day."),
            Column("before", "date", "It was made before this day."),
            Column("on", "date or `when said`", "By which day; absent: by the day it was said."),
            _FIXED,
            *_ALWAYS,
        ),
    ),
    "quotation": (
        "The words are those of a source whose excerpt the record holds.",
        (
            Column("quotation", "source", "The source.", required=True),
            Column("words", "text", "The words; absent: those the statement quotes."),
            *_ALWAYS,
        ),
    ),
}
"""What a `proposition` may claim: by the key that tells which, a sentence and the keys."""
