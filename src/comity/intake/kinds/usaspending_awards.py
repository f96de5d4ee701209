"""USAspending assistance downloads, prime award summaries: a row is one award, with its totals."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field
from comity.intake.kinds.usaspending_transactions import APART

KIND = "usaspending-awards"
TITLE = "USAspending, assistance, prime award summaries (Assistance_PrimeAwardSummaries_*.csv)"
RANK = 1
SUMS = ()

_NUMBERS = ("cfda_numbers_and_titles", "assistance_listings", "cfda_number")

FIELDS = (
    Field("award", ("assistance_award_unique_key",), "award key", required=True),
    Field("fain", ("award_id_fain",), "number"),
    Field("amount", ("total_obligated_amount",), "dollars"),
    Field("outlayed", ("total_outlayed_amount",), "dollars"),
    Field("fiscal_year", ("award_base_action_date_fiscal_year",), "year"),
    Field("first_acted", ("award_base_action_date",), "date"),
    Field("acted", ("award_latest_action_date",), "date"),
    Field("period_start", ("period_of_performance_start_date",), "date"),
    Field("period_end", ("period_of_performance_current_end_date",), "date"),
    Field("department", ("awarding_agency_code",), "agency code"),
    Field("office", ("awarding_sub_agency_code",), "agency code"),
    Field("uei", ("recipient_uei",), "uei"),
    Field("duns", ("recipient_duns",), "duns"),
    Field("recipient_name", ("recipient_name",)),
    Field("city", ("recipient_city_code",)),
    Field("county", ("prime_award_summary_recipient_county_fips_code",)),
    Field("county_code", ("recipient_county_code",)),
    Field("state", ("recipient_state_code",), "state"),
    Field("program", _NUMBERS, "program", of="split_part({}, ':', 1)"),
    Field("numbers", _NUMBERS),
    Field("recipient_type", ("business_types_code",)),
    Field("record_type", ("record_type_code",), codes=("1", "2", "3")),
    Field("modified", ("last_modified_date",), "date"),
)

DERIVED = {
    "action": "award",
    "number": "bare(fain)",
    "kind": "'prime'",
    "place": "fips_of_state(state) || lpad(city, 5, '0')",
    "county": "coalesce(county, fips_of_state(state) || lpad(county_code, 3, '0'))",
    "agency_code": "coalesce(office, department)",
    "agency": "coalesce(agency_of(office), agency_of(department))",
    "programs": r"array_to_string(list_sort(regexp_extract_all(numbers, '\b[0-9][0-9]\.[0-9A-Z]{1,3}\b')), ';')",
    "fiscal_year": """coalesce(justice_year(fain), fiscal_year,
        year(first_acted) + CASE WHEN month(first_acted) >= 10 THEN 1 ELSE 0 END)""",
    "stated": "amount",
    "apart": APART,
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns that only a file of award summaries has.

    >>> recognises(["assistance_award_unique_key", "award_latest_action_date", "total_obligated_amount"])
    True
    """
    return {"assistance_award_unique_key", "award_latest_action_date", "total_obligated_amount"} <= set(header)
