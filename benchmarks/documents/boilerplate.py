"""Terms that stand in nearly every federal award and are in no dispute, in the words in which agencies use to write them."""

from pathlib import Path

PROGRAMS = (
    ("93.778", "Medical Assistance Program"), ("84.010", "Title I Grants to Local Educational Agencies"),
    ("10.557", "WIC Special Supplemental Nutrition Program"), ("20.205", "Highway Planning and Construction"),
    ("14.218", "Community Development Block Grants"), ("66.458", "Clean Water State Revolving Funds"),
    ("97.044", "Assistance to Firefighters Grant"), ("17.258", "WIOA Adult Program"), ("93.600", "Head Start"),
    ("45.310", "Grants to States"), ("15.904", "Historic Preservation Fund"), ("11.307", "Economic Adjustment Assistance"),
    ("81.042", "Weatherization Assistance"), ("16.575", "Crime Victim Assistance"), ("94.006", "AmeriCorps State"),
    ("10.555", "National School Lunch Program"), ("20.507", "Federal Transit Formula Grants"), ("93.563", "Child Support Services"),
    ("21.027", "Coronavirus State and Local Fiscal Recovery Funds"), ("84.027", "Special Education Grants to States"),
)  # fmt: skip

CLAUSES = tuple(
    " ".join(words.split()) for words in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")
)
"""Public wording of general terms, condensed; none is a condition that the library knows."""


def award_text(nth: int, extra: tuple[str, ...] = ()) -> str:
    """The document of an award without a disputed clause, the nth of twenty; `extra` clauses stand in its middle."""
    listing, title = PROGRAMS[nth % len(PROGRAMS)]
    picked = [CLAUSES[(nth * 7 + step * 11) % len(CLAUSES)] for step in range(12)]
    terms = [*dict.fromkeys(picked[:6]), *extra, *dict.fromkeys(picked[6:])]
    numbered = "\n\n".join(f"{n}. {words}" for n, words in enumerate(terms, 1))
    return (
        f"NOTICE OF AWARD\n\nFederal Award Identification Number: {nth + 10:02}ABC{nth:05}\n\nAssistance Listing: {listing} {title}\n\n"
        f"Award date: March {nth % 28 + 1}, 2025\n\nAmount of federal funds obligated: ${(nth + 1) * 125_000:,}\n\n"
        f"TERMS AND CONDITIONS\n\n{numbered}\n"
    )
