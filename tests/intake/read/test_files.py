"""Hostile and broken files: a clear refusal, bounded memory, nothing half-written."""

import csv
import gzip
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from tests.intake.test_run import HEAD, action, write

from comity.intake.read import files as inputs
from comity.intake.read.chunks import pieces
from comity.intake.read.files import in_memory
from comity.intake.run import import_files
from comity.text.faults import Faults

KIND = "usaspending-transactions"


def refused(kind, file, into):
    with pytest.raises(Faults) as error:
        import_files(kind, [file], into)
    assert not into.exists()
    return str(error.value)


@pytest.mark.parametrize("kind", ["auto", KIND])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (bytes(range(256)) * 64, "not a CSV file"),
        (b"PAR1" + b"\x00" * 100, "Parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "is a workbook"),
        ("award_id_fain,amount\n".encode("utf-16"), "columns"),
        ("award_id_fain,amount\n".encode("utf-16")[:-1], "columns"),
        (b"\xff\xfe", "empty"),
        (b"PK\x03\x04 no archive", "cannot be read"),
        (b"\x1f\x8b\x08 no gzip", "cannot be unpacked"),
        (b"name,colour\nApple,red\n", "columns"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, content, words, kind):
    (tmp_path / "x.csv").write_bytes(content)
    assert words in refused(kind, tmp_path / "x.csv", tmp_path / "into")


def test_a_truncated_parquet_file_is_refused_for_what_it_is(tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"a": list(range(1000))}), tmp_path / "x.csv")
    (tmp_path / "x.csv").write_bytes((tmp_path / "x.csv").read_bytes()[:-100])
    words = refused("auto", tmp_path / "x.csv", tmp_path / "into")
    assert "This is a Parquet file, not a CSV file, and it is cut off." in words
    assert "Import the CSV file that it was made from." in words


def test_a_head_alone_is_no_fault_and_has_no_rows(tmp_path):
    found = import_files("auto", [write(tmp_path / "t.csv", [])], tmp_path / "into")
    assert found.report["rows"]["read"] == found.report["awards"] == 0


def test_a_list_of_another_kind_is_refused_with_the_kind_it_is(tmp_path):
    file = write(tmp_path / "t.csv", [action("A1")])
    assert "those of the kind `usaspending-transactions`" in refused("sefa", file, tmp_path / "into")


def test_swapped_columns_are_refused_with_the_column_that_shows_it(tmp_path):
    head = list(HEAD)
    at, other = head.index("federal_action_obligation"), head.index("action_date")
    head[at], head[other] = head[other], head[at]
    file = write(tmp_path / "t.csv", [action(f"A{n}") for n in range(20)])
    file.write_text(",".join(head) + "\n" + file.read_text().partition("\n")[2])
    words = refused("auto", file, tmp_path / "into")
    assert "Not one of the first 20 rows can be used" in words
    assert "`federal_action_obligation` is not an amount of dollars" in words
    assert "swapped" in words


def test_a_doubled_column_is_refused(tmp_path):
    file = write(tmp_path / "t.csv", [action("A1")])
    file.write_text(file.read_text().replace("action_type_code", "action_date"))
    assert "`action_date` is given twice" in refused("auto", file, tmp_path / "into")


# Archives -------------------------------------------------------------------------------------------


def archive(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "."), data)
    return path


def test_a_zip_bomb_that_says_so_is_not_opened(tmp_path):
    file = archive(tmp_path / "x.zip", a__csv=b"0" * 60_000_000)
    assert "that is not a list of awards" in refused("auto", file, tmp_path / "into")


def test_a_zip_bomb_that_lies_about_its_size_is_stopped(tmp_path):
    head = ",".join(HEAD).encode() + b"\n"
    file = archive(tmp_path / "x.zip", a__csv=head + b"0" * 120_000_000)
    data = bytearray(file.read_bytes())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + at, 1_000)
    file.write_bytes(data)
    with pytest.raises(Faults) as error:
        import_files("auto", [file], tmp_path / "into")
    assert error.value.faults


def test_a_gzip_bomb_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "FREE", 1_000_000)
    rows = write(tmp_path / "t.csv", [action("A1")]).read_bytes()
    line = rows.splitlines(keepends=True)[1]
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(rows + line * 40_000))
    assert "that is not a list of awards" in refused("auto", tmp_path / "t.csv.gz", tmp_path / "into")


@pytest.mark.parametrize("name", ["inner__zip", "inner__csv__gz", "inner__7z"])
def test_an_archive_in_an_archive_is_refused(tmp_path, name):
    file = archive(tmp_path / "x.zip", a__csv=b"a,b\n", **{name: b"PK"})
    assert "holds an archive of its own" in refused("auto", file, tmp_path / "into")


def test_an_archive_without_lists_is_refused(tmp_path):
    assert "holds no CSV file" in refused("auto", archive(tmp_path / "x.zip", a__pdf=b"%PDF"), tmp_path / "into")


def test_an_encrypted_archive_is_refused(tmp_path):
    file = archive(tmp_path / "x.zip", a__csv=b"a,b\n")
    data = bytearray(file.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    file.write_bytes(data)
    assert "encrypted" in refused("auto", file, tmp_path / "into")


def test_an_archive_packed_in_a_way_that_cannot_be_read_is_refused(tmp_path):
    file = archive(tmp_path / "x.zip", a__csv=write(tmp_path / "t.csv", [action("A1")]).read_bytes())
    data = bytearray(file.read_bytes())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(mark) + at, 9)  # Deflate64, as Windows packs large files
    file.write_bytes(data)
    words = refused("auto", file, tmp_path / "into")
    assert "x.zip/a.csv" in words
    assert "Unpack it and import what it holds." in words


def test_a_member_with_a_wrong_checksum_is_left_out(tmp_path):
    file = archive(tmp_path / "x.zip", a__csv=write(tmp_path / "t.csv", [action("A1")]).read_bytes())
    data = bytearray(file.read_bytes())
    for mark, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        data[data.index(mark) + at] ^= 0xFF
    file.write_bytes(data)
    with pytest.raises(Faults, match="cannot be unpacked further"):
        import_files("auto", [file], tmp_path / "into")


# Rows that are none ---------------------------------------------------------------------------------


def test_an_open_quotation_mark_costs_its_own_line_alone(tmp_path):
    file = write(tmp_path / "t.csv", [action(f"A{n}") for n in range(400)])
    lines = file.read_text().splitlines(keepends=True)
    lines[10] = lines[10].replace("CITY OF CHICAGO", '"CITY OF CHICAGO')
    file.write_text("".join(lines))
    found = import_files("auto", [file], tmp_path / "into", size=8_000)
    assert found.report["rows"] == {"read": 400, "kept": 399, "folded": 0, "rejected": 1, "blank": 0}
    (reject,) = csv.DictReader((tmp_path / "into" / "rejects.csv").open(encoding="utf-8"))
    assert (reject["row"], reject["reason"]) == ("11", "a quotation mark is opened here and not closed")


def test_two_stray_marks_do_not_swallow_the_rows_between_them(tmp_path):
    file = write(tmp_path / "t.csv", [action(f"A{n}") for n in range(9)])
    lines = file.read_text().splitlines(keepends=True)
    for at in (2, 5):
        lines[at] = lines[at].replace("CITY OF CHICAGO", '"CITY OF CHICAGO')
    file.write_text("".join(lines))
    found = import_files("auto", [file], tmp_path / "into")
    assert found.report["rows"] == {"read": 9, "kept": 7, "folded": 0, "rejected": 2, "blank": 0}


def test_bytes_that_are_no_text_reject_their_row(tmp_path):
    file = write(tmp_path / "t.csv", [action(f"A{n}") for n in range(4)])
    lines = file.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"CHICAGO", b"CHIC\x81GO")
    lines[3] = lines[3].replace(b"CHICAGO", b"CHIC\0GO")
    file.write_bytes(b"".join(lines))
    found = import_files("auto", [file], tmp_path / "into")
    assert found.report["rejected"] == {"holds bytes that are not text": 2}


def test_nonsense_after_a_good_row_is_rejected_row_by_row_and_nothing_else_is_printed(tmp_path, monkeypatch):
    ignored = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)  # where pyarrow's complaints of such rows go
    file = write(tmp_path / "t.csv", [action("A1")])
    with file.open("ab") as out:
        out.write(b"nonsense,,\xff\xfe;;\n" * 2_000)
    found = import_files("auto", [file], tmp_path / "into", size=10_000)
    assert found.report["rows"] == {"read": 2_001, "kept": 1, "folded": 0, "rejected": 2_000, "blank": 0}
    assert found.report["files"][0]["recoded"] == 2_000
    assert ignored == []
    rejects = list(csv.DictReader((tmp_path / "into" / "rejects.csv").open(encoding="utf-8")))
    assert [int(one["row"]) for one in rejects] == list(range(3, 2_003))


def test_text_that_is_not_utf_8_is_counted_in_columns_that_are_not_read_too(tmp_path):
    file = write(tmp_path / "t.csv", [action("A1", remark="x")], (*HEAD, "remark"))
    file.write_bytes(file.read_bytes().replace(b"x\n", b"\xf1\n"))
    found = import_files("auto", [file], tmp_path / "into")
    assert (found.report["rows"]["kept"], found.report["files"][0]["recoded"]) == (1, 1)


@pytest.mark.parametrize("size", [16, 20, 64, 1000])
def test_pieces_are_the_file_whatever_it_holds(size):
    data = b'a,"1\n2"\nb,3\n"x",""\n' * 9 + b'c,"open\nd,4\n' * 2 + b"no end"
    found = list(pieces(in_memory(data), size=size))
    assert b"".join(piece.data for piece in found) == data
    assert [piece.start for piece in found[1:]] == [piece.end for piece in found[:-1]]


def test_a_line_longer_than_a_piece_is_given_up_and_the_next_is_read():
    found = list(pieces(in_memory(b"a,1\n" + b"z" * 5_000_000 + b"\nb,2\nc,3"), size=1_000_000))
    assert [piece.data[:3] for piece in found] == [b"a,1", b"zzz", b"b,2"]
    assert found[1].why == "the line has 5,000,001 bytes"
    assert found[2].data == b"b,2\nc,3"


# Large files, in a process of their own so that its memory is its own -----------------------------------

MEASURED = """
import resource, sys, json
from pathlib import Path
from comity.intake.run import import_files
from comity.text.faults import Faults
try:
    found = import_files(sys.argv[1], [Path(sys.argv[2])], Path(sys.argv[3]))
    said = {"rows": found.report["rows"], "faults": [f.sentence for f in found.faults]}
except Faults as error:
    said = {"faults": [f.sentence for f in error.faults]}
print(json.dumps(said | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
"""


def measured(file, into, kind=KIND):
    import json

    done = subprocess.run(
        [sys.executable, "-c", MEASURED, kind, str(file), str(into)], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(Path(inputs.__file__).parents[2])},
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.nightly
def test_a_line_of_100_mb_rejects_one_row_in_bounded_memory(tmp_path):
    file = write(tmp_path / "t.csv", [action(f"A{n}") for n in range(1000)])
    lines = file.read_bytes().splitlines(keepends=True)
    with file.open("wb") as out:
        out.writelines(lines[:500])
        for _ in range(100):
            out.write(b"x" * 1_000_000)
        out.write(b"\n")
        out.writelines(lines[500:])
    found = measured(file, tmp_path / "into")
    assert found["rows"] == {"read": 1001, "kept": 1000, "folded": 0, "rejected": 1, "blank": 0}
    assert found["memory"] < 1_000_000_000


@pytest.mark.nightly
def test_ten_million_rows_of_nonsense_after_one_good_row_are_rejected_in_bounded_memory(tmp_path):
    file = write(tmp_path / "t.csv", [action("A1")])
    with file.open("ab") as out:
        for _ in range(1000):
            out.write(b"nonsense,,\xff\xfe;;\n" * 10_000)
    found = measured(file, tmp_path / "into")
    assert found["rows"] == {"read": 10_000_001, "kept": 1, "folded": 0, "rejected": 10_000_000, "blank": 0}
    assert found["memory"] < 2_000_000_000


@pytest.mark.nightly
def test_ten_million_rows_of_nonsense_alone_are_refused_at_once(tmp_path):
    file = write(tmp_path / "t.csv", [])
    row = ",".join("nonsense" for _ in HEAD).encode() + b"\n"
    with file.open("ab") as out:
        for _ in range(1000):
            out.write(row * 10_000)
    found = measured(file, tmp_path / "into")
    assert "can be used" in found["faults"][0]
    assert found["memory"] < 2_000_000_000


@pytest.mark.nightly
def test_two_gigabytes_within_two_gigabytes_of_memory(tmp_path):
    rows = write(
        tmp_path / "t.csv",
        [action(f"A%07d{n}", str(n % 3), recipient_name=f"CITY OF {n} " + "x" * 400) for n in range(100)],
    )
    head, _, body = rows.read_text().partition("\n")
    with (tmp_path / "big.csv").open("w") as out:
        out.write(head + "\n")
        for n in range(29_000):
            out.write(body.replace("%07d", f"{n:07}"))
    assert (tmp_path / "big.csv").stat().st_size > 1_500_000_000
    found = measured(tmp_path / "big.csv", tmp_path / "into")
    assert found["rows"]["read"] == 2_900_000
    assert found["memory"] < 2_000_000_000
