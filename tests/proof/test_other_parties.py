"""Parties that are not general-purpose government: offices of a State, authorities, districts, compacts, tribes."""

from __future__ import annotations

import pytest
from tests.small_law import answer, law

from comity.norms.names.courts import forum_of
from comity.norms.names.governments import government, within

BAN = 'act end-tolls "end the toll program"\nnorm ban\n  cites "one"\n  binds everyone\n  must end-tolls\n'
ORDER = "order pi\n  decided 2017-09-15\n  blocks t/ban\n  for {}\n"
MTA = "metropolitan-transportation-authority-ny"


def status(parties: str, party: str) -> tuple[str, tuple[str, ...]]:
    found = answer(law(BAN, ORDER.format(parties)), party, "t/ban", "2017-10-01")
    return found.status, tuple(m.fact for m in found.missing)


BLOCKED, FREE, OPEN = ("blocked", ()), ("in_force", ()), ("undetermined", ("class",))


@pytest.mark.parametrize(
    ("parties", "party", "expected"),
    [
        # an authority: named; of its kind; among local governments only perhaps
        (MTA, MTA, BLOCKED),
        ("every authority within ny", MTA, BLOCKED),
        ("every authority within westchester-county-ny", MTA, BLOCKED),
        ("every authority within ca", MTA, FREE),
        ("every local government within ny", MTA, OPEN),
        ("every state or local government", MTA, OPEN),
        ("every government within ny", MTA, OPEN),
        ("every local government within ca", MTA, FREE),
        ("ny", MTA, FREE),
        ("every city within ny", MTA, FREE),
        ("every recipient", MTA, BLOCKED),
        # a district, such as a school board
        ("every district within il", "chicago-public-schools-il", BLOCKED),
        ("every local government within il", "chicago-public-schools-il", OPEN),
        ("chicago-il", "chicago-public-schools-il", FREE),
        # an office of a State is the State
        ("il", "governor-il", BLOCKED),
        ("every state", "governor-il", BLOCKED),
        ("every state within ca7", "attorney-general-il", BLOCKED),
        ("every government within il", "governor-il", BLOCKED),
        ("every office within il", "governor-il", BLOCKED),
        ("ca", "governor-il", FREE),
        ("every local government within il", "governor-il", FREE),
        ("governor-il", "il", FREE),
        ("everyone except il", "governor-il", FREE),
        # a compact lies within each of its States
        ("every compact within nj", "port-authority-of-new-york-and-new-jersey", BLOCKED),
        ("every compact within ny", "port-authority-of-new-york-and-new-jersey", BLOCKED),
        ("every compact within pa", "port-authority-of-new-york-and-new-jersey", FREE),
        ("every government within nj", "port-authority-of-new-york-and-new-jersey", OPEN),
        # a tribe is a government, but lies in no State
        ("every tribe", "navajo-nation", BLOCKED),
        ("every government", "navajo-nation", BLOCKED),
        ("every government within az", "navajo-nation", FREE),
        ("every tribe within ca9", "navajo-nation", BLOCKED),
        ("every state or local government", "navajo-nation", FREE),
    ],
)
def test_whom_an_order_reaches(parties: str, party: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert status(parties, party) == expected


@pytest.mark.parametrize(
    ("short", "id", "forum"),
    [
        (MTA, "comity:authority/state-authorities/ny-metropolitan-transportation-authority", "nysd"),
        ("governor-il", "comity:office/state-officers/il-governor", "ca7"),
        ("port-authority-of-new-york-and-new-jersey", None, "nysd"),
        ("los-angeles-unified-school-district-ca", "comity:district/nces/0622710", "cacd"),
        ("yurok-tribe", "comity:tribe/bia/yurok-tribe", "cand"),
    ],
)
def test_names_ids_and_courts(short: str, id: str | None, forum: str) -> None:
    one = government(short)
    assert one is not None
    assert id is None or government(id) is one
    assert forum_of(one) == forum


def test_a_tribe_lies_in_no_county() -> None:
    tribe, county = government("yurok-tribe"), government("humboldt-county-ca")
    assert tribe is not None
    assert county is not None
    assert not within(tribe, county)
    assert within(tribe, tribe)
