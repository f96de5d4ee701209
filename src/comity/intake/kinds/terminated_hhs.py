"""Grants that Health and Human Services terminated in 2025 (its TAGGS list): a row is one document of a grant."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "terminated-hhs"
TITLE = "Grants terminated by HHS (HHS_Grants_Terminated_*.csv)"
RANK = 6
SUMS = ("amount", "outlayed")

FIELDS = (
    Field("office", ("awarding_office",), "number"),
    Field("fain", ("fain",), "number", required=True),
    Field("action", ("award_num",), "number", required=True),
    Field("org_type", ("org_type",)),
    Field("recipient_name", ("recipient_name",)),
    Field("state", ("RecipientState",), "state"),
    Field("terminated_on", ("date_terminated",), "date"),
    Field("amount", ("amt_obligated",), "dollars"),
    Field("outlayed", ("total_payment_amt",), "dollars"),
)

# Each office's sub-agency code; the grant of an office not listed is found by its number alone.
_CODES = {
    "ACF": "7590", "ACL": "7545", "AHRQ": "7528", "CDC": "7523", "CMS": "7530", "FDA": "7524", "HRSA": "7526",
    "IHS": "7527", "NIH": "7529", "SAMHSA": "7522",
}  # fmt: skip
_CODE = "CASE office " + " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in _CODES.items()) + " END"

DERIVED = {
    "award": f"coalesce('ASST_NON_' || fain || '_' || {_CODE}, 'FAIN_' || bare(fain))",
    "number": "bare(fain)",
    "kind": "'prime'",
    "recipient_type": "CASE WHEN org_type LIKE 'State %' THEN 'A' END",
    "agency_code": f"coalesce({_CODE}, '075')",
    "agency": f"coalesce(agency_of({_CODE}), agency_of('075'))",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns of this list.

    >>> recognises(["fain", "award_num", "date_terminated", "amt_obligated"])
    True
    """
    return {"fain", "award_num", "date_terminated", "amt_obligated"} <= set(header)
