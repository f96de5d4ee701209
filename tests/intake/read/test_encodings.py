"""Text in UTF-16 is read as any other, with the rows where they are; what is no character there rejects its row."""

import csv
import gzip
import io
import tracemalloc
import zipfile

import pytest
from tests.intake.test_run import action, table, whole, write

from comity.intake.mapping import propose
from comity.intake.read.encodings import Transcoded, encoding_of
from comity.intake.run import import_files

ROWS = [
    action("A1"),
    action("A2", dollars="lots"),
    action("A3", recipient_name='CITY OF "CAÑON CITY",\nCO', recipient_state_code="CO"),
    action("A4", action_date="never"),
]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    text = write(folder / "t.csv", ROWS).read_text(encoding="utf-8")
    import_files("auto", [folder / "t.csv"], folder / "into")
    return text, outcome(folder / "into")


def outcome(into):
    """What an import came to, but for the digest of the file."""
    awards = {key: one | {"source": "", "rows": ""} for key, one in table(into).items()}
    return awards, list(csv.DictReader((into / "rejects.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_awards_and_the_same_rejects(tmp_path, plain, encoding, ends):
    text, wanted = plain
    (tmp_path / "t.csv").write_bytes(text.replace("\n", ends).encode(encoding))
    found = import_files("auto", [tmp_path / "t.csv"], tmp_path / "into", size=700)
    awards, rejects = outcome(tmp_path / "into")
    assert [(one["file"], one["row"], one["column"], one["value"]) for one in rejects] == [
        ("t.csv", "3", "federal_action_obligation", "lots"),
        ("t.csv", "5", "action_date", "never"),
    ]
    assert (awards, rejects) == wanted if ends == "\n" else set(awards) == set(wanted[0])
    assert found.report["files"][0]["recoded"] == 0


def test_utf_16_in_gzip_and_in_an_archive(tmp_path, plain):
    data = plain[0].encode("utf-16")
    (tmp_path / "t.csv").write_bytes(gzip.compress(data))
    import_files("auto", [tmp_path / "t.csv"], tmp_path / "gzip")
    with zipfile.ZipFile(tmp_path / "t.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.csv", data)
    import_files("auto", [tmp_path / "t.zip"], tmp_path / "zip")
    assert outcome(tmp_path / "gzip") == plain[1]
    assert outcome(tmp_path / "zip")[0] == plain[1][0]


def test_an_interrupted_import_of_utf_16_goes_on(tmp_path):
    file = tmp_path / "t.csv"
    text = write(file, [action(f"A{n}", recipient_name=f"CITY OF CAÑON {n}") for n in range(300)]).read_text("utf-8")
    file.write_bytes(text.encode("utf-16"))
    import_files("auto", [file], tmp_path / "whole", size=4_000)

    class Stop(Exception):
        pass

    def stop(progress):
        if progress.step == "reading" and progress.rows > 100:
            assert progress.done <= progress.total == file.stat().st_size
            raise Stop

    with pytest.raises(Stop):
        import_files("auto", [file], tmp_path / "halves", watch=stop, size=4_000)
    found = import_files("auto", [file], tmp_path / "halves", size=4_000)
    assert found.went_on[0][1] > 100
    assert whole(tmp_path / "halves") == whole(tmp_path / "whole")


@pytest.mark.parametrize("at", ["middle", "end"])
def test_half_a_character_rejects_its_row_and_no_other(tmp_path, at):
    data = write(tmp_path / "t.csv", [action(f"A{n}") for n in range(4)]).read_text().encode("utf-16")
    lone, place = "\ud800".encode("utf-16-le", "surrogatepass"), data.index("A2".encode("utf-16-le"))
    (tmp_path / "t.csv").write_bytes(data[:place] + lone + data[place:] if at == "middle" else data[:-3])
    found = import_files("auto", [tmp_path / "t.csv"], tmp_path / "into")
    (reason,) = found.report["rejected"]
    assert reason.startswith("holds bytes that are not text")
    assert reason.endswith("may be cut off") == (at == "end")
    assert found.report["rows"]["kept"] == 3


def test_a_sheet_in_utf_16_with_tabs_as_excel_saves_unicode_text(tmp_path):
    (tmp_path / "a.txt").write_bytes("Award No\tGrantee\tAmount\nA-1\tCañon City, CO\t5\n".encode("utf-16"))
    layout = propose(tmp_path / "a.txt").layout
    assert layout.columns == {"fain": "Award No", "recipient_name": "Grantee", "amount": "Amount"}
    import_files("sheet", [tmp_path / "a.txt"], tmp_path / "into", layout)
    (award,) = table(tmp_path / "into").values()
    assert award["recipient_name"] == "Cañon City, CO"


def test_an_encoding_is_not_seen_where_there_is_none():
    assert encoding_of(bytes(range(256)) * 16) == ("", 0)
    assert encoding_of(b"\0\1\2" * 100) == ("", 0)
    assert encoding_of(b"") == ("", 0)


class Endless(io.RawIOBase):
    """Sixty megabytes of UTF-16 that are nowhere at once."""

    left = 60_000_000

    def read(self, size=-1, /):
        size = min(size, self.left)
        self.left -= size
        return b"x\0" * (size // 2)


def test_a_stream_is_transcoded_in_bounded_memory():
    stream, count = Transcoded(Endless(), "utf-16-le"), 0
    tracemalloc.start()
    try:
        while data := stream.read(1_000_000):
            count += len(data)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert count == 30_000_000
