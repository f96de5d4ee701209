"""What an import fills in or leaves out of an award, in one place so that its awards and its record agree.

An award without agency has its program's. What is not a number of a program, such as `16.U01`, is absent (`programs` still
lists it); so is a day by which it had been accepted that lies before its acceptance, and a last day before its first. A
subaward is not of itself.
"""

from __future__ import annotations

from typing import Any

from comity.intake.as_table import make_table
from comity.norms.names.programs import all_programs

FITTED = {
    "program": r"coalesce(p.number, CASE WHEN regexp_full_match(f.program, '[0-9][0-9]\.[0-9]{3}') THEN f.program END)",
    "agency": "coalesce(f.agency, p.agency)",
    "agency_basis": "CASE WHEN f.agency IS NOT NULL THEN 'list' WHEN p.agency IS NOT NULL THEN 'listing' END",
    "accepted_by": "CASE WHEN f.accepted IS NULL OR f.accepted <= f.accepted_by THEN f.accepted_by END",
    "period_end": "CASE WHEN f.period_start IS NULL OR f.period_end >= f.period_start THEN f.period_end END",
    "prime": "CASE WHEN f.prime <> f.award THEN f.prime END",
}
"""The columns of an award that are not what the lists say, as SQL over the folded rows `f` and the programs `p`."""

JOIN = "LEFT JOIN programs p ON p.number = f.program"


def register_programs(connection: Any) -> None:
    """Make the table `programs` that `FITTED` reads."""
    known = all_programs()
    columns = {"number": list(known), "agency": [one.agency for one in known.values()]}
    make_table(connection, "programs", columns)
