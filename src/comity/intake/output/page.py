"""The page docs/import.md: kinds, columns and rules, generated from the importers and the schema of the awards."""

from __future__ import annotations

from comity.intake.columns import columns_markdown
from comity.intake.kinds import Importer, importers
from comity.intake.lines.implausible import ENOUGH
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
            _KINDS,
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
    comity import sheet our-grants.xlsx --into awards/
    comity import --list

Each file is read once, row by row, into the folder named by `--into`; all files of the folder are then folded to one row
an award. Importing a file again changes nothing; an import that was interrupted goes on where it stopped; the order of
the files does not matter. A file is a CSV file, plain, gzipped or in a ZIP archive, or for `sheet` an Excel workbook, XLSX
or XLS. Its text may be UTF-8, Windows-1252, UTF-16 or UTF-32; its cells stand between commas, semicolons, tabs or bars. A
folder stands for all its files, and of them those that are no award list are named and passed over.

On a terminal a bar shows bytes, rows and the time left; elsewhere nothing of it is printed. An import that was stopped,
killed or ran out of disk goes on when the same command is given again.

| file in the folder | what it holds |
|---|---|
| `awards.parquet` | one row an award (Columns) |
| `apart.parquet` | aggregates, redacted recipients, rows without a number: in no sum |
| `unmatched.csv` | recipients that are no government that is known, with awards, dollars, the reason and the candidates |
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

**A sheet** needs a mapping, a YAML file that says which column holds what. `comity import sheet FILE` proposes one from
the names of the columns and from what is in them, writes `FILE.mapping.yaml` and imports nothing; confirm it with
`--mapping FILE.mapping.yaml`, or take what is proposed with `--yes`.

    header: 3            # the row with the names of the columns
    sheet: Awards        # of a workbook
    columns:
      fain: Award No.
      recipient_name: Grantee
      amount: Total Award
    constants:           # what is the same in every row
      state: il
    dates: ["%d/%m/%Y"]  # where the day stands before the month

The fields are `fain` (required), `recipient_name`, `government`, `uei`, `duns`, `state`, `agency_code`, `agency_name`,
`program`, `fiscal_year`, `offered`, `accepted`, `accepted_by`, `period_start`, `period_end`, `amount`, `outlayed`,
`terminated_on`, `prime_number`. A row with a `prime_number` is a subaward.

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
6. Apart stand aggregates (record type 1), redacted recipients (record type 3, "redacted"), and rows without an award
   number, which may be in another list.
7. `amount` is the sum of the actions in the files. A download of some years has not all of them: where the last action
   states another total, it is in `stated`, and the report counts such awards.
8. Of single audits (SEFA) what was spent is in `outlayed`, and `amount` is absent: the same dollars are obligations
   elsewhere. The Clearinghouse's `federal_awards.csv` leaves out who the auditee is; its `general.csv` says so
   (`sefa-audits`), is read when it is given or stands beside, before or after, and the report counts awards whose auditee
   is still not named.
9. An Assistance Listing number that was taken for a number has lost zeros, which are put back: 16.71 is 16.710, and of a
   single audit agency 93, extension 45 is 93.045. Letters stay as they are (`10.RD`).
10. Money can be drawn only from an award that was accepted: where a list with a date in its name has dollars paid,
    `accepted_by` is that date. The day of acceptance itself is in none of the lists.

**Recipients are matched** in this order, and the basis is kept:

| basis | how | confidence |
|---|---|---|
| `uei` | the UEI is registered to a government (`intake/match/reference/`) | `high`; of an agency `medium`, of a department `low` |
| `geoid` | the name is that of a city, county or town, and the codes of the address agree | `high` |
| `name` | the name is that of one government only | `high` of a state whose address agrees; `medium` with the state; else `low` |
| `department` | a police, health or other department of a city or county | `medium` where the codes agree, else `low` |
| `state agency` | a department or agency of a state | `medium` where it is listed as the state's, else `low` |

A name that fits several governments fits none, and an address in another state or county than the name says speaks
against it: such recipients are in `unmatched.csv` with their candidates. Nothing is matched by likeness of spelling.
School districts, authorities, universities and courts of counties are not the county or city whose name they bear.

**Bad input.** A value that is no date, amount, code or key rejects its row. A line that is not UTF-8 is read as
Windows-1252 and counted. A row of more than {SIZE // 1_000_000} MB, or a quotation mark that is never closed, rejects one line and no
more. A file that ends within a row is read up to there, and the row rejected with that reason. A cell in `rejects.csv`
that would begin a formula is written with an apostrophe before it.

A file is refused whole when it is not of its kind, is packed and cut off, unpacks to more than {LARGEST_RATIO} times its size or
{LARGEST_UNPACKED // 1_000_000_000} GB, holds an archive, or when not one of its first {ENOUGH:,} rows can be used. So is one whose columns are
swapped: nearly all names of recipients are two letters, or nearly all last days lie before the first ones. So is a
workbook that has a password, is in the binary form XLSB, or has cells so far apart that the empty ones between them come
to more than {MOST_CELLS // 1_000_000} million.
"""
