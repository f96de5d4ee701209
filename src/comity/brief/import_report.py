"""The report of an import in the terminal: rows, awards, dollars and matches, and how an office's sheet was understood."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice
from pathlib import Path

from comity.intake.folder import Imported
from comity.intake.sheets.nodes import ColumnReading, SheetReading
from comity.intake.sheets.sources import Change


def import_lines(found: Imported, into: Path) -> list[str]:
    """The lines that say what came of every row of an import."""
    report = found.report
    rows = report["rows"]
    earlier = dict(found.went_on)
    lines = [
        f"Imported {name}" + (f" (went on after {earlier[name]:,} rows read before)" if name in earlier else "")
        for name in found.new
    ]
    lines += [f"Nothing changes: {name} is in this folder already." for name in found.known]
    lines += [f"Passed over {file}: {why}" for file, why in found.passed]
    lines += [
        "",
        f"{rows['read']:,} rows read = {rows['kept']:,} kept + {rows['folded']:,} folded + {rows['rejected']:,} rejected",
    ]
    lines += [f"  folded    {count:>12,}  {why}" for why, count in report["folded"].items() if count]
    lines += [f"  rejected  {count:>12,}  {why}" for why, count in report["rejected"].items()]
    lines += _first_rejects(into / "rejects.csv") if rows["rejected"] else []
    recoded = sum(one["recoded"] for one in report["files"])
    lines += [f"  {recoded:,} lines were not UTF-8 and were read as Windows-1252"] if recoded else []
    lines += ["", f"{report['awards']:,} {'award' if report['awards'] == 1 else 'awards'}"]
    lines += [
        f"  {kind:9} {one['awards']:>12,}  {_dollars(one['dollars']):>24} obligated  {_dollars(one['outlayed']):>24} paid"
        for kind, one in report["dollars"].items()
    ]
    doubts = sum(
        1 for one in report["files"] for doubt in one.get("reading", {}).get("doubts", ()) if doubt["about"] == "money"
    )
    if doubts:
        lines += [
            f"  these sums leave out what is in doubt: {doubts} {'doubt' if doubts == 1 else 'doubts'} of dollars, above"
        ]
    lines += ["", f"governments matched: {report['governments']:,}, by (prime dollars)"]
    lines += [
        f"  {basis:22} {one['awards']:>10,}  {_dollars(one['dollars']):>24}" for basis, one in report["matched"].items()
    ]
    unmatched = report["unmatched"]
    lines += [f"  {'not matched':22} {unmatched['awards']:>10,}  {_dollars(unmatched['dollars']):>24}"]
    if report["apart"]:
        lines += ["", "apart, in no sum"]
        lines += [
            f"  {why:22} {one['awards']:>10,}  {_dollars(one['dollars']):>24}" for why, one in report["apart"].items()
        ]
    unnamed = report["audits that name no auditee"]["awards"]
    if unnamed:
        audits = any(one["kind"] == "sefa-audits" for one in report["files"])
        lines += ["", f"{unnamed:,} awards of single audits have no auditee's name:"]
        lines += [
            "  their audits are not in the Clearinghouse's `general` file that was imported; import that of their year too."
            if audits
            else "  names stand in the Clearinghouse's `general` file (fac.gov, Data, Download); import general.csv too."
        ]
    differs = report["totals that differ from what is stated"]
    if differs["awards"]:
        lines += [
            "",
            f"{differs['awards']:,} awards have a total that differs from what their last action states: actions are missing.",
        ]
    lines += ["", f"Written to {into}: awards.parquet, apart.parquet, unmatched.csv, rejects.csv, report.json"]
    return lines + (["  record/: the matched awards, for --record"] if report["record"] is not None else [])


def _first_rejects(path: Path, most: int = 3) -> list[str]:
    """The first rows that were rejected, with what stands in them, and where all of them are."""
    csv.field_size_limit(1 << 30)
    lines: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for one in islice(csv.DictReader(file), most):
            found = f"`{one['column']}` `{one['value'][:40]}`" if one["column"] else f"`{one['raw'][:60]}`"
            lines.append(f"  {one['file']}, row {one['row']}: {found} {one['reason'][:120]}")
    return [*lines, f"  each with file, row, column, value, reason: {path}"]


def _dollars(text: str) -> str:
    return f"${Decimal(text):,.2f}".replace("$-", "-$")


# Sheets ----------------------------------------------------------------------------------------------


def sheet_lines(reading: SheetReading) -> list[str]:
    """The lines that say what was understood of a sheet, and what is in doubt."""
    lines = [reading.file]
    for part in reading.parts:
        named = f"sheet {part.sheet}, " if part.sheet else ""
        hidden = "" if part.visible else " (hidden)"
        if part.read:
            lines.append(f"  {named}head on row {part.header}, {part.rows:,} rows below{hidden}")
        else:
            lines.append(f"  not read: {named}{part.rows:,} rows below row {part.header}{hidden}: {part.sentence}")
    lines.append("")
    read = [one for one in reading.columns if one.field]
    width = max((len(one.name) for one in read), default=0)
    lines += [line for one in read for line in _column_lines(one, min(width, 32))]
    unread = list(dict.fromkeys(one.name for one in reading.columns if not one.field))
    if unread:
        lines.append(f"  not read: {', '.join(unread)}")
    lines += ["", *_row_lines(reading), ""]
    lines += [f"  {note[:1].upper()}{note[1:]}." for note in reading.notes]
    for one in reading.doubts:
        lines.append(f"  In doubt: {one.sentence.rstrip('.')}.")
        lines.append(f"    {one.settle}")
    lines += [total_line(reading)]
    return lines


def _column_lines(one: ColumnReading, width: int) -> Iterable[str]:
    known = one.filled - one.unknown
    count = f"{one.understood} of {known} read" if one.understood != known else f"{one.understood} read"
    unknown = f", {one.unknown} not known" if one.unknown else ""
    sure = "" if one.confidence == "high" else f" ({one.confidence} confidence)"
    yield f"  {one.name[:width]:{width}}  {one.field.replace('_', ' '):15} {count}{unknown}{sure}"
    for part in one.sentence.split("; ") if one.sentence else ():
        yield f"  {'':{width}}    {part}"


def _row_lines(reading: SheetReading, most: int = 8) -> Iterable[str]:
    counts = {name: count for name, count in reading.counts.items() if count and name != "blank"}
    yield "  Rows: " + ", ".join(f"{count:,} {_plural(name, count)}" for name, count in counts.items())
    odd = [one for one in reading.rows if one.reading not in ("head again",)]
    for one in odd[:most]:
        sheet = f"{one.sheet} " if one.sheet else ""
        yield f"    {sheet}row {one.row}: {one.reading}; {one.sentence}"
    if odd[most:]:
        yield f"    and {len(odd) - most} more (--json has all)"


def _plural(name: str, count: int) -> str:
    if count == 1 or name in ("unnumbered", "rejected", "head again", "several numbers"):
        return name
    return f"{name}s"


def total_line(reading: SheetReading) -> str:
    """What the sheet adds up to, never as certain while a doubt touches money.

    >>> total_line(SheetReading("a.csv", (), (), ()))
    '0 awards, $0.00.'
    """
    totals = reading.totals
    doubts = len(reading.of_money)
    said = f"{totals.awards:,} {'award' if totals.awards == 1 else 'awards'}, "
    if totals.awards and not totals.with_amount and not totals.high:
        said += "dollars not known"
    elif totals.low != totals.high:
        said += f"between {_dollars(str(totals.low))} and {_dollars(str(totals.high))}"
    else:
        said += _dollars(str(totals.low))
    if totals.unread:
        said += f" without {totals.unread} {'amount' if totals.unread == 1 else 'amounts'} that could not be read"
    if doubts:
        said += f": {doubts} {'doubt' if doubts == 1 else 'doubts'}"
    elif totals.agrees:
        said += f", equals your sheet's total in row {totals.stated_row}"
    if totals.unnumbered:
        said += f" (of these {totals.unnumbered} without a number of their own, {_dollars(str(totals.unnumbered_dollars))}, kept apart)"
    return f"{said}."


def change_lines(change: Change, most: int = 5) -> list[str]:
    """The lines that say what a later state of a source changes."""
    lines = [f"Source `{change.source}`: {_dollars(str(change.before))} before, {_dollars(str(change.after))} now"]
    for words, awards in (("gone", change.gone), ("new", change.new)):
        if awards:
            lines.append(f"  {len(awards):,} {words}: {', '.join(awards[:most])}{', ...' if awards[most:] else ''}")
    for award, before, after in change.changed[:most]:
        lines.append(f"  changed: {award}, {_known(before)} -> {_known(after)}")
    if change.changed[most:]:
        lines.append(f"  and {len(change.changed) - most:,} more changed")
    lines.append(f"  {change.kept:,} as they were")
    return lines


def _known(amount: Decimal | None) -> str:
    return "not known" if amount is None else _dollars(str(amount))
