"""The page docs/import.md: kinds, columns and rules, generated from the importers and the schema of the awards."""

from __future__ import annotations

from comity.intake.columns import columns_markdown
from comity.intake.kinds import Importer, importers
from comity.intake.lines.implausible import ENOUGH
from comity.intake.mapping import MAPPED
from comity.intake.read.chunks import SIZE
from comity.intake.read.files import LARGEST_RATIO, LARGEST_UNPACKED
from comity.intake.read.workbooks import MOST_CELLS


def markdown() -> str:
    """The page, generated.

    >>> markdown().splitlines()[0]
    '# Importing awards'
    """
    kinds = [f"| `{kind}` | {one.TITLE} | {_rows(one)} | {one.RANK} |" for kind, one in importers().items()]
    return "\n".join(
        [
            _INTRODUCTION,
            "## Kinds",
            "",
            "| kind | list | a row is | rank |",
            "|---|---|---|---|",
            *kinds,
            "",
            _KINDS.replace("{fields}", ", ".join(f"`{field}`" for field in MAPPED)),
            "## Columns of `awards.parquet`",
            "",
            "`text` is a string, `number` int32, `place` int64, `date` date32, `dollars` decimal(18,2). Rows are sorted by",
            "program, fiscal year and award. `apart.parquet` has the same columns, and `apart`.",
            "",
            *columns_markdown(),
            "",
            _RULES,
        ]
    )


def _rows(one: Importer) -> str:
    if one.DERIVED.get("kind") == "'audit'":
        return "an audit, not an award; its awards take its auditee"
    return f"an action; {' and '.join(f'`{name}`' for name in one.SUMS)} added up" if one.SUMS else "a whole award"


_INTRODUCTION = """\
# Importing awards

    comity import auto Assistance_PrimeTransactions_2024-11-19_1.csv downloads/ --into awards/
    comity import sheet our-grants.xlsx --into awards/ --government seattle-wa
    comity import --list

Each file is read once, row by row, into the folder named by `--into`; all files in the folder are then merged to one row for
each award. Importing a file again changes nothing, and the order of the files does not matter. An import that was stopped or
killed, or that ran out of disk space, resumes when the same command is run again.

A file is CSV, plain, gzipped or in a ZIP archive, or for `sheet` also a workbook: XLSX, XLSB, XLS or ODS. Its text may be UTF-8,
Windows-1252, UTF-16 or UTF-32, its cells separated by commas, semicolons, tabs or bars. A folder stands for all its files; those
that are not award lists are named and skipped. On a terminal a bar shows bytes, rows and the time left.

| file in the folder | what it holds |
|---|---|
| `awards.parquet` | one row for each award (see Columns) |
| `apart.parquet` | aggregates, redacted recipients, rows without a number; counted in no sum |
| `unmatched.csv` | recipients not matched to a known government, with awards, dollars, the reason and the candidates |
| `rejects.csv` | rows that could not be used: file, row, column, value, reason, and the whole row |
| `report.json` | the counts; `comity import --json` prints the same |
| `record/` | the matched awards as a record folder for `--record`, up to 200,000 |
| `manifest.json`, `lines/` | the files imported, and their rows as read |

Exit codes: 0 all rows used, 1 some rejected, 2 bad input, 130 stopped. A faulty file is left out whole; the others are imported.
"""

_KINDS = """\
`auto` recognizes a kind by its columns, including columns that USAspending has renamed. Recipients are known by DUNS before
April 2022, by UEI after. The old layout, `usaspending-legacy`, has a code and its words in one cell.

**A sheet** may be read in doubt. `comity import sheet FILE --into DIR` imports nothing: it shows how each column and row was
understood, how surely, and what was not understood. `--yes` imports it as read; `--json` prints the reading as data. The header
is found wherever it is, in one row or two. Tables of the same form, one below another or on several sheets, are read
together, visible sheets before hidden ones, and every sheet is named. Numbers and dates are found inside cells (`FAIN:
2019-DJ-BX-0801`, `16.738 JAG`, `="16.738"`, `10/1/18 - 9/30/22`, Excel's number for a date). Totals, section headings,
notes and rows that do not identify an award are not awards; the sheet's own totals are compared with what was read, and
a row with a label and dollars alone is a total where it holds what the rows above or below come to. `Award ($000)`, `($
millions)` and a title like `(in thousands)` say what unit the dollars are in. Sheets of other forms are read too, each
with its own columns, where they have dollars and do not list the awards again; one that lists further awards and cannot
be read is a doubt about the total. A sheet whose dollars were not found has no total.

While a doubt affects money, the total is a range, `between $60,000.00 and $125,000.00: 1 doubt`, and the exit code is 1.
Rows with the same number are added up where each names a different department and nothing else differs, or where the
sheet's own total is right only if they are; where they are identical they are one award listed twice, except on sheets
of two years; anything else is a question, which `--rows parts`, `--rows one` or the mapping answers, and until then the
award's dollars are unknown. An unreadable amount is unknown and counts as a doubt; any other unreadable optional value
is unknown and reported. A number that Excel has turned into `1.23E+15` is rejected. A row with `TBD` or the like for its
number is kept as an award of its own.

`--government seattle-wa` says whose sheet it is. Rows that name no recipient, that government or one of its departments
are its awards; a housing authority or a Continuum of Care is a recipient of its own. `FEMA via WA EMD` is a subaward
that passes through another agency; beside a `Federal Award No.`, the number that the pass-through gave is the subaward's
own.

**A source.** An import belongs to a named source, `--source NAME`; without it, to the source with the same columns and government.
A later import of the same source, also with a corrected mapping, replaces the earlier one after showing which awards are gone, new
and changed. If fewer than half of the award numbers recur, it is refused, since it may be a different list: give `--source` a new
name, or `--replace`.

**A mapping** is a YAML file that says which column holds what. `--save-mapping FILE` writes the one that was found, `--mapping
FILE` uses one. It is kept with the import, and never written beside the sheet unless you ask.

    header: 3            # the row with the column names
    sheet: Awards        # of a workbook; or sheets: [FY24, FY25]
    columns:
      fain: Award No.
      recipient_name: Grantee
      amount: Total Award
    constants:           # what is the same in every row
      state: il
    rows:                # rows with the same number: parts, or one; for all, or by number
      2019-DJ-BX-0901: parts
    dates: ["%d/%m/%Y"]  # where the day comes before the month

The fields are {fields}.
A row with a `prime_number` or a `pass_through` is a subaward.

To add a kind, add one file to `src/comity/intake/kinds/`, and real rows of that kind to its tests.
"""

_RULES = f"""\
## Rules

**Every row is accounted for.** Rows read = kept + folded + rejected; blank rows do not count. Rows are numbered as a spreadsheet
shows them: row 1 is the header, and a cell of several lines is one row.

**One award, one row.**

1. Rows of one kind with the same action key are one row: the last modified stands, or else the one with the later action. An
   action marked as deleted is left out.
2. The actions of an award are folded into one row: dollars are added up, negative ones too; any other value is that of the latest
   action that has one. `fiscal_year` is that of the first action (`A`, new), or the year in the number of a Justice award; without
   either it is unknown. `terminated_on` is the first such day.
3. Where several kinds of list have the award, the value comes from the lowest rank that has one; dollars of two kinds are never
   added up. Award summaries (1) therefore prevail over transactions (2), and both over other lists.
4. An award that a list names by its number alone is the award with that number, hyphens and spaces aside, if there is exactly
   one; otherwise it is kept separate.
5. A subaward is identified by its prime award, its number and its recipient. The latest report of it stands, since each report
   restates the total. Prime and sub dollars are never added together.
6. Kept apart are aggregates (record type 1, or a URI in place of a number), redacted recipients (record type 3, "redacted"),
   rows without an award number, which may be in another list, and rows with the same number and different recipients.
7. `amount` is the sum of the actions in the files. A download of some years does not have them all: where the last action
   states a different total, that is in `stated`, and the report counts such awards.
8. From single audits (SEFA), what was spent is in `outlayed` and `amount` is absent, since the same dollars are obligations
   elsewhere. The Clearinghouse's `federal_awards.csv` does not name the auditee; its `general.csv` (`sefa-audits`) does, and is read
   where it is named, lies in the same folder, or is imported before or after. The report counts awards whose auditee is still
   unknown.
9. An Assistance Listing number that a program took for a decimal has lost its zeros; they are put back: 16.71 is 16.710, and in a
   single audit agency 93 with extension 45 is 93.045. Letters stay as they are (`10.RD`).
10. An award for which no list names the agency takes the agency of its Assistance Listing, if exactly one agency has that listing;
    `agency_basis` is then `listing`. Records, `--awards` and `comity assess` follow the same rule.
11. Money can be drawn only from an accepted award, so where a list with a date in its name shows dollars paid, `accepted_by` is
    that date. None of the lists has the day of acceptance itself.

**Recipients are matched** in this order, and the basis is kept:

| basis | how | confidence |
|---|---|---|
| `uei` | the UEI is registered to a government (`intake/match/reference/`) | `high`; for an agency `medium`, for a department `low` |
| `geoid` | the name is that of a city, county or town, and the codes of the address agree | `high` |
| `register` | the name is that of a tribe, district, authority or office in a public register | `high` with the state, else `medium` |
| `name` | only one government has the name | `high` for a state whose address agrees; `medium` with the state; else `low` |
| `department` | a police, health or other department of a city or county | `medium` where the codes agree, else `low` |
| `state agency` | a department or agency of a state | `medium` where it is listed as the state's, else `low` |

A name that several governments share matches none of them, and an address in a different state or county from the one named
counts against a match: such recipients are in `unmatched.csv` with their candidates. Nothing is matched by similar spelling.
School districts, authorities, universities and county courts are not the county or city whose name they bear.

**Bad input.** In a published list a value that is not a date, amount, code or key rejects its row. A line that is not UTF-8 is read as
Windows-1252 and counted. A row of more than {SIZE // 1_000_000} MB, or a quotation mark that is never closed, rejects only that
line. A file that breaks off within a row is read up to there, and the row rejected for that reason. A cell in `rejects.csv`
that would be taken for a formula is written with an apostrophe before it.

A file is refused whole when it is not of its kind, is compressed and cut off, unpacks to more than {LARGEST_RATIO} times its size or
{LARGEST_UNPACKED // 1_000_000_000} GB, contains an archive, or when none of its first {ENOUGH:,} rows can be used. So is one whose columns are
swapped (nearly all recipient names have two letters, or nearly all periods end before they start), and a workbook that has a
password, or whose cells are so far apart that the empty ones between them come to more than {MOST_CELLS // 1_000_000} million.
"""
