"""The wheel, alone with what it declares, in an environment of its own, outside the repository."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
AWARDS = "award,government,program,agency,fiscal_year,accepted,amount\n1,chicago-il,16.738,us-doj,2016,2016-09-01,100\n"
SHEET = "Award Number,Recipient,State,CFDA,Accepted,Amount\n2016-DJ-BX-0001,Chicago,IL,16.738,2016-09-01,100\n"


def locked(lock: str) -> list[str]:
    """The names of the packages of a lock file that stand for this Python and system."""
    named = re.findall(r"(?m)^([a-z0-9_.-]+)(?:\[[a-z,-]+\])?==(\S+)", (ROOT / lock).read_text())
    return [name for name, _ in named]


def run(*command: object, cwd: Path, expect: int = 0) -> str:
    plain = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stderr + done.stdout
    return done.stdout + done.stderr


def borrow(site: Path, names: list[str]) -> None:
    """Link into a folder what distributions of this environment have installed; those not for this system are absent."""
    for name in names:
        try:
            files = importlib.metadata.distribution(name).files or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            source = Path(str(importlib.metadata.distribution(name).locate_file(top)))
            if (source.is_dir() and not (site / top).exists()) or (source.is_file() and not (site / top).exists()):
                (site / top).symlink_to(source)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", ROOT, "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, cwd=folder)
    (made,) = folder.glob("comity-*.whl")
    return made


def environment(home: Path, wheel: Path) -> Path:
    venv.create(home, with_pip=False)
    run(*PIP, "--python", home / "bin" / "python", "install", "--no-deps", "--no-index", wheel, cwd=home)
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))


def every_base_command(comity: Path, folder: Path) -> None:
    """Run each command that needs no extra, outside the repository."""
    (folder / "awards.csv").write_text(AWARDS)
    (folder / "sheet.csv").write_text(SHEET)
    rows = json.loads(run(comity, "position", "chicago-il", "--as-of", "2018-07-01", "--json", cwd=folder))
    by_norm = {row["norm"]: row for row in rows}
    assert by_norm["eo-13768/9a"]["ground"] == "santa-clara-v-trump/permanent"
    assert by_norm["jag-fy2016/certification"]["award"] == "unknown-fy2016-chicago-il"
    assert "void" in by_norm["jag-fy2017/notice"]["possible"]
    letters = run(comity, "demands", "--as-of", "2018-01-24", "--only", "doj-2018-01-24", "--json", cwd=folder)
    assert len(json.loads(letters)) == 23
    why = ("why", "chicago-il", "jag-fy2017/notice", "--as-of", "2018-07-01")
    assert "in force" in run(comity, *why, "--suppose", "attached", cwd=folder)
    one = run(comity, "why", "chicago-il", "jag-fy2016/certification", "--as-of", "2018-07-01", "--awards", "awards.csv",
              "--award", "1", cwd=folder)  # fmt: skip
    assert "in force" in one
    assert "from" in run(comity, "timeline", "chicago-il", "jag-fy2017/notice", "--suppose", "attached", cwd=folder)
    days = ("--from", "2018-01-24", "--to", "2018-07-01")
    run(comity, "compare", "chicago-il", *days, cwd=folder, expect=1)
    run(comity, "assess", "awards.csv", "--out", "out.parquet", "--as-of", "2018-07-01", cwd=folder)
    assert (folder / "out.parquet").is_file()
    run(comity, "import", "sheet", "sheet.csv", "--yes", "--into", "office", cwd=folder)
    assert (folder / "office" / "awards.parquet").is_file()
    assert "0 failed." in run(comity, "test", cwd=folder)
    assert "no fault" in run(comity, "check", cwd=folder).lower()
    assert "jag-fy2017" in run(comity, "show", "jag-fy2017", cwd=folder)
    demo = run(
        "env", f"PATH={comity.parent}:{os.environ['PATH']}", "bash", ROOT / "examples" / "january_2018.sh", cwd=folder
    )
    assert demo.count("\n$ comity ") == 6
    assert "doj-letters: partly" in demo
    assert "to 23 recipients" in demo


def test_the_wheel_works_with_what_the_run_time_lock_names_and_nothing_else(wheel, tmp_path):
    site = environment(tmp_path / "env", wheel)
    borrow(site, locked("requirements-run.lock"))
    python = tmp_path / "env" / "bin" / "python"
    place = run(python, "-c", "import comity; print(comity.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(tmp_path / "env")
    assert "ModuleNotFoundError" in run(python, "-c", "import pytest", cwd=tmp_path, expect=1)
    every_base_command(tmp_path / "env" / "bin" / "comity", tmp_path)


@pytest.mark.nightly
def test_the_wheel_works_after_a_real_installation_of_the_lock(wheel, tmp_path):
    environment(tmp_path / "env", wheel)
    python = tmp_path / "env" / "bin" / "python"
    run(*PIP, "--python", python, "install", "--require-hashes", "-r", ROOT / "requirements-run.lock", cwd=tmp_path)
    every_base_command(tmp_path / "env" / "bin" / "comity", tmp_path)
