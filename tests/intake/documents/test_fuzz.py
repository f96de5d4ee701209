"""Documents made at random, and papers changed at random: read or refused in a sentence, every span the document's own."""

import random

import pytest
from benchmarks.documents.boilerplate import award_text
from benchmarks.documents.corpus import written
from benchmarks.documents.setting import FORMS, set_as

from comity.errors import Refused
from comity.intake.documents.document import canonical
from comity.intake.documents.pleading import left_out
from comity.intake.documents.propose.rules import PAPERS, propose
from comity.intake.documents.read import document_of
from comity.intake.documents.readers import Unreadable, extract

SUITE, NIGHTLY = 100, 2_000
KINDS = (*PAPERS, "")
"""What a paper is taken for: each in turn in the suite, all of each in the night."""
HOSTILE = "\x00\x07\u202e\u00ad\ufffe\U0001f4a3“”«»§$%\f\n\r\t|;:.,()[]{}\\\"'"
PIECES = [t.text for t in written()] + [award_text(n) for n in range(4)]


def text_of(draw):
    """Pieces of papers, cut, doubled, shuffled, with characters that break things."""
    parts = []
    for _ in range(draw.randint(1, 6)):
        piece = draw.choice(PIECES)
        start = draw.randrange(len(piece))
        parts.append(piece[start : start + draw.randint(1, 1_500)])
        parts.append("".join(draw.choice(HOSTILE) for _ in range(draw.randint(0, 12))))
        if draw.random() < 0.2:
            parts.append(
                draw.choice(['"', "(", "8 U.S.C. 1373, ", "a ", "A", "9", "\n\n", " v. "]) * draw.randint(1, 800)
            )
    draw.shuffle(parts)
    return "".join(parts)


def holds(document, law, papers):
    for paper in papers:
        found = propose(document, law, paper)
        for one in found.proposals:
            for span in (*one.spans, *(f.span for f in one.fields if f.span)):
                assert 0 <= span.start < span.end <= len(document.text)
                assert document.words(span) in document.raw


def proposes(seed, law, papers):
    raw = text_of(random.Random(seed))
    holds(canonical("a.txt", "text", "0" * 64, raw, left_out(raw)), law, papers)


def reads(seed):
    """A paper in some form with bytes changed: text, or a sentence; within the reader itself, where no limit helps it."""
    draw = random.Random(seed)
    form = draw.choice(FORMS)
    data = bytearray(set_as(form, draw.choice(PIECES)))
    for _ in range(draw.randint(1, 40)):
        at = draw.randrange(len(data))
        match draw.randrange(3):
            case 0:
                data[at] = draw.randrange(256)
            case 1:
                del data[at : at + draw.randint(1, 60)]
            case _:
                data[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 20)))
        if not data:
            return
    try:
        said = extract(bytes(data), f"a.{form}").text
    except Unreadable as error:
        said = str(error)
    assert said.strip()


@pytest.mark.parametrize("block", range(10))
def test_papers_cut_and_shuffled_are_proposed_from(block, law):
    for seed in range(block * SUITE // 20, (block + 1) * SUITE // 20):
        proposes(seed, law, (KINDS[seed % len(KINDS)],))


@pytest.mark.parametrize("block", range(5))
def test_papers_with_changed_bytes_are_read_or_refused(block):
    for seed in range(block * SUITE // 10, (block + 1) * SUITE // 10):
        reads(seed)


@pytest.mark.parametrize("seed", range(4))
def test_bytes_at_random_are_read_or_refused_in_the_child(seed):
    data = random.Random(seed).randbytes(3_000)
    for lead in (b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b""):
        try:
            said = document_of(lead + data, "a").raw
        except Refused as refused:
            said = refused.message
        assert said.strip()


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_many_papers(block, law):
    for seed in range(10_000 + block * NIGHTLY // 40, 10_000 + (block + 1) * NIGHTLY // 40):
        proposes(seed, law, KINDS)
        reads(seed)
