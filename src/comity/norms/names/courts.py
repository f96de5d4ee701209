"""The courts: which circuit and state each belongs to, and whose rulings control where."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from comity.frozen import frozen
from comity.norms.names.governments import Government

_COURTS = Path(__file__).parent / "reference" / "courts.csv"


@frozen
class Court:
    """A federal court, or a state's highest, intermediate or trial court.

    Types: `id` as in courts-db; `level` is `supreme`, `appeals`, `district`, `special` (of one
    subject, such as the Court of Federal Claims), `state-high`, `state-appeals` or `state-trial`; `circuit` is the
    id of the court of appeals of its circuit (its own, for a court of appeals; None for the Supreme
    Court and state courts); `state` the short name of a state.
    Source: reference/courts.csv, from courts-db; the District of Vermont is put in the 2d Circuit.
    """

    id: str
    name: str
    citation: str
    level: str
    circuit: str | None
    state: str | None


def all_courts() -> Mapping[str, Court]:
    """Every court by id; read once.

    >>> all_courts()["nysd"].circuit
    'ca2'
    """
    return _courts()


def court(court_id: str) -> Court | None:
    """The court of exactly this courts-db id, or None.

    >>> court("vtd").circuit
    'ca2'
    """
    return _courts().get(court_id)


def circuit_of(forum: str) -> str | None:
    """The court of appeals whose law a forum follows; None for the Supreme Court and state courts.

    State courts are not bound by the federal court of appeals of the region (Lockhart v. Fretwell,
    506 U.S. 364, 376 (1993) (Thomas, J., concurring); from memory, not checked).

    >>> circuit_of("ilnd"), circuit_of("ca7"), circuit_of("ill")
    ('ca7', 'ca7', None)

    Raises:
        KeyError: no court has this id.
    """
    return _courts()[forum].circuit


def controls(court: str, forum: str, norm_level: str, norm_state: str | None) -> bool:
    """Whether a court's ruling on a norm must be followed in a forum by those who were not parties.

    The Supreme Court controls everywhere; a court of appeals in its circuit; a state's highest
    court on that state's law in every forum; every other court only for its parties. The Supreme
    Court does not decide what a state's law means, yet what it holds of its validity controls.

    Args:
        court: the court that ruled, a courts-db id.
        forum: the court in whose territory the question is asked.
        norm_level: `federal`, `state` or `local`.
        norm_state: the short name of the state of a state's or a local norm, else None.

    Raises:
        KeyError: no court has one of these ids.

    >>> controls("ca9", "cand", "federal", None), controls("ca9", "ilnd", "federal", None)
    (True, False)
    >>> controls("mass", "cand", "state", "ma"), controls("mass", "mad", "federal", None)
    (True, False)
    """
    ruling, asked = _courts()[court], _courts()[forum]
    if ruling.level == "supreme":
        return True
    if ruling.level == "appeals":
        return asked.circuit == ruling.circuit
    if ruling.level == "state-high":
        return norm_level in {"state", "local"} and norm_state == ruling.state
    return False


def forum_of(government: Government) -> str:
    """The court in whose territory a government lies.

    Its federal district court if it lies in exactly one, else the court of appeals of its circuit;
    `cadc` for federal agencies. American Samoa lies in no federal district: its High Court.

    >>> from comity.norms.names.governments import all_governments
    >>> known = all_governments()
    >>> [forum_of(known[one]) for one in ("chicago-il", "il", "us-doj", "new-york-city-ny")]
    ['ilnd', 'ca7', 'cadc', 'ca2']
    """
    if government.kind == "agency":
        return "cadc"
    if len(government.districts) == 1:
        return government.districts[0]
    return government.circuit or "amsamoa"


@cache
def _courts() -> Mapping[str, Court]:
    with _COURTS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {
            key: Court(id=key, name=name, citation=citation, level=level, circuit=circuit or None, state=state or None)
            for key, name, citation, level, circuit, state in rows
        }
