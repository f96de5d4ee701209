"""Writes docs/licences.md: under which licence each package comes that Comity runs with. `make licences`.

Read from what the installed packages say of themselves; a package of the lock that is not installed is named so.
"""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from locked import ROOT, locked

PAGE = ROOT / "docs" / "licences.md"
LOCK = "requirements-run.lock"
HEAD = """\
# Licences of the parts

Comity itself is under Apache-2.0. It runs with the packages below, as pinned in `requirements-run.lock`; each licence is
what the package says of itself. The page is made by `make licences`.

| package | version | licence |
|---|---|---|
"""


def page() -> str:
    """The page, made of what is installed here."""
    return HEAD + "".join(f"| {name} | {version} | {licence(name)} |\n" for name, version in locked(LOCK))


def licence(name: str) -> str:
    """The licence of an installed package, in its own words."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return "not installed where this page was made"
    return said(found).replace("|", "/")


def said(found: Distribution) -> str:
    """What a package says: an expression, else a short line, else its classifiers."""
    about = found.metadata
    expression = about.get("License-Expression")
    if expression:
        return expression
    classified = [one.split(" :: ")[-1] for one in about.get_all("Classifier") or () if one.startswith("License ::")]
    short = " ".join((about.get("License") or "").split())
    if short and len(short) <= 60 and not (classified and short in ("Dual License", "UNKNOWN")):
        return short
    return ", ".join(classified) or "see its files"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
