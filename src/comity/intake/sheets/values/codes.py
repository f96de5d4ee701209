"""Read a cell that holds one of a few values or a fixed code: a state, a UEI, the stage of an award."""

from __future__ import annotations

import re

from comity.intake.sheets.values.cells import BLANK, UNREAD, Cell, clean, without_value
from comity.norms.names.government_tables import states


def state(text: str) -> Cell:
    """The state of a cell, by its code or its name.

    >>> state("California").value, state("CA").value, state("Calif.").value, state("Ontario").how
    ('ca', 'ca', 'ca', 'unread')
    """
    text = clean(text)
    if missing := without_value(text):
        return missing
    name = re.sub(r"[^a-z]+", "-", text.lower()).strip("-")
    found = states().get(name) or states().get(_SHORTENED.get(name, ""))
    return Cell(found) if found else Cell(None, UNREAD, "is not a state")


_SHORTENED = {
    "calif": "ca", "fla": "fl", "wash": "wa", "mass": "ma", "penn": "pa", "penna": "pa", "tex": "tx", "ill": "il",
    "ariz": "az", "colo": "co", "conn": "ct", "mich": "mi", "minn": "mn", "ore": "or", "wisc": "wi", "wis": "wi",
    "d-c": "dc", "washington-dc": "dc", "washington-d-c": "dc", "n-y": "ny", "n-j": "nj", "n-m": "nm", "n-c": "nc", "s-c": "sc",
}  # fmt: skip

_NO_UEI = ("BADBADBADBAD", "GSA_MIGRATION")


def uei(text: str) -> Cell:
    """The Unique Entity Identifier of a cell.

    >>> uei("UEI: HX6LNKCKC1V5").value, uei("pending").how
    ('HX6LNKCKC1V5', 'unknown')
    """
    text = clean(text)
    if missing := without_value(text):
        return missing
    if text.upper() in _NO_UEI:
        return BLANK
    found = [one for one in re.findall(r"[A-Z0-9]{12}", text.upper()) if any(m.isdigit() for m in one)]
    return Cell(found[0]) if len(found) == 1 else Cell(None, UNREAD, "is not a UEI; one has twelve letters and digits")


STAGES = {
    "offered": "offered", "pending acceptance": "offered", "offer": "offered", "accepted": "accepted",
    "executed": "accepted", "signed": "accepted", "fully executed": "accepted", "obligated": "obligated",
    "disbursed": "disbursed", "drawing down": "disbursed", "reimbursed": "disbursed",
}  # fmt: skip
"""Words for how far an award has come; `active` and `closed` are of another thing."""


def stage(text: str) -> Cell:
    """How far an award has come.

    >>> stage("Executed").value, stage("Active").how
    ('accepted', 'unread')
    """
    text = clean(text)
    if found := STAGES.get(text.lower()):  # first, for `pending acceptance` has the look of what is not known
        return Cell(found)
    return without_value(text) or Cell(None, UNREAD, f"is not one of {', '.join(sorted(set(STAGES.values())))}")
