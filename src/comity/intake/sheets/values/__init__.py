"""Read a cell as people write it: its value, with a note where more or less was read than is there."""

from comity.intake.sheets.values.amounts import comma_is_decimal, dollars
from comity.intake.sheets.values.award_numbers import FORMS, award_number, bare
from comity.intake.sheets.values.cells import (
    BLANK,
    NOTED,
    PLAIN,
    UNKNOWN,
    UNREAD,
    Cell,
    clean,
    is_placeholder,
    text_of,
)
from comity.intake.sheets.values.codes import stage, state, uei
from comity.intake.sheets.values.days import day, days_first, year
from comity.intake.sheets.values.listings import listing
from comity.intake.sheets.values.units import UNITS, unit_beside, unit_of, without_unit

__all__ = [
    "BLANK",
    "FORMS",
    "NOTED",
    "PLAIN",
    "UNITS",
    "UNKNOWN",
    "UNREAD",
    "Cell",
    "award_number",
    "bare",
    "clean",
    "comma_is_decimal",
    "day",
    "days_first",
    "dollars",
    "is_placeholder",
    "listing",
    "stage",
    "state",
    "text_of",
    "uei",
    "unit_beside",
    "unit_of",
    "without_unit",
    "year",
]
