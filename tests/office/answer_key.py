"""The right answers of the tracker on 30 November 2026, set down from the law's sources and the orders' words, award by award.

`right(award, norm, carried)` is the one status that may be said for certain: by who has the award (the city, or the city
through the State), for what program, of which year, accepted when, for how long. `None` where no certain answer is right.
Nothing here is computed by the program; the reasons stand beside the rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

DAY = dt.date(2026, 11, 30)
PART_200 = dt.date(2014, 12, 26)  # 2 C.F.R. part 200 is for awards made from this day; earlier ones only by their terms
NOT_CARRIED = "not carried"

# terms of which the office says that its awards do not, or do, carry them; an award from before them cannot by itself
MADE = {
    "doj-legal-services-2025": dt.date(2025, 10, 31),
    "doj-terms-2025": dt.date(2025, 10, 1),
    "dot-iec-2025": dt.date(2025, 4, 24),
    "eo-14168": dt.date(2025, 1, 20),
    "eo-14173": dt.date(2025, 1, 21),
    "eo-14332": dt.date(2025, 8, 7),
    "hud-coc-fy2024": dt.date(2025, 1, 1),
    "hud-letter-2025-06-05": dt.date(2025, 6, 5),
}
# the four clauses of HUD's letter that City of Fresno v. Turner bars against Fresno; the fifth, on revoked orders, it does not name
BARRED_FOR_FRESNO = ("gender", "materiality", "certification", "elective-abortions")
IMMIGRATION_WITHDRAWN = {  # by the Attorney General's memorandum of 14 April 2021, for everyone
    2017: ("notice", "access", "certification"),
    2018: ("notice", "access", "certification", "nondisclosure"),
    2019: ("certification",),
}
JAG_FROM_ACCEPTANCE = ("10152-b", "10152-e", "10153-a-4", "10153-a-5-d", "10158-a")


def accepted(award: dict[str, Any]) -> dt.date | None:
    """The day on which an award was truly accepted, by its program: what the sheet's cell stands for."""
    year, n = award["year"], award["nth"]
    match award["program"]:
        case "16.738":
            return dt.date(year, 10 + n % 3, n + 1)
        case "16.710":
            return dt.date(year, 10, n + 1)
        case "14.218":
            return dt.date(year, 7, n % 9 + 1)
        case "14.267":
            return dt.date(year + 1, 3, 15)
        case "20.507":
            return dt.date(year, 9, n % 9 + 1)
        case "97.067":
            return dt.date(year, 11, n + 2)
        case "66.204":
            return dt.date(2018, 10, 1)
        case _:
            return None  # TBD, pending


def right(award: dict[str, Any], norm: str, carried: Collection[str]) -> str | None:
    """The certain answer about an award and a norm, with the instruments that the office says it carries; None where there is none."""
    instrument, _, name = norm.partition("/")
    program, year, day = award["program"], award["year"], accepted(award)
    over = dt.date(year + 4, 9, 30) < DAY  # every period is of four years, to 30 September
    if instrument in MADE:
        return _of_2025(program, day, over, instrument, name, carried)
    match instrument, name:
        case "2-cfr-200-337", "records":
            # whoever has an award or a subaward, as long as records are kept
            return "in_force" if day is not None and day >= PART_200 else None
        case "34-usc-10151-10158", _ if program == "16.738":
            if name in JAG_FROM_ACCEPTANCE:
                return "in_force"
            if name == "10158-b":  # due once the grant's period is over
                return "in_force" if over else "not_yet"
        case (("jag-fy2017" | "jag-fy2018" | "jag-fy2019"), _) if program == "16.738":
            of = int(instrument.removeprefix("jag-fy"))
            return "ended" if year == of and name in IMMIGRATION_WITHDRAWN[of] else None
        case "ojp-legal-notices-2024", "incorporation" if program == "16.738":
            return "ended" if over else "in_force"  # BJA is of OJP, COPS is not; until the award's period ends
        case "title-vi-disparate-impact", "doj-methods" if program.startswith("16."):
            return "ended"  # rescinded on 10 December 2025
        case "title-vi-disparate-impact", ("epa-methods" | "epa-siting") if program.startswith("66."):
            return "in_force" if day is not None else None  # the injunction against EPA is Louisiana's
        case "fema-award-terms", "flow-down-2022" if program.startswith("97.") and year == 2022:
            return "ended"  # "all new federal financial assistance awards funded in FY 2022", until the period's end
        case (
            (
                "climate-awards-freeze-2025"
                | "hhs-terminations-2025-03-24"
                | "omb-m-25-13"
                | "omb-cdc-directive-2026-02"
            ),
            _,
        ):
            return (
                NOT_CARRIED if "acts of 2025 and 2026" in carried else None
            )  # the office: it was not frozen, not ended
    return None


def _of_2025(
    program: str, day: dt.date | None, over: bool, instrument: str, name: str, carried: Collection[str]
) -> str | None:
    if day is None:
        return None
    if day.year < 2025:
        return NOT_CARRIED if "nothing of 2025" in carried else None
    if instrument not in carried or (day < MADE[instrument] and instrument != "doj-legal-services-2025"):
        return None
    match instrument, name:
        case "hud-letter-2025-06-05", _ if program.startswith("14."):
            return "blocked" if name in BARRED_FOR_FRESNO else "in_force" if name == "revoked-orders" else None
        case (("doj-terms-2025" | "doj-legal-services-2025"), _) if program.startswith("16."):
            return "in_force"  # Fresno is in none of the suits against them
        case "eo-14173", ("certification" | "materiality") if program.startswith("16."):
            return "in_force"  # the nationwide injunction was vacated on 6 February 2026; Fresno's orders are against others
        case _:
            return None  # HUD's awards in the words of the order: whether Fresno's injunction reaches them was not read
