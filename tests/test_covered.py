"""Every module of plan/ and proof/ has a test file of its own, or the test that covers it names it, alone or by its folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "comity"
MODULES = sorted(
    path.relative_to(SOURCE)
    for stage in ("plan", "proof")
    for path in (SOURCE / stage).rglob("*.py")
    if path.name != "__init__.py"
)


def first_words(path: Path) -> str:
    """The docstring of a file."""
    found = re.match(r'"""(.*?)"""', path.read_text(encoding="utf-8"), re.DOTALL)
    return found[1] if found else ""


NAMED = {
    name
    for path in TESTS.rglob("test_*.py")
    if path != Path(__file__)
    for name in re.findall(r"`((?:plan|proof)/[\w/]*(?:/|\.py))`", first_words(path))
}
"""Modules and folders that the docstring of a test says it covers."""


def covered(module: Path) -> bool:
    own = TESTS / module.parent / f"test_{module.name}"
    return own.is_file() or not NAMED.isdisjoint({str(module), f"{module.parent}/"})


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_has_its_test(module: Path) -> None:
    assert covered(module), (
        f"write tests/{module.parent}/test_{module.name}, or name `{module}` in the test that covers it"
    )


def test_what_a_test_says_it_covers_is_there() -> None:
    assert [name for name in sorted(NAMED) if not (SOURCE / name).exists()] == []


def test_a_module_that_nobody_names_is_not_covered() -> None:
    assert not covered(Path("plan/join/nobody_names_this.py"))
