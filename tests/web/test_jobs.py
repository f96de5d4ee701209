"""Jobs run in a child process; one that is killed says that it was interrupted, and runs again to the same end."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

MAKE = """
import io, sys
from pathlib import Path
from comity.web.serve import migrate, open_office
open_office(Path(sys.argv[1]))
migrate()
from comity.web.jobs.queue import again, ask, mark_interrupted, run_next
from comity.web.office.documents import take_in
from comity.web.office.models import Fact, Job
from comity.web.people.models import Matter, Member, User
if not User.objects.exists():
    user = User.objects.create_user("e@office.test")
    matter = Matter.objects.create(number=1, name="Grants", government="fresno-ca")
    Member.objects.create(user=user, matter=matter, role="editor")
user, matter = User.objects.get(), Matter.objects.get()
def sent(text):
    return take_in(io.BytesIO(text.encode()), "list.csv", "internal", matter, user).number
def done():
    job = Job.objects.order_by("-pk").first()
    return job.state, job.said, job.done, job.whole, Fact.objects.count()
"""
ROWS = "id,recipient,amount\n" + "\n".join(f"A-{number},fresno-ca,{number}" for number in range(500))


def session(folder, script):
    found = subprocess.run(
        [sys.executable, "-c", MAKE + script, str(folder)], capture_output=True, text=True, timeout=240, check=False
    )
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@pytest.mark.parametrize(
    ("text", "state", "words", "facts"),
    [
        (ROWS, "done", "500 awards entered", 500),
        ("id,recipient\nA-1,nowhere-zz\n", "failed", "nowhere-zz", 0),
        ("id,recipient\n", "failed", "no rows", 0),
    ],
)
def test_a_job_says_what_it_came_to(tmp_path, text, state, words, facts):
    said = session(
        tmp_path / "office",
        f"ask('import-awards', matter, user, 'internal', document=sent({text!r})); run_next(); print(*done(), sep='|')",
    )
    found = said.split("|")
    assert (found[0], found[-1]) == (state, str(facts)), said
    assert words in said


def test_a_job_that_is_killed_says_so_enters_nothing_in_part_and_runs_again(tmp_path):
    folder = tmp_path / "office"
    session(folder, f"ask('import-awards', matter, user, 'internal', document=sent({ROWS!r}))")
    with subprocess.Popen([sys.executable, "-c", MAKE + "run_next()", str(folder)]) as server:
        for _ in range(1200):
            with closing(sqlite3.connect(folder / "office.sqlite3")) as opened:
                row = opened.execute("SELECT process FROM office_job").fetchone()
            if row[0]:
                os.kill(row[0], signal.SIGKILL)
                break
            time.sleep(0.05)
        server.wait(60)
    assert session(folder, "print(*done(), sep='|')").startswith("interrupted|")
    said = session(folder, "again(Job.objects.get()); run_next(); print(*done(), sep='|')")
    assert said == "done|500 awards entered.|500|500|500"


def test_a_job_that_is_done_is_not_run_again(tmp_path):
    said = session(
        tmp_path / "office",
        f"""ask('import-awards', matter, user, 'internal', document=sent({ROWS!r})); run_next()
try:
    again(Job.objects.get())
except Exception as error:
    print(error)
""",
    )
    assert "cannot be run again" in said
