"""Work on a stranger's words is done apart: within limits of time and memory, reaching neither networks, programs nor files."""

import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from comity.errors import Refused
from comity.intake.documents import confined, read
from comity.intake.documents.apart import compare_apart, propose_apart, search_apart
from comity.intake.documents.clauses import clauses_of, search
from comity.intake.documents.compare import compare_terms
from comity.intake.documents.confined import apart
from comity.intake.documents.document import canonical
from comity.intake.documents.propose.rules import propose


def document(text, name="a.txt"):
    return canonical(name, "text", "0" * 64, text)


LETTER = document("January 24, 2018\n\nDear Mayor:\n\nPlease provide all documents by February 2, 2018. 8 U.S.C. 1373.")


def test_what_is_worked_out_apart_is_what_is_worked_out_here(law):
    clauses = clauses_of(law)
    award = document("Terms\n\n" + "\n\n".join(one.words for one in clauses[:3]))
    other = document("Terms\n\n" + "\n\n".join(one.words.replace("must", "will") for one in clauses[1:4]))
    assert propose_apart(LETTER, law) == propose(LETTER, law)
    assert propose(LETTER, law).proposals
    assert search_apart(award, clauses) == search(award, clauses)
    assert compare_apart(award, other, clauses) == compare_terms(award, other, clauses)


def spin():
    until = time.monotonic() + 30
    while time.monotonic() < until:
        pass


def deep(n=0):
    return deep(n + 1)


def refuse():
    raise Refused("the words are wrong.", "Mend them.")


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (spin, "takes longer than 0.4 seconds"),
        (lambda: b"x" * 4_000_000_000, "too much memory"),
        (deep, "nested too deeply"),
        (refuse, "the words are wrong"),
        (lambda: 1 // 0, "failed on its words"),
        (lambda: object(), "failed on its words"),
    ],
)
def test_work_that_does_not_end_well_is_a_refusal_in_a_sentence(work, says, monkeypatch):
    monkeypatch.setattr(confined, "SECONDS", 0.2)
    with pytest.raises(Refused) as refused:
        apart(work, int, "a.txt")
    assert says in refused.value.message
    assert refused.value.hint


@pytest.fixture
def listening():
    """A socket of this machine, and whether anybody has knocked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def reaching(listening, tmp_path):
    port = listening.getsockname()[1]
    return {
        "a connection": lambda: socket.create_connection(("127.0.0.1", port), 1),
        "an address": lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1),
        "a name": lambda: socket.getaddrinfo("localhost", 80),
        "a program": lambda: subprocess.run([sys.executable, "-c", f"open({str(tmp_path / 'made')!r}, 'w')"]),
        "a file": lambda: (tmp_path / "made").write_text("words"),
        "a folder": lambda: (tmp_path / "made").mkdir(),
    }


@pytest.mark.parametrize("what", ["a connection", "an address", "a name", "a program", "a file", "a folder"])
def test_nothing_is_reached_from_there(what, listening, tmp_path):
    work = reaching(listening, tmp_path)[what]
    work_done = apart(lambda: _refused(work), bool, "a.txt")
    assert work_done
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(BlockingIOError):
        listening.accept()


def _refused(work):
    try:
        work()
    except PermissionError:
        return True
    return False


def test_the_readers_process_reaches_nothing_either(monkeypatch, listening):
    port = listening.getsockname()[1]
    knock = f"import socket; socket.create_connection(('127.0.0.1', {port}), 1)\ndata = sys"
    monkeypatch.setattr(read, "CHILD", read.CHILD.replace("data = sys", knock))
    with pytest.raises(Refused, match="its reader stopped"):
        read.document_of(b"words", "a.txt")
    with pytest.raises(BlockingIOError):
        listening.accept()


def test_what_is_done_apart_leaves_this_process_as_it_is(tmp_path):
    held = []
    assert apart(lambda: held.append(1) or len(held), int, "a.txt") == 1
    assert held == []
    (tmp_path / "made").write_text("words")  # no limit has come here
    assert socket.getaddrinfo("127.0.0.1", 80)
