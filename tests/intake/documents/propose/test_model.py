"""The door to a model: off by default, loopback here; what it says is anchored and checked, and a privileged paper stays here."""

import http.server
import json
import threading

import pytest

from comity.errors import Refused
from comity.intake.documents.document import canonical
from comity.intake.documents.propose.model import Door, door, propose

TEXT = (
    "The City of Chicago must answer by February 23, 2018. The Department of Justice asks. The recipient must answer."
)
HERE = Door("http://127.0.0.1:1/propose", "model at 127.0.0.1:1")


@pytest.fixture
def document():
    return canonical("letter.txt", "text", "0" * 64, TEXT)


def said(document, law, fields, kind="demand", access="privileged", through=HERE):
    def send(address, body):
        assert json.loads(body)["text"] == TEXT
        return json.dumps({"proposals": [{"kind": kind, "says": "x", "confidence": 1, "fields": fields}]}).encode()

    (one,) = propose(document, law, "letter", access, through, send)
    return one


def test_there_is_no_model_unless_settings_name_one(monkeypatch):
    monkeypatch.delenv("COMITY_MODEL", raising=False)
    assert door() is None
    for wrong in ("file:///etc/passwd", "not an address", "http://user:word@127.0.0.1/"):
        with pytest.raises(Refused, match="is not an address"):
            door({"COMITY_MODEL": wrong})


def test_what_it_proposes_has_its_place_and_its_name(document, law):
    one = said(document, law, [{"name": "due", "value": "2018-02-23", "words": "by February 23, 2018"}])
    assert one.by == "model at 127.0.0.1:1"
    assert [document.words(f.span) for f in one.fields] == ["by February 23, 2018"]
    assert one.failed == ()
    assert one.confidence < 1


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ({"name": "due", "value": "2018-02-24", "words": "by February 23, 2018"}, "is not read as"),
        ({"name": "due", "value": "2018-02-23", "words": "by the end of February"}, "not in the document"),
        ({"name": "asks", "value": "x", "words": "must answer"}, "several times"),
        ({"name": "issuer", "value": "us-dog", "words": "The Department of Justice"}, "no government or agency"),
        ({"name": "basis", "value": "8-usc-1373/zz", "words": "The Department of Justice"}, "No norm"),
        ({"name": "colour", "value": "red", "words": "The Department of Justice"}, "no such field"),
        ({"name": "force", "value": "decree", "words": "The Department of Justice"}, "not a legal force"),
        ({"name": "due", "value": "2018-02-23", "words": ""}, "not in the document"),
    ],
)
def test_what_fails_its_check_is_shown_and_never_repaired(document, law, field, why):
    one = said(document, law, [field])
    assert one.fields == ()
    assert any(why in failed for failed in one.failed)
    assert any("not in the document" in failed for failed in one.failed) or one.spans


def test_a_kind_that_there_is_not_is_dropped(document, law):
    one = said(document, law, [{"name": "due", "value": "2018-02-23", "words": "by February 23, 2018"}], kind="verdict")
    assert one.fields == ()
    assert one.failed


@pytest.mark.parametrize("access", ["privileged", "restricted"])
def test_a_privileged_paper_is_sent_to_no_other_machine(document, law, access):
    away = Door("https://models.example/propose", "model at models.example")

    def send(address, body):
        raise AssertionError("it was sent")

    with pytest.raises(Refused, match="is not sent"):
        propose(document, law, "letter", access, away, send)


@pytest.mark.parametrize(
    "answer",
    [b"", b"words", b"[]", b'{"proposals": 3}', b'{"proposals": [3, {"kind": 5, "fields": "x"}, {"fields": [7]}]}'],
)
def test_an_answer_that_is_none_is_refused_or_shown_as_failed(document, law, answer):
    try:
        found = propose(document, law, "letter", "privileged", HERE, lambda address, body: answer)
    except Refused as refused:
        assert "model at" in refused.message  # noqa: PT017
    else:
        assert all(one.failed and not one.fields for one in found)


def test_an_endpoint_of_this_machine_is_asked_over_loopback_and_redirects_nowhere(document, law):
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/elsewhere":
                self.send_response(302)
                self.send_header("Location", "/propose")
                self.end_headers()
                return
            body = json.dumps(
                {
                    "proposals": [
                        {
                            "kind": "demand",
                            "fields": [{"name": "issuer", "value": "us-doj", "words": "The Department of Justice"}],
                        }
                    ]
                }
            )
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    (one,) = propose(document, law, "letter", "restricted", door({"COMITY_MODEL": f"{base}/propose"}))
    assert one.value("issuer") == "us-doj"
    with pytest.raises(Refused, match="no answer that can be read"):
        propose(document, law, "letter", "restricted", door({"COMITY_MODEL": f"{base}/elsewhere"}))
    server.shutdown()
    assert asked == ["/propose", "/elsewhere"]
