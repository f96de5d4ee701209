"""USAspending before 2017: transactions in the 67 columns of "Data_Feed.csv", codes and words in one cell."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "usaspending-legacy"
TITLE = "USAspending before 2017, assistance transactions (Data_Feed.csv)"
RANK = 3
SUMS = ("amount",)

_CODE = "split_part({}, ':', 1)"  # "12D2: FARM SERVICE AGENCY"

FIELDS = (
    Field("action", ("unique_transaction_id",), required=True),
    Field("status", ("transaction_status",), codes=("active", "inactive")),
    Field("fain", ("federal_award_id",), "number"),
    Field("uri", ("uri",)),
    Field("modification", ("federal_award_mod",)),
    Field("amount", ("fed_funding_amount",), "dollars"),
    Field("acted", ("obligation_action_date",), "date"),
    Field("period_start", ("starting_date",), "date"),
    Field("period_end", ("ending_date",), "date"),
    Field("agency_code", ("agency_code",), "agency code", required=True, of=_CODE),
    Field("duns", ("duns_no",), "duns"),
    Field("recipient_name", ("recipient_name",)),
    Field("city", ("recipient_city_code",)),
    Field("county_code", ("recipient_county_code",)),
    Field("state", ("recipient_state_code",), "state"),
    Field("program", ("cfda_program_num",), "program"),
    Field("recipient_words", ("recipient_type",), of=_CODE),
    Field("correction", ("correction_late_ind",), codes=("C", "D", "L"), of=_CODE),
    Field("action_type", ("action_type",), of=_CODE),
    Field("record_type", ("record_type",), codes=("1", "2"), of=_CODE),
    Field("modified", ("last_modified_date",), "date"),
)

DERIVED = {
    "award": """CASE WHEN record_type = '1' OR fain IS NULL THEN 'ASST_AGG_' || coalesce(uri, '') || '_' || agency_code
        ELSE 'ASST_NON_' || fain || '_' || agency_code END""",
    "number": "bare(fain)",
    "kind": "'prime'",
    "place": "fips_of_state(state) || lpad(city, 5, '0')",
    "county": "fips_of_state(state) || lpad(county_code, 3, '0')",
    # 00 a state, 01 a county, 02 a city or township
    "recipient_type": "CASE recipient_words WHEN '00' THEN 'A' WHEN '01' THEN 'B' WHEN '02' THEN 'C' END",
    "agency": "coalesce(agency_of(agency_code), department_of(agency_code))",
    "programs": "program",
    "fiscal_year": """coalesce(justice_year(fain), CASE WHEN action_type = 'A'
        THEN year(acted) + CASE WHEN month(acted) >= 10 THEN 1 ELSE 0 END END)""",
    "deleted": "CASE WHEN correction = 'D' OR status = 'inactive' THEN 'yes' END",
    "apart": """CASE WHEN record_type = '1' OR fain IS NULL THEN 'aggregate'
        WHEN upper(recipient_name) LIKE 'REDACTED%' THEN 'redacted' END""",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns of the old layout.

    >>> recognises(["unique_transaction_id", "federal_award_id", "fed_funding_amount"])
    True
    """
    return {"unique_transaction_id", "federal_award_id", "fed_funding_amount"} <= set(header)
