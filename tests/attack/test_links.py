"""Links laid into a folder of law, of records or of lists: what they lead to outside is neither read, shown nor written."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.disk.inside import leads_out
from comity.intake.run import import_files
from comity.norms.library import check_law, find_law_files, load_law
from comity.record.load import load_record
from comity.text.faults import Faults

SECRET = "root:x:0:0:the secret\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text(SECRET)
    (folder / "secret.csv").write_text(SECRET)
    (folder / "record.yaml").write_text(SECRET)
    return folder


def laid(folder: Path, name: str, to: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).symlink_to(to)
    return folder


@pytest.mark.parametrize("to", ["secret.md", ".", "../outside", "../outside/secret.md"])
def test_a_link_out_of_the_law_is_refused_and_nothing_of_it_shown(tmp_path: Path, outside: Path, to: str) -> None:
    law = laid(tmp_path / "law", "a.md" if to.endswith(".md") else "more", outside / to)
    _, faults = find_law_files(law)
    assert [fault.sentence for fault in faults] == ["This link leads out of the folder."]
    with pytest.raises(Faults) as raised:
        load_law(law)
    assert "secret" not in str(raised.value)


def test_a_link_within_the_law_is_followed(tmp_path: Path) -> None:
    law = tmp_path / "law"
    (law / "real").mkdir(parents=True)
    (law / "real" / "a.md").write_text("---\nid: a\n---\n")
    (law / "b").symlink_to(law / "real")
    assert find_law_files(law) == ([law / "b" / "a.md", law / "real" / "a.md"], [])


def test_a_link_that_leads_nowhere_is_a_sentence(tmp_path: Path) -> None:
    law = laid(tmp_path / "law", "a.md", tmp_path / "nowhere")
    assert len(find_law_files(law)[1]) == 1
    assert leads_out(law / "a.md", law)


@pytest.mark.parametrize("name", ["awards.csv", "record.yaml", "sources.yaml"])
def test_a_link_out_of_a_record_is_refused(tmp_path: Path, outside: Path, name: str) -> None:
    record = tmp_path / "record"
    record.mkdir()
    (record / "record.yaml").write_text("title: t\n")
    (record / name).unlink(missing_ok=True)
    laid(record, name, outside / "secret.csv")
    with pytest.raises(Faults) as raised:
        load_record([record], check_law([], tmp_path)[0])
    assert "This link leads out of the folder." in str(raised.value)
    assert "secret" not in str(raised.value).replace("secret.csv", "")


def test_a_link_out_of_a_folder_of_lists_is_passed_over(tmp_path: Path, outside: Path) -> None:
    lists = laid(tmp_path / "lists", "awards.csv", outside / "secret.csv")
    with pytest.raises(Faults) as raised:
        import_files("usaspending-awards", [lists], tmp_path / "into")
    assert "This link leads out of the folder." in str(raised.value)


@pytest.mark.parametrize(
    "name", ["awards.parquet", "rejects.csv", "report.json", "lines", "record", ".work", "manifest.json"]
)
def test_an_import_folder_with_a_link_in_it_is_not_written_to(tmp_path: Path, outside: Path, name: str) -> None:
    into = tmp_path / "into"
    into.mkdir()
    (into / "manifest.json").write_text('{"version": 2, "files": {}}')
    (into / name).unlink(missing_ok=True)
    laid(into, name, outside)
    (tmp_path / "a.csv").write_text("Award Number,Recipient,State\nA-1,City of Chicago,IL\n")
    with pytest.raises(Faults, match=r"link|something else"):
        import_files("auto", [tmp_path / "a.csv"], into)
    assert (outside / "secret.md").read_text() == SECRET
    assert sorted(path.name for path in outside.iterdir()) == ["record.yaml", "secret.csv", "secret.md"]


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path, outside: Path) -> None:
    into = laid(tmp_path / "into", ".lock", outside / "secret.md")
    with pytest.raises(Faults):
        import_files("auto", [outside / "secret.csv"], into)
    assert (outside / "secret.md").read_text() == SECRET


@pytest.mark.parametrize("root", ["/", "/tmp/..", "//"])
def test_the_whole_disk_is_a_sentence(root: str) -> None:
    paths, faults = find_law_files(Path(root))
    assert paths == []
    assert [fault.sentence for fault in faults] == ["This is the whole disk, not a folder of law."]


def test_too_many_law_files_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.norms.library.MOST_FILES", 3)
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("")
    assert "This folder holds more than 3 law files." in {fault.sentence for fault in find_law_files(tmp_path)[1]}
