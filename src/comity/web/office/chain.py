"""The chain of facts: each is linked to the one before by a digest, so that none can be changed or removed unnoticed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from comity.web.office.models import Disposal, Fact, Payload
from comity.web.office.sealing import START, canonical, seal

FORMAT = 1


def link(before: str, fact: Fact) -> str:
    """What links a fact to the one before."""
    said = [
        FORMAT, before, fact.table, fact.row, fact.supersedes, fact.retracted, fact.entered_by_id,
        fact.entered_at.isoformat(), fact.matter_id, fact.access, fact.payload,
    ]  # fmt: skip
    return hashlib.sha256(canonical(said)).hexdigest()


def disposal_link(before: str, one: Disposal, fact: Fact) -> str:
    """What links a disposal to the one before, and to its fact."""
    said = [FORMAT, before, fact.link, one.rule, one.disposed_by_id, one.disposed_at.isoformat()]
    return hashlib.sha256(canonical(said)).hexdigest()


def head() -> str:
    """The last link."""
    last = Fact.objects.order_by("-pk").values_list("link", flat=True).first()
    return last or START


def faults() -> Iterator[str]:
    """Walk the chain from its start: every fact that is not as it was entered, said by its number."""
    before = START
    gone = dict(Disposal.objects.values_list("fact_id", "pk"))
    payloads: Any = Payload.objects.in_bulk
    batch: list[Fact] = []
    for fact in Fact.objects.order_by("pk").iterator(2000):
        if link(before, fact) != fact.link:
            yield f"fact {fact.pk} is not linked to the one before it: it, or one before it, was changed or taken away"
        before = fact.link
        batch.append(fact)
        if len(batch) == 500:
            yield from _unsealed(batch, payloads([one.pk for one in batch]), gone)
            batch = []
    yield from _unsealed(batch, payloads([one.pk for one in batch]), gone)
    yield from _disposals()


def _unsealed(batch: list[Fact], payloads: dict[int, Payload], gone: dict[int, int]) -> Iterator[str]:
    for fact in batch:
        said = payloads.get(fact.pk)
        if said is None and fact.pk not in gone:
            yield f"what fact {fact.pk} says is gone, and no disposal says so"
        elif said is not None and fact.pk in gone:
            yield f"fact {fact.pk} was disposed of, and what it says is still there"
        elif said is not None and seal(said.salt, said.text) != fact.payload:
            yield f"what fact {fact.pk} says is not what was entered"


def _disposals() -> Iterator[str]:
    before = START
    for one in Disposal.objects.select_related("fact").order_by("pk").iterator(2000):
        if disposal_link(before, one, one.fact) != one.link:
            yield f"disposal {one.pk} is not linked to the one before it: it, or one before it, was changed or taken away"
        before = one.link
