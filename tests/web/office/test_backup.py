"""Backup and restore round-trip while the application writes; a damaged or foreign file is refused, whole or not at all."""

import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

WRITER = """
import sys
from pathlib import Path
from comity.web.serve import migrate, open_office
open_office(Path(sys.argv[1]))
migrate()
from comity.web.people.models import Matter, Member, User
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
user = User.objects.create_user("e@office.test")
matter = Matter.objects.create(number=1, name="Grants", government="fresno-ca")
Member.objects.create(user=user, matter=matter, role="editor")
for number in range(int(sys.argv[2])):
    values = {"id": f"A-{number}", "recipient": "fresno-ca", "note": "x" * 2000}
    enter([Entry("awards", values, access="internal")], matter, user)
    print(number, flush=True)
"""


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "comity.cli", *arguments], capture_output=True, text=True, timeout=300, check=False
    )


def count(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "office.sqlite3")) as opened:
        return opened.execute("SELECT COUNT(*) FROM office_fact").fetchone()[0]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A data folder, and backups of it taken while it was written to."""
    folder = tmp_path_factory.mktemp("data") / "office"
    out = folder.parent
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), "12"], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        from comity.web.folder import DataFolder
        from comity.web.office.backup import back_up

        made = [back_up(DataFolder(folder), out / f"{number}.zip") for number in range(3)]
        writer.communicate(timeout=300)
        assert writer.returncode == 0
    return folder, made


@pytest.fixture
def backup(data, running):
    return running[1][-1]


def test_a_backup_taken_while_the_office_writes_restores_to_one_moment(data, running, tmp_path):
    from comity.web.folder import DataFolder
    from comity.web.office.backup import restore

    folder, made = running
    assert count(folder) == 12
    for one in made:
        assert 1 <= one.facts <= 12
        target = DataFolder(tmp_path / str(one.file.stem))
        assert restore(one.file, target).head == one.head
        assert count(target.path) == one.facts
        assert (target.path / "secret").read_text() == (folder / "secret").read_text()


def test_what_is_made_is_its_owners_alone(backup, tmp_path):
    from comity.web.folder import DataFolder
    from comity.web.office.backup import restore

    assert stat.S_IMODE(backup.file.stat().st_mode) == 0o600
    restore(backup.file, DataFolder(tmp_path / "new"))
    for path in [tmp_path / "new", *(tmp_path / "new").rglob("*")]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_the_listing_of_a_backup_names_nothing_of_the_office(backup):
    with zipfile.ZipFile(backup.file) as archive:
        assert set(archive.namelist()) <= {"manifest.json", "office.sqlite3", "secret", "comity.toml"}
        assert b"fresno" not in archive.read("manifest.json").lower()


def test_restoring_over_an_office_keeps_what_was_there(running, tmp_path):
    from comity.web.folder import DataFolder
    from comity.web.office.backup import restore

    _, made = running
    folder = DataFolder(tmp_path / "office")
    restore(made[0].file, folder)
    with closing(sqlite3.connect(folder.sqlite)) as reader:  # the application is still there
        reader.execute("SELECT COUNT(*) FROM office_fact").fetchone()
        restore(made[-1].file, folder, replace=True)
        assert reader.execute("SELECT COUNT(*) FROM office_fact").fetchone()[0] == made[-1].facts
    restore(folder.path / "before-restore-1.zip", DataFolder(tmp_path / "again"))
    assert count(tmp_path / "again") == made[0].facts


def test_a_folder_in_use_is_not_replaced_unasked_nor_a_file(backup, tmp_path):
    from comity.errors import Refused
    from comity.web.folder import DataFolder
    from comity.web.office.backup import back_up, restore

    (tmp_path / "something").write_text("mine")
    with pytest.raises(Refused, match="something in"):
        restore(backup.file, DataFolder(tmp_path))
    with pytest.raises(Refused, match="there already"):
        back_up(DataFolder(backup.file.parent / "office"), backup.file)


def rewritten(backup, target, **changed):
    """The backup with some of its files changed."""
    with zipfile.ZipFile(backup.file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name not in changed or changed[name] is not None:
                new.writestr(name, changed.get(name, old.read(name)))
        for name in set(changed) - set(old.namelist()):
            new.writestr(name, changed[name])
    return target


def with_manifest(backup, change):
    with zipfile.ZipFile(backup.file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    change(manifest)
    return json.dumps(manifest)


BAD = {
    "a file that is not an archive": lambda b, t: t.write_bytes(b"hello") and t,
    "an empty archive": lambda b, t: zipfile.ZipFile(t, "w").close() or t,
    "a damaged database": lambda b, t: rewritten(b, t, **{"office.sqlite3": b"x" * 4096}),
    "a database that is missing": lambda b, t: rewritten(b, t, **{"office.sqlite3": None}),
    "another head": lambda b, t: rewritten(b, t, **{"manifest.json": with_manifest(b, lambda m: m.update(head="0" * 64))}),
    "another count": lambda b, t: rewritten(b, t, **{"manifest.json": with_manifest(b, lambda m: m.update(facts=99))}),
    "a later form": lambda b, t: rewritten(b, t, **{"manifest.json": with_manifest(b, lambda m: m.update(comity_backup=9))}),
    "a path that leads out": lambda b, t: rewritten(
        b, t, **{"manifest.json": with_manifest(b, lambda m: m["files"].update({"../evil": {"sha256": "", "bytes": 1}}))}
    ),
    "an absolute path": lambda b, t: rewritten(
        b, t, **{"manifest.json": with_manifest(b, lambda m: m["files"].update({"/tmp/evil": {"sha256": "", "bytes": 1}}))}
    ),
    "a file that grows": lambda b, t: rewritten(
        b, t, **{"manifest.json": with_manifest(b, lambda m: m["files"]["office.sqlite3"].update(bytes=10))}
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_sound_backup_is_refused_and_nothing_is_made(backup, tmp_path, what):
    from comity.errors import Refused
    from comity.web.folder import DataFolder
    from comity.web.office.backup import restore

    bad = BAD[what](backup, tmp_path / "bad.zip")
    with pytest.raises(Refused):
        restore(bad, DataFolder(tmp_path / "new" / "office"))
    assert not (tmp_path / "new" / "office").exists()
    assert not list((tmp_path / "new").iterdir())


def test_the_commands_say_what_they_did(backup, tmp_path):
    done = ran("restore", str(backup.file), "--data", str(tmp_path / "office"))
    assert done.returncode == 0, done.stderr
    assert f"{backup.facts} facts restored" in done.stdout
    again = ran("backup", "--data", str(tmp_path / "office"), "--out", str(tmp_path / "b.zip"), "--json")
    assert json.loads(again.stdout)["head"] == backup.head
    walked = ran("verify", "chain", "--data", str(tmp_path / "office"))
    assert (walked.returncode, backup.head in walked.stdout) == (0, True)
    with closing(sqlite3.connect(tmp_path / "office" / "office.sqlite3")) as opened:
        opened.execute("DROP TRIGGER payload_update")
        opened.execute("UPDATE office_payload SET text = '{}' WHERE fact_id = 1")
        opened.commit()
    walked = ran("verify", "chain", "--data", str(tmp_path / "office"))
    assert (walked.returncode, "fact 1" in walked.stdout) == (1, True)
