"""Some hundreds of made-up awards for the packaged law, the same each time, and a record beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from decimal import Decimal
from functools import cache

from tests.equal.draw_records import as_loaded

from comity.answers.question import open_law, open_record
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.record.nodes import Answer, Award, Record

PARTIES = (
    "chicago-il", "cook-county-il", "il", "los-angeles-ca", "ca", "san-francisco-ca", "new-york-city-ny", "ny",
    "philadelphia-pa", "seattle-wa", "king-county-wa", "wa", "denver-co", "or", "portland-or", "nj", "ma", "boston-ma",
    "tx", "houston-tx", "fl", "vt", "evanston-il", "providence-ri", "milwaukee-wi", "us-doj",
)  # fmt: skip


@cache
def made() -> tuple[Law, Record, tuple[Award, ...]]:
    """The law, the record beside the awards, the awards."""
    law = open_law(None)
    record = open_record(None, law)
    random.seed(4)
    programs = ["16.738", "16.710", "14.218", "20.507", "97.067", "97.042", "16.607", "93.778", "14.267", "10.561"]
    agencies = ["us-doj", "us-doj-ojp", "us-doj-cops", "us-hud", "us-dot", "us-dhs", "us-hhs", "us-fema", None]
    agencies = [a for a in agencies if a is None or government(a)]
    norms = sorted(n.id for n in law.norms.values() if n.attaches_to == "award")

    def day(year: int) -> dt.date:
        return dt.date(year, 1, 1) + dt.timedelta(days=random.randrange(900))

    def maybe(value):
        return value if random.random() < 0.8 else None

    awards: list[Award] = []
    for n in range(300):
        year = random.choice([2016, 2017, 2018, 2019, 2020, 2024, 2025, 2026])
        stage = random.choice([None, "offered", "accepted", "obligated"])
        prime = random.choice([None, None, None, "elsewhere", f"A{random.randrange(n + 1)}"])
        terms = random.choice([None, (), tuple(random.sample(norms, 4)), tuple(random.sample(norms, 12))])
        awards.append(
            Award(
                f"A{n}", random.choice(PARTIES), random.choice(agencies), maybe(random.choice(programs)), maybe(year),
                stage, maybe(day(year - 1)), None if stage == "offered" else maybe(day(year)), maybe(day(year)),
                maybe(day(year + 3)), maybe(Decimal(random.randrange(10**8)) / 100), prime, terms,
                accepted_by=random.choice([None, day(year)]),
            )
        )  # fmt: skip
    questions = [q for q in law.questions.values() if q.rule is None and q.type == "yes or no"]
    answers: list[Answer] = []
    for q in questions:
        for _ in range(6):
            about = (None, random.choice(awards).id) if q.of == "award" else (random.choice(PARTIES), None)
            answers.append(Answer(q.name, *about, random.random() < 0.5))
    beside = dataclasses.replace(record, awards=(), answers=(*record.answers, *answers))
    return law, beside, tuple(as_loaded(award) for award in awards)
