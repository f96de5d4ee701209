"""A tracker of sixty awards as a city's grants office keeps it, written with all that such sheets have; and its right totals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import xlsxwriter

CENT = Decimal("0.01")


def awards() -> list[dict[str, object]]:
    """Sixty awards: what each truly is, and how the sheet writes it."""
    found: list[dict[str, object]] = []

    def add(agency, written, listing, number, title, day, amount, **more):
        before = sum(one["program"] == more["program"] for one in found)
        found.append({"section": agency, "agency": written, "nth": before, "listing": listing, "number": number, "title": title,
                      "accepted": day, "amount": Decimal(amount).quantize(CENT), **more})  # fmt: skip

    for n in range(12):
        year = 2014 + n
        number = f"{year}-DJ-BX-{100 + n:04}" if year < 2020 else f"15PBJA-{year - 2000}-GG-{1000 + n:05}-JAGX"
        written = {0: f"DOJ {number}", 3: f"FAIN: {number}", 5: f"{number} (carryover)"}.get(n, number)
        add("DOJ", "DOJ/BJA", "16.738 JAG" if n % 3 else "CFDA 16.738", written, f"Justice Assistance Grant {year}",
            f"{10 + n % 3}/{n + 1}/{year}", 125_000 + 1_111 * n, fain=number, program="16.738", year=year)  # fmt: skip
    for n in range(6):
        number = f"15JCOPS-{20 + n}-GG-{2000 + n:05}-UHPX"
        add("DOJ", "USDOJ / COPS", "16.710", number, "COPS Hiring Program", f"Oct {n + 1}, {2020 + n}", 500_000 + 75.5 * n,
            fain=number, program="16.710", year=2020 + n)  # fmt: skip
    for n in range(14):
        number = f"B-{12 + n:02}-MC-06-0001"
        add("HUD", "HUD", "14.218", number, f"CDBG program year {2012 + n}", f"{n % 9 + 1}-Jul-{12 + n:02}", 6_400_000 + 12_345.67 * n,
            fain=number, program="14.218", year=2012 + n)  # fmt: skip
    for n in range(8):
        number = f"CA{1300 + n:04}L9T{14:02}{15 + n:04}"[:14]
        number = f"CA{1300 + n:04}L9T{140000 + 100 * (15 + n) + 1}"
        add("HUD", "U.S. Dept. of Housing & Urban Development", "14.267", number, "Continuum of Care", f"{2016 + n}-03-15",
            850_000 + 10_000 * n, fain=number, program="14.267", year=2015 + n)  # fmt: skip
    for n in range(10):
        number = f"CA-{2015 + n}-{100 + n:03}-00"
        add("DOT", "DOT / FTA", "20.507", number, "Urbanized Area Formula", f"{2015 + n}-09-0{n % 9 + 1}", 9_000_000 + 250_000 * n,
            fain=number, program="20.507", year=2015 + n, who="City of Fresno FAX")  # fmt: skip
    for n in range(6):
        number = f"EMW-{2018 + n}-SS-{700 + n:05}"
        add("DHS", "FEMA via Cal OES", "97.067", number, "Homeland Security Grant Program", f"11/{n + 2}/{2018 + n}", 310_000 + 999.99 * n,
            fain=number, program="97.067", year=2018 + n, through="Cal OES")  # fmt: skip
    add(
        "DHS",
        "FEMA",
        "97.044",
        "TBD",
        "Assistance to Firefighters",
        "TBD",
        210_000,
        fain=None,
        program="97.044",
        year=2025,
    )
    add("DHS", "FEMA", "97.083", "Pending", "SAFER", "", 1_900_000, fain=None, program="97.083", year=2025)
    add(
        "EPA",
        "EPA",
        "66.818",
        "4B-98T12345-0",
        "Brownfields",
        "TBD",
        500_000,
        fain="4B-98T12345-0",
        program="66.818",
        year=2023,
    )
    add(
        "EPA",
        "EPA",
        "66.204",
        "BG-98T54321-1",
        "Multipurpose",
        "43374",
        120_000,
        fain="BG-98T54321-1",
        program="66.204",
        year=2018,
    )
    assert len(found) == 60
    return found


def total() -> Decimal:
    """What the sixty awards come to."""
    return sum((award["amount"] for award in awards()), Decimal(0))


def write(path: Path) -> Path:
    """Write the tracker as XLSX: title bands, a head on row 5, sections with subtotals, a grand total, notes, a hidden sheet."""
    book = xlsxwriter.Workbook(str(path))
    band, money, percent = (
        book.add_format({"bold": True}),
        book.add_format({"num_format": "$#,##0.00"}),
        book.add_format({"num_format": "0%"}),
    )
    old = book.add_worksheet("Closed 2009")
    sheet = book.add_worksheet("Active")
    sheet.activate()
    old.hide()
    head = ["Grantor Agency", "Grant No.", "ALN", "Grant Title", "Department", "Accepted", "Period of Performance", "Award Amount",
            "Local Match", "% Spent", "Notes"]  # fmt: skip
    old.write_row(0, 0, head)
    old.write_row(1, 0, ["DOJ", "2009-SB-B9-0001", "16.804", "Recovery Act JAG", "Police", "", "", 999_999])
    sheet.merge_range(0, 0, 0, 10, "CITY OF FRESNO - FEDERAL AWARDS", band)
    sheet.merge_range(1, 0, 1, 10, "as of 6/30/2026 - prepared by Finance", band)
    sheet.write(2, 0, "Fill in the yellow cells only.")
    sheet.write_row(4, 0, head, band)
    at = 5
    section = None
    subtotal = Decimal(0)
    for award in [*awards(), None]:
        now = award["section"] if award else None
        if section is not None and now != section:
            sheet.write(at, 1, f"{section} Total")
            sheet.write_number(at, 7, float(subtotal), money)
            subtotal, at = Decimal(0), at + 2
        if award is None:
            break
        if now != section:
            sheet.write(at, 0, f"U.S. {now} awards", band)
            at += 1
        section = now
        subtotal += award["amount"]
        year = award["year"]
        row = [award["agency"], award["number"], award["listing"], award["title"], award.get("who", "Police"), award["accepted"],
               f"10/1/{year} - 9/30/{year + 4}"]  # fmt: skip
        sheet.write_row(at, 0, row)
        if award["accepted"] == "43374":
            sheet.write_number(at, 5, 43374)
        sheet.write_number(at, 7, float(award["amount"]), money)
        sheet.write_number(at, 8, float(award["amount"]) / 10, money)
        sheet.write_number(at, 9, 0.4, percent)
        at += 1
    sheet.write(at, 0, "GRAND TOTAL")
    sheet.write_number(at, 7, float(total()), money)
    sheet.write(at + 2, 0, "* Awards of DOJ include carryover; see notes.")
    sheet.write(at + 3, 0, "(1) FEMA awards pass through the state.")
    book.close()
    return path
