"""Read a piece of CSV as columns of text with row numbers; rows that do not fit are returned, never dropped."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.intake.read.chunks import Piece

_QUOTED = re.compile(rb'"[^"]*"')
NOT_TEXT = "holds bytes that are not text"


@dataclass(frozen=True, slots=True)
class Odd:
    """A row that has not the columns of the head: its number, what is wrong with it, and its text."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows of a piece: an Arrow table of the columns asked for and `row`, the odd rows, and how many there are.

    `recoded` lines were read as Windows-1252, because they are not UTF-8.
    """

    table: Any
    odd: tuple[Odd, ...]
    rows: int
    recoded: int = 0


def parse(piece: Piece, header: Sequence[str], wanted: Sequence[str], first: int, delimiter: str = ",") -> Parsed:
    r"""The rows of a piece.

    Args:
        piece: whole rows, without the head.
        header: the names of all columns of the file.
        wanted: those to be read, each as text.
        first: the number of the first row; the head is row 1.
        delimiter: what stands between two cells.

    >>> parsed = parse(Piece(0, 9, b"x,1\ny\nz,3\n"), ["name", "amount"], ["amount"], 2)
    >>> parsed.table.to_pydict(), parsed.odd
    ({'amount': ['1', '3'], 'row': [2, 4]}, (Odd(row=3, reason='1 cell; the head has 2', text='y'),))
    """
    if piece.why:
        text = piece.data.decode("utf-8", "replace").rstrip("\r\n")
        return Parsed(_empty(wanted), (Odd(first, piece.why, text),), 1)
    return _said_to_be_cut(_parse(piece.data, header, wanted, first, delimiter), piece.data)


def _said_to_be_cut(parsed: Parsed, data: bytes) -> Parsed:
    """The same, where the file ends within its last row with that in the reason."""
    if not parsed.odd or data.endswith(b"\n") or not data.rstrip().endswith(parsed.odd[-1].text.encode().rstrip()):
        return parsed
    *others, last = parsed.odd
    return replace(
        parsed, odd=(*others, replace(last, reason=f"{last.reason}; the file ends in this row and may be cut off"))
    )


def _parse(data: bytes, header: Sequence[str], wanted: Sequence[str], first: int, delimiter: str) -> Parsed:
    recoded = 0
    if not _is_utf8(data):
        data, recoded = recode(data)
    if _marks_astray(data, delimiter):
        return _slowly(data=data, header=header, wanted=wanted, first=first, delimiter=delimiter, recoded=recoded)
    try:
        table, bad = _arrow(data, header, wanted, delimiter)
    except Exception:  # whatever it is that pyarrow cannot read, row by row it is found
        return _slowly(data=data, header=header, wanted=wanted, first=first, delimiter=delimiter, recoded=recoded)
    if b"\0" in data or any("\n" in text for _, (_, text) in bad):
        return _slowly(data=data, header=header, wanted=wanted, first=first, delimiter=delimiter, recoded=recoded)
    odd = [Odd(first + number - 1, _cells(found, len(header)), text) for number, (found, text) in bad]
    return _numbered(table, odd, first, recoded)


def head(line: bytes) -> tuple[list[str], str]:
    r"""The names of the columns in a file's head, and what stands between them; blanks and ends of lines are one blank.

    >>> head(b"\xef\xbb\xbfAward;Amount\r\n")
    (['Award', 'Amount'], ';')
    """
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    text = text.rstrip("\r\n")
    delimiter = max(",\t;|", key=lambda mark: (text.count(mark), mark == ","))
    names = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), list[str]())
    return [" ".join(name.split()) for name in names], delimiter


def _arrow(data: bytes, header: Sequence[str], wanted: Iterable[str], delimiter: str) -> tuple[Any, list[Any]]:
    import pyarrow
    import pyarrow.csv

    pa: Any = pyarrow
    pc: Any = pyarrow.csv
    bad: list[Any] = []

    def keep(row: Any) -> str:
        bad.append((row.number, (row.actual_columns, row.text)))
        return "skip"

    names = list(wanted)
    table = pc.read_csv(
        pa.BufferReader(data),
        read_options=pc.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=list(header)),
        parse_options=pc.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=keep),
        convert_options=pc.ConvertOptions(include_columns=names, column_types=dict.fromkeys(names, pa.string())),
    )
    return table, bad


def _cells(found: int, wanted: int) -> str:
    return f"{found} cell{'' if found == 1 else 's'}; the head has {wanted}"


def _numbered(table: Any, odd: list[Odd], first: int, recoded: int) -> Parsed:
    import pyarrow

    pa: Any = pyarrow
    rows = table.num_rows + len(odd)
    gone = {one.row for one in odd}
    numbers = range(first, first + rows)
    row = pa.array([n for n in numbers if n not in gone] if gone else numbers, pa.int64())
    return Parsed(table.append_column("row", row), tuple(odd), rows, recoded)


def _empty(wanted: Sequence[str]) -> Any:
    import pyarrow

    pa: Any = pyarrow
    fields = [pa.field(name, pa.string()) for name in wanted]
    return pa.schema([*fields, pa.field("row", pa.int64())]).empty_table()


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8; looked at bit by bit, for as text they may take four times the memory."""
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for at in range(0, len(data), 1 << 20):
            decoder.decode(view[at : at + (1 << 20)])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def recode(data: bytes) -> tuple[bytes, int]:
    r"""The same lines in UTF-8, and how many were not: those are taken for Windows-1252, what means nothing there is NUL.

    >>> recode(b"a\xf1o\nb\n")
    (b'a\xc3\xb1o\nb\n', 1)
    """
    lines: list[bytes] = []
    recoded = 0
    for line in data.splitlines(keepends=True):
        try:
            line.decode()
        except UnicodeDecodeError:
            recoded += 1
            line = line.decode("cp1252", "replace").replace("\ufffd", "\0").encode()
        lines.append(line)
    return b"".join(lines), recoded


def _marks_astray(data: bytes, delimiter: str) -> bool:
    """Whether a quotation mark stands where none may: not next to a delimiter, the end of a line or another mark.

    A stray mark would otherwise swallow every row up to the next one.
    """
    ends = frozenset(b'\r\n"' + delimiter.encode())
    last = len(data)
    for quoted in _QUOTED.finditer(data):
        start, end = quoted.span()
        if (start and data[start - 1] not in ends) or (end < last and data[end] not in ends):
            return True
    return False


def _slowly(
    data: bytes, header: Sequence[str], wanted: Sequence[str], first: int, delimiter: str, recoded: int
) -> Parsed:
    """Row by row, for a piece with something odd in it.

    A row that runs over several lines and has not the right number of cells may be a stray quotation mark that has
    swallowed good rows: if one of its lines is a row by itself, its lines are taken one by one.
    """
    import pyarrow

    pa: Any = pyarrow
    at = [list(header).index(name) for name in wanted]
    good: list[list[str]] = [[] for _ in wanted]
    numbers: list[int] = []
    odd: list[Odd] = []
    row = first
    for text, cells in text_rows(data.decode("utf-8", "replace"), delimiter):
        lines = [(text, cells)]
        if len(cells) != len(header) and "\n" in text.strip("\r\n"):
            singly = [(line, _row(line, delimiter)) for line in _lines(text) if line.strip()]
            if any(len(found) == len(header) for _, found in singly):
                lines = singly
        for line, found in lines:
            reason = NOT_TEXT if "\0" in line else _cells(len(found), len(header))
            if len(found) != len(header) or reason is NOT_TEXT:
                odd.append(Odd(row, reason, line.rstrip("\r\n")))
            else:
                numbers.append(row)
                for column, index in zip(good, at, strict=True):
                    column.append(found[index])
            row += 1
    columns = [pa.array(column, pa.string()) for column in good]
    table = pa.table([*columns, pa.array(numbers, pa.int64())], names=[*wanted, "row"])
    return Parsed(table, tuple(odd), row - first, recoded)


def text_rows(text: str, delimiter: str, blank: bool = False) -> Iterable[tuple[str, list[str]]]:
    """Each row's own text and its cells; blank lines are none, unless they are asked for."""
    taken: list[str] = []

    def lines() -> Iterable[str]:
        for line in _lines(text):
            taken.append(line)
            yield line

    csv.field_size_limit(1 << 30)
    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            whole = "".join(taken)
            cells = list[str]() if "\n" in whole.rstrip("\r\n") else _row(whole, delimiter)
        whole = "".join(taken)
        if cells or blank or whole.strip():
            yield whole, cells


def _lines(text: str) -> Iterable[str]:
    return io.StringIO(text, newline="\n")


def _row(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), list[str]())
    except csv.Error:
        return []
