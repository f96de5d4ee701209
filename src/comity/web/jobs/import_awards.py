"""Enter an uploaded award list as facts, each row as one row of the table of awards."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from comity.errors import Refused
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.office.models import Content, Job

KIND = "import-awards"
LISTS = ("terms", "term_sets")


def run(job: Job, report: Callable[[int, int], None]) -> str:
    """Enter the awards of a document that has the columns of the record (docs/record.md); all of them or none."""
    asked: dict[str, Any] = json.loads(job.asked)
    content = Content.objects.select_related("document").filter(document__number=asked["document"]).first()
    if content is None or content.document.matter_id != job.matter_id:
        raise Refused(f"there is no document {asked['document']} in this matter.")
    if content.document.kind != "csv":
        raise Refused(f"{content.document} is not CSV.", "Import it with `comity import` first.")
    rows = list(csv.DictReader(io.StringIO(bytes(content.data).decode("utf-8-sig"))))
    if not rows:
        raise Refused(f"{content.document} has no rows.")
    report(0, len(rows))
    entries = [Entry("awards", _values(row), access=job.access) for row in rows]
    enter(entries, job.matter, job.asked_by)
    report(len(rows), len(rows))
    return f"{len(rows):,} awards entered."


def _values(row: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if value:
            found[name] = [part for part in value.strip("[]").split(";") if part] if name in LISTS else value
    return found
