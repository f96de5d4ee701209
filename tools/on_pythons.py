"""Run the tests on every Python from 3.11 to 3.14 that this machine has: `python tools/on_pythons.py [PYTEST ARGUMENTS]`.

Each gets a folder of its own in build/, with the packages of the lock file. A version that is not found is named as not
run. Exit code 1 where the tests of one version failed, 2 where no version was found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def found(version: str) -> str | None:
    """The interpreter of a version: one on the path that starts, else the newest that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    newest = sorted(kept.glob(f"{version}.*/bin/python"), key=lambda one: int(one.parts[-3].split(".")[2]))
    for one in (shutil.which(f"python{version}"), *map(str, reversed(newest))):
        if one and _says(one) == version:
            return one
    return None


def _says(python: str) -> str:
    asked = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", asked], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def ran(version: str, python: str, arguments: list[str]) -> bool:
    """Whether the packages could be installed for a version, and the tests passed."""
    place = ROOT / "build" / f"python-{version}"
    own = str(place / "bin" / "python")
    pip = [own, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    steps = (
        [python, "-m", "venv", "--clear", str(place)],
        [*pip, "--require-hashes", "-r", "requirements.lock"],
        [*pip, "--no-deps", "--no-build-isolation", "-e", "."],
        [own, "-m", "pytest", *arguments],
    )
    return all(subprocess.run(step, cwd=ROOT).returncode == 0 for step in steps)


def main(arguments: list[str]) -> int:
    """Run every version that is found, and say of each how it ended."""
    ended: dict[str, str] = {}
    for version in VERSIONS:
        python = found(version)
        if python is not None:
            print(f"== Python {version}: {python}", flush=True)
            ended[version] = "passed" if ran(version, python, arguments) else "failed"
    for version in VERSIONS:
        print(f"Python {version}: {ended.get(version, 'not found, not run')}")
    return 2 if not ended else int("failed" in ended.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
