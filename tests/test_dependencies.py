"""What the source imports is what pyproject.toml declares, extra by extra; every extra has a lock."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "comity"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {name: needs for name, needs in PROJECT["optional-dependencies"].items() if name != "dev"}

# Places whose imports an extra brings; everything else is the base's.
PLACES = {
    "plan/engine/spark.py": "spark",
    "intake/documents": "documents",
    "web": "web",
    "cli/lsp.py": "lsp",
    "mcp.py": "mcp",
    "norms/names/reference/build": "dev",  # makes tables, for maintainers
}
# Declared because a part we use imports it and does not declare it, or finds it by name.
BY_NAME = {
    "markdown",
    "django-csp",
    "numpy",
    "argon2-cffi",
    "gunicorn",
    "whitenoise",
    "psycopg",
    "lxml-html-clean",
    "typst",
}


def plain(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9_.-]", requirement)[0].lower().replace("_", "-")


@cache
def distributions() -> dict[str, set[str]]:
    """Import names -> the distributions that bring them."""
    found = importlib.metadata.packages_distributions()
    return {name: {plain(one) for one in brings} for name, brings in found.items()}


@cache
def imported() -> dict[str, dict[str, str]]:
    """Extra (or `base`) -> top module -> a file that imports it, in all of the source."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        inside = file.relative_to(SOURCE).as_posix()
        extra = next(
            (e for place, e in PLACES.items() if inside == place or inside.startswith((f"{place}/", f"{place}.py"))),
            "base",
        )
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), file)):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module]
                if isinstance(node, ast.ImportFrom) and node.module and not node.level
                else []
            )
            for name in names:
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top != "comity":
                    found.setdefault(extra, {}).setdefault(top, inside)
    return found


def test_every_import_of_the_source_is_declared_where_it_stands():
    brings = distributions()
    base = {plain(one) for one in PROJECT["dependencies"]}
    undeclared = []
    for extra, modules in imported().items():
        declared = base | {plain(one) for one in PROJECT["optional-dependencies"].get(extra, ())}
        for module, file in modules.items():
            if not brings.get(module, {module}) & declared:
                undeclared.append(f"{file} imports {module}, which {extra} does not declare")
    assert undeclared == []


@pytest.mark.parametrize("extra", ["base", *EXTRAS])
def test_every_declared_package_is_imported(extra):
    brings = distributions()
    modules = imported()
    everywhere = {one for of in modules.values() for module in of for one in brings.get(module, {module})}
    declared = {plain(one) for one in (PROJECT["dependencies"] if extra == "base" else EXTRAS[extra])}
    if extra in ("spark", "postgres", "lsp"):  # not installed here: held to their import names
        everywhere |= {module for of in modules.values() for module in of}
    assert sorted(declared - everywhere - BY_NAME) == []


@pytest.mark.parametrize("extra", ["run", *EXTRAS])
def test_every_extra_has_a_lock_that_holds_what_it_declares(extra):
    text = (ROOT / f"requirements-{extra}.lock").read_text()
    named = {plain(name) for name in re.findall(r"(?m)^([A-Za-z0-9_.-]+)", text)}
    declared = {plain(one) for one in [*PROJECT["dependencies"], *EXTRAS.get(extra, ())]}
    assert declared <= named
