"""What lies inside a folder: a link that leads out of it does not count, whoever made it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

OUT = "This link leads out of the folder."
OUT_HINT = "Put the file itself there."


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path within a folder is reached through a link to somewhere else, or through one that leads nowhere.

    >>> leads_out(Path("/usr/bin"), Path("/usr"))
    False
    """
    try:
        return not path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except (OSError, RuntimeError):
        return True


def links_in(folder: Path) -> Iterator[Path]:
    """Every link in a folder and in the folders in it."""
    for above, folders, files in os.walk(folder, followlinks=False):
        for name in (*folders, *files):
            path = Path(above, name)
            if path.is_symlink():
                yield path
