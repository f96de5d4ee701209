"""Jobs run in a child process; one that is killed says that it was interrupted, and runs again to the same end."""

import json
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


LISTS = {
    "nowhere": ("id,recipient\nA-1,nowhere-zz\n", "failed", "nowhere-zz", 0),
    "no rows": ("id,recipient\n", "failed", "no rows", 0),
    "rows": (ROWS, "done", "500 awards entered", 500),
}
"""Lists of awards, each with the state, the words and the facts that entering it comes to."""


@pytest.fixture(scope="module")
def came_to(tmp_path_factory):
    """What became of the lists, entered one after another in one office; last, of asking the job that is done again."""
    texts = {name: of[0] for name, of in LISTS.items()}
    script = f"""
import json
came_to = {{}}
for name, text in {texts!r}.items():
    ask('import-awards', matter, user, 'internal', document=sent(text)); run_next(); came_to[name] = done()
try:
    again(Job.objects.order_by("-pk").first())
except Exception as error:
    came_to["again"] = str(error)
print(json.dumps(came_to))
"""
    return json.loads(session(tmp_path_factory.mktemp("jobs") / "office", script).splitlines()[-1])


@pytest.mark.parametrize("name", LISTS)
def test_a_job_says_what_it_came_to(came_to, name):
    _, state, words, facts = LISTS[name]
    found = came_to[name]
    assert (found[0], found[-1]) == (state, facts), found
    assert words in found[1]


def test_a_job_that_is_done_is_not_run_again(came_to):
    assert "cannot be run again" in came_to["again"]


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
