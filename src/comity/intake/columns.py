"""The columns of an imported award, and of a line (one row of a list as read): one table for code, checks and docs."""

from __future__ import annotations

from dataclasses import dataclass

SQL = {"text": "VARCHAR", "number": "INTEGER", "date": "DATE", "dollars": "DECIMAL(18,2)", "place": "BIGINT"}
"""The types by the word the page uses: DuckDB's names of what Parquet calls string, int32, date32, decimal, int64."""

BASES = ("uei", "geoid", "name", "register", "department", "state agency")
CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the awards: its name, the type of its values (`SQL`), a sentence."""

    name: str
    type: str
    sentence: str


AWARD = (
    Column("award", "text", "The key of the award, used once: `ASST_NON_<number>_<sub-agency>` as USAspending has it."),
    Column("fain", "text", "The award's number (FAIN), as in the list."),
    Column("kind", "text", "`prime` or `sub`. Their dollars are never added up together."),
    Column("prime", "text", "Of a subaward: the key of the award that its dollars come from."),
    Column("recipient_name", "text", "Who holds it, in the list's words."),
    Column("uei", "text", "The recipient's Unique Entity Identifier; placeholders are absent."),
    Column("duns", "text", "The recipient's DUNS number, in lists from before April 2022."),
    Column("government", "text", "The short name of the government that holds it; absent: not matched."),
    Column(
        "match_basis",
        "text",
        "How the recipient was matched: `uei`, `geoid`, `name`, `register`, `department`, `state agency`.",
    ),
    Column("match_confidence", "text", "How sure the match is: `high`, `medium`, `low`."),
    Column("state", "text", "The short name of the state in the recipient's address."),
    Column("agency", "text", "The short name of the agency that made it; absent: unknown."),
    Column(
        "agency_basis",
        "text",
        "How the agency is known: from the `list`, or from the Assistance `listing`, which has only one.",
    ),
    Column("agency_code", "text", "The code of that agency: four characters of a sub-agency, three of a department."),
    Column("program", "text", "The Assistance Listing of the latest action: `16.738`."),
    Column("programs", "text", "Every Assistance Listing of the award, separated by `;`."),
    Column(
        "fiscal_year",
        "number",
        "The federal fiscal year of the first action; absent: that action is in none of the lists.",
    ),
    Column("stage", "text", "`disbursed` where dollars were paid out, `obligated` where they were obligated."),
    Column("offered", "date", "The day it was offered."),
    Column("accept_by", "date", "The last day to accept it."),
    Column("accepted", "date", "The day it was accepted."),
    Column(
        "accepted_by", "date", "A day by which it had been accepted, since money had been paid by the date of the list."
    ),
    Column("signed_by", "text", "Who accepted it."),
    Column("obligated_on", "date", "The day it was obligated."),
    Column("period_start", "date", "The first day of the period of performance, of the latest action that has one."),
    Column("period_end", "date", "The last day of the period of performance, of the latest action that has one."),
    Column("amount", "dollars", "Dollars obligated: the sum of its actions, or the total in a list of whole awards."),
    Column(
        "stated",
        "dollars",
        "The total that the latest action states; if it differs from `amount`, actions are missing.",
    ),
    Column("outlayed", "dollars", "Dollars paid out or drawn, or spent according to the audit."),
    Column("balance", "dollars", "Dollars left."),
    Column("next_drawdown", "date", "The day of the next drawdown."),
    Column("terminated_on", "date", "The first day given in a list of terminated grants."),
    Column("terms", "text", "The norms in its own terms, separated by `;`; absent: unknown."),
    Column("term_sets", "text", "The term sets that it carries, separated by `;`; absent: unknown."),
    Column("pass_through", "text", "Through whom the dollars of a subaward come, in the list's words."),
    Column("title", "text", "What the list calls the award or its project."),
    Column("program_text", "text", "What the list has for the Assistance Listing, where that is more than the number."),
    Column("list", "text", "The kind of list that decides the row (see Kinds)."),
    Column("source", "text", "The SHA-256 of the file with the deciding row."),
    Column("row", "place", "That row in its file; the header is row 1."),
    Column("lines", "number", "How many rows of all files were folded into this one."),
    Column("rows", "text", "Each of these: the first 12 characters of the file's SHA-256, a colon, the row."),
)
"""The columns of `awards.parquet`, in order; `apart.parquet` has `apart` after them."""

APART = Column(
    "apart",
    "text",
    "Why it is kept apart: `aggregate`, `redacted`, `unnumbered`, `several numbers`, `one number, several recipients`.",
)

LINE = (
    Column("award", "text", "The key of the award."),
    Column("number", "text", "Its number without hyphens and blanks, by which lists are held against each other."),
    Column("action", "text", "The key of this row among those of its kind; rows with the same one are one."),
    Column("fain", "text", ""),
    Column("kind", "text", "`prime`, `sub`; or `audit`: no award, it says who the auditee of an audit is."),
    Column("prime", "text", ""),
    Column("audit", "text", "The single audit that a row is of, by which its auditee is found."),
    Column("recipient_name", "text", ""),
    Column("uei", "text", ""),
    Column("duns", "text", ""),
    Column("government", "text", "A government that the list itself names."),
    Column("state", "text", ""),
    Column("listed_state", "text", "The state of the place that the list is of, which need not be the recipient's."),
    Column("listed_place", "text", "The name of that place."),
    Column("place", "text", "The GEOID of the city of the recipient's address, seven digits."),
    Column("county", "text", "The GEOID of its county, five digits."),
    Column(
        "recipient_type", "text", "`A` a state, `B` a county, `C` a city or township, other letters as USAspending."
    ),
    Column("agency_code", "text", ""),
    Column("agency", "text", ""),
    Column("program", "text", ""),
    Column("programs", "text", ""),
    Column("fiscal_year", "number", ""),
    Column("offered", "date", ""),
    Column("accept_by", "date", ""),
    Column("accepted", "date", ""),
    Column("accepted_by", "date", ""),
    Column("signed_by", "text", ""),
    Column("obligated_on", "date", ""),
    Column("period_start", "date", ""),
    Column("period_end", "date", ""),
    Column("amount", "dollars", "Dollars of this action, or of the whole award."),
    Column("stated", "dollars", ""),
    Column("outlayed", "dollars", ""),
    Column("balance", "dollars", ""),
    Column("next_drawdown", "date", ""),
    Column("terminated_on", "date", ""),
    Column("terms", "text", ""),
    Column("term_sets", "text", ""),
    Column("pass_through", "text", ""),
    Column("title", "text", ""),
    Column("program_text", "text", ""),
    Column("given_stage", "text", "The stage that the list itself gives."),
    Column("acted", "date", "The day of the action, by which actions are put in order."),
    Column("modified", "date", "The day the row was last changed; of rows with one key the latest stands."),
    Column("deleted", "text", "`yes`: the row says that its action is deleted."),
    Column("apart", "text", ""),
    Column("row", "place", ""),
)
"""The columns of a line as it is staged, between reading and folding; those of an award mean the same here."""


def columns_markdown() -> list[str]:
    """The lines of docs/import.md that describe the columns.

    >>> columns_markdown()[2]
    '| award | text | The key of the award, used once: `ASST_NON_<number>_<sub-agency>` as USAspending has it. |'
    """
    rows = [f"| {c.name} | {c.type} | {c.sentence} |" for c in (*AWARD, APART)]
    return ["| column | type | what it says |", "|---|---|---|", *rows]
