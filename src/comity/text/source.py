"""Read the bytes of a file once, and the text in them; whatever makes a file unreadable is a fault."""

from __future__ import annotations

from pathlib import Path

from comity.disk.reading import NotAFile, read_at_most
from comity.text.characters import wrong_character
from comity.text.faults import Fault, Place

LARGEST = 4_000_000  # bytes; the longest law file of the library has 60,000
LONGEST_LINE = 20_000  # characters


def bytes_of(path: Path, name: str) -> bytes | Fault:
    """The bytes of a file of law; a fault where it is not a file, too large or cannot be read."""
    place = Place(name, 1)
    try:
        data = read_at_most(path, LARGEST)
    except NotAFile:
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
        if (found := wrong_character(line.rstrip("\r").replace("\t", " "))) is not None:
            return Fault(Place(name, number, found[0] + 1), found[1], found[2], line)
    return text
