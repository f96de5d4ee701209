"""What every answer carries, what no page asks of others, and what the server refuses to do."""

import http.client
import os
import re
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "comity" / "web"


@pytest.mark.parametrize("address", ["/account/login/", "/position/", "/no-such-page", "/enter/x"])
def test_every_answer_says_what_a_browser_may_load(office, address):
    answer = office.client("reader").get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    for directive, sources in policy.items():
        allowed = {"'self'", "'none'"} | ({"data:"} if directive == "img-src" else set())
        assert set(sources.split()) <= allowed, directive
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_template_holds_script_or_style_that_the_policy_would_refuse():
    for file in (WEB / "look" / "templates").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), file
        assert not re.search(r"\s(style|on[a-z]+)=", text), file
        assert "<style" not in text, file
        assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text), file
        assert "|safe" not in text, file
        assert "autoescape off" not in text, file


def test_what_confidential_pages_say_is_kept_by_no_cache(office):
    from comity.web.keeping import keeping

    keeping().make(office.asking("counsel"))
    assert office.client("counsel").get("/position/?on=2026-11-30").headers["Cache-Control"] == "private, no-store"


def test_a_form_from_elsewhere_is_refused(office):
    from django.test import Client

    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    strict.force_login(office["administrator"], "allauth.account.auth_backends.AuthenticationBackend")
    refused = strict.post("/account/logout/")
    assert refused.status_code == 403
    assert "Nothing was recorded" in refused.content.decode()
    assert "style" not in re.sub(r"<link[^>]*>", "", refused.content.decode()), "what the policy would refuse"
    assert strict.post("/account/logout/", headers={"origin": "https://evil.test"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "localhost:8765@evil.test"])
def test_another_host_is_refused(office, host):
    assert office.client("reader").get("/position/", headers={"host": host}).status_code == 400


def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites(office):
    from comity.web.people.sign_in import invite

    client = office.client(None)
    client.post(f"/enter/{invite(office['reader'])}")
    session = client.cookies["comity"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ request.user }}"])
def test_what_a_reader_sends_is_shown_as_text(office, text):
    from html import escape

    page = office.client("reader").get("/position/", {"on": text}).content.decode()
    assert escape(text) in page, "the refusal quotes what was sent"
    assert text not in page or text == escape(text)


def test_settings_over_https_are_strict(tmp_path):
    from comity.web.folder import DataFolder

    (tmp_path / "comity.toml").write_text('address = "https://comity.example.gov"\n')
    chosen = DataFolder(tmp_path).settings()
    assert chosen.https
    assert "comity.example.gov" in chosen.hosts
    assert chosen.origins == ("https://comity.example.gov",)
    script = (
        "from pathlib import Path; import sys; from comity.web.serve import open_office; open_office(Path(sys.argv[1]));"
        "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    found = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["True", "True", "__Host-comity", "True", "False"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("adress = 'x'", "address"),
        ("proxy = 'yes'", "must be bool"),
        ("address = ", "cannot be read"),
        ("postgres = 'mysql://x'", "not an address"),
        ("postgres = 'postgresql://x/y?ssl_mode=require'", "Did you mean `sslmode`"),
    ],
)
def test_settings_that_are_wrong_are_refused_with_what_would_be_right(tmp_path, text, words):
    from comity.errors import Refused
    from comity.web.folder import DataFolder

    (tmp_path / "comity.toml").write_text(text)
    with pytest.raises(Refused) as refused:
        DataFolder(tmp_path).settings()
    assert words in f"{refused.value.message} {refused.value.hint}"


def ran(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "comity.cli", *arguments],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "comity.example.gov"])
def test_other_machines_are_not_let_in_without_https(tmp_path, host):
    done = ran("serve", "--data", str(tmp_path / "office"), "--host", host)
    assert done.returncode == 2
    assert "HTTPS" in done.stderr
    assert "--plain-http" in done.stderr


def test_https_settings_or_the_flag_let_them_in(tmp_path):
    from comity.web.folder import DataFolder
    from comity.web.serve import refuse_open_door

    refuse_open_door("0.0.0.0", DataFolder(tmp_path), plain_http=True)
    (tmp_path / "comity.toml").write_text('address = "https://comity.example.gov"\n')
    refuse_open_door("0.0.0.0", DataFolder(tmp_path), plain_http=False)


WITHOUT = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "allauth", "gunicorn"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
from comity.cli import main
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("serve", "--data", "DIR"),
        ("verify", "chain", "--data", "DIR"),
        ("backup", "--data", "DIR", "--out", "DIR/x.zip"),
        ("restore", "DIR/x.zip", "--data", "DIR"),
    ],
)
def test_a_command_without_its_packages_says_what_installs_them(tmp_path, arguments):
    words = [word.replace("DIR", str(tmp_path)) for word in arguments]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *words], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "pip install 'comity[web]'" in done.stderr


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The real server on a fresh folder: its port, its folder, its sign-in link."""
    folder, port = tmp_path_factory.mktemp("served") / "office", free_port()
    command = [sys.executable, "-m", "comity.cli", "serve", "--data", str(folder), "--port", str(port), "--sample"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        link = ""
        for line in server.stdout:
            if "/enter/" in line:
                link = line.split(": ", 1)[1].strip()
                break
        for _ in range(400):
            try:
                answer = get(port, "/account/login/")
                break
            except OSError:
                time.sleep(0.1)
        assert answer.status == 200
        yield port, folder, link
        server.terminate()
        server.wait(30)


def get(port, address, host="127.0.0.1"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address, headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    return answer


def test_the_server_prints_an_address_that_signs_in_and_serves_its_own_files(served):
    port, _, link = served
    assert get(port, "/" + link.split("/", 3)[3]).status == 200
    for file in ("/static/app.css", "/static/app.js", "/static/htmx/htmx-2.min.js"):
        assert get(port, file).status == 200
    assert get(port, "/", host="evil.test").status == 400


@pytest.mark.parametrize(
    "address", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2f..%2fsecret", "/secret"]
)
def test_no_other_file_is_served(served, address):
    assert get(served[0], address).status in (302, 400, 404)


def test_what_the_server_makes_is_its_owners_alone(served):
    for path in [served[1], *served[1].rglob("*")]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_the_guide_lists_every_setting():
    from dataclasses import fields

    from comity.web.folder import Settings

    guide = (Path(__file__).parents[2] / "docs" / "guide" / "README.md").read_text(encoding="utf-8")
    table = guide[guide.index("`comity.toml`") :]
    assert [
        one.name
        for one in fields(Settings)
        if one.name != "database" and f"`{one.name}`" not in table and f"[{one.name}]" not in table
    ] == []
