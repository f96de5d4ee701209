"""Open plain, gzip and ZIP files as guarded streams of bytes; none is trusted to be as small as it looks."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from comity.intake.read.encodings import LOOKED_AT, Transcoded, encoding_of
from comity.text.faults import Fault, Faults, Place

LARGEST_UNPACKED = 400_000_000_000
"""Bytes that one table may have when unpacked."""

LARGEST_RATIO = 200
"""Bytes unpacked for each byte packed; real award files have 8 to 30."""

FREE = 50_000_000  # bytes that may be unpacked whatever the ratio
MOST_MEMBERS = 1_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


_FAILED = "A download that failed, or that needs a login, gives such a file; fetch it again."
_UNPACK = "Unpack it and import what it holds."
_OTHERS = (
    (b"<!doctype", "a web page", _FAILED),
    (b"<html", "a web page", _FAILED),
    (b"<?xml", "XML", _FAILED),
    (b"{", "JSON", "Fetch the list as CSV."),
    (b"[{", "JSON", "Fetch the list as CSV."),
    (b"%pdf", "a PDF document", "Fetch the list as CSV or as a workbook."),
    (b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (b"rar!", "a RAR archive", _UNPACK),
    (b"\xfd7zxz", "packed with xz", _UNPACK),
    (b"bzh", "packed with bzip2", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard", _UNPACK),
)  # how files begin that are given by mistake, in small letters


class Stream(Protocol):
    """What a table is read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: the file, its name within an archive (empty for the file itself), bytes when packed."""

    path: Path
    member: str
    packed: int

    @property
    def shown(self) -> str:
        """The table as faults name it.

        >>> Table(Path("/data/all.zip"), "Assistance_1.csv", 10).shown
        'all.zip/Assistance_1.csv'
        """
        return f"{self.path.name}/{self.member}" if self.member else self.path.name


def refuse(shown: str, sentence: str, hint: str = "", row: int = 1) -> Faults:
    """What is raised for an input that cannot be used: its name, a sentence, what would be right."""
    return Faults([Fault(Place(shown, row), sentence, hint)])


def tables(path: Path) -> tuple[Table, ...]:
    """The tables of a file: itself, or the CSV files of a ZIP archive, in order of name.

    Raises:
        Faults: it is not a file, is empty, is Parquet or another binary format, or is an archive with anything in it but
            CSV files, with a nested archive, or that declares more bytes than one may have.
    """
    shown = path.name
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise refuse(str(path), "This is not a file.")
        with path.open("rb") as file:
            magic = file.read(64)
            file.seek(max(0, info.st_size - 4))
            end = file.read(4)
    except OSError as error:
        raise refuse(str(path), f"This file cannot be read: {error.strerror or error}.") from None
    if not magic:
        raise refuse(shown, "This file is empty.")
    if magic[:4] == b"PAR1":
        cut = "" if end == b"PAR1" else ", and it is cut off"
        raise refuse(
            shown, f"This is a Parquet file, not a CSV file{cut}.", "Import the CSV file that it was made from."
        )
    plain = magic.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if path.suffix.lower() in (".xls", ".xlsx", ".xlsm", ".ods") and plain.startswith((b"<", b"mime-version")):
        what = "an XML document" if plain.startswith(b"<?xml") else "a web page"
        hint = "Open it in Excel, save it as XLSX, and import that."
        raise refuse(shown, f"This is {what} that was saved as {path.suffix.lower()}, not a workbook.", hint)
    for begins, what, hint in _OTHERS:
        if plain.startswith(begins):
            raise refuse(shown, f"This is {what}, not a CSV file.", hint)
    if magic[:2] == b"PK":
        return _members(path)
    return (Table(path, "", info.st_size),)


def is_old_workbook(path: Path) -> bool:
    """Whether a file is a workbook of the old Excel (XLS), by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(len(OLD_EXCEL)) == OLD_EXCEL
    except OSError:
        return False


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, XLSX, XLSB, XLS or ODS, by what is in it and not by its name."""
    if is_old_workbook(path):
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return _holds_a_workbook(archive)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False


def _holds_a_workbook(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        return True
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return False
    return archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet")


def _members(path: Path) -> tuple[Table, ...]:
    shown = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise refuse(
            shown, f"This ZIP archive cannot be read: {error}.", "It may be cut off; fetch it again."
        ) from None
    if is_workbook(path):
        return (Table(path, "", path.stat().st_size),)
    if len(infos) > MOST_MEMBERS:
        raise refuse(shown, f"This archive has {len(infos):,} files; at most {MOST_MEMBERS:,} are read.")
    found: list[Table] = []
    for one in infos:
        suffix = Path(one.filename).suffix.lower()
        if suffix in (".zip", ".gz", ".7z", ".tar", ".tgz", ".bz2", ".xz", ".rar"):
            raise refuse(shown, f"It holds an archive of its own, `{one.filename}`.", _UNPACK)
        if one.flag_bits & 1:
            raise refuse(shown, f"`{one.filename}` is encrypted.", "Unpack it with its password first.")
        if suffix in (".csv", ".tsv", ".txt"):
            if one.file_size > max(FREE, min(LARGEST_UNPACKED, one.compress_size * LARGEST_RATIO)):
                raise _bomb(f"{shown}/{one.filename}", one.file_size, one.compress_size)
            found.append(Table(path, one.filename, one.compress_size))
    books = [
        one.filename
        for one in infos
        if Path(one.filename).suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
    ]
    if books and not found:
        raise refuse(
            shown, f"This archive holds a workbook, `{books[0]}`.", f"Unpack it, and import {books[0]} itself."
        )
    if not found:
        raise refuse(shown, "This archive holds no CSV file.", "Lists are read from files named .csv, .tsv or .txt.")
    names = [one.member for one in found]
    if len(set(names)) != len(names):
        raise refuse(shown, "This archive holds two files of one name.", _UNPACK)
    return tuple(sorted(found, key=lambda one: one.member))


def _bomb(shown: str, unpacked: int, packed: int) -> Faults:
    limit = f"A table may unpack to {LARGEST_RATIO} times its packed size and to {LARGEST_UNPACKED:,} bytes; if this is a list, unpack it first."
    return refuse(shown, f"It unpacks {packed:,} bytes to {unpacked:,} or more: that is not a list of awards.", limit)


@dataclass(slots=True)
class _Guarded:
    """A stream that ends with a fault as soon as it has unpacked more than it may, or is damaged."""

    inner: Stream
    table: Table
    guarded: bool
    given: int = 0

    def read(self, size: int, /) -> bytes:
        try:
            data = self.inner.read(size)
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            sentence = (
                f"After {self.given:,} bytes it cannot be unpacked further: {' '.join(str(error).split())[:120]}."
            )
            raise refuse(self.table.shown, sentence, "It may be cut off or damaged; fetch it again.") from None
        self.given += len(data)
        if self.given > LARGEST_UNPACKED or (
            self.guarded and self.given > max(FREE, self.table.packed * LARGEST_RATIO)
        ):
            raise _bomb(self.table.shown, self.given, self.table.packed)
        return data


@dataclass(slots=True)
class Opened:
    """A table that is being read: its bytes, unpacked and in UTF-8, and how many bytes of the file that has taken."""

    stream: Stream
    taken: Callable[[], int]
    first: bytes = b""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end."""
        if not self.first:
            return self.stream.read(size)
        found, self.first = self.first[:size], self.first[size:]
        return found + self.stream.read(size - len(found)) if len(found) < size else found


@contextmanager
def reading(table: Table, start: int = 0) -> Generator[Opened, None, None]:
    """The bytes of a table, unpacked and in UTF-8, from a byte on.

    A byte that is not UTF-8 is left as it is, for there the rows say more (comity.intake.read.csv).

    Raises:
        Faults: while reading, when it unpacks to more than it may, is cut off or damaged.
    """
    closing: list[Callable[[], None]] = []
    try:
        try:
            found = _open(table, start, closing)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            hint = "Unpack it and import what it holds." if table.member else ""
            raise refuse(table.shown, f"This file cannot be read: {error}.", hint) from None
        yield found
    finally:
        for close in reversed(closing):
            close()


def _open(table: Table, start: int, closing: list[Callable[[], None]]) -> Opened:
    file = table.path.open("rb")
    closing.append(file.close)
    begin, packed = 0, bool(table.member)
    stream: Stream = file
    if table.member:
        archive = zipfile.ZipFile(file)
        closing.append(archive.close)
        begin = archive.getinfo(table.member).header_offset
        stream = cast(Stream, archive.open(table.member))
    elif file.read(2) == b"\x1f\x8b":
        file.seek(0)
        stream, packed = gzip.GzipFile(fileobj=file), True
    else:
        file.seek(0)
    guarded = _Guarded(stream, table, packed)
    found = Opened(guarded, lambda: max(0, file.tell() - begin), guarded.read(LOOKED_AT))
    encoding, mark = encoding_of(found.first)
    if encoding:
        found.first = found.first[mark:]
        found = Opened(Transcoded(found, encoding), found.taken)
    elif start and not packed:
        file.seek(start)
        found.first, guarded.given, start = b"", start, 0
    while start > 0:
        skipped = len(found.read(min(start, 1 << 24)))
        if not skipped:
            break
        start -= skipped
    return found


def digest(path: Path, seen: Callable[[int], None] = lambda _: None) -> str:
    """The SHA-256 of a file's bytes; `seen` is told how many have been read, as they are."""
    found = hashlib.sha256()
    done = 0
    with path.open("rb", buffering=0) as file:
        while data := file.read(1 << 24):
            found.update(data)
            done += len(data)
            seen(done)
    return found.hexdigest()


def in_memory(data: bytes) -> io.BytesIO:
    """A stream of bytes that are at hand already.

    >>> in_memory(b"award,amount").read(5)
    b'award'
    """
    return io.BytesIO(data)


def keep(scratch: Path, path: Path) -> None:
    """Give a finished file its name, once the disk has it: so it is whole whatever stops the machine."""
    with scratch.open("rb") as file:
        os.fsync(file.fileno())
    scratch.replace(path)
