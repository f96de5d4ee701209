"""How an importer reads a column: the SQL for its value, or the reason why the value cannot stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comity.intake.as_table import make_table
from comity.norms.attributes import EARLIEST_YEAR, LATEST_YEAR

DATES = ("%Y-%m-%d", "%m/%d/%Y", "%Y%m%d", "%d%b%Y", "%Y-%m-%d %H:%M:%S", "%m/%d/%y")
LONGEST = 10_000  # characters of a value that is kept in the awards

COMMA_ASTRAY = ",[0-9]?[0-9]?([^0-9]|$)|,[0-9][0-9][0-9][0-9]|[0-9][0-9][0-9][0-9],|[.][0-9]*,"
"""A comma that does not part thousands: it may be a decimal comma, and 250000,00 is not 25 million dollars."""
_BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"
_MONEY = r"regexp_replace({v}, '[$, ]', '', 'g')"
_SIGNED = f"CASE WHEN {{v}} LIKE '(%)' THEN '-' || trim({_MONEY}, '()') ELSE {_MONEY} END"
_PLACEHOLDERS = "('BADBADBADBAD', 'GSA_MIGRATION', 'N/A', 'NA', 'NONE', 'NULL')"

# How a kind of value is read, what it must look like, and the words for that. `{v}` is the text, trimmed, null if empty.
_READS: Mapping[str, tuple[str, str, str]] = {
    "text": ("{v}", "length({v}) <= " + str(LONGEST), f"is longer than {LONGEST:,} characters"),
    "award key": (
        "{v}",
        r"regexp_full_match({v}, '(ASST_(NON|AGG)|CONT_(AWD|IDV))_[^\n]{{1,190}}')",
        "is not an award key; one begins with ASST_NON_, ASST_AGG_ or CONT_",
    ),
    "number": (
        "upper({v})",
        r"regexp_full_match({v}, '[^\n\t]{{1,100}}') AND NOT regexp_full_match(lower({v}), '(grand |sub-?)?totals?:?')",
        "is not an award number; one is a line of at most 100 characters, and no total",
    ),
    "uei": (
        f"CASE WHEN upper({{v}}) NOT IN {_PLACEHOLDERS} THEN upper({{v}}) END",
        f"regexp_full_match(upper({{v}}), '[A-Z0-9]{{{{12}}}}') OR upper({{v}}) IN {_PLACEHOLDERS}",
        "is not a UEI; one has twelve letters and digits",
    ),
    "duns": (
        "lpad({v}, 9, '0')",
        r"regexp_full_match({v}, '[0-9]{{7,13}}')",
        "is not a DUNS number; one has nine digits",
    ),
    "dollars": (
        f"TRY_CAST({_SIGNED} AS DECIMAL(18,2))",
        f"TRY_CAST({_SIGNED} AS DECIMAL(18,2)) IS NOT NULL AND NOT regexp_matches({{v}}, '{COMMA_ASTRAY}')",
        "is not an amount of dollars like 1250.50 or 1,250.50",
    ),
    "date": (
        "CAST(TRY_STRPTIME({v}, [{formats}]) AS DATE)",
        "CAST(TRY_STRPTIME({v}, [{formats}]) AS DATE) "
        f"BETWEEN DATE '{EARLIEST_YEAR}-01-01' AND DATE '{LATEST_YEAR}-12-31'",
        f"is not a date like 2024-01-31, or none between {EARLIEST_YEAR} and {LATEST_YEAR}",
    ),
    "year": (
        "TRY_CAST({v} AS INTEGER)",
        f"TRY_CAST({{v}} AS INTEGER) BETWEEN {EARLIEST_YEAR} AND {LATEST_YEAR}",
        "is not a year like 2024",
    ),
    "state": (
        "state_named({v})",
        "state_named({v}) IS NOT NULL OR upper({v}) IN ('N/A', 'NA', 'XX', 'FC', '00')"
        " OR length({v}) > 2 OR upper({v}) IN ('FM', 'MH', 'PW', 'UM', 'AA', 'AE', 'AP', 'QM')",
        "is not a state like IL",
    ),
    # what was taken for a number has lost the zeros at its end: 16.71 is 16.710
    "program": (
        r"CASE WHEN regexp_full_match({v}, '[0-9][0-9]\.[0-9]{{1,2}}') THEN rpad({v}, 6, '0') ELSE upper({v}) END",
        r"regexp_full_match(upper({v}), '[0-9][0-9]\.[0-9A-Z]{{1,3}}')",
        "is not an Assistance Listing number; one looks like 16.738",
    ),
    "agency code": (
        "upper({v})",
        r"regexp_full_match({v}, '[0-9A-Za-z]{{3,4}}')",
        "is not an agency code of three or four letters and digits",
    ),
    "yes or no": ("upper({v})", "upper({v}) IN ('Y', 'N')", "is neither Y nor N"),
}


_SURE = {"dollars": "DECIMAL(18,2)", "date": "DATE", "year": "INTEGER"}


@dataclass(frozen=True, slots=True)
class Field:
    """A value that an importer reads: its name, the columns that may hold it, how it is read.

    `columns` are tried in turn, old names after new ones; the first that the file has is used. `codes` are all the
    values it may have, where that is a closed list. `required` fields must be filled in every row. `sure` values have been
    read before, cell by cell, and stand as they are.
    """

    name: str
    columns: tuple[str, ...]
    read: str = "text"
    required: bool = False
    codes: tuple[str, ...] = ()
    of: str = ""
    sure: bool = False

    def column(self, header: Iterable[str]) -> str | None:
        """The column of a header that holds this value, or None.

        >>> Field("uei", ("subawardee_uei", "recipient_uei")).column(["recipient_uei", "recipient_name"])
        'recipient_uei'
        """
        known = set(header)
        return next((name for name in self.columns if name in known), None)

    def text(self, raw: str) -> str:
        """The SQL of the text of this value: trimmed, None if empty; `of` takes a part of it (`{}`)."""
        if self.sure:
            return raw
        trimmed = f"nullif(trim({raw}, {_BLANKS}), '')"
        return f"nullif(trim({self.of.format(trimmed)}), '')" if self.of else trimmed

    def value(self, raw: str, dates: Iterable[str] = DATES) -> str:
        """The SQL of the value, from the SQL of its raw text.

        >>> Field("fiscal_year", ("fy",), "year").value("c1")
        "TRY_CAST(nullif(trim(c1, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '') AS INTEGER)"
        """
        if self.sure:
            return f"CAST({raw} AS {_SURE[self.read]})" if self.read in _SURE else raw
        return self._filled(_READS[self.read][0], raw, dates)

    def fault(self, raw: str, dates: Iterable[str] = DATES) -> tuple[str, str]:
        """The SQL of whether the value cannot stand, and the reason in words."""
        text = self.text(raw)
        if self.sure:
            return "FALSE", _READS[self.read][2]
        if self.codes:
            listed = ", ".join(f"'{code}'" for code in self.codes)
            wrong, words = f"({text} NOT IN ({listed}))", f"is not one of {', '.join(self.codes)}"
        else:
            _, sound, words = _READS[self.read]
            wrong = f"(({self._filled(sound, raw, dates)}) IS NOT TRUE AND {text} IS NOT NULL)"
        if self.required:
            wrong, words = f"({text} IS NULL OR {wrong})", f"is empty or {words}"
        return f"coalesce({wrong}, FALSE)", words

    def _filled(self, template: str, raw: str, dates: Iterable[str]) -> str:
        formats = ", ".join("'" + one.replace("'", "") + "'" for one in dates)
        return template.format(v=self.text(raw), formats=formats)


MACROS = (
    "CREATE OR REPLACE TEMP MACRO state_named(v) AS"
    " (SELECT any_value(s.short) FROM states s WHERE s.name = lower(regexp_replace(v, '[^A-Za-z]+', '-', 'g')))",
    "CREATE OR REPLACE TEMP MACRO fips_of_state(v) AS (SELECT any_value(s.fips) FROM states s WHERE s.short = v)",
    "CREATE OR REPLACE TEMP MACRO agency_of(v) AS (SELECT any_value(a.short) FROM agency_codes a WHERE a.code = v)",
    # A sub-agency that is not known by itself: its department, whose code its first two characters are, but for the small
    # agencies under 11 and 95.
    "CREATE OR REPLACE TEMP MACRO department_of(v) AS CASE WHEN length(v) = 4 AND v[:2] NOT IN ('11', '95')"
    " THEN agency_of('0' || v[:2]) END",
    "CREATE OR REPLACE TEMP MACRO agency_named(v) AS"
    " (SELECT any_value(a.short) FROM agency_names a WHERE a.name = upper(v))",
    # The number of a Justice award holds its fiscal year: 2017-DJ-BX-0999, 15PBJA-21-GG-01234-JAGX.
    "CREATE OR REPLACE TEMP MACRO justice_year(v) AS CASE"
    r" WHEN regexp_matches(upper(v), '^20[0-3][0-9]-?[A-Z]{2}-?[A-Z]{2}-?[0-9A-Z]{4}$') THEN CAST(v[:4] AS INTEGER)"
    r" WHEN regexp_matches(upper(v), '^15[PJ][A-Z]{3,4}-?[2-3][0-9]-?G[GK]-?')"
    r" THEN 2000 + CAST(regexp_extract(upper(v), '^15[PJ][A-Z]{3,4}-?([0-9][0-9])', 1) AS INTEGER) END",
    # So do those of HUD's formula grants and of FEMA's preparedness grants: B-19-MC-06-0013, EMW-2020-SS-00012.
    "CREATE OR REPLACE TEMP MACRO year_in_number(v) AS CASE"
    r" WHEN regexp_matches(upper(v), '^[A-Z]-[0-9]{2}-[A-Z]{2}-[0-9]{2}-[0-9]{4}$') THEN 2000 + CAST(v[3:4] AS INTEGER)"
    r" - CASE WHEN v[3:4] >= '70' THEN 100 ELSE 0 END"
    r" WHEN regexp_matches(upper(v), '^EM[A-Z]-20[0-4][0-9]-[A-Z]{2}-') THEN CAST(v[5:8] AS INTEGER) ELSE justice_year(v) END",
    "CREATE OR REPLACE TEMP MACRO bare(v) AS upper(regexp_replace(v, '[^A-Za-z0-9]', '', 'g'))",
)
"""What importers may use in `DERIVED`: `state_named`, `fips_of_state`, `agency_of`, `department_of`, `agency_named`,
`justice_year`, `year_in_number`, `bare`."""


def make_names(connection: Any) -> None:
    """Create the tables of states and agencies, and the macros, in a DuckDB connection."""
    from comity.norms.names.government_tables import agencies, agency_codes, governments, states

    names: dict[str, str] = {}
    for row in agencies().values():
        for name in (row.name, *row.also):
            names.setdefault(name.upper(), row.short)
    known = [(name, short, governments()[short].fips) for name, short in states().items()]
    for table, columns, rows in (
        ("states", ("name", "short", "fips"), known),
        ("agency_codes", ("code", "short"), agency_codes().items()),
        ("agency_names", ("name", "short"), names.items()),
    ):
        make_table(connection, table, dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
    for macro in MACROS:
        connection.execute(macro)
