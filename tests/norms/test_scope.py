"""Lists of parties as they are read: what belongs to `within`, and what is named for itself."""

from __future__ import annotations

import pytest
from tests.small_law import answer, law

BAN = 'act help "help"\nnorm ban\n  cites "one"\n  binds everyone\n  must not help\n'
ORDER = "order pi\n  decided 2017-09-15\n  blocks t/ban\n  for {}\n"


def blocked(parties: str, party: str) -> str:
    return answer(law(BAN, ORDER.format(parties)), party, "t/ban", "2017-10-01").status


@pytest.mark.parametrize(
    ("parties", "covered", "not_covered"),
    [
        ("every government within mo, ne, ar", ("mo", "ne", "omaha-ne", "little-rock-ar"), ("ks", "chicago-il")),
        ("every local government within mo, ne", ("omaha-ne",), ("ne", "mo")),
        ("every city within ca7, ca8", ("chicago-il", "omaha-ne"), ("cook-county-il", "los-angeles-ca")),
        ("every state within ca8, il", ("il", "ne"), ("ca",)),
        ("every city within cook-county-il, lake-county-il", ("evanston-il", "waukegan-il"), ("lake-county-il",)),
        # a city or an agency behind a state is named for itself, and what follows it too
        ("every city within ca, cook-county-il, il", ("los-angeles-ca", "cook-county-il", "il"), ("chicago-il", "ca")),
        ("every city within ca, ne since 2017-01-01", ("los-angeles-ca", "ne"), ("omaha-ne",)),
        ("everyone except every city within ca, ne", ("ne", "ca"), ("omaha-ne", "los-angeles-ca")),
        ("il, every city within ca", ("il", "los-angeles-ca"), ("chicago-il",)),
    ],
)
def test_states_behind_within_belong_to_it(
    parties: str, covered: tuple[str, ...], not_covered: tuple[str, ...]
) -> None:
    assert {party: blocked(parties, party) for party in covered} == dict.fromkeys(covered, "blocked")
    assert {party: blocked(parties, party) for party in not_covered} == dict.fromkeys(not_covered, "in_force")


def test_a_list_of_parties_reads_within_alike() -> None:
    built = law(
        BAN, 'define plaintiffs "the plaintiffs"\n  lists every government within mo, ne\n' + ORDER.format("plaintiffs")
    )
    assert answer(built, "omaha-ne", "t/ban", "2017-10-01").status == "blocked"
    assert answer(built, "chicago-il", "t/ban", "2017-10-01").status == "in_force"


def test_a_compact_has_several_issuers_and_is_the_law_of_no_one_state() -> None:
    built = law(
        compact='compact|issuer: [ny, nj]\nin_force: 1921-04-30|act meet "meet"\nnorm join\n  cites "one"\n  binds ny, nj\n  must meet\n'
    )
    assert built.instruments["compact"].issuers == ("ny", "nj")
    assert (built.norms["compact/join"].level, built.norms["compact/join"].issuer) == ("state", None)
    assert answer(built, "nj", "compact/join", "2017-10-01").status == "in_force"
