"""An office whose process is killed at any moment loses no fact that it confirmed, and its chain is whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.web.database import choose_database, rows

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

# One process makes the office ready; each child that it forks enters facts until it is killed, and says which are confirmed.
SERVER = """
import os, sys
from pathlib import Path
from comity.web.serve import migrate, open_office
open_office(Path(sys.argv[1]))
migrate()
from django.db import connection
from comity.web.keeping import keeping
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.people.models import Matter, Member, User
user = User.objects.create_user("e@office.test")
matter = Matter.objects.create(number=1, name="Grants", government="fresno-ca")
Member.objects.create(user=user, matter=matter, role="editor")
keeping().law
connection.close()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        number = 0
        while True:
            number += 1
            rows = [Entry("awards", {"id": f"{line.strip()}-{number}-{at}", "recipient": "fresno-ca"}, access="internal") for at in range(3)]
            facts = enter(rows, matter, user)
            os.write(1, (" ".join(str(fact.pk) for fact in facts) + "\\n").encode())
    os.write(1, f"child {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"gone\\n")
"""


def kill_often(folder: Path, times: int) -> None:
    confirmed: set[int] = set()
    drawn = random.Random(1787)
    choose_database(folder)
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for number in range(times):
            server.stdin.write(f"run{number}\n")
            server.stdin.flush()
            child = int(server.stdout.readline().split()[1])
            if number % 3 == 0:  # let some confirm at least once, and kill others before they do
                confirmed |= {int(pk) for pk in server.stdout.readline().split()}
            time.sleep(drawn.uniform(0, 0.4))
            os.kill(child, signal.SIGKILL)
            while (line := server.stdout.readline()) != "gone\n":
                confirmed |= {int(pk) for pk in line.split()}
        server.stdin.close()
        server.wait(60)
    kept = {row[0] for row in rows(folder, "SELECT id FROM office_fact JOIN office_payload ON fact_id = id")}
    assert len(confirmed) >= times
    assert confirmed <= kept
    assert len(kept) % 3 == 0, "facts entered together are there together or not at all"
    walked = subprocess.run(
        [sys.executable, "-m", "comity.cli", "verify", "chain", "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert walked.returncode == 0, walked.stdout


def test_fifty_kills_lose_no_confirmed_fact(tmp_path):
    kill_often(tmp_path / "office", 50)


@pytest.mark.nightly
def test_a_thousand_kills_lose_no_confirmed_fact(tmp_path):
    kill_often(tmp_path / "office", 1000)
