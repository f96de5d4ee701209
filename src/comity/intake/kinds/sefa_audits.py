"""Federal Audit Clearinghouse: the audits themselves (`general`), which say who the auditee of each SEFA row is.

A row is not an award. Its auditee is taken over by the awards of the same audit when all files are folded.
"""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field
from comity.intake.kinds.sefa import AUDIT

KIND = "sefa-audits"
TITLE = "Federal Audit Clearinghouse, audits and their auditees (general.csv)"
RANK = 9
SUMS = ()

FIELDS = (
    Field("report", ("report_id", "census_dbkey", "dbkey"), "number", required=True),
    Field("audit_year", ("audit_year",), "year"),
    Field("uei", ("auditee_uei",), "uei"),
    Field("recipient_name", ("auditee_name",), required=True),
    Field("state", ("auditee_state",), "state"),
    Field("modified", ("fac_accepted_date",), "date"),
)

DERIVED = {
    "award": f"'AUDIT_' || {AUDIT}",
    "action": AUDIT,
    "audit": AUDIT,
    "kind": "'audit'",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns of this list and is not of one that has awards.

    >>> recognises(["report_id", "audit_year", "auditee_uei", "auditee_name", "auditee_state", "auditor_firm_name"])
    True
    """
    known = set(header)
    return (
        {"auditee_name", "auditee_state", "audit_year"} <= known
        and bool(known & {"report_id", "dbkey", "census_dbkey"})
        and "award_reference" not in known
    )
