"""The page docs/record.md: every table and every claim with its columns, generated from the schema."""

from __future__ import annotations

from comity.record.claim_schema import CLAIMS
from comity.record.schema import TABLES, TYPES, Column


def markdown() -> str:
    """The page docs/record.md: every table with its columns, generated from the schema.

    >>> markdown().splitlines()[0]
    '# Records'
    """
    parts = [_INTRODUCTION]
    parts += ["## Types", "", "| type | how to write it |", "|---|---|"]
    parts += [f"| {name} | {words} |" for name, words in TYPES.items()]
    for table in TABLES.values():
        parts += ["", f"## {table.name}", "", table.sentence, "", *_columns(table.columns)]
    parts += ["", "## Claims", "", _CLAIMS]
    for key, (sentence, columns) in CLAIMS.items():
        parts += ["", f"### {key}", "", sentence, "", *_columns(columns)]
    return "\n".join(parts) + "\n"


def _columns(columns: tuple[Column, ...]) -> list[str]:
    rows = [f"| {c.name} | {c.words} | {'yes' if c.required else ''} | {c.sentence} |" for c in columns]
    return ["| column | type | required | what it says |", "|---|---|---|---|", *rows]


_INTRODUCTION = """\
# Records

A record is one or more folders of facts, each with its source. A folder holds `record.yaml` and any of the tables
below, as `<table>.csv`, `<table>.yaml` or `<table>.parquet`:

    record.yaml         title: ..., and a note on gaps
    sources.csv         id,title,url,date,basis,checked
    awards.csv          id,recipient,program,fiscal_year,...
    demands.yaml        - id: doj-2018-01-24
                          title: ...

The same columns serve all three formats. `record.yaml` has a `title` and, optionally, a `note`. Several folders are
read as one record, and ids must be unique across all of them. Other files in the folder are ignored, but a `.csv`,
`.yaml`, `.yml` or `.parquet` file that is not a table is a fault, since its name may be misspelt.

**An absent value is unknown**, never false and never zero: an empty CSV cell, a key that is missing or empty in YAML, a null
in Parquet. There is one default: an award without `agency` takes the agency of its program, if the program has exactly one.

**Lists** are YAML or Parquet lists; in a CSV cell, items separated by semicolons (`ca;chicago-il`) or, where an item contains
a semicolon, a JSON list (`["a; b"]`). `[]` is the empty list. A claim in a CSV or Parquet cell is JSON.

**Corrections supersede.** A row that corrects another names it in `supersedes` and gives the day it was `recorded`: before
that day the old row stands, from that day the new one. A row that says when it was entered (`entered_at`) needs no such day: it
replaces the old one whatever day is asked about. With `retracted: yes` the old row is withdrawn, and what it said is unknown
again. Only rows that correct one another may share an id.

**What is refused.** All faults of all files are listed at once, each with its file, row and column: an unknown column or name;
a value of the wrong type; an id used twice; a correction of a row that does not exist, of itself, in a circle, or of a row
already corrected; an award that is its own prime; a period that ends before it starts; a file that is not text; a line
longer than 1,000,000 characters; YAML with anchors, aliases or tags; a broken link.

The order of rows does not matter. Where two answers or memberships hold on the same day, the one with the later `since` is
used.
"""

_CLAIMS = """\
A `proposition` is what a statement says of the law or the record, in a form that a program can compare with them. It is
one check, or a list of checks; its first key says what kind. docs/statements.md explains how verdicts follow.

A check of the law names the day it is about. A day on which the statement cannot have been made means that day. A day on which
it may have been made, or `when said`, means whichever day it was made."""
