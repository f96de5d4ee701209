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
            "`text` is a string, `number` int32, `place` int64, `date` date32, `dollars` decimal(18,2). Rows are in order of",
            "program, fiscal year and award. `apart.parquet` has the same columns and `apart`.",
            "",
            *columns_markdown(),
            "",
            _RULES,
        ]
    )


def _rows(one: Importer) -> str:
    if one.DERIVED.get("kind") == "'audit'":
        return "an audit, no award: its awards take its auditee"
    return f"an action; {' and '.join(f'`{name}`' for name in one.SUMS)} added up" if one.SUMS else "a whole award"


_INTRODUCTION = """\
# Importing awards

    comity import auto Assistance_PrimeTransactions_2024-11-19_1.csv downloads/ --into awards/
    comity import sheet our-grants.xlsx --into awards/ --government seattle-wa
    comity import --list

Each file is read once, row by row, into the folder named by `--into`; all files of the folder are then folded to one row
an award. Importing a file again changes nothing; an import that was interrupted goes on where it stopped; the order of
the files does not matter. A file is a CSV file, plain, gzipped or in a ZIP archive, or for `sheet` a workbook, XLSX, XLSB,
XLS or ODS. Its text may be UTF-8, Windows-1252, UTF-16 or UTF-32; its cells stand between commas, semicolons, tabs or bars. A
folder stands for all its files, and of them those that are not award lists are named and passed over.

On a terminal a bar shows bytes, rows and the time left; elsewhere nothing of it is printed. An import that was stopped,
killed or ran out of disk goes on when the same command is given again.

| file in the folder | what it holds |
|---|---|
| `awards.parquet` | one row an award (Columns) |
| `apart.parquet` | aggregates, redacted recipients, rows without a number: in no sum |
| `unmatched.csv` | recipients that are not a known government, with awards, dollars, the reason and the candidates |
| `rejects.csv` | rows that cannot be used: file, row, column, value, reason, and the row |
| `report.json` | what was counted; `comity import --json` prints the same |
| `record/` | the matched awards as a record folder, for `--record`, up to 200,000 |
| `manifest.json`, `lines/` | the files imported, and their rows as read |

Exit codes: 0 all rows could be used, 1 some were rejected, 2 bad input, 130 stopped; a file at fault is left out whole, the others
are imported.
"""

_KINDS = """\
`auto` knows a kind by its columns. Columns that USAspending has renamed are known by their old names as well, and
recipients by DUNS before April 2022, by UEI after. The old layout, `usaspending-legacy`, has codes and words in one cell.

**A sheet** is read with doubts. `comity import sheet FILE --into DIR` shows what each column and row was understood as, how
surely, and what was not understood, and imports nothing; `--yes` imports it as it was read, `--json` prints the same
reading as data. The head is found wherever it stands; tables of one form, one below the other or on several sheets, are
read together; visible sheets go before hidden ones, and every sheet is named. Numbers are found inside cells (`FAIN:
2019-DJ-BX-0801`, `16.738 JAG`, `="16.738"`, `10/1/18 - 9/30/22`, Excel's number for a day). Totals, heads of sections, notes
and rows without anything to tell an award by are not awards, and the sheet's own totals are held against what was read.

While a doubt touches money, the total is not a single number: `between $60,000.00 and $125,000.00: 1 doubt`, and the exit
code is 1. Rows of one number add up where each names another department and nothing else differs; where they say the
same they are one award listed again; anything else is a question, which `--rows parts`, `--rows one` or the mapping
answers, and until then the award's dollars are not known. An amount that cannot be read is not known and said to be in
doubt; another optional value that cannot be read is not known and said. A number that Excel has turned into `1.23E+15` is
rejected. A row with `TBD` or the like for its number stands apart as an award of its own.

`--government seattle-wa` says whose sheet it is: rows that name nobody, that government or a department of it are held
by it; a housing authority or a Continuum of Care is a recipient of its own. `FEMA via WA EMD` is an award that passes
through another; it is listed as a subaward.

**A source.** What is imported belongs to a named source, `--source NAME`; without it, to that of the same columns and the
same government. A later import of a source replaces the earlier one, after showing which awards are gone, new and
changed; where less than half of the numbers recur it is refused, for it may be another list: `--source` with a name of its
own, or `--replace`. A corrected mapping counts in the same way.

**A mapping** is a YAML file that says which column holds what; `--save-mapping FILE` writes the one that was found, and
`--mapping FILE` reads it. It goes with the import and is never written beside the sheet unasked.

    header: 3            # the row with the names of the columns
    sheet: Awards        # of a workbook; or sheets: [FY24, FY25]
    columns:
      fain: Award No.
      recipient_name: Grantee
      amount: Total Award
    constants:           # what is the same in every row
      state: il
    rows:                # rows of one number: parts, or one; of all of them, or by number
      2019-DJ-BX-0901: parts
    dates: ["%d/%m/%Y"]  # where the day stands before the month

The fields are {fields}.
A row with a `prime_number` or a `pass_through` is a subaward.

To add a kind, add one file to `src/comity/intake/kinds/` and real rows of it to its tests.
"""

_RULES = f"""\
## Rules

**Every row is accounted for.** Rows read = kept + folded + rejected; blank rows are none. Row 1 is the head, as a
spreadsheet shows it; a cell that runs over several lines does not count them.

**One award, one row.**

1. Rows of one kind with the same action key are one: the row last modified stands, then the one with the later action.
   An action marked as deleted is left out.
2. Actions of one award are folded: their dollars added up, negative ones too; of every other value, the latest action
   that has one decides. `fiscal_year` is that of the first action (`A`, new), or the year in the number of a Justice
   award; where neither is there it stays unknown. `terminated_on` is the first day.
3. Where several kinds have the award, the lowest rank that has a value decides it; dollars of two kinds are never added
   up. So award summaries (1) go before transactions (2), and those before lists of others.
4. An award that a list names by its number alone is the award with that number, hyphens and blanks aside, if there is
   exactly one; else it stands by itself.
5. A subaward is its prime award, its number and its recipient; of several reports of one the latest stands, for a report
   restates the total. Prime and sub dollars are kept apart and never added up.
6. Apart stand aggregates (record type 1, or a URI in place of a number), redacted recipients (record type 3, "redacted"),
   rows without an award number, which may be in another list, and rows of one number with several recipients.
7. `amount` is the sum of the actions in the files. A download of some years has not all of them: where the last action
   states another total, it is in `stated`, and the report counts such awards.
8. Of single audits (SEFA) what was spent is in `outlayed`, and `amount` is absent: the same dollars are obligations
   elsewhere. The Clearinghouse's `federal_awards.csv` leaves out who the auditee is; its `general.csv` says so
   (`sefa-audits`), is read when it is given or stands beside, before or after, and the report counts awards whose auditee
   is still not named.
9. An Assistance Listing number that was taken for a number has lost zeros, which are put back: 16.71 is 16.710, and of a
   single audit agency 93, extension 45 is 93.045. Letters stay as they are (`10.RD`).
10. An award whose agency no list says has the agency of its Assistance Listing, if exactly one agency gives that;
    `agency_basis` is then `listing`. Records, `--awards` and `comity assess` have the same rule.
11. Money can be drawn only from an award that was accepted: where a list with a date in its name has dollars paid,
    `accepted_by` is that date. The day of acceptance itself is in none of the lists.

**Recipients are matched** in this order, and the basis is kept:

| basis | how | confidence |
|---|---|---|
| `uei` | the UEI is registered to a government (`intake/match/reference/`) | `high`; of an agency `medium`, of a department `low` |
| `geoid` | the name is that of a city, county or town, and the codes of the address agree | `high` |
| `register` | the name is that of a tribe, district, authority or office in a public register | `high` with the state, else `medium` |
| `name` | the name is that of one government only | `high` of a state whose address agrees; `medium` with the state; else `low` |
| `department` | a police, health or other department of a city or county | `medium` where the codes agree, else `low` |
| `state agency` | a department or agency of a state | `medium` where it is listed as the state's, else `low` |

A name that fits several governments fits none, and an address in another state or county than the name says speaks
against it: such recipients are in `unmatched.csv` with their candidates. Nothing is matched by likeness of spelling.
School districts, authorities, universities and courts of counties are not the county or city whose name they bear.

**Bad input.** In a published list a value that is not a date, amount, code or key rejects its row. A line that is not UTF-8 is read as
Windows-1252 and counted. A row of more than {SIZE // 1_000_000} MB, or a quotation mark that is never closed, rejects one line and no
more. A file that ends within a row is read up to there, and the row rejected with that reason. A cell in `rejects.csv`
that would begin a formula is written with an apostrophe before it.

A file is refused whole when it is not of its kind, is packed and cut off, unpacks to more than {LARGEST_RATIO} times its size or
{LARGEST_UNPACKED // 1_000_000_000} GB, holds an archive, or when not one of its first {ENOUGH:,} rows can be used. So is one whose columns are
swapped: nearly all names of recipients are two letters, or nearly all last days lie before the first ones. So is a
workbook that has a password, or has cells so far apart that the empty ones between them come
to more than {MOST_CELLS // 1_000_000} million.
"""
