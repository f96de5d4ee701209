"""Any office's own list, by a mapping from its columns to ours that a person has confirmed (comity.intake.mapping)."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "sheet"
TITLE = "an office's own spreadsheet, CSV, XLSX or XLS, by a column mapping"
RANK = 5
SUMS = ()

FIELDS = (
    Field("fain", (), "number", required=True),
    Field("recipient_name", ()),
    Field("government", ()),
    Field("uei", (), "uei"),
    Field("duns", (), "duns"),
    Field("state", (), "state"),
    Field("agency_code", (), "agency code"),
    Field("agency_name", ()),
    Field("program", (), "program"),
    Field("fiscal_year", (), "year"),
    Field("offered", (), "date"),
    Field("accepted", (), "date"),
    Field("accepted_by", (), "date"),
    Field("period_start", (), "date"),
    Field("period_end", (), "date"),
    Field("amount", (), "dollars"),
    Field("outlayed", (), "dollars"),
    Field("terminated_on", (), "date"),
    Field("prime_number", (), "number"),
)
"""What a mapping may name. The columns come from the mapping."""

# An award that USAspending has under the same number is the same award; its agency need not be known here.
DERIVED = {
    "award": """CASE WHEN prime_number IS NOT NULL THEN 'SUB_FAIN_' || bare(prime_number) || '_' || bare(fain)
        || '_' || coalesce(government, uei, bare(recipient_name), '')
        WHEN fain LIKE 'ASST_%' THEN fain ELSE 'FAIN_' || bare(fain) END""",
    "action": "concat_ws('_', prime_number, fain, CASE WHEN prime_number IS NOT NULL THEN coalesce(uei, recipient_name) END)",
    "number": "CASE WHEN prime_number IS NULL THEN bare(fain) END",
    "kind": "CASE WHEN prime_number IS NULL THEN 'prime' ELSE 'sub' END",
    "prime": "'FAIN_' || bare(prime_number)",
    "agency": "coalesce(agency_of(agency_code), agency_named(agency_name), department_of(agency_code))",
    "programs": "program",
    "fiscal_year": "coalesce(fiscal_year, justice_year(fain))",
}


def recognises(header: Sequence[str]) -> bool:
    """Never: an office's sheet is read only when it is named as one.

    >>> recognises(["Award", "Amount"])
    False
    """
    return False
