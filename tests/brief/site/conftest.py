"""The site of the packaged library, made once."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from comity.answers.gathered import Gathered
from comity.brief.site.build import gather, write

DAY = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Site:
    library: Gathered
    folder: Path
    texts: Mapping[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    """Made by the first worker that asks; the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = base / "site", base / "site-done"
    library = gather(None, None, DAY)
    try:
        (base / "site-begun").mkdir()
    except FileExistsError:
        for _ in range(1800):
            if done.exists():
                break
            time.sleep(0.1)
    else:
        started = time.perf_counter()
        try:
            made = write(library, folder)
        finally:
            done.touch()
        print(f"\nsite: {made.pages} pages, {made.bytes / 1e6:.1f} MB in {time.perf_counter() - started:.1f} s")
    texts = {str(f.relative_to(folder)): f.read_text(encoding="utf-8") for f in sorted(folder.rglob("*.html"))}
    return Site(library, folder, texts)
