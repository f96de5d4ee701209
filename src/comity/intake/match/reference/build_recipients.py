"""Build `recipients.csv` here: `python -m comity.intake.match.reference.build_recipients --from DIRECTORY`.

The directory holds `sam_government_entities_2024.csv` (SOURCES.md). A registration is kept where its name and its
business types together are those of one state, county, city or town; the rest is left out, and so is a UEI that is
registered with two of them. Running it twice on the same directory writes the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from comity.intake.match.match import Recipient, match

HERE = Path(__file__).parent
HEAD = ("uei", "government", "confidence", "name", "state")
TYPES = (("2F", "A"), ("C7", "B"), ("C8", "C"), ("C6", "C"))
"""Business types of SAM.gov (state, county, city, municipality) and the letters of USAspending."""

_SURE = {"high": "high", "medium": "high", "low": "low"}


def recipients(rows: Iterable[Mapping[str, str]]) -> list[tuple[str, ...]]:
    """The rows of `recipients.csv` from those of the SAM.gov list, in order of UEI.

    Registration is by name and state, so that a name that is a government's own makes the match sure; of departments
    and state agencies it stays a grade lower.

    >>> recipients(
    ...     [
    ...         {
    ...             "recipient_uei": "CB6AZ4VRH3M3",
    ...             "recipient_name": "CITY OF PHILADELPHIA",
    ...             "phys_address_st": "PA",
    ...             "bus_type_string": "12~C8",
    ...         }
    ...     ]
    ... )
    [('CB6AZ4VRH3M3', 'philadelphia-pa', 'high', 'CITY OF PHILADELPHIA', 'pa')]
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for row in rows:
        types = row["bus_type_string"].split("~")
        letter = next((letter for code, letter in TYPES if code in types), None)
        state = row["phys_address_st"].lower() or None
        one = match(Recipient(row["recipient_name"], state=state, type=letter))
        if one.government and letter and state:
            sure = _SURE[one.confidence or "low"] if one.basis == "name" else (one.confidence or "low")
            kept = (row["recipient_uei"], one.government, sure, row["recipient_name"], state)
            found.setdefault(row["recipient_uei"], set()).add(kept)
    single = [min(rows) for rows in found.values() if len({row[1] for row in rows}) == 1]
    return sorted(single)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--from", dest="directory", type=Path, required=True)
    directory: Path = parser.parse_args().directory
    with (directory / "sam_government_entities_2024.csv").open(encoding="utf-8", newline="") as file:
        rows = recipients(csv.DictReader(file))
    with (HERE / "recipients.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
