"""Workbooks and text files put together at random: never a crash, never a hang, never a dollar that does not stand in them."""

import random
from decimal import Decimal

import pytest
import xlsxwriter

from comity.errors import ComityError
from comity.intake.sheets.reading import read_sheet
from comity.text.faults import Faults

NAMES = (
    "Award Number", "FAIN", "Grant No.", "Award", "Recipient Name", "Grantee", "ALN", "CFDA", "Amount", "Award Amount", "Total", "Notes",
    "% Spent", "Accepted", "Start Date", "Department", "", "Amount", "Period of Performance", "State",
)  # fmt: skip
CELLS = (
    "2019-DJ-BX-0801", "DOJ 2019-DJ-BX-0801", "TBD", "N/A", "see note", "1.23E+15", "City of Oakland", "16.738", "16.738 JAG", "1,000", "$2,500.50",
    "(300)", "$(1,250.00)", "-", "1.25M", "Total", "Subtotal - DOJ", "GRAND TOTAL", "U.S. Department of Justice", "* note", "10/1/18", "Oct 1, 2018",
    "43374", "10/1/18 - 9/30/22", "#REF!", "=1+1", "'=cmd|' /C calc'!A0", "\u200b", "\u00a0", "é" * 50, "x" * 5000, "50%", "CA", "", "", "", "0",
    "99999999999999999999", "\x0b", "A-1\nA-2", '"', ";", "NaN", "inf", "1e309", "２０１９", "²", "१२",
)  # fmt: skip


def table(rng):
    width = rng.randint(1, 9)
    rows = [
        [rng.choice(CELLS) for _ in range(rng.choice((width, width, width - 1, width + 2)))]
        for _ in range(rng.randint(0, 25))
    ]
    head = [rng.choice(NAMES) for _ in range(width)]
    at = rng.randint(0, min(6, len(rows)))
    return [*rows[:at], head, *rows[at:]]


def workbook(path, rng):
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    for number in range(rng.randint(1, 3)):
        sheet = book.add_worksheet(f"S{number}")
        rows = table(rng)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                kind = rng.random()
                if kind < 0.1:
                    sheet.write_number(at, column, rng.choice((0, 0.5, 1000, 43374, -250.25, 1e15, 12345678901234567)))
                elif kind < 0.14:
                    sheet.write_formula(
                        at, column, rng.choice(("=1+1", "=NA()", "=A1")), value=rng.choice((2, "#N/A", ""))
                    )
                else:
                    sheet.write_string(at, column, "".join(mark for mark in cell if mark >= " " or mark == "\n"))
        if rows and rng.random() < 0.3:
            top = rng.randint(0, len(rows))
            sheet.merge_range(top, 0, top + rng.randint(0, 3), rng.randint(1, 4), rng.choice(CELLS[:12]))
        if rng.random() < 0.2:
            sheet.set_row(rng.randint(0, 10), None, None, {"hidden": True})
        if number and rng.random() < 0.4:
            sheet.hide()
    book.close()


def text(path, rng):
    mark = rng.choice(",;\t|")
    lines = [mark.join(f'"{cell}"' if rng.random() < 0.3 else cell for cell in row) for row in table(rng)]
    data = (
        rng.choice(("\n", "\r\n", "\r"))
        .join(lines)
        .encode(rng.choice(("utf-8", "utf-8", "cp1252", "utf-16")), "replace")
    )
    if rng.random() < 0.1:
        data = data[: rng.randint(0, len(data))]
    path.write_bytes(data)


def money_in(read):
    """The most that the cells of the columns of dollars can come to, each cell once."""
    return sum(
        abs(cell.value) for rows in read.tables for cell in rows.read.get("amount", ()) if isinstance(cell.value, Decimal)
    )  # fmt: skip


def check(folder, seed):
    rng = random.Random(seed)
    path = folder / ("a.xlsx" if rng.random() < 0.6 else "a.csv")
    (workbook if path.suffix == ".xlsx" else text)(path, rng)
    try:
        read = read_sheet(path)
    except (Faults, ComityError):
        return  # refused in a sentence
    totals = read.reading.totals
    assert totals.low <= totals.high
    stated = abs(totals.stated or 0)
    assert max(abs(totals.low), abs(totals.high)) <= money_in(read) + stated
    numbers = [rows.number(one.at) for rows, one in ((read.tables[p.table], p) for p in read.placed)]
    assert all(number > 0 for number in numbers)
    held = sum(kind in ("award", "unnumbered", "several numbers") for rows in read.tables for kind in rows.kinds)
    assert held == len(read.placed)
    if totals.certain and not read.reading.of_money:
        shown = sum((amount for amount in _amounts(read)), Decimal(0))
        assert totals.low == shown  # what is printed as certain is the sum of what is kept
    read.reading.as_json()


def _amounts(read):
    from comity.intake.sheets.lines import canonical

    columns, numbers = canonical(read, "fuzz")
    assert {len(column) for column in columns.values()} == {len(numbers)}
    kept = {}
    for at in range(len(numbers)):
        row = {name: column[at] for name, column in columns.items()}
        if row.get("amount") is not None:
            key = (
                row["place_in_file"]
                if row.get("part") or row.get("set_apart")
                else (row.get("award_key"), _bare(row.get("fain")), row.get("prime_number"))
            )
            kept.setdefault(key, Decimal(row["amount"]))
    return kept.values()


def _bare(text_):
    return "".join(mark for mark in (text_ or "").upper() if mark.isascii() and mark.isalnum())


@pytest.mark.parametrize("seed", range(100))
def test_a_file_put_together_at_random(tmp_path, seed):
    check(tmp_path, seed)


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(20))
def test_two_thousand_files_put_together_at_random(tmp_path, part):
    for seed in range(1_000 + 100 * part, 1_100 + 100 * part):
        check(tmp_path, seed)
