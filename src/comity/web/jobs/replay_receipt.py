"""Replay an uploaded receipt: is the same answer given again?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from comity.errors import Refused
from comity.web.office.models import Job
from comity.web.office.receipts import digest_of, replay_of

KIND = "replay-receipt"


def run(job: Job, report: Callable[[int, int], None]) -> str:
    """Replay the receipt; one that is not answered equally failed, and says why."""
    asked: dict[str, Any] = json.loads(job.asked)
    said: dict[str, Any] = json.loads(asked["receipt"])
    report(0, 1)
    state, sentence = replay_of(said)
    report(1, 1)
    if state != "equal":
        raise Refused(f"Receipt {digest_of(said)[:16]}: {sentence}")
    return f"Receipt {digest_of(said)[:16]}: {sentence}"
