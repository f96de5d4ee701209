"""Rules that hold for the repository as a whole."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "comity"

# A folder imports only itself and folders above it in this list (docs/architecture.md).
STAGES = ("disk", "text", "norms", "record", "intake", "proof", "plan", "answers", "kept", "brief", "web", "cli")

PLAN = ("engine", "awards", "groups", "decide", "fold", "join", "assessment", "comparison", "timeline")
"""The stages of the bulk evaluator, in the order in which data flows."""

FRONT_DOOR = ("__init__.py", "api.py", "mcp.py")
"""The public API: it calls every stage but the application and the command line."""

# In parts, so that this file names none of them.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "com"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("proxy", "golang", "org"),
        ("conda", "anaconda", "org"),
        ("repo", "maven", "apache", "org"),
        ("repo1", "maven", "org"),
    )
)


def tracked_files() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_the_host_of_a_package_registry():
    hosts = re.compile(b"|".join(re.escape(host.encode()) for host in REGISTRY_HOSTS))
    naming = [str(file.relative_to(ROOT)) for file in tracked_files() if hosts.search(file.read_bytes())]
    assert naming == []


@pytest.mark.parametrize("lock", sorted(ROOT.glob("*.lock")), ids=lambda path: path.name)
def test_a_lock_file_names_no_host_and_hashes_every_package(lock):
    text = lock.read_text()
    assert "://" not in text
    assert re.findall(r"(?m)^\s*(?:-i|-f|--[a-z]*index[a-z-]*|--find-links|--trusted-host)\b.*", text) == []
    packages = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def verbs() -> list[str]:
    return re.findall(r"(?m)^([a-z][a-z-]*):", (ROOT / "Makefile").read_text())


def test_make_has_at_most_sixteen_verbs():
    assert 0 < len(verbs()) <= 16


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("goal", [(), ("help",)])
def test_make_help_lists_every_verb(goal):
    shown = subprocess.run(
        ["make", "--no-print-directory", *goal],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line.split()[1] for line in shown.splitlines()] == verbs()


def test_no_module_is_a_drawer():
    drawers = {"util", "utils", "helper", "helpers", "common", "manager", "misc"}
    named = [
        str(file.relative_to(ROOT))
        for folder in (SOURCE, ROOT / "tests")
        for file in folder.rglob("*")
        if (file.suffix == ".py" or file.is_dir()) and file.stem.strip("_") in drawers
    ]
    assert named == []


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, absolute module name) of each import in a file under src, at any depth."""
    package = file.relative_to(SOURCE.parent).parent.parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), file)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            for name in node.names:
                yield node.lineno, ".".join((*base, *filter(None, [node.module]), name.name))


def test_a_folder_imports_only_folders_above_it():
    wrong = []
    for file in sorted(SOURCE.rglob("*.py")):
        stage = file.relative_to(SOURCE).parts[0]
        # Modules beside the stages (comity.library) are for every stage and use none.
        rank = STAGES.index(stage) if stage in STAGES else -1
        if stage in FRONT_DOOR:
            rank = STAGES.index("web") - 1
        for line, module in imports(file):
            top, *rest = module.split(".")
            place = f"{file.relative_to(ROOT)}:{line} imports {module}"
            if top == "comity" and rest and rest[0] in STAGES and STAGES.index(rest[0]) > rank:
                wrong.append(place)
            if top == "django" and rank < STAGES.index("web"):
                wrong.append(place)
    assert wrong == []


def test_every_folder_of_the_source_is_a_stage():
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders <= set(STAGES)


def modules() -> dict[str, Path]:
    """Every module of the source by its dotted name."""
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def test_no_module_imports_in_a_circle():
    known = modules()
    graph = {}
    for name, file in known.items():
        named = {wanted if wanted in known else wanted.rpartition(".")[0] for _, wanted in imports(file)}
        graph[name] = sorted((named & known.keys()) - {name})
    graph["comity"] = []  # imports the API only when it is first asked for
    done: set[str] = set()

    def circle(name: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
        if name in path:
            return path[path.index(name) :]
        if name in done:
            return None
        for wanted in graph[name]:
            if found := circle(wanted, (*path, name)):
                return found
        done.add(name)
        return None

    assert [found for name in graph if (found := circle(name, ()))] == []


def test_a_stage_of_the_bulk_evaluator_imports_only_stages_before_it():
    wrong = []
    for file in sorted((SOURCE / "plan").rglob("*/*.py")):
        stage = file.relative_to(SOURCE / "plan").parts[0]
        for line, module in imports(file):
            top, *rest = module.split(".")
            if [top, *rest[:1]] == ["comity", "plan"] and len(rest) > 1 and PLAN.index(rest[1]) > PLAN.index(stage):
                wrong.append(f"{file.relative_to(ROOT)}:{line} imports {module}")
    assert wrong == []


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md", "docs/bulk.md"])
def test_the_files_that_a_page_names_exist(page):
    text = re.sub(r"\[[^]]*\]\((?:\.\./)?([^):]*)\)", r"`\1`", (ROOT / page).read_text(encoding="utf-8"))
    named = set(re.findall(r"`([\w./-]+/|[\w./-]+\.(?:py|lark|lp|json|toml|md))`", text))
    there = [f"/{file.relative_to(ROOT).as_posix()}" for file in tracked_files()]
    folders = [f"/{parent.as_posix()}/" for file in tracked_files() for parent in file.relative_to(ROOT).parents]
    lost = {name for name in named if not any(one.endswith(f"/{name}") for one in (*there, *folders))}
    assert len(named) > 10
    assert lost == set()


MOST_IN_ORDER = 5
MANY_OF_ONE_KIND = {"add_row"}
"""Functions of other libraries that take as many of the same as there are."""


def test_more_than_five_arguments_are_named_where_they_are_given():
    """A function of ours that takes as many of the same as there are has them in `*`, and is let be."""
    trees = {file: ast.parse(file.read_text()) for file in sorted((ROOT / "src/comity").rglob("*.py"))}
    trees = {file: tree for file, tree in trees.items() if "migrations" not in file.parts}
    nodes = [(file, node) for file, tree in trees.items() for node in ast.walk(tree)]
    any_number = MANY_OF_ONE_KIND | {
        node.name for _, node in nodes if isinstance(node, ast.FunctionDef) and node.args.vararg is not None
    }
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file, node in nodes
        if isinstance(node, ast.Call) and len(node.args) > MOST_IN_ORDER and _called(node.func) not in any_number
    ]
    assert found == []


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
