"""Seal what was known when a certificate was signed (answers, law, facts, documents), and reproduce it.

Counsel's review is not in it: it is privileged, and stands in a row of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone

from comity.web.asking import Asking
from comity.web.kept_answers import Answers
from comity.web.office.chain import head
from comity.web.office.models import Certification, Content, Document, Fact, Receipt
from comity.web.office.receipts import digest_of, receipt, replay_of
from comity.web.office.sealing import START, canonical
from comity.web.people.models import Access, User

FORMAT = 1


def snapshot(asking: Asking, answers: Answers, award: str, by: str, on: str, sentences: Sequence[Mapping[str, Any]],
             open_: Sequence[str]) -> dict[str, Any]:  # fmt: skip
    """What is known now: each sentence with its answer, open facts, the receipt, the end of the chain, the documents."""
    documents = Document.objects.visible_to(asking.rights).filter(matter=asking.matter).order_by("number")
    return {
        "comity_certification": FORMAT,
        "award": award,
        "certified_by": by,
        "on": on,
        "sentences": [dict(one) for one in sentences],
        "open_facts": list(open_),
        "receipt": receipt(asking, answers),
        "chain": head(),
        "documents": [{"number": one.number, "sha256": _sha256(one)} for one in documents],
    }


def _sha256(document: Document) -> str:
    content = Content.objects.filter(document=document).first()
    return content.sha256 if content is not None else ""


def seal_certification(said: dict[str, Any], asking: Asking, user: User) -> Certification:
    """Keep a snapshot, sealed and linked to the one before; within the caller's transaction, after `alone`."""
    text = canonical(said).decode()
    seal = hashlib.sha256(text.encode()).hexdigest()
    last = Certification.objects.order_by("-pk").first()
    number = (Certification.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    return Certification.objects.create(
        number=number, matter=asking.matter, access=Access.INTERNAL, award=said["award"], text=text, seal=seal,
        link=_link(last.link if last else START, number, seal), by=user, at=timezone.now(),
    )  # fmt: skip


def _link(before: str, number: int, seal: str) -> str:
    return hashlib.sha256(canonical([FORMAT, before, number, seal])).hexdigest()


def faults(number: int | None = None) -> list[str]:
    """What is not as it was sealed, of one certification or all: its text, its place in the chain, its documents, its answer."""
    found: list[str] = []
    before = START
    for one in Certification.objects.order_by("pk"):
        name = f"certification {one.number}"
        if hashlib.sha256(one.text.encode()).hexdigest() != one.seal:
            found.append(f"what {name} says is not what was sealed")
        elif _link(before, one.number, one.seal) != one.link:
            found.append(f"{name} is not linked to the one before it")
        elif number is None or number == one.number:
            found += [f"{name}: {fault}" for fault in _rests(one.said, replayed=number is not None)]
        before = one.link
    return found


def _rests(said: dict[str, Any], replayed: bool) -> list[str]:
    """What a snapshot rests on and is no more as it was. The answer is given again where one certification is asked about."""
    found: list[str] = []
    if said["chain"] != START and not Fact.objects.filter(link=said["chain"]).exists():
        found.append("the fact that was the last of the chain is not there")
    for one in said["documents"]:
        content = Content.objects.filter(document__number=one["number"]).first()
        if content is None:
            found.append(f"document {one['number']} was disposed of since")
        elif hashlib.sha256(bytes(content.data)).hexdigest() != one["sha256"]:
            found.append(f"document {one['number']} is not what it was")
    if not Receipt.objects.filter(digest=digest_of(said["receipt"])).exists():
        found.append("its receipt is not of this office")
    elif replayed:
        state, sentence = replay_of(said["receipt"])
        if state != "equal":
            found.append(sentence)
    return found
