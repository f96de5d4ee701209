"""The application under readers: pages of a portfolio, a fact entered and seen, the first page, the size of what is kept.

    .venv/bin/python benchmarks/bench_web.py [--awards 50000] [--readers 8] [--requests 400] [--into DIR]

The server is the real one, in a process of its own, on a data folder made for this; awards are made up, the same each time.
Figures go to DIR, benchmarks/results unless said, with cores and commit.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PATIENCE = 300
LINE = re.compile(rb"/position/line/[0-9a-f]+")
COUNTS = re.compile(rb"[0-9,]+ awards?")
PROGRAMS = ("14.267", "20.507", "97.067", "16.738", "93.600", "16.710", "14.218", "21.027")
TERMS = {
    "14.267": ["hud-coc-fy2024/dei", "hud-coc-fy2024/immigration"],
    "20.507": ["dot-iec-2025/cooperation"],
    "97.067": ["dhs-tc-fy2025/cooperation", "dhs-tc-fy2025/dei"],
    "93.600": ["hhs-gps-2025/dei"],
    "16.710": ["doj-terms-2025/immigration", "doj-terms-2025/dei"],
}
RECIPIENTS = ("fresno-ca", "houston-tx", "king-county-wa", "chicago-il", "santa-clara-county-ca", "tarrant-county-tx")


def entries(number: int) -> list[Any]:
    """So many made-up awards as rows."""
    from comity.web.office.entry import Entry

    made: list[Any] = []
    for at in range(number):
        program = PROGRAMS[at % len(PROGRAMS)]
        values: dict[str, Any] = {
            "id": f"B-{at:06d}", "recipient": RECIPIENTS[at // 7 % len(RECIPIENTS)], "program": program, "stage": "accepted",
            "fiscal_year": 2024 + at % 2, "accepted": f"2025-{at % 9 + 1:02d}-{at % 28 + 1:02d}", "amount": str(10_000 + at % 990_000),
        }  # fmt: skip
        if at % 3 and program in TERMS:
            values["terms"] = TERMS[program]
        made.append(Entry("awards", values, access="internal"))
    return made


def prepare(folder: Path, awards: int) -> tuple[dict[str, float], str]:
    """A data folder with an office of so many awards, and the link that signs its editor in."""
    from comity.web.serve import migrate, open_office

    open_office(folder)
    migrate()
    from comity.web.office.facts import enter
    from comity.web.people.models import Matter, Member, User
    from comity.web.people.sign_in import invite
    from comity.web.people.tokens import make_token

    user = User.objects.create_user("editor@office.test")
    matter = Matter.objects.create(number=1, name="Grants", government="fresno-ca")
    Member.objects.create(user=user, matter=matter, role="editor")
    rows = entries(awards)
    began = time.perf_counter()
    enter(rows, matter, user)
    took = time.perf_counter() - began
    (folder / "token").write_text(make_token(user, matter, "bench", ["read", "enter"], 1))
    return {"enter_all_s": took}, invite(user)


class Reader:
    """One reader with a session and a connection of its own."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self.head = {"Cookie": cookie, "Host": "127.0.0.1"}

    def get(self, address: str, **head: str) -> tuple[int, bytes]:
        self.connection.request("GET", address, headers={**self.head, **head})
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def signed_in(port: int, link: str) -> str:
    """The cookie of a session, by way of the link and its form."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/enter/{link}", headers={"Host": "127.0.0.1"})
    answer = connection.getresponse()
    page = answer.read().decode()
    form = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    cookie = re.search(r"comity-form=[^;]+", answer.headers["Set-Cookie"])
    assert form is not None
    assert cookie is not None
    body = f"csrfmiddlewaretoken={form[1]}"
    head = {"Cookie": cookie[0], "Host": "127.0.0.1", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"/enter/{link}", body, headers=head)
    answer = connection.getresponse()
    answer.read()
    return "; ".join(re.findall(r"comity(?:-form)?=[^;]+", ", ".join(answer.headers.get_all("Set-Cookie"))))


def until_shown(reader: Reader, address: str, unlike: bytes = b"") -> float:
    """Seconds until a page shows its lines, and other ones than a page before."""
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        _, page = reader.get(address)
        if LINE.search(page) and LINE.findall(page) + COUNTS.findall(page) != LINE.findall(unlike) + COUNTS.findall(
            unlike
        ):
            return time.perf_counter() - began
        time.sleep(0.02)
    raise TimeoutError(f"{address} shows no lines")


def under_readers(port: int, cookie: str, readers: int, requests: int, addresses: list[str]) -> dict[str, float]:
    """Milliseconds of requests that so many readers make at once."""
    times: list[float] = []

    def read(number: int) -> None:
        reader = Reader(port, cookie)
        for at in range(requests // readers):
            began = time.perf_counter()
            status, _ = reader.get(addresses[(at + number) % len(addresses)])
            assert status == 200, status
            times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    cuts = statistics.quantiles(times, n=100)
    return {
        "p50_ms": cuts[49],
        "p95_ms": cuts[94],
        "p99_ms": cuts[98],
        "per_second": len(times) / took,
        "requests": len(times),
    }


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--awards", type=int, default=50_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--into", type=Path, default=HERE / "results")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "office"
        figures, link = prepare(folder, chosen.awards)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port: int = found.getsockname()[1]
        began = time.perf_counter()
        command = [sys.executable, "-m", "comity.cli", "serve", "--data", str(folder), "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                while True:
                    try:
                        cookie = signed_in(port, link)
                        break
                    except OSError:
                        time.sleep(0.05)
                figures["first_page_s"] = time.perf_counter() - began
                reader = Reader(port, cookie)
                figures["first_answers_s"] = until_shown(reader, "/position/")
                figures["past_day_s"] = until_shown(reader, "/position/?on=2026-01-05")
                _, page = reader.get("/position/")
                links = re.findall(rb'href="(/position/line/[^"]+)"', page)
                addresses = ["/position/", "/position/?status=unknown", *(link.decode() for link in links[:3])]
                figures |= {f"pages_{key}": value for key, value in under_readers(
                    port, cookie, chosen.readers, chosen.requests, addresses[:2]).items()}  # fmt: skip
                figures |= {f"reasons_{key}": value for key, value in under_readers(
                    port, cookie, chosen.readers, chosen.requests // 4, addresses[2:]).items()}  # fmt: skip
                token = (folder / "token").read_text()
                row = {
                    "table": "awards",
                    "access": "internal",
                    "values": {"id": "B-NEW", "recipient": "fresno-ca", "program": "97.067"},
                }
                began = time.perf_counter()
                body = json.dumps([row])
                head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Host": "127.0.0.1"}
                reader = Reader(port, cookie)  # the server has closed the idle connection
                reader.connection.request("POST", "/api/facts", body, headers=head)
                answer = reader.connection.getresponse()
                answer.read()
                assert answer.status == 201
                figures["fact_saved_s"] = time.perf_counter() - began
                until_shown(reader, "/position/", page)
                figures["fact_to_changed_cells_s"] = time.perf_counter() - began
                figures["kept_kb"] = max(path.stat().st_size for path in (folder / "kept").glob("*.kept")) / 1000
                figures["page_kb"] = len(page) / 1000
            finally:
                server.terminate()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=False
    ).stdout.strip()
    about = {
        "awards": chosen.awards, "readers": chosen.readers, "cores": os.cpu_count(), "python": platform.python_version(),
        "commit": commit, "load": os.getloadavg()[0],
    }  # fmt: skip
    chosen.into.mkdir(parents=True, exist_ok=True)
    out = chosen.into / "bench_web.json"
    out.write_text(json.dumps({**about, **{key: round(value, 3) for key, value in figures.items()}}, indent=1) + "\n")
    print(out.read_text())


if __name__ == "__main__":
    main()
