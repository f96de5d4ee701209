"""Read a file into a document: a child process with limits extracts the text, which is made canonical here."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from comity.errors import Refused, require
from comity.intake.documents.confined import MEMORY, SECONDS
from comity.intake.documents.document import Document, canonical
from comity.intake.documents.pleading import left_out
from comity.intake.documents.readers import packages_for

LARGEST = 50_000_000
"""Bytes a document may have."""


def read_document(path: Path) -> Document:
    """Read a letter, award, order or article.

    Raises Refused in a sentence for what is missing, too large, protected, damaged, scanned through, or no document.
    """
    try:
        if not path.is_file():
            raise Refused(f"{path} is not a file.", "Name a PDF, DOCX, HTML, text or EML file.")
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path.name} is larger than {LARGEST:,} bytes.", "Split it into smaller files.")
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from None
    return document_of(data, path.name)


def document_of(data: bytes, name: str) -> Document:
    """Read the bytes of a document; see `read_document`.

    Raises MissingExtra for a format whose reader is not installed; plain text and messages in plain text need none.
    """
    if not data.strip():
        raise Refused(f"{name} is empty.")
    require("documents", "Reading PDF, Word and web pages", *packages_for(data, name))
    said = _in_a_child(data, name)
    if "refused" in said:
        raise Refused(f"{name} cannot be read: {said['refused']}.")
    raw, kind = str(said["text"]), str(said["kind"])
    notes = tuple(str(one) for one in said.get("notes", ()))
    return canonical(
        name=name, kind=kind, sha256=hashlib.sha256(data).hexdigest(), raw=raw, left_out=left_out(raw), notes=notes
    )


def _in_a_child(data: bytes, name: str) -> dict[str, Any]:
    """What the child says: kind, text and notes, or why it cannot."""
    command = [sys.executable, "-I", "-c", CHILD, str(Path(__file__).parents[3]), str(MEMORY), str(SECONDS), name]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"refused": f"it takes longer than {2 * SECONDS} seconds"}
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()
        memory = any("MemoryError" in line for line in last[-3:])
        return {"refused": "it needs too much memory" if memory else "its reader stopped: it is damaged, or too large"}
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return {"refused": "its reader gave no answer"}
    return found


CHILD = """
import sys
sys.path.insert(0, sys.argv[1])
memory, seconds, name = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
from comity.intake.documents.confined import confine
confine(memory, seconds)
import json
from comity.intake.documents.readers import Unreadable, extract
data = sys.stdin.buffer.read()
try:
    found = extract(data, name)
    said = {"kind": found.kind, "text": found.text, "notes": list(found.notes)}
except Unreadable as error:
    said = {"refused": str(error)}
sys.stdout.write(json.dumps(said))
"""
