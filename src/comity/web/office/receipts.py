"""A receipt: what an answer was computed from, and the answer's digest; the same inputs reproduce it to the byte.

Nothing in it tells of facts that its reader may not see: the view is named by a digest of the rows that were seen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from comity.errors import Refused
from comity.kept.keys import program
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.laws import keep_law, law_kept
from comity.web.office.models import Receipt
from comity.web.office.sealing import canonical
from comity.web.office.view import view_of
from comity.web.people.rights import Rights

FORMAT = 1


def answer_json(answers: Answers) -> bytes:
    """The whole answer to a question as one JSON text: every answer, every situation, every award."""
    found = answers.sheet.portfolio
    return canonical(
        {
            "as_of": found.as_of,
            "known_at": found.known_at,
            "answers": [
                {
                    "norm": one.norm, "status": one.status, "ground": one.ground, "possible": one.possible,
                    "also": one.also, "ground_state": one.state, "missing": one.missing,
                }
                for one in found.answers
            ],
            "situations": [{"number": one.number, "answers": one.answers} for one in found.situations],
            "awards": [
                {"award": one.award, "government": one.government, "dollars": one.amount, "situation": one.situation}
                for one in found.awards
            ],
            "unmatched": found.unmatched,
        }
    )  # fmt: skip


def receipt(asking: Asking, answers: Answers) -> dict[str, Any]:
    """The receipt of an answer; what is needed to give it again is kept."""
    kept = keeping()
    key = kept.key(asking)
    said: dict[str, Any] = {
        "comity_receipt": FORMAT,
        "program": key.program,
        "law": key.law,
        "view": key.view,
        "matter": asking.matter.number,
        "sees": sorted(asking.sees),
        "as_of": key.as_of.isoformat(),
        "known_at": key.known_at.isoformat(),
        "suppositions": key.suppositions,
        "answer": hashlib.sha256(answer_json(answers)).hexdigest(),
    }
    keep_law(kept.folder, kept.law_folder, key.law)
    last = kept.seen(asking).last
    Receipt.objects.get_or_create(digest=digest_of(said), defaults={"matter": asking.matter, "fact": last})
    return said


def replay(file: Path) -> tuple[str, str]:
    """Give the answer of a receipt in a file again: `equal`, `changed`, `other version` or `gone`, and that in a sentence."""
    try:
        text = file.read_bytes()
    except OSError:
        raise Refused(f"{file} cannot be read.") from None
    try:
        return replay_of(given_receipt(text))
    except Refused as refused:
        raise Refused(f"{file}: {refused.message}", refused.hint) from None


def given_receipt(text: bytes) -> dict[str, Any]:
    """The receipt that a file is, or that an export as JSON carries; raises Refused."""
    try:
        said: Any = json.loads(text)
        inner = said if "comity_receipt" in said else said["receipt"]["office"]
        if inner["comity_receipt"] != FORMAT or not isinstance(inner["answer"], str):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise Refused("this is not a receipt.", "A receipt is the JSON that came with an export.") from None
    return inner


def replay_of(said: dict[str, Any]) -> tuple[str, str]:
    """Give the answer of a receipt again: `equal`, `changed`, `other version` or `gone`, and that in a sentence."""
    wanted, digest = said["answer"], digest_of(said)
    given = Receipt.objects.filter(digest=digest).select_related("matter").first()
    if given is None:
        return "changed", "This office gave no such receipt, or it was changed since."
    kept = keeping()
    asking = _asking(said, given)
    view = view_of(asking.rights, given.matter, given.fact)
    if view.digest != said["view"]:
        return "gone", "What the answer rested on was disposed of since: it cannot be given again."
    law = kept.law_folder if said["law"] == kept.law_digest else law_kept(kept.folder, said["law"])
    answers = kept.again(asking, view, law)
    found = hashlib.sha256(answer_json(answers)).hexdigest()
    if found == wanted:
        return "equal", "The same answer is given again, to the byte."
    if said["program"] != program():
        return "other version", f"Another answer, given by another version: {said['program']} then, {program()} now."
    return (
        "changed",
        "Another answer is given from the same facts, law and version: this receipt is not what was given.",
    )


def _asking(said: dict[str, Any], given: Receipt) -> Asking:
    rights = Rights(frozenset((given.matter.pk, access) for access in said["sees"]))
    as_of, known_at = (dt.date.fromisoformat(said[name]) for name in ("as_of", "known_at"))
    return Asking(
        matter=given.matter, rights=rights, as_of=as_of, known_at=known_at, today=as_of, suppose=said["suppositions"]
    )


def digest_of(said: dict[str, Any]) -> str:
    """The digest by which a receipt is kept."""
    return hashlib.sha256(canonical(said)).hexdigest()
