"""Verify a certification as sealed: its text, its documents, and its answers, computed again."""

from __future__ import annotations

import json
from collections.abc import Callable

from comity.errors import Refused
from comity.web.office.certifications import faults
from comity.web.office.models import Job

KIND = "verify-certification"


def run(job: Job, report: Callable[[int, int], None]) -> str:
    """Verify one certification; one that is not as it was sealed failed, and says why."""
    number = int(json.loads(job.asked)["certification"])
    report(0, 1)
    found = faults(number)
    report(1, 1)
    if found:
        raise Refused("; ".join(found))
    return f"Certification {number} is as it was sealed, and its answers are given again to the byte."
