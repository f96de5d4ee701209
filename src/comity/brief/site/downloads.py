"""The rows behind a page, as files beside it: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import dataclass

from comity.brief.site.html import Html, el
from comity.intake.output.cells import cell

KINDS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a page: their columns, and the day for which they were worked out."""

    as_of: dt.date
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def beside(page: str, kind: str) -> str:
    """The path of a page's rows.

    >>> beside("government/ca.html", "csv")
    'government/ca.csv'
    """
    return f"{page.removesuffix('.html')}.{kind}"


def links(page: str) -> Html:
    """The links to a page's rows."""
    made = [el("a", kind.upper(), href=f"/{beside(page, kind)}") for kind in KINDS]
    return el("p", "These answers as a file: ", made[0], ", ", made[1], ".", class_="note")


def files_of(page: str, found: Rows) -> dict[str, bytes]:
    """The files of a page's rows; no cell of the CSV is one that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("as_of", *found.columns))
    writer.writerows((found.as_of.isoformat(), *map(cell, row)) for row in found.rows)
    listed = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    # a row a line; the whole laid out by `json` itself takes ten times as long
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in listed)
    said = f'{{"as_of": "{found.as_of.isoformat()}", "rows": [\n{rows}\n]}}\n'
    return {beside(page, "csv"): out.getvalue().encode(), beside(page, "json"): said.encode()}
