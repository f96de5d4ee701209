"""The list of terminated grants that doge.gov published in 2025: a row is one grant, many without a number.

`value` is taken for the amount; it is what the list says, and for a third of the awards that other lists have as well
it is not the obligation. A row without a number may be in another list, and so it stands apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "terminated-doge"
TITLE = "Terminated grants of doge.gov (doge_terminated_grants_*.csv)"
RANK = 7
SUMS = ()

_KEY = r"regexp_extract({}, '((?:ASST_(?:NON|AGG)|CONT_(?:AWD|IDV))_[^/?#]+)', 1)"

FIELDS = (
    Field("terminated_on", ("date",), "date"),
    Field("agency_name", ("agency",)),
    Field("recipient_name", ("recipient",)),
    Field("amount", ("value",), "dollars"),
    Field("award", ("assistance_award_unique_key", "link"), "award key", of=_KEY),
)

_FAIN = "regexp_extract(award, '^ASST_NON_(.+)_[^_]+$', 1)"
_CODE = "regexp_extract(award, '^ASST_.+_([^_]+)$', 1)"

DERIVED = {
    "award": "coalesce(award, 'DOGE_' || source[:12] || '_' || row)",
    "action": "coalesce(award, 'DOGE_' || source[:12] || '_' || row)",
    "fain": f"nullif({_FAIN}, '')",
    "number": f"bare(nullif({_FAIN}, ''))",
    "kind": "'prime'",
    "agency_code": f"nullif({_CODE}, '')",
    "agency": f"coalesce(agency_of({_CODE}), agency_named(agency_name), department_of({_CODE}))",
    "fiscal_year": f"justice_year({_FAIN})",
    "apart": """CASE WHEN award LIKE 'ASST_AGG%' THEN 'aggregate' WHEN upper(recipient_name) LIKE 'REDACTED%'
        THEN 'redacted' WHEN award IS NULL THEN 'unnumbered' END""",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns of this list.

    >>> recognises(["date", "agency", "recipient", "value", "savings", "link", "description"])
    True
    """
    return {"date", "agency", "recipient", "value", "savings", "link"} <= set(header)
