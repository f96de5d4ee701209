"""USAspending assistance downloads, prime transactions: a row is one action on an award."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "usaspending-transactions"
TITLE = "USAspending, assistance, prime transactions (Assistance_PrimeTransactions_*.csv)"
RANK = 2
SUMS = ("amount",)

FIELDS = (
    Field("action", ("assistance_transaction_unique_key", "award_transaction_unique_key")),
    Field("award", ("assistance_award_unique_key",), "award key"),
    Field("fain", ("award_id_fain",), "number"),
    Field("uri", ("award_id_uri",)),
    Field("modification", ("modification_number",)),
    Field("amount", ("federal_action_obligation",), "dollars"),
    Field("stated", ("total_obligated_amount",), "dollars"),
    Field("outlayed", ("total_outlayed_amount_for_overall_award", "total_outlayed_amount"), "dollars"),
    Field("acted", ("action_date",), "date"),
    Field("period_start", ("period_of_performance_start_date",), "date"),
    Field("period_end", ("period_of_performance_current_end_date",), "date"),
    Field("department", ("awarding_agency_code",), "agency code"),
    Field("office", ("awarding_sub_agency_code",), "agency code"),
    Field("uei", ("recipient_uei",), "uei"),
    Field("duns", ("recipient_duns",), "duns"),
    Field("recipient_name", ("recipient_name",)),
    Field("city", ("recipient_city_code",)),
    Field("county", ("prime_award_transaction_recipient_county_fips_code",)),
    Field("county_code", ("recipient_county_code",)),
    Field("state", ("recipient_state_code",), "state"),
    Field("program", ("cfda_number", "assistance_listing_number"), "program"),
    Field("recipient_type", ("business_types_code",)),
    Field("correction", ("correction_delete_indicator_code", "correction_delete_ind"), codes=("C", "D", "L")),
    Field("action_type", ("action_type_code",)),
    Field("record_type", ("record_type_code",), codes=("1", "2", "3")),
    Field("modified", ("last_modified_date",), "date"),
)

FROM_ACTION = """CASE WHEN lower(split_part(action, '_', 2)) <> '-none-'
    THEN 'ASST_NON_' || split_part(action, '_', 2) ELSE 'ASST_AGG_' || split_part(action, '_', 3) END
    || '_' || split_part(action, '_', 1)"""
"""The key of the award from the key of an action: `1550_<FAIN>_<URI>_16.738_0`. A deleted row may have no other."""

APART = """CASE WHEN record_type = '1' OR award LIKE 'ASST_AGG%' OR upper(recipient_name) = 'MULTIPLE RECIPIENTS'
    THEN 'aggregate' WHEN record_type = '3' OR upper(recipient_name) LIKE 'REDACTED%' THEN 'redacted' END"""

_KEY = f"""coalesce(award, CASE WHEN record_type = '1' THEN 'ASST_AGG_' || uri || '_' || office
    WHEN fain IS NOT NULL THEN 'ASST_NON_' || fain || '_' || office ELSE {FROM_ACTION} END)"""

DERIVED = {
    "award": _KEY,
    "action": "coalesce(action, concat_ws('_', office, fain, uri, program, modification))",
    "number": "bare(coalesce(fain, nullif(split_part(action, '_', 2), '-NONE-')))",
    "kind": "'prime'",
    "place": "fips_of_state(state) || lpad(city, 5, '0')",
    "county": "coalesce(county, fips_of_state(state) || lpad(county_code, 3, '0'))",
    "agency_code": "coalesce(office, department)",
    "agency": "coalesce(agency_of(office), agency_of(department))",
    "programs": "program",
    "fiscal_year": """coalesce(justice_year(fain), CASE WHEN action_type = 'A'
        OR (action_type IS NULL AND regexp_full_match(coalesce(modification, '0'), '0+'))
        THEN year(acted) + CASE WHEN month(acted) >= 10 THEN 1 ELSE 0 END END)""",
    "deleted": "CASE WHEN correction = 'D' THEN 'yes' END",
    # a row that has a URI and no number is of an aggregate, whatever its record type says
    "apart": f"CASE WHEN {_KEY} LIKE 'ASST_AGG%' THEN 'aggregate' ELSE {APART} END",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns that only a file of transactions has.

    >>> recognises(["award_id_fain", "modification_number", "federal_action_obligation", "action_date"])
    True
    """
    return {"award_id_fain", "federal_action_obligation", "action_date"} <= set(header)
