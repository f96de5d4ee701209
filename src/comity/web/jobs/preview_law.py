"""Check an uploaded or drafted law file beside the library and, if it has no fault, say which answers it would change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from comity.brief.office_words import money
from comity.errors import Refused
from comity.norms.library import check_law, law_files
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.law_drafts import file_name, text_of
from comity.web.office.models import Document, Job
from comity.web.people.rights import rights_of

KIND = "preview-law"
MOST = 200


def run(job: Job, report: Callable[[int, int], None]) -> str:
    """Say the faults of the file, each with its place, or what it would change, a line each."""
    asked: dict[str, Any] = json.loads(job.asked)
    rights = rights_of(job.asked_by)
    document = Document.objects.visible_to(rights).filter(matter=job.matter, number=asked["document"]).first()
    if document is None:
        raise Refused(f"there is no document {asked['document']} in this matter.")
    text = text_of(document)
    kept = keeping()
    root = kept.law_folder
    report(0, 2)
    with TemporaryDirectory(prefix="comity-") as scratch:
        own = Path(scratch) / file_name(text)
        own.write_text(text, encoding="utf-8")
        around = [one for one in law_files(root) if one.name != own.name]
        replaced = any(one.name == own.name for one in law_files(root))
        _, found = check_law([*around, own], root)
        report(1, 2)
        if found:
            return "\n".join([_counted(len(found), "fault"), *_shown(fault.render() for fault in found)])
        changed = _changed(job, rights, own)
    report(2, 2)
    place = "takes the place of a file of the library" if replaced else "is new to the library"
    return "\n".join(
        [
            f"No fault. {own.name} {place}. {_counted(len(changed), 'answer')} of this matter would change.",
            *_shown(changed),
        ]
    )


def _changed(job: Job, rights: Any, own: Path) -> list[str]:
    """Each answer that would change, with its dollars."""
    from comity.norms.library import load_law
    from comity.web.pages.position_change import rows

    kept = keeping()
    today = timezone.localdate()
    asking = Asking(job.matter, rights, today, today, today)
    view = kept.view(asking.sees, asking.matter)
    before = kept.make(asking)
    after = kept.under(asking, view, load_law(kept.law_folder, extra=[own], cache=False))
    return [
        f"{one.title} ({one.instrument}): {_side(one.before)} -> {_side(one.after)}; {_counted(one.awards, 'award')}, {money(one.dollars)}"
        for one in rows(before, after, "").rows
    ]


def _side(side: Any) -> str:
    words = side.status.words.lower() if side.status else "no answer"
    return f"{words}, {side.by}" if side.by else words


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _shown(lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return found if len(found) <= MOST else [*found[:MOST], f"and {len(found) - MOST} more"]
