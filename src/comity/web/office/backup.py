"""Back up while the application runs: one file with the database as of one moment, checked by restoring it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from comity import __version__
from comity.disk.whole_files import replacing, scratch_folder
from comity.errors import Refused
from comity.web.folder import SETTINGS, DataFolder
from comity.web.office.sealing import START

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "office.sqlite3"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: how many facts, in what the chain ends, how many bytes; no name of anything in it."""

    file: Path
    facts: int
    head: str
    bytes: int


def back_up(folder: DataFolder, out: Path) -> Backup:
    """Write a backup of a data folder, then restore it beside and compare; a file that is there is not replaced."""
    if not folder.sqlite.is_file():
        raise Refused(
            f"there is no SQLite database in {folder.path}.",
            "An office on PostgreSQL is backed up with pg_dump, and this folder with it.",
        )
    if out.exists():
        raise Refused(f"{out} is there already.", "Name a new file.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(out.parent) as scratch:
        copy = scratch / DATABASE
        copied(folder.sqlite, copy)
        files = {DATABASE: copy, **_beside(folder)}
        facts, head = proven(copy)
        manifest = {
            "comity_backup": FORMAT,
            "version": __version__,
            "facts": facts,
            "head": head,
            "files": {name: {"sha256": _digest(path), "bytes": path.stat().st_size} for name, path in files.items()},
        }
        with replacing(out, private=True) as whole:
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
                for name, path in files.items():
                    archive.write(path, name)
            unpack(whole, scratch / "proof")
            if proven(scratch / "proof" / DATABASE) != (facts, head):
                raise Refused("the backup does not restore to what was backed up.", "Is the disk sound?")
    return Backup(out, facts, head, out.stat().st_size)


def copied(source: Path, target: Path) -> None:
    """Copy a database as of one moment, while others read and write it; into a database in use as well."""
    with closing(sqlite3.connect(source, timeout=60)) as old, closing(sqlite3.connect(target, timeout=60)) as new:
        old.backup(new)


def proven(database: Path) -> tuple[int, str]:
    """How many facts a database has and in what their chain ends; raises Refused where the file is damaged."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        try:
            sound = opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            strays = opened.execute("PRAGMA foreign_key_check").fetchone()
            facts, last = opened.execute("SELECT COUNT(*), MAX(id) FROM office_fact").fetchone()
            head = opened.execute("SELECT link FROM office_fact WHERE id = ?", [last]).fetchone()
        except sqlite3.DatabaseError as error:
            raise Refused(f"{database.name} is damaged: {error}.") from None
    if not sound or strays is not None:
        raise Refused(f"{database.name} is damaged.", "Take another backup.")
    return facts, head[0] if head else START


def restore(file: Path, folder: DataFolder, replace: bool = False) -> Backup:
    """Restore a backup into a new data folder; with `replace` into one that is there, in use or not, which is backed up first."""
    there = folder.path.exists() and any(folder.path.iterdir())
    if there and not replace:
        raise Refused(f"there is something in {folder.path}.", "Name a new folder, or say --replace.")
    folder.path.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(folder.path.parent) as scratch:
        manifest = unpack(file, scratch / "in")
        found = proven(scratch / "in" / DATABASE)
        if found != (manifest["facts"], manifest["head"]):
            raise Refused(f"the contents of {file} do not match its manifest.", "Take another backup.")
        if there:
            number = len(list(folder.path.glob("before-restore-*.zip"))) + 1
            back_up(folder, folder.path / f"before-restore-{number}.zip")
        (scratch / "in").chmod(0o700)
        folder.path.mkdir(mode=0o700, exist_ok=True)
        copied(scratch / "in" / DATABASE, folder.sqlite)
        for name in manifest["files"]:
            if name != DATABASE and (name != "secret" or not there):
                target = folder.path / name
                target.parent.mkdir(mode=0o700, exist_ok=True)
                shutil.copyfile(scratch / "in" / name, target)
                target.chmod(0o600)
    if proven(folder.sqlite) != found:
        raise Refused("what was restored is not what was backed up.", "Is the disk sound?")
    return Backup(file, *found, bytes=file.stat().st_size)


def unpack(file: Path, into: Path) -> dict[str, Any]:
    """Unpack a backup into a new folder, each file checked against the manifest; raises Refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            into.mkdir(mode=0o700)
            for name, wanted in manifest["files"].items():
                target = into / name
                target.parent.mkdir(mode=0o700, exist_ok=True)
                with archive.open(name) as packed, target.open("wb") as out:
                    if _copy(packed, out, wanted["bytes"]) != wanted["sha256"]:
                        raise Refused(f"{file} is damaged: {name} is not what the manifest says.")
    except (zipfile.BadZipFile, OSError, KeyError, TypeError, ValueError, EOFError) as error:
        raise Refused(f"{file} is not a backup of Comity: {error}.") from None
    return manifest


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    info = archive.getinfo(MANIFEST)
    if info.file_size > 1_000_000:
        raise Refused(f"{file} is not a backup of Comity.")
    manifest: dict[str, Any] = json.loads(archive.read(info))
    if manifest["comity_backup"] > FORMAT:
        raise Refused(f"{file} was made by a later version, {manifest['version']}.", "Install that version.")
    wrong = [name for name in manifest["files"] if not _allowed(name)]
    if wrong or DATABASE not in manifest["files"]:
        raise Refused(f"{file} is not a backup of Comity: it holds other files.")
    return manifest


def _allowed(name: str) -> bool:
    parts = name.split("/")
    law = len(parts) == 2 and parts[0] == "law" and parts[1].removesuffix(".zip").isalnum()
    return name in (DATABASE, "secret", SETTINGS) or law


def _beside(folder: DataFolder) -> dict[str, Path]:
    found = {name: folder.path / name for name in ("secret", SETTINGS)}
    found |= {f"law/{path.name}": path for path in sorted(folder.laws.glob("*.zip"))}
    return {name: path for name, path in found.items() if path.is_file()}


def _copy(packed: IO[bytes], out: IO[bytes], size: int) -> str:
    """Copy no more than so many bytes, and return their digest: a file that grows when it is unpacked is cut off."""
    digest, left = hashlib.sha256(), size + 1
    while left and (chunk := packed.read(min(CHUNK, left))):
        out.write(chunk)
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
