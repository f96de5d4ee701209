"""USAspending assistance downloads, subawards: a row is one report of a subaward by the holder of its prime award."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "usaspending-subawards"
TITLE = "USAspending, assistance, subawards (Assistance_Subawards_*.csv)"
RANK = 1
SUMS = ()

_NUMBERS = ("prime_award_cfda_numbers_and_titles", "prime_award_cfda_number")

FIELDS = (
    Field("prime", ("prime_award_unique_key",), "award key"),
    Field("prime_fain", ("prime_award_fain", "prime_award_id"), "number"),
    Field("prime_state", ("prime_awardee_state_code",), "state"),
    Field("fain", ("subaward_number",), "number", required=True),
    Field("amount", ("subaward_amount",), "dollars"),
    Field("acted", ("subaward_action_date",), "date"),
    Field("report", ("subaward_sam_report_id", "subaward_fsrs_report_id")),
    Field("modified", ("subaward_sam_report_last_modified_date", "subaward_fsrs_report_last_modified_date"), "date"),
    Field("prime_year", ("prime_award_base_action_date_fiscal_year", "prime_award_action_date_fiscal_year"), "year"),
    Field("department", ("prime_award_awarding_agency_code",), "agency code"),
    Field("office", ("prime_award_awarding_sub_agency_code",), "agency code"),
    Field("uei", ("subawardee_uei",), "uei"),
    Field("duns", ("subawardee_duns",), "duns"),
    Field("recipient_name", ("subawardee_name",)),
    Field("state", ("subawardee_state_code",), "state"),
    Field("program", _NUMBERS, "program", of="split_part(split_part({}, ':', 1), ';', 1)"),
    Field("numbers", _NUMBERS),
)

DERIVED = {
    "award": """'SUB_' || coalesce(prime, 'FAIN_' || bare(prime_fain), '') || '_' || fain || '_'
        || coalesce(uei, duns, bare(recipient_name), '')""",
    "action": "concat_ws('_', prime, prime_fain, fain, uei, duns, recipient_name)",
    "kind": "'sub'",
    "prime": "coalesce(prime, 'FAIN_' || bare(prime_fain))",
    "agency_code": "coalesce(office, department)",
    "agency": "coalesce(agency_of(office), agency_of(department))",
    "programs": r"array_to_string(list_sort(regexp_extract_all(numbers, '\b[0-9][0-9]\.[0-9A-Z]{1,3}\b')), ';')",
    "fiscal_year": "coalesce(justice_year(prime_fain), prime_year)",
    "apart": "CASE WHEN upper(recipient_name) LIKE 'REDACTED%' THEN 'redacted' END",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns that only a file of subawards has.

    >>> recognises(["prime_award_unique_key", "subaward_number", "subaward_amount", "subawardee_name"])
    True
    """
    return {"subaward_number", "subaward_amount", "subawardee_name"} <= set(header)
