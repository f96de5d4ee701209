"""Make all files of the site and write them into a folder."""

from __future__ import annotations

import gc
import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from comity.answers.gathered import Gathered
from comity.answers.portrait import answers
from comity.answers.question import open_law, open_record
from comity.brief.site.downloads import files_of
from comity.brief.site.home import about_page, home_page, search_page
from comity.brief.site.indexes import indexes
from comity.brief.site.instrument import conduct_page, instrument_page
from comity.brief.site.norm import act_page, barred_for, norm_page
from comity.brief.site.places import court_page, government_page
from comity.brief.site.records import demands_page, statements_page
from comity.brief.site.search import index
from comity.brief.site.shell import Page, written
from comity.brief.site.sources import sources_page
from comity.disk.inside import leads_out
from comity.disk.locks import Busy, alone
from comity.disk.whole_files import tidy, write_whole
from comity.errors import Refused
from comity.library import law_dir
from comity.norms.library import law_files

MANIFEST = "comity-site.json"
_PATH = re.compile(r"[a-z0-9][a-z0-9.\-]*(?:/[a-z0-9][a-z0-9.\-]*)*\Z")


@dataclass(frozen=True, slots=True)
class Written:
    """What was put into the folder: how many pages, files and bytes."""

    pages: int
    files: int
    bytes: int


def gather(law: Path | None, record: Sequence[Path] | None, as_of: date) -> Gathered:
    """The library of a folder of law and of records (the packaged ones for None). Raises Faults."""
    loaded = open_law(law)
    root = law or law_dir()
    texts: dict[str, tuple[str, ...]] = {}
    digest = hashlib.sha256()
    for path in law_files(root):
        data = path.read_bytes()
        digest.update(hashlib.sha256(data).digest())
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        texts[path.stem] = tuple(text.split("\n"))
    version = f"Law files {digest.hexdigest()[:12]}"
    commit = _commit(root if root.is_dir() else root.parent)
    return Gathered(
        loaded, open_record(record, loaded), as_of, texts, f"Commit {commit}. {version}" if commit else version
    )


def _commit(folder: Path) -> str | None:
    """The commit a checkout stands at; None outside one, or where there is no git."""
    command = ["git", "-C", str(folder), "rev-parse", "--short=12", "HEAD"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None


def pages(library: Gathered) -> Iterator[Page]:
    """Every page of the site."""
    found = answers(library)
    law = library.law
    yield home_page(library)
    yield about_page(library)
    yield search_page()
    yield from indexes(library, found)
    yield sources_page(library)
    yield demands_page(library)
    yield statements_page(library)
    yield from (government_page(one, library, found[short]) for short, one in library.governments.items())
    yield from (instrument_page(i, library) for _, i in sorted(law.instruments.items()))
    barred = barred_for(found)
    yield from (norm_page(n, library, barred) for _, n in sorted(law.norms.items()))
    yield from (act_page(id, library) for id in sorted(law.norm_acts))
    yield from (court_page(c, library) for c in library.courts.values())
    yield from (conduct_page(a, library) for _, a in sorted(law.acts.items()))


def site_files(library: Gathered) -> dict[str, bytes]:
    """Every file of the site by its path; the same library makes the same bytes."""
    gc.disable()  # pages are built of millions of strings and hold no rings
    try:
        made = list(pages(library))
        found = {page.path: written(page, library).encode() for page in made}
    finally:
        gc.enable()
    for page in made:
        if page.rows is not None:
            found |= files_of(page.path, page.rows)
    found["search-index.js"] = index(made).encode()
    for name in ("site.css", "search.js"):
        found[name] = (files("comity.brief.site") / name).read_bytes()
    return found


def write(library: Gathered, out: Path) -> Written:
    """Make the site in a folder; what an earlier run left there and this one does not make is taken away.

    Raises Refused when the folder holds something that no earlier run made.
    """
    _before(out)  # before the minutes that the pages take
    out.mkdir(parents=True, exist_ok=True)
    tidy(out)
    _list(out, _before(out))
    found = site_files(library)
    if wrong := next((path for path in found if not _PATH.match(path)), None):
        raise ValueError(f"not a path of the site: {wrong!r}")
    try:
        with alone(out, wait=False):
            before = _before(out)
            # first, so that a run that is killed or runs out of disk leaves a folder that the next may write to
            _list(out, before | found.keys())
            for folder in sorted({(out / path).parent for path in before | found.keys()}):
                folder.mkdir(parents=True, exist_ok=True)
                if leads_out(folder, out):
                    raise Refused(f"{folder} is a link to another folder.", "Take it out, or name a new folder.")
                tidy(folder)
            for path in sorted(before - found.keys()):
                (out / path).unlink(missing_ok=True)
            for path, data in found.items():
                write_whole(out / path, data, lasting=False)
            _list(out, found.keys())
    except Busy:
        raise Refused(f"another run is making a site in `{out}`.", "Wait for it, or name another folder.") from None
    html = sum(path.endswith(".html") for path in found)
    return Written(html, len(found) + 1, sum(map(len, found.values())))


def _list(out: Path, paths: Iterable[str]) -> None:
    """Write down what the site has in a folder, by which the next run knows it."""
    manifest = json.dumps({"made_by": "comity site", "files": sorted(paths)}, indent=0) + "\n"
    write_whole(out / MANIFEST, manifest)


def _before(out: Path) -> set[str]:
    """The files an earlier run made in a folder."""
    if out.exists() and not out.is_dir():
        raise Refused(f"`{out}` is a file.", "Name a folder.")
    if not out.is_dir():
        return set()
    tidy(out)
    if not any(out.iterdir()):
        return set()
    try:
        listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(
            f"`{out}` holds files that `comity site` did not make.", "Name an empty folder, or a new one."
        ) from None
    return {path for path in listed if isinstance(path, str) and _PATH.match(path)}
