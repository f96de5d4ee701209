"""The tools beside the program: the audit of the locked packages, and the page of their licences."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-run.lock"


def pinned() -> list[tuple[str, str]]:
    return re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", LOCK.read_text())


class Advisories(BaseHTTPRequestHandler):
    """A service that knows one fault, or answers with what it is told to."""

    known: str = ""
    says: bytes | None = None

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        results = [{"vulns": [{"id": "X-1"}]} if one["package"]["name"] == self.known else {} for one in asked]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": results}).encode() if self.says is None else self.says)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Advisories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def audit(service: str) -> tuple[int, str]:
    command = [sys.executable, "tools/audit.py", "--service", service, LOCK.name]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stderr == ""
    return found.returncode, found.stdout


@pytest.mark.parametrize(
    ("known", "says", "code", "words"),
    [
        ("", None, 0, "0 with a known fault"),
        ("duckdb", None, 1, "X-1"),
        ("", b"{}", 2, "does not answer"),
        ("", b"<html>", 2, "does not answer"),
        ("", b'{"results": []}', 2, "answered about 0 of"),
    ],
)
def test_an_audit(service: str, monkeypatch: pytest.MonkeyPatch, known: str, says: bytes | None, code: int, words: str):
    monkeypatch.setattr(Advisories, "known", known)
    monkeypatch.setattr(Advisories, "says", says)
    found, said = audit(service)
    assert found == code
    assert words in said


def test_an_audit_without_a_service_says_so() -> None:
    code, said = audit("http://127.0.0.1:9")
    assert code == 0
    assert said.startswith("Not audited: no advisory service can be reached")


def test_the_page_of_licences_names_every_part() -> None:
    rows = re.findall(r"(?m)^\| ([\w.-]+) \| (\S+) \| (.+) \|$", (ROOT / "docs" / "licences.md").read_text())
    assert [(name, version) for name, version, _ in rows if name != "package"] == sorted(pinned()), "make licences"
    assert all(licence.strip() for _, _, licence in rows)
