"""Federal Audit Clearinghouse: the Schedule of Expenditures of Federal Awards of each audit; a row is one program's money.

What was spent is not what was obligated, and USAspending has the same dollars as awards: `amount` stays absent, the
expenditure is in `outlayed`. Who the auditee is stands in a file of its own (sefa_audits.py), for it is left out here.
"""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "sefa"
TITLE = "Federal Audit Clearinghouse, federal awards of single audits (SEFA)"
RANK = 1
SUMS = ()

FIELDS = (
    Field("report", ("report_id", "census_dbkey", "dbkey"), "number", required=True),
    Field("audit_year", ("audit_year",), "year"),
    Field("reference", ("award_reference",), "number", required=True),
    Field("uei", ("auditee_uei",), "uei"),
    Field("recipient_name", ("auditee_name",)),
    Field("state", ("auditee_state",), "state"),
    Field("prefix", ("federal_agency_prefix",), "number"),
    Field("extension", ("three_digit_extension", "federal_award_extension"), "number"),
    Field("outlayed", ("amount_expended",), "dollars"),
    Field("direct", ("is_direct",), "yes or no", required=True),
)

AUDIT = "CASE WHEN report LIKE '%-%' THEN report ELSE concat_ws('_', report, audit_year) END"
"""Which audit it is: 2022-06-GSAFAC-0000012345; before the Clearinghouse moved, a number that is used again each year."""

PROGRAM = (
    r"CASE WHEN regexp_full_match(prefix, '[0-9]') THEN '0' || prefix ELSE prefix END || '.' || "
    r"CASE WHEN regexp_full_match(extension, '[0-9]{1,2}') THEN lpad(extension, 3, '0') ELSE extension END"
)
"""The two parts of an Assistance Listing number; what was taken for a number has lost the zeros at its beginning."""

DERIVED = {
    "audit": AUDIT,
    "award": "concat_ws('_', 'SEFA', report, audit_year, reference)",
    "action": "concat_ws('_', report, audit_year, reference)",
    "kind": "CASE WHEN direct = 'Y' THEN 'prime' ELSE 'sub' END",
    "program": PROGRAM,
    "programs": PROGRAM,
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns of this list.

    >>> recognises(["report_id", "award_reference", "federal_agency_prefix", "amount_expended", "is_direct"])
    True
    """
    return {"award_reference", "federal_agency_prefix", "amount_expended", "is_direct"} <= set(header)
