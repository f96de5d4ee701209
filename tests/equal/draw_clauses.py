"""Clauses of small random laws, as text: dates, sets of parties, expressions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

FIRST = dt.date(2018, 1, 1)
DAYS = tuple(FIRST + dt.timedelta(days=n) for n in (0, 1, 2, 3, 10, 21, 22, 31, 52, 53, 60, 90))
"""The days of every law, record and question: few, so that they coincide; with those on which mandates issue."""
OTHERS = (
    *("governor-il", "chicago-transit-authority-il", "yurok-tribe", "dc", "pr", "andover-ct"),
    *("los-angeles-unified-school-district-ca", "port-authority-of-new-york-and-new-jersey"),
)
"""An office, an authority, a tribe, the District of Columbia, a territory, a town, a district of schools, a compact."""
PARTIES = ("chicago-il", "evanston-il", "los-angeles-ca", "ca", "il", "cook-county-il", "us-doj", *OTHERS)
NAMED = (*PARTIES, "us-doj-ojp")
PLACES = ("il", "ca", "cook-county-il", "ca7", "ca9", "ilnd", "us-doj")
TERRITORIES = ("il", "ca", "ca7", "ca9")
CLASSES = (
    "recipient",
    "state",
    "city",
    "county",
    "local government",
    "state or local government",
    "government",
    "agency",
    "authority",
    "office",
    "town",
    "tribe",
    "district",
    "compact",
)
PRIMES = ("il", "ca", "cook-county-il")
ASSOCIATIONS = ("uscm", "naco", "icma")
PROGRAMS = ('"16.738"', '"14.218"')
AGENCIES = ("us-doj", "us-doj-ojp", "us-dhs")
AMOUNTS = ("0", "0.01", "49999.99", "50000.00", "70000.50", "10000", "9999999.99", "-25.00")
"""Amounts of every size: of a cent, around the one that law asks about, of millions, and one paid back."""
ASKED = ("$50,000", "$50,000", "$0", "$0.01", "$9,999,999.99")
YEARS = ("is 2017", "is one of 2017, 2018", "is at least 2018", "is at most 2017", "is not 2017", "is at least 2019")
STAGES = ("offered", "accepted", "obligated", "disbursed")
ACTS = ("help", "detain")


@dataclass
class Names:
    """What has been declared so far, in order, by full id."""

    norms: list[str] = field(default_factory=list[str])
    award_norms: list[str] = field(default_factory=list[str])
    acts: list[str] = field(default_factory=list[str])
    lists: list[str] = field(default_factory=list[str])
    sets: list[str] = field(default_factory=list[str])
    questions: list[str] = field(default_factory=lambda: ["limits", "formula"])
    reached: dict[str, set[str]] = field(default_factory=dict[str, "set[str]"])
    """The norms that each act on norms acts on, or reaches through others."""
    forms: dict[str, list[list[str]]] = field(default_factory=dict[str, list[list[str]]])
    """The lines of norms of awards, by file: others are drawn like them, with other constants."""


def of_awards(draw: DrawFn) -> str:
    """A condition about awards and parties alone, as a rule of carriage has it."""
    return expression(draw, Names(), award=True, acts=False)


def chance(draw: DrawFn, percent: int) -> bool:
    """Whether something is to be there; shrinks towards not."""
    return draw(st.integers(0, 99)) >= 100 - percent


def day(draw: DrawFn) -> dt.date:
    """One of the few days."""
    return draw(st.sampled_from(DAYS))


def some(draw: DrawFn, names: list[str], most: int = 2) -> list[str]:
    """One or more of the names, each once."""
    return draw(st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True))


# ---- dates -----------------------------------------------------------------------------------------------------------
def date(draw: DrawFn, *special: str, acts: tuple[str, ...] = ()) -> str:
    """A date: mostly exact, else a range, one-sided, unknown, or one of the `special` ones."""
    kind = draw(st.sampled_from(["day"] * 7 + ["between"] * 2 + ["after", "before", "unknown", *special]))
    match kind:
        case "day":
            return str(day(draw))
        case "between":
            first, last = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=2, unique=True)))
            return f"between {first} and {last}"
        case "after":
            return f"after {day(draw)}"
        case "before":
            return f"before {draw(st.sampled_from(DAYS))}"
        case "since":
            return counted(draw, acts)
        case "of party":
            return counted(draw, acts, ("moved",))
        case "hour":
            return f"{day(draw)} {draw(st.sampled_from(['09:00', '17:00']))}"
        case "award":
            name = draw(st.sampled_from(["accepted", "offered", "period_start", "period_end", "obligated"]))
            days = draw(st.sampled_from([0, 0, 1, 21]))
            return f"{days} days after award.{name}" if days else f"award.{name}"
        case _:
            return kind


def counted(draw: DrawFn, acts: tuple[str, ...], asked: tuple[str, ...] = ("bond", "moved")) -> str:
    """A day counted from an act, or from the day that answers a question of a party or of the order itself."""
    name = draw(st.sampled_from([*acts, *asked]))
    count = draw(
        st.sampled_from(
            [
                *("", "1 days after ", "10 days after ", "21 days before ", "1 months after ", "1 months before "),
                *("1 business days after ", "7 business days after ", "2 business days before ", "1 years before "),
            ]
        )
    )
    return f"{count or ('1 days after ' if name in acts else '')}{name}"


def lasting(
    draw: DrawFn,
    start: tuple[str, ...] = (),
    end: tuple[str, ...] = (),
    begins: bool | None = None,
    decided: str = "",
    acts: tuple[str, ...] = (),
) -> list[str]:
    """`from` and `until`, each or neither, in order; `begins` forces or forbids `from`, `decided` is the day before them."""
    first = date(draw, *start, acts=acts) if (begins if begins is not None else chance(draw, 35)) else ""
    last = date(draw, *end, acts=acts) if chance(draw, 30) else ""
    if not (later(last, first) and later(last, decided)):
        last = ""
    return [f"from {first}"] * bool(first) + [f"until {last}"] * bool(last)


def later(last: str, first: str) -> bool:
    """Whether an exact day comes after another; so does whatever is not exact."""
    return not (last[:1] == first[:1] == "2") or last > first


# ---- parties ---------------------------------------------------------------------------------------------------------
def parties(draw: DrawFn, names: Names, roles: bool = False, excepting: bool = True) -> str:
    """A set of parties; nobody is named twice, or both named and excepted."""
    free = list(NAMED) + names.lists
    items = [item(draw, names, free, roles) for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3])))]
    text = ", ".join(items)
    if excepting and chance(draw, 25):
        out = [item(draw, names, free, roles) for _ in range(draw(st.sampled_from([1, 1, 2])))]
        text += " except " + ", ".join(out)
    return text


def item(draw: DrawFn, names: Names, free: list[str], roles: bool, unclear: bool = True) -> str:
    """One item; a name is taken out of `free`."""
    kinds = ["everyone"] * 2 + ["every"] * 4 + ["within", "named", "named", "named", "members", "subrecipients"]
    kinds += ["perhaps"] if unclear else []
    kinds += ["role"] if roles else []
    match draw(st.sampled_from(kinds)):
        case "every":
            return f"every {draw(st.sampled_from(CLASSES))}"
        case "within":
            wide = ", ".join(some(draw, list(TERRITORIES), 3))
            places = draw(st.sampled_from([*PLACES, wide, wide]))
            return f"every {draw(st.sampled_from(CLASSES))} within {places}"
        case "named" if free:
            return _named(draw, names, free)
        case "members":
            on = f" on {day(draw)}" if chance(draw, 30) else ""
            return f"every member of {draw(st.sampled_from(ASSOCIATIONS))}{on}"
        case "subrecipients":
            tier = draw(st.sampled_from(["", " at any tier", " at any tier", " at first tier"]))
            return f"every subrecipient of {draw(st.sampled_from(PRIMES))}{tier}"
        case "perhaps":
            return f'perhaps {item(draw, names, free, roles, unclear=False)} because "the text is unclear"'
        case "role":
            return draw(st.sampled_from(["award.recipient", "award.subrecipient"]))
        case _:
            return "everyone"


def _named(draw: DrawFn, names: Names, free: list[str]) -> str:
    one = draw(st.sampled_from(free))
    free.remove(one)
    times = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=0, max_size=2, unique=True)))
    match times:
        case [since, before]:
            return f"{one} since {since} before {before}"
        case [since]:
            return f"{one} {draw(st.sampled_from(['since', 'before']))} {since}"
        case _:
            return one


# ---- expressions -----------------------------------------------------------------------------------------------------
def expression(draw: DrawFn, names: Names, award: bool, acts: bool, depth: int = 2) -> str:
    """An expression; `award`: there always is an award to read the terms of; `acts`: it may ask what is in force."""
    kind = draw(st.sampled_from(["atom", "atom", "not", "and", "or"])) if depth else "atom"
    if kind == "atom":
        return _atom(draw, names, award, acts)
    parts = [
        expression(draw, names, award, acts, depth - 1) for _ in range(1 if kind == "not" else draw(st.integers(2, 3)))
    ]
    wrapped = [f"({part})" if " and " in part or " or " in part else part for part in parts]
    return f"not {wrapped[0]}" if kind == "not" else f" {kind} ".join(wrapped)


def like(draw: DrawFn, names: Names, line: str) -> str:
    """A line of a norm with other constants in its comparisons of an award."""
    choices = {
        r"(?<=award\.program is )(?!not)\S+|(?<=award\.program is not )\S+": PROGRAMS,
        r"(?<=award\.agency is )us-\S+|(?<=award\.agency is not )\S+": AGENCIES,
        r"(?<=award\.stage is )(?:offered|accepted|obligated|disbursed)": STAGES,
        r"(?<=award carries )[\w/]+": tuple(names.norms),
        r"\$50,000": ("$50,000", "$75,000"),
        r"(?<=fiscal_year is at least )\d+|(?<=fiscal_year is at most )\d+": ("2017", "2018"),
        r"(?<=award\.accepted is before )\S+|(?<=award\.accepted is after )\S+": tuple(map(str, DAYS)),
    }
    for pattern, values in choices.items():
        line = re.sub(pattern, lambda found, values=values: _closed(draw(st.sampled_from(values)), found[0]), line)
    return line


def _closed(value: str, instead_of: str) -> str:
    """A value with the brackets that stood after another."""
    return value + ")" * instead_of.count(")")


def _atom(draw: DrawFn, names: Names, award: bool, acts: bool) -> str:
    kinds = ["program", "fiscal_year", "agency", "stage", "amount", "accepted", "known", "recipient"]
    kinds += ["kind", "within", "member", "does", "question", "question"]
    kinds += ["carries"] if names.norms else []
    kinds += ["in force"] * 2 if names.acts and acts else []
    match draw(st.sampled_from(kinds)):
        case "program":
            return f"award.program {draw(st.sampled_from(['is', 'is not']))} {draw(st.sampled_from(PROGRAMS))}"
        case "fiscal_year":
            return f"award.fiscal_year {draw(st.sampled_from(YEARS))}"
        case "agency":
            return f"award.agency {draw(st.sampled_from(['is', 'is', 'is not']))} {draw(st.sampled_from(AGENCIES))}"
        case "stage":
            if chance(draw, 25):
                return f"award.stage is one of {', '.join(some(draw, list(STAGES), 3))}"
            return f"award.stage {draw(st.sampled_from(['is', 'is not']))} {draw(st.sampled_from(STAGES))}"
        case "amount":
            return f"award.amount {draw(st.sampled_from(['is at least', 'is at most', 'is', 'is not']))} {draw(st.sampled_from(ASKED))}"
        case "accepted":
            which = draw(st.sampled_from(["accepted", "accepted", "obligated", "period_start", "period_end"]))
            return f"award.{which} {draw(st.sampled_from(['is before', 'is after', 'is at least']))} {day(draw)}"
        case "known":
            return f"award.{draw(st.sampled_from(['accepted', 'amount', 'agency', 'recipient', 'offered', 'period_start']))} is known"
        case "recipient":
            return f"award.recipient {draw(st.sampled_from(['is', 'is', 'is not']))} {draw(st.sampled_from(NAMED))}"
        case "kind":
            kind = draw(st.sampled_from(["state", "city", "county", "local government", "agency"]))
            return f"party is {'an' if kind == 'agency' else 'a'} {kind}"
        case "within":
            return f"party is within {draw(st.sampled_from(PLACES))}"
        case "member":
            return f"party is a member of {draw(st.sampled_from(ASSOCIATIONS))}"
        case "does":
            return f"party does {draw(st.sampled_from(ACTS))}"
        case "carries":
            return f"award carries {draw(st.sampled_from(names.norms))}"
        case "in force":
            act = draw(st.sampled_from(names.acts))
            as_to = f" as to {draw(st.sampled_from(names.norms))}" if names.norms and chance(draw, 30) else ""
            return f"{act} is in force{as_to}"
        case _:
            return draw(st.sampled_from(names.questions))
