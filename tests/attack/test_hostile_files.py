"""Files damaged at random: each is read or is a fault with its place, and none ends the program."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from pathlib import Path

import pytest

from comity.intake.mapping import propose
from comity.intake.run import import_files
from comity.library import law_dir
from comity.norms.library import check_law, law_files
from comity.plan.awards.table import BadTable, once, open_awards
from comity.plan.engine.protocol import Engine, start
from comity.text.faults import Faults

PIECES = [
    *(b"\0", b"\xff", b"\x1b[2J", "\u202e".encode(), "৪".encode(), "а".encode(), b"\r", b"\n\n", b"---\n", b"```comity\n", b"```"),
    *(b'"', b"'", b"#", b": ", b"- ", b"&a ", b"*a", b"<<: ", b"!!str ", b"[" * 40, b"(" * 200, b"{", b"}", b"|", b">", b"%"),
    *(b"not " * 150, b"every ", b"perhaps ", b"unknown", b"9999-12-31", b"2018-02-30", b"$1,000", b"99999 days after ", b"norm ", b"order "),
    *(b",", b";", b"\t", b'""', b"=1+1", b"1e999", b"nan", b"-0", b"NULL", b"none", b"\xef\xbb\xbf", b"x" * 5_000),
]  # fmt: skip


def damaged(data: bytes, draw: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(draw.choice([1, 1, 2, 3, 8])):
        at = draw.randrange(len(found) + 1)
        match draw.randrange(5):
            case 0 if found:
                found[min(at, len(found) - 1)] ^= 1 << draw.randrange(8)
            case 1:
                found[at:at] = draw.choice(PIECES)
            case 2:
                del found[at : at + draw.choice([1, 5, 200])]
            case 3:
                other = draw.randrange(len(found) + 1)
                found[at:at] = found[other : other + draw.choice([10, 300])]
            case _:
                found[at : at + 3] = draw.choice(PIECES)
    return bytes(found)


def law_that_is_damaged(how_many: int, folder: Path, seed: int) -> None:
    draw = random.Random(seed)
    whole = [path.read_bytes() for path in law_files(law_dir()) if path.stat().st_size < 20_000]
    faulty = 0
    for number in range(how_many):
        file = folder / "a.md"
        file.write_bytes(damaged(draw.choice(whole), draw))
        _, faults = check_law([file], folder)
        faulty += bool(faults)
        assert all(fault.place.line >= 1 and fault.render() for fault in faults), number
    assert faulty > how_many / 2


AWARDS = (
    "award,government,prime,agency,program,fiscal_year,stage,offered,accepted,period_start,period_end,amount,terms\n"
    'A1,chicago-il,,us-doj-ojp,16.738,2017,accepted,2017-07-25,2017-10-01,2017-10-01,2021-09-30,"1,250.50",none\n'
    "A2,ca,A1,us-doj-ojp,16.738,2018,offered,2018-07-25,,,,50000,\n"
    "A3,il,,,14.218,2019,,,,,,,\n"
)


def awards_that_are_damaged(how_many: int, folder: Path, seed: int, engine: Engine) -> None:
    draw = random.Random(seed)
    refused = 0
    for _ in range(how_many):
        file = folder / "a.csv"
        file.write_bytes(damaged(AWARDS.encode(), draw))
        try:
            once(engine, open_awards(engine, file))
        except BadTable:
            refused += 1
    assert 0 < refused < how_many


def workbooks_that_are_damaged(how_many: int, folder: Path, seed: int) -> None:
    import xlsxwriter

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet("Awards")
    for row, cells in enumerate(
        [["FAIN", "Recipient", "State", "Amount"], ["A-1", "City of Chicago", "IL", 5], ["A-2", "Cook County", "IL", 7]]
    ):
        sheet.write_row(row, 0, cells)
    book.close()
    draw = random.Random(seed)
    for number in range(how_many):
        file = folder / "a.xlsx"
        file.write_bytes(damaged(held.getvalue(), draw))
        with suppress(Faults):
            import_files("sheet", [file], folder / f"into-{number}", propose(file).layout)


def test_damaged_law(tmp_path: Path) -> None:
    law_that_is_damaged(60, tmp_path, 1)


def test_damaged_awards(tmp_path: Path) -> None:
    awards_that_are_damaged(80, tmp_path, 2, start())


def test_damaged_workbooks(tmp_path: Path) -> None:
    workbooks_that_are_damaged(6, tmp_path, 3)


@pytest.mark.nightly
def test_ten_thousand_damaged_law_files(tmp_path: Path) -> None:
    law_that_is_damaged(10_000, tmp_path, 4)


@pytest.mark.nightly
def test_ten_thousand_damaged_files_of_awards(tmp_path: Path) -> None:
    awards_that_are_damaged(10_000, tmp_path, 5, start())


@pytest.mark.nightly
def test_five_thousand_damaged_workbooks(tmp_path: Path) -> None:
    workbooks_that_are_damaged(5_000, tmp_path, 6)


def test_awards_whose_agency_is_no_text(tmp_path: Path) -> None:
    row = b'A1,chicago-il,,us-doj-oj\xff\xfe,16.738,2017,accepted,2017-07-25,2017-10-01,2017-10-01,2021-09-30,"1,250.50",none\n'
    file = tmp_path / "a.csv"
    file.write_bytes(AWARDS.encode().splitlines(keepends=True)[0] + row)
    with pytest.raises(BadTable, match="line 2"):
        open_awards(start(), file)
