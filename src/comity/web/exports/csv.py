"""Tables as CSV, one in each file: every row with the days and the receipt, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from comity.intake.output.cells import cell
from comity.web.exports.stamp import receipt
from comity.web.exports.tables import Book, words

TYPE = "text/csv; charset=utf-8"
ABOUT = ("as_of", "known_at", "law_read_to", "receipt")


def csv_of(book: Book, table: str | None = None) -> bytes:
    """A table of a book, its first unless said, with a byte order mark: without it Excel misreads what is not ASCII."""
    wanted = book.tables[0] if table is None else next(one for one in book.tables if one.name == table)
    stamp = book.stamp
    about = [str(stamp.as_of), str(stamp.known_at), str(stamp.law_day), receipt(stamp, book.plain()).number]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.key for column in wanted.columns), *ABOUT])
    for row in wanted.rows:
        writer.writerow([*(cell(words(row.get(column.key))) for column in wanted.columns), *about])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
