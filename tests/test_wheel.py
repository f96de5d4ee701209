"""The wheel, installed by itself in a clean environment and run outside the repository, answers from the packaged law."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: object, cwd: Path, **named) -> str:
    plain = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=plain, capture_output=True, text=True, check=False, **named
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.nightly
def test_the_wheel_answers_outside_the_repository(tmp_path):
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", ROOT, "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", tmp_path, cwd=tmp_path)
    (wheel,) = tmp_path.glob("comity-*.whl")
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))
    run(*pip, "--python", home / "bin" / "python", "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    # What Comity needs comes from the environment of the tests, behind the wheel's own files on the path.
    (site / "needs.pth").write_text(sysconfig.get_path("purelib") + "\n")

    place = run(home / "bin" / "python", "-c", "import comity; print(comity.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(home)
    comity = home / "bin" / "comity"
    rows = json.loads(run(comity, "position", "chicago-il", "--as-of", "2018-07-01", "--json", cwd=tmp_path))
    by_norm = {row["norm"]: row for row in rows}
    assert by_norm["eo-13768/9a"]["ground"] == "santa-clara-v-trump/permanent"
    assert by_norm["jag-fy2016/certification"]["award"] == "unknown-fy2016-chicago-il"
    assert "void" in by_norm["jag-fy2017/notice"]["possible"]
    letters = json.loads(
        run(comity, "demands", "--as-of", "2018-01-24", "--only", "doj-2018-01-24", "--json", cwd=tmp_path)
    )
    assert len(letters) == 23
    assert "0 failed." in run(comity, "test", cwd=tmp_path)
