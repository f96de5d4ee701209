"""Local Byrne JAG awards of the Office of Justice Programs (data.ojp.usdoj.gov): a row is one award, without dollars."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "ojp-jag"
TITLE = "Office of Justice Programs, local JAG awards"
RANK = 8
SUMS = ()

FIELDS = (
    Field("recipient_name", ("Award Name", "award_name"), required=True),
    Field("fain", ("Award Number", "award_number"), "number", required=True),
    Field("state", ("State", "state"), "state"),
    Field("title", ("Title", "title")),
    Field("amount", ("Award Amount", "award_amount"), "dollars"),
)

# USAspending writes the number without its hyphens; OJP is sub-agency 1550.
DERIVED = {
    "award": "'ASST_NON_' || bare(fain) || '_1550'",
    "action": "bare(fain)",
    "number": "bare(fain)",
    "kind": "'prime'",
    "agency_code": "'1550'",
    "agency": "agency_of('1550')",
    "program": "CASE WHEN regexp_matches(title, '(?i)Byrne|JAG') THEN '16.738' END",
    "programs": "CASE WHEN regexp_matches(title, '(?i)Byrne|JAG') THEN '16.738' END",
    "fiscal_year": "justice_year(fain)",
}


def recognises(header: Sequence[str]) -> bool:
    """Whether the header has the columns of this list.

    >>> recognises(["Award Name", "Award Number", "City", "County", "State", "Title"])
    True
    """
    return {"Award Name", "Award Number", "State", "Title"} <= set(header)
