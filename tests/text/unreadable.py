"""Files and folders that cannot be read, made where a test wants them: no repository could keep them."""

from __future__ import annotations

import os
from pathlib import Path

from comity.text.source import LARGEST, LONGEST_LINE


def unreadable_files(folder: Path) -> dict[str, Path]:
    """A file of each kind that `read_page` refuses, by what is wrong with it."""
    files = {name: folder / f"{name}.md" for name in ("large", "long-line", "pipe", "missing", "own-link", "latin-1")}
    with files["large"].open("wb") as file:
        file.truncate(LARGEST + 1)
    files["long-line"].write_text("---\nid: long-line\n---\n" + "x" * (LONGEST_LINE + 1) + "\n")
    files["latin-1"].write_bytes(b"---\nid: latin-1\n---\n\nThe city\x92s letter.\n")
    os.mkfifo(files["pipe"])
    files["own-link"].symlink_to(files["own-link"])
    return files


def unreadable_folders(folder: Path) -> dict[str, Path]:
    """A folder of each kind that cannot be gone through."""
    ring = folder / "ring"
    (ring / "inner").mkdir(parents=True)
    (ring / "inner" / "back").symlink_to(ring)
    (ring / "own").symlink_to(ring / "own")
    deep = folder / "deep"
    (deep / "/".join("d" * 14)).mkdir(parents=True)
    return {"ring": ring, "deep": deep, "missing": folder / "missing", "disk": Path(folder.anchor)}
