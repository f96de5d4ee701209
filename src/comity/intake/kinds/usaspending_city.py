"""Public safety awards of sixteen cities, 2019-2024: tables of a notebook made from USAspending; a row is one award."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "usaspending-city"
TITLE = "Awards by city, taken from USAspending (city_public_safety_awards_*.csv)"
RANK = 4
SUMS = ()

FIELDS = (
    Field("award", ("assistance_award_unique_key",), "award key", required=True),
    Field("fain", ("award_id_fain",), "number"),
    Field("agency_code", ("awarding_sub_agency_code",), "agency code"),
    Field("recipient_name", ("recipient_name",)),
    Field("listed_state", ("focus_state",), "state"),
    Field("listed_place", ("focus_city",)),
    Field("period_start", ("period_of_performance_start_date",), "date"),
    Field("period_end", ("period_of_performance_current_end_date",), "date"),
    Field("amount", ("total_obligated_amount",), "dollars"),
    Field("label", ("program_label",)),
    Field("modified", ("snapshot",), "date"),
)

DERIVED = {
    "action": "award",
    "number": "bare(fain)",
    "kind": "'prime'",
    "agency": "coalesce(agency_of(agency_code), department_of(agency_code))",
    # The one label that is the name of one program; the others are the author's groups.
    "program": "CASE WHEN label = 'Byrne Memorial Justice Assistance Grant' THEN '16.738' END",
    "programs": "CASE WHEN label = 'Byrne Memorial Justice Assistance Grant' THEN '16.738' END",
    "fiscal_year": "justice_year(fain)",
    "stated": "amount",
    "acted": "modified",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns of this list.

    >>> recognises(["assistance_award_unique_key", "focus_city", "focus_state", "total_obligated_amount"])
    True
    """
    return {"assistance_award_unique_key", "focus_city", "focus_state", "total_obligated_amount"} <= set(header)
