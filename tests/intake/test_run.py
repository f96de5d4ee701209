"""An import as a whole: nothing counted twice, nothing lost, whatever the files, their order or an interruption."""

import csv
import gzip
import io
import json
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from comity.intake.folder import VERSION
from comity.intake.output.page import markdown
from comity.intake.run import import_files
from comity.text.faults import Faults

ROOT = Path(__file__).parents[2]
ROWS = Path(__file__).parent / "kinds" / "rows"
TRANSACTIONS = ROWS / "Assistance_PrimeTransactions_2024-11-19_cut.csv"
HEAD = (
    "assistance_transaction_unique_key", "assistance_award_unique_key", "award_id_fain", "modification_number",
    "federal_action_obligation", "total_obligated_amount", "action_date", "awarding_sub_agency_code", "recipient_uei",
    "recipient_name", "recipient_state_code", "cfda_number", "correction_delete_indicator_code", "action_type_code",
    "record_type_code", "last_modified_date",
)  # fmt: skip


def action(number, mod="0", dollars="100.00", **more):
    row = {
        "assistance_transaction_unique_key": f"1550_{number}_-NONE-_16.738_{mod}",
        "assistance_award_unique_key": f"ASST_NON_{number}_1550", "award_id_fain": number, "modification_number": mod,
        "federal_action_obligation": dollars, "action_date": "2018-10-05", "awarding_sub_agency_code": "1550",
        "recipient_name": "CITY OF CHICAGO", "recipient_state_code": "IL", "cfda_number": "16.738",
        "action_type_code": "A" if mod == "0" else "C", "record_type_code": "2", "last_modified_date": "2024-01-01",
    }  # fmt: skip
    return row | more


def write(path, rows, head=HEAD):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, head, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def table(into, file="awards.parquet"):
    found = duckdb.sql(f"SELECT * FROM '{into / file}'")
    return {row[0]: dict(zip(found.columns, row, strict=True)) for row in found.fetchall()}


def whole(into):
    """Everything that an import is for: the outputs, byte for byte, and the numbers."""
    names = ("awards.parquet", "apart.parquet", "unmatched.csv", "rejects.csv")
    report = json.loads((into / "report.json").read_text())
    return [(into / name).read_bytes() for name in names], {k: v for k, v in report.items() if k != "files"}


def adds_up(report):
    rows = report["rows"]
    return rows["read"] == rows["kept"] + rows["folded"] + rows["rejected"]


# One award, one row ---------------------------------------------------------------------------------


def test_actions_are_added_up_negative_ones_too(tmp_path):
    rows = [action("A1"), action("A1", "1", "-30.50"), action("A1", "2", "0.00")]
    import_files("usaspending-transactions", [write(tmp_path / "t.csv", rows)], tmp_path / "into")
    award = table(tmp_path / "into")["ASST_NON_A1_1550"]
    assert (award["amount"], award["lines"], award["fiscal_year"]) == (Decimal("69.50"), 3, 2019)


def test_a_transaction_that_stands_twice_counts_once_and_the_one_modified_last_stands(tmp_path):
    old = action("A1", dollars="999.00", last_modified_date="2023-01-01")
    one, two = write(tmp_path / "one.csv", [action("A1"), old]), write(tmp_path / "two.csv", [action("A1"), old])
    found = import_files("auto", [one, two], tmp_path / "into")
    assert table(tmp_path / "into")["ASST_NON_A1_1550"]["amount"] == Decimal("100.00")
    assert found.report["folded"]["the same award or action again"] == 1  # the two files are the same bytes


def test_a_deleted_action_is_left_out_even_if_its_row_has_a_key_and_nothing_else(tmp_path):
    gone = {
        "assistance_transaction_unique_key": "1550_A1_-NONE-_16.738_1",
        "correction_delete_indicator_code": "D",
        "last_modified_date": "2024-06-01",
    }
    rows = [action("A1"), action("A1", "1", "50.00"), gone]
    found = import_files("auto", [write(tmp_path / "t.csv", rows)], tmp_path / "into")
    assert table(tmp_path / "into")["ASST_NON_A1_1550"]["amount"] == Decimal("100.00")
    assert found.report["folded"]["deleted actions"] == 1
    assert adds_up(found.report)


def test_an_award_whose_every_action_is_deleted_is_none(tmp_path):
    rows = [action("A1", correction_delete_indicator_code="D"), action("A2")]
    found = import_files("auto", [write(tmp_path / "t.csv", rows)], tmp_path / "into")
    assert set(table(tmp_path / "into")) == {"ASST_NON_A2_1550"}
    assert adds_up(found.report)


def test_the_latest_action_decides_what_is_no_sum(tmp_path):
    head = (*HEAD, "period_of_performance_current_end_date")
    rows = [
        action("A1", "1", action_date="2020-01-01", period_of_performance_current_end_date="2022-09-30"),
        action("A1", "0", action_date="2018-10-05", period_of_performance_current_end_date="2021-09-30"),
        action("A1", "2", action_date="2021-01-01"),  # says nothing of the period
    ]
    import_files("auto", [write(tmp_path / "t.csv", rows, head)], tmp_path / "into")
    assert str(table(tmp_path / "into")["ASST_NON_A1_1550"]["period_end"]) == "2022-09-30"


def test_the_same_award_from_transactions_and_summaries_is_counted_once(tmp_path):
    summary = {
        "assistance_award_unique_key": "ASST_NON_A1_1550", "award_id_fain": "A1", "total_obligated_amount": "400.00",
        "award_latest_action_date": "2020-01-01", "recipient_name": "", "last_modified_date": "2024-01-01",
    }  # fmt: skip
    files = [
        write(tmp_path / "t.csv", [action("A1"), action("A1", "1")]),
        write(tmp_path / "s.csv", [summary], summary),
    ]
    found = import_files("auto", files, tmp_path / "into")
    award = table(tmp_path / "into")["ASST_NON_A1_1550"]
    assert (award["amount"], award["list"], award["recipient_name"]) == (
        Decimal("400.00"),
        "usaspending-awards",
        "CITY OF CHICAGO",
    )
    assert found.report["folded"]["the same award in another list"] == 2
    assert adds_up(found.report)


def test_aggregates_and_redacted_recipients_stand_apart(tmp_path):
    rows = [
        action("A1"),
        action(
            "",
            record_type_code="1",
            assistance_award_unique_key="ASST_AGG_U1_1550",
            recipient_name="MULTIPLE RECIPIENTS",
        ),
        action("A3", record_type_code="3", recipient_name="REDACTED DUE TO PII"),
    ]
    found = import_files("auto", [write(tmp_path / "t.csv", rows)], tmp_path / "into")
    assert set(table(tmp_path / "into")) == {"ASST_NON_A1_1550"}
    assert {one["apart"] for one in table(tmp_path / "into", "apart.parquet").values()} == {"aggregate", "redacted"}
    assert found.report["dollars"]["prime"]["dollars"] == "100.00"


SUBAWARD = (
    "prime_award_unique_key", "prime_award_fain", "prime_award_amount", "subaward_number", "subaward_amount",
    "subaward_action_date", "subawardee_name", "subawardee_state_code", "prime_award_awarding_sub_agency_code",
)  # fmt: skip


def subaward(**more):
    return {
        "prime_award_unique_key": "ASST_NON_A1_1550", "prime_award_fain": "A1", "prime_award_amount": "1000000.00",
        "subaward_number": "S-1", "subaward_amount": "60.00", "subaward_action_date": "2019-01-01",
        "subawardee_name": "COUNTY OF COOK", "subawardee_state_code": "IL", "prime_award_awarding_sub_agency_code": "1550",
    } | more  # fmt: skip


@pytest.mark.parametrize(
    "era",
    [
        ("subawardee_uei", "subaward_sam_report_last_modified_date", "prime_award_cfda_numbers_and_titles"),
        ("subawardee_duns", "subaward_fsrs_report_last_modified_date", "prime_award_cfda_number"),
    ],
)
def test_subawards_of_both_eras_are_apart_from_their_primes_and_a_later_report_stands(tmp_path, era):
    recipient, modified, program = era
    who = "HX6LNKCKC1V5" if recipient == "subawardee_uei" else "005436803"
    same = {recipient: who, program: "16.738: BYRNE" if "titles" in program else "16.738"}
    rows = [
        subaward(**same, **{modified: "2020-01-01"}),
        subaward(**same, **{modified: "2021-01-01"}, subaward_amount="75.00"),
    ]
    files = [
        write(tmp_path / "s.csv", rows, (*SUBAWARD, recipient, modified, program)),
        write(tmp_path / "t.csv", [action("A1")]),
    ]
    found = import_files("auto", files, tmp_path / "into")
    (sub,) = (one for one in table(tmp_path / "into").values() if one["kind"] == "sub")
    assert (sub["amount"], sub["prime"], sub["program"]) == (Decimal("75.00"), "ASST_NON_A1_1550", "16.738")
    assert sub["government"] == "cook-county-il"
    assert found.report["dollars"]["prime"]["dollars"] == "100.00"
    assert found.report["dollars"]["sub"]["dollars"] == "75.00"


# Whatever the order, the packing, the number of times -------------------------------------------------


def test_importing_twice_changes_nothing(tmp_path):
    import_files("auto", [ROWS], tmp_path / "into")
    before = whole(tmp_path / "into")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "into").rglob("*") if path.name != ".lock"}
    again = import_files("auto", [ROWS], tmp_path / "into")
    assert again.new == ()
    assert len(again.known) == 8
    assert whole(tmp_path / "into") == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_the_order_of_files_and_the_number_of_commands_do_not_matter(tmp_path):
    files = sorted(ROWS.iterdir())
    import_files("auto", files, tmp_path / "one")
    files.reverse()
    for at in range(0, len(files), 3):
        import_files("auto", files[at : at + 3], tmp_path / "two")
    assert whole(tmp_path / "one") == whole(tmp_path / "two")


class Stop(Exception):
    pass


@pytest.fixture(scope="module")
def in_pieces(tmp_path_factory):
    """A file of ten pieces, one with a wrong row, and its import."""
    folder = tmp_path_factory.mktemp("in-pieces")
    rows = [action(f"A{n}", dollars=f"{n}.00") for n in range(200)] + [action("BAD", dollars="many")]
    file = write(folder / "t.csv", rows)
    import_files("auto", [file], folder / "whole", size=4_000)
    return file, folder / "whole"


@pytest.mark.parametrize("after", [0, 1, 5])
def test_an_interrupted_import_goes_on_to_the_same_result(tmp_path, in_pieces, after):
    file, uninterrupted = in_pieces
    seen = []

    def stop(progress):
        seen.append(progress)
        if progress.step == "reading" and len(seen) > after + 2:
            raise Stop

    with pytest.raises(Stop):
        import_files("auto", [file], tmp_path / "halves", watch=stop, size=4_000)
    assert not (tmp_path / "halves" / "awards.parquet").exists()
    kept = len(list((tmp_path / "halves" / "lines").rglob("*.parquet")))
    read = []
    import_files("auto", [file], tmp_path / "halves", watch=lambda progress: read.append(progress.step), size=4_000)
    assert whole(tmp_path / "halves") == whole(uninterrupted)
    pieces = len(list((uninterrupted / "lines").rglob("*.csv")))
    assert read.count("reading") <= pieces + 1 - kept  # what was read is not read again


def test_a_half_written_piece_is_read_again(tmp_path, in_pieces):
    file, uninterrupted = in_pieces
    shutil.copytree(uninterrupted, tmp_path / "torn")
    (lines,) = (tmp_path / "torn" / "lines").iterdir()
    log = (lines / "progress.jsonl").read_text().splitlines(keepends=True)
    (lines / "progress.jsonl").write_text("".join(log[:2]) + log[2][:20])
    (lines / "0000-000002.parquet").write_bytes(b"PAR1 torn")
    (tmp_path / "torn" / "manifest.json").write_text(json.dumps({"version": VERSION, "files": {}}))
    (tmp_path / "torn" / "report.json").unlink()
    import_files("auto", [file], tmp_path / "torn", size=4_000)
    assert whole(tmp_path / "torn") == whole(uninterrupted)


def test_the_size_of_a_piece_does_not_matter(tmp_path):
    rows = [
        action(f"A{n % 50}", str(n), recipient_name='CITY OF "X",\nIL' if n % 7 else "CITY OF PEORIA")
        for n in range(150)
    ]
    file = write(tmp_path / "t.csv", rows)
    import_files("auto", [file], tmp_path / "small", size=3_000)
    import_files("auto", [file], tmp_path / "large")
    assert whole(tmp_path / "small") == whole(tmp_path / "large")
    assert table(tmp_path / "large")["ASST_NON_A1_1550"]["recipient_name"] == 'CITY OF "X",\nIL'


def test_many_passes_fold_to_the_same_awards(tmp_path, monkeypatch):
    rows = [action(f"A{n % 97}", str(n), f"{n}.25") for n in range(600)]
    file = write(tmp_path / "t.csv", rows)
    import_files("auto", [file], tmp_path / "one")
    monkeypatch.setattr("comity.intake.merge.merge.PASS", 150)
    import_files("auto", [file], tmp_path / "many")
    assert table(tmp_path / "many") == table(tmp_path / "one")
    assert len(table(tmp_path / "one")) == 97


def test_gzip_zip_crlf_and_a_byte_order_mark_are_the_same_rows(tmp_path):
    text = write(tmp_path / "t.csv", [action("A1"), action("A2", dollars="7.00")]).read_bytes()
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(text))
    with zipfile.ZipFile(tmp_path / "t.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Assistance_1.csv", text)
        archive.writestr("readme.pdf", b"%PDF")
    (tmp_path / "crlf.csv").write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    wanted = {"ASST_NON_A1_1550": Decimal("100.00"), "ASST_NON_A2_1550": Decimal("7.00")}
    for name in ("t.csv.gz", "t.zip", "crlf.csv"):
        import_files("auto", [tmp_path / name], tmp_path / f"into-{name}")
        assert {key: one["amount"] for key, one in table(tmp_path / f"into-{name}").items()} == wanted


def test_several_files_of_one_archive_are_all_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        for n in (1, 2):
            archive.writestr(
                f"Assistance_{n}.csv",
                write(tmp_path / "t.csv", [action(f"A{n}"), action("BAD", dollars="x")]).read_bytes(),
            )
    import_files("auto", [tmp_path / "t.zip"], tmp_path / "into")
    assert set(table(tmp_path / "into")) == {"ASST_NON_A1_1550", "ASST_NON_A2_1550"}
    rejects = list(csv.DictReader((tmp_path / "into" / "rejects.csv").open(encoding="utf-8")))
    assert [(one["file"], one["row"]) for one in rejects] == [
        ("t.zip/Assistance_1.csv", "3"),
        ("t.zip/Assistance_2.csv", "3"),
    ]


def test_windows_text_is_read_and_counted(tmp_path):
    file = write(
        tmp_path / "t.csv", [action("A1", recipient_name="CITY OF CAÑON CITY", recipient_state_code="CO"), action("A2")]
    )
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))
    found = import_files("auto", [file], tmp_path / "into")
    assert table(tmp_path / "into")["ASST_NON_A1_1550"]["government"] == "canon-city-co"
    assert found.report["files"][0]["recoded"] == 1


# Rejects --------------------------------------------------------------------------------------------


def test_a_bad_row_is_rejected_with_its_place_and_the_rest_goes_on(tmp_path):
    rows = [
        action("A1"), action("A2", dollars="lots"), action("A3", action_date="2018-13-05"),
        action("A4", recipient_uei="SHORT", dollars="also bad"), action("A5", record_type_code="9"),
        action("A6", recipient_state_code="ZZ"), action("A7"),
    ]  # fmt: skip
    file = write(tmp_path / "t.csv", rows)
    file.write_text(file.read_text() + "too,few\n" + file.read_text().splitlines()[1].replace("A1", "A8") + "\n")
    found = import_files("auto", [file], tmp_path / "into")
    assert set(table(tmp_path / "into")) == {f"ASST_NON_A{n}_1550" for n in (1, 7, 8)}
    rejects = list(csv.DictReader((tmp_path / "into" / "rejects.csv").open(encoding="utf-8")))
    assert [(one["row"], one["column"], one["value"]) for one in rejects] == [
        ("3", "federal_action_obligation", "lots"),
        ("4", "action_date", "2018-13-05"),
        ("5", "federal_action_obligation", "also bad"),
        ("6", "record_type_code", "9"),
        ("7", "recipient_state_code", "ZZ"),
        ("9", "", ""),
    ]
    assert rejects[2]["reason"] == "is not an amount of dollars like 1250.50 or 1,250.50; so is `recipient_uei`"
    assert rejects[5]["reason"] == "2 cells; the head has 16"
    assert rejects[5]["raw"] == "too,few"
    assert "ASST_NON_A2_1550" in rejects[0]["raw"]
    assert found.report["rows"] == {"read": 9, "kept": 3, "folded": 0, "rejected": 6, "blank": 0}


def test_blank_rows_are_no_rows(tmp_path):
    file = write(tmp_path / "t.csv", [action("A1")])
    file.write_text(file.read_text() + "\n" + "," * (len(HEAD) - 1) + "\n" + " ," * (len(HEAD) - 1) + "\n")
    found = import_files("auto", [file], tmp_path / "into")
    assert found.report["rows"] == {"read": 1, "kept": 1, "folded": 0, "rejected": 0, "blank": 2}


def test_one_bad_file_is_left_out_whole_and_the_others_are_imported(tmp_path):
    good, cut = write(tmp_path / "a.csv", [action("A1")]), tmp_path / "b.csv.gz"
    cut.write_bytes(
        gzip.compress(write(tmp_path / "b.csv", [action(f"B{n}") for n in range(5_000)]).read_bytes())[:-50]
    )
    found = import_files("auto", [good, cut], tmp_path / "into")
    assert set(table(tmp_path / "into")) == {"ASST_NON_A1_1550"}
    assert "cannot be unpacked further" in found.faults[0].sentence
    assert [path.name.endswith("-usaspending-transactions") for path in (tmp_path / "into" / "lines").iterdir()] == [
        True
    ]


# The folder -----------------------------------------------------------------------------------------


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "into").mkdir()
    (tmp_path / "into" / "thesis.txt").write_text("mine")
    with pytest.raises(Faults, match="something else here"):
        import_files("auto", [TRANSACTIONS], tmp_path / "into")
    assert [path.name for path in (tmp_path / "into").iterdir()] == ["thesis.txt"]


def test_two_imports_at_once_are_refused(tmp_path):
    file = write(tmp_path / "t.csv", [action("A1")])

    def again(progress):
        if progress.step == "reading":
            with pytest.raises(Faults, match="under way"):
                import_files("auto", [file], tmp_path / "into")

    import_files("auto", [file], tmp_path / "into", watch=again)


def test_a_manifest_of_another_version_is_refused(tmp_path):
    import_files("auto", [TRANSACTIONS], tmp_path / "into")
    (tmp_path / "into" / "manifest.json").write_text('{"version": 99, "files": {}}')
    with pytest.raises(Faults, match="another version"):
        import_files("auto", [TRANSACTIONS], tmp_path / "into")


def test_what_a_bad_command_made_is_taken_away_again(tmp_path):
    with pytest.raises(Faults):
        import_files("auto", [tmp_path / "absent.csv"], tmp_path / "into")
    assert not (tmp_path / "into").exists()


def test_the_page_is_generated():
    assert (ROOT / "docs" / "import.md").read_text() == markdown(), (
        "write it anew: python -c 'from comity.intake.output.page import *; print(markdown(), end=\"\")' > docs/import.md"
    )
