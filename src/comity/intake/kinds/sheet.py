"""Any office's own list, as it was read (comity.intake.sheets): a row is one award, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence

from comity.intake.fields import Field

KIND = "sheet"
TITLE = "an office's own spreadsheet: XLSX, XLSB, XLS, ODS, CSV"
RANK = 5
SUMS = ()

FIELDS = (
    Field("award_key", ("award_key",)),
    Field("fain", ("fain",)),
    Field("recipient_name", ("recipient_name",)),
    Field("government", ("government",)),
    Field("uei", ("uei",), "uei"),
    Field("duns", ("duns",), "duns"),
    Field("state", ("state",), "state"),
    Field("listed_state", ("listed_state",), "state"),
    Field("agency_code", ("agency_code",), "agency code"),
    Field("agency_name", ("agency_name",)),
    Field("program", ("program",), "program"),
    Field("programs", ("programs",)),
    Field("program_text", ("program_text",)),
    Field("fiscal_year", ("fiscal_year",), "year"),
    Field("offered", ("offered",), "date"),
    Field("accept_by", ("accept_by",), "date"),
    Field("accepted", ("accepted",), "date"),
    Field("accepted_by", ("accepted_by",), "date"),
    Field("signed_by", ("signed_by",)),
    Field("obligated_on", ("obligated_on",), "date"),
    Field("period_start", ("period_start",), "date"),
    Field("period_end", ("period_end",), "date"),
    Field("amount", ("amount",), "dollars"),
    Field("outlayed", ("outlayed",), "dollars"),
    Field("balance", ("balance",), "dollars"),
    Field("next_drawdown", ("next_drawdown",), "date"),
    Field("terminated_on", ("terminated_on",), "date"),
    Field("prime_number", ("prime_number",)),
    Field("pass_through", ("pass_through",)),
    Field("direct", ("direct",)),
    Field("terms", ("terms",)),
    Field("term_sets", ("term_sets",)),
    Field("given_stage", ("stage",)),
    Field("title", ("title",)),
    Field("place_in_file", ("place_in_file",), required=True),
    Field("part", ("part",)),
    Field("set_apart", ("set_apart",)),
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
