"""The bytes of a file, read once, and the text in them; whatever makes a file unreadable is a fault."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from comity.text.faults import Fault, Place

LARGEST = 4_000_000  # bytes; the longest law file of the library has 60,000
LONGEST_LINE = 20_000  # characters
# Characters that are no text, or that make a page read otherwise than it is (Unicode's bidirectional controls).
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def bytes_of(path: Path, name: str) -> bytes | Fault:
    """The bytes of a file of law; a fault where it is not a file, too large or cannot be read."""
    place = Place(name, 1)
    try:
        # Without waiting: a pipe has nobody at its other end, and a device may never end.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return Fault(place, "This is not a file.")
            data = file.read(LARGEST + 1)
    except IsADirectoryError:
        return Fault(place, "This is not a file.")
    except OSError as error:
        return Fault(place, f"This file cannot be read: {error.strerror or error}.")
    if len(data) > LARGEST:
        return Fault(
            place, f"This file is larger than {LARGEST:,} bytes.", "A law file holds one instrument or one case."
        )
    return data


def text_of(data: bytes, name: str) -> str | Fault:
    """The text of a file's bytes; a fault where they are not UTF-8, or hold what is not text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"The first byte that is none is 0x{data[error.start]:02x}. Save the file as UTF-8 text."
        return Fault(Place(name, line), "This file is not UTF-8 text.", byte)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return Fault(Place(name, number), f"This line is longer than {LONGEST_LINE:,} characters.")
        if found := _NOT_TEXT.search(line):
            what = f"A character here is not text: U+{ord(found[0]):04X}."
            return Fault(Place(name, number, found.start() + 1), what, "Take it out.", line)
    return text
