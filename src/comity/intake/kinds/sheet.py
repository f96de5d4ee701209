"""Any office's own list, as it was read (comity.intake.sheets): a row is one award, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "sheet"
TITLE = "an office's own spreadsheet: XLSX, XLSB, XLS, ODS, CSV"
RANK = 5
SUMS = ()


def _said(name: str, read: str = "text", column: str = "") -> Field:
    """A value that was read of its cell already (comity.intake.sheets.values)."""
    return Field(name, (column or name,), read, sure=True)


FIELDS = (
    _said("award_key"),
    _said("fain"),
    _said("recipient_name"),
    _said("government"),
    _said("uei", read="uei"),
    Field("duns", ("duns",), "duns"),
    _said("state", read="state"),
    _said("listed_state", read="state"),
    Field("agency_code", ("agency_code",), "agency code"),
    _said("agency_name"),
    Field("program", ("program",), "program"),
    _said("programs"),
    _said("program_text"),
    _said("fiscal_year", read="year"),
    _said("offered", read="date"),
    _said("accept_by", read="date"),
    _said("accepted", read="date"),
    _said("accepted_by", read="date"),
    _said("signed_by"),
    _said("obligated_on", read="date"),
    _said("period_start", read="date"),
    _said("period_end", read="date"),
    _said("amount", read="dollars"),
    _said("outlayed", read="dollars"),
    _said("balance", read="dollars"),
    _said("next_drawdown", read="date"),
    _said("terminated_on", read="date"),
    _said("prime_number"),
    _said("pass_through"),
    _said("direct"),
    _said("terms"),
    _said("term_sets"),
    _said("given_stage", column="stage"),
    _said("title"),
    _said("place_in_file"),
    _said("part"),
    _said("set_apart"),
)
"""What a row of a sheet says once it is read; a mapping names the columns of these but for the last three."""

_SUB = "(prime_number IS NOT NULL OR pass_through IS NOT NULL OR direct = 'no')"
_KEY = "coalesce(award_key, CASE WHEN fain LIKE 'ASST_%' THEN fain END)"

# An award that USAspending has under the same number is the same award; its agency need not be known here.
DERIVED = {
    "award": f"""CASE WHEN set_apart IS NOT NULL THEN 'ROW_' || place_in_file
        WHEN prime_number IS NOT NULL THEN 'SUB_FAIN_' || bare(prime_number) || '_' || bare(fain)
        || '_' || coalesce(government, uei, bare(recipient_name), '')
        ELSE coalesce({_KEY}, 'FAIN_' || bare(fain)) END""",
    "action": """concat_ws('_', prime_number, coalesce(award_key, bare(fain), 'row'), CASE WHEN prime_number IS NOT NULL
        THEN coalesce(uei, recipient_name) END, CASE WHEN part IS NOT NULL OR set_apart IS NOT NULL THEN place_in_file END)""",
    "number": f"CASE WHEN NOT {_SUB} AND set_apart IS NULL THEN bare(fain) END",
    "kind": f"CASE WHEN {_SUB} THEN 'sub' ELSE 'prime' END",
    "prime": f"""CASE WHEN prime_number IS NOT NULL THEN 'FAIN_' || bare(prime_number)
        WHEN {_SUB} THEN 'PRIME_OF_' || coalesce(bare(fain), place_in_file) END""",
    "agency": "coalesce(agency_of(agency_code), agency_name, agency_of(regexp_extract(award_key, '_(\\w+)$', 1)), department_of(agency_code))",
    "fiscal_year": "coalesce(fiscal_year, year_in_number(fain))",
    "programs": "coalesce(programs, program)",
    "apart": "set_apart",
}


def recognises(header: Sequence[str]) -> bool:
    """Never: an office's sheet is read only when it is named as one.

    >>> recognises(["Award", "Amount"])
    False
    """
    return False
