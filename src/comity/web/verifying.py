"""What `comity verify` does: walk the chain of facts, replay an answer from its receipt, a certification from its seal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from comity.errors import Refused
from comity.norms.names.nearest import did_you_mean
from comity.text.characters import whole_number
from comity.web.serve import needs_web, open_office

WHAT = ("chain", "receipt", "certification")


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: whether it is sound, in a sentence, with every fault."""

    sound: bool
    sentence: str
    faults: tuple[str, ...] = ()
    head: str = ""


def verify(what: str, file: Path | None, data: Path | None) -> Verified:
    """Verify the `chain` of a data folder, a `receipt` or a `certification` of it; raises Refused."""
    if what not in WHAT:
        raise Refused(f"`{what}` is not something to verify.", did_you_mean(what, WHAT))
    if data is None:
        raise Refused("which office?", "Name the data folder of the application with --data.")
    if what == "receipt" and file is None:
        raise Refused("which receipt?", "Name its file: comity verify receipt FILE --data DIR.")
    if what == "certification" and (file is None or whole_number(str(file)) is None):
        raise Refused("which certification?", "Say its number: comity verify certification 1 --data DIR.")
    if not data.is_dir():
        raise Refused(f"there is no folder {data}.")
    needs_web()
    open_office(data)
    if file is not None and what == "receipt":
        from comity.web.office.receipts import replay

        state, sentence = replay(file)
        return Verified(state == "equal", sentence)
    if file is not None and what == "certification":
        return certification(int(str(file)))
    return chain()


def certification(number: int) -> Verified:
    """Whether a certification of the office that is open is as it was sealed, and its answers are given again."""
    from comity.web.office.certifications import faults
    from comity.web.office.models import Certification

    if not Certification.objects.filter(number=number).exists():
        raise Refused(f"there is no certification {number}.")
    found = tuple(faults(number))
    if found:
        return Verified(False, f"Certification {number} is not as it was sealed:", found)
    return Verified(True, f"Certification {number} is as it was sealed, and its answers are given again to the byte.")


def chain() -> Verified:
    """Walk the chain of the office that is open."""
    from comity.web.office.certifications import faults as of_certifications
    from comity.web.office.chain import faults, head
    from comity.web.office.models import Disposal, Fact

    found = (*faults(), *of_certifications())
    facts, gone, last = Fact.objects.count(), Disposal.objects.count(), head()
    if found:
        return Verified(
            False, f"{len(found)} of {facts:,} facts or {gone:,} disposals are not as they were entered:", found, last
        )
    return Verified(
        True, f"{facts:,} facts and {gone:,} disposals are as they were entered. The chain ends in {last}.", head=last
    )
