"""The attributes that an expression may read, with their types: the schema for checking law files."""

from __future__ import annotations

from collections.abc import Mapping

from comity.frozen import frozen

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
"""Days and fiscal years of awards lie between these; 9999-12-31 stands for a day that nobody knew."""
STAGES = ("offered", "accepted", "obligated", "disbursed")
PARTY_KINDS = (
    *("state", "county", "city", "town", "tribe", "district", "agency", "person", "territory"),
    *("office", "authority", "compact"),
)
GENERAL = ("county", "city", "town")
LOCAL_KINDS = (*GENERAL, "district", "authority")
STATE_KINDS = ("state", "territory", "office")
# The kinds of parties of each class; an office is its state.
CLASSES: Mapping[str, tuple[str, ...]] = {
    "government": (*STATE_KINDS, *GENERAL, "tribe"),
    "local government": GENERAL,
    "state or local government": (*STATE_KINDS, *GENERAL),
    "state": STATE_KINDS,
    "recipient": (*PARTY_KINDS,),
    **{kind: (kind,) for kind in PARTY_KINDS if kind != "state"},
}
# Kinds that a class may or may not mean: a text that means them lists them.
UNCLEAR: Mapping[str, tuple[str, ...]] = {
    "government": ("district", "authority", "compact"),
    "local government": ("district", "authority"),
    "state or local government": ("district", "authority", "compact"),
}


def in_class(kind: str, name: str) -> bool | None:
    """Whether a party of a kind belongs to a class; None where the class alone does not tell.

    >>> in_class("office", "state"), in_class("authority", "local government"), in_class("authority", "authority")
    (True, None, True)
    """
    return True if kind in CLASSES.get(name, ()) else None if kind in UNCLEAR.get(name, ()) else False


@frozen
class Attribute:
    """One attribute: its type (text, number, amount, date, name, party, yes or no) and, for names, the values it may take."""

    path: str
    type: str
    values: tuple[str, ...] = ()
    words: str = ""


ATTRIBUTES: Mapping[str, Attribute] = {
    a.path: a
    for a in (
        Attribute("award.recipient", "party", words="the recipient of the award"),
        Attribute("award.subrecipient", "party", words="the subrecipient of the award"),
        Attribute("award.agency", "party", words="the agency that made the award"),
        Attribute("award.program", "text", words="the Assistance Listing of the award"),
        Attribute("award.fiscal_year", "number", words="the fiscal year of the award"),
        Attribute("award.stage", "name", STAGES, "how far the award has come"),
        Attribute("award.offered", "date", words="the day the award was offered"),
        Attribute("award.accepted", "date", words="the day the award was accepted"),
        Attribute("award.obligated", "date", words="the day the dollars of the award were obligated"),
        Attribute("award.period_start", "date", words="the first day of the period of performance"),
        Attribute("award.period_end", "date", words="the last day of the period of performance"),
        Attribute("award.amount", "amount", words="the dollars of the award"),
        Attribute("demand.issuer", "party", words="who made the demand"),
        Attribute("demand.recipient", "party", words="to whom the demand is addressed"),
        Attribute("demand.date", "date", words="the date of the demand"),
        Attribute("demand.due", "date", words="the day an answer is due"),
        Attribute(
            "demand.force",
            "name",
            ("request", "subpoena", "civil-investigative-demand", "grand-jury-subpoena", "order"),
            "the legal force of the demand",
        ),
        Attribute("demand.basis", "norm", words="the norm the demand relies on"),
        Attribute("norm.level", "name", ("federal", "state", "local"), "the level of government that made the norm"),
        Attribute("norm.force", "name", ("command", "condition", "power", "immunity"), "how the norm binds"),
        Attribute("norm.enlists", "yes or no", words="whether the norm puts state or local officers to work"),
        Attribute("norm.binds", "name", ("federal", "state", "local", "private"), "whom the norm binds"),
        Attribute("norm.act", "act", words="the conduct that the norm is about, or a wider kind of it"),
        Attribute("norm.issuer", "party", words="who made the norm"),
        Attribute("order.reach", "name", ("parties", "class", "universal"), "how far the order reaches"),
        Attribute("order.level", "name", ("supreme", "appeals", "district", "state"), "the level of the court"),
        Attribute("order.court", "text", words="the court that made the order"),
        Attribute("order.enjoins", "yes or no", words="whether the order forbids enforcement of a norm"),
        Attribute("order.decided", "date", words="the day the order was made"),
    )
}

NOT_SUPPOSED = {
    "award.recipient": "Ask about the party that holds the award.",
    "award.subrecipient": 'Write: P accepted an award of "16.738" for 2017 through Q.',
    "demand.recipient": "The demand that is supposed is addressed to the party asked about.",
}
"""What an award or a demand is told apart by, which no fact changes."""

ORDERED = ("is at least", "is at most", "is before", "is after")
QUESTION_TYPES = ("yes or no", "date", "number", "amount", "text")
