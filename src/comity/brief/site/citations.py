"""The index of citations: their order and their headings."""

from __future__ import annotations

import re


def sort_key(cite: str) -> tuple[str, ...]:
    """A citation for sorting: numbers by value, so that 8 U.S.C. stands before 18 U.S.C.

    >>> sorted(["18 U.S.C. § 111", "8 U.S.C. § 1373"], key=sort_key)
    ['8 U.S.C. § 1373', '18 U.S.C. § 111']
    """
    return tuple(part.zfill(8) if part.isdigit() else part.casefold() for part in re.findall(r"[0-9]+|[^0-9]+", cite))


def form(cite: str) -> str:
    """Under which heading of the index a citation stands.

    >>> form("8 U.S.C. § 1373(a)"), form("Printz v. United States, 521 U.S. 898 (1997)")
    ('Federal statutes', 'Decisions')
    """
    for heading, pattern in _FORMS:
        if re.search(pattern, cite):
            return heading
    return "Award terms, memoranda, notices, local law"


_FORMS = (
    ("Constitution", r"U\.S\. Const\."),
    (
        "Decisions",
        r" v\. |\bex rel\.|\bF\.(?:2d|3d|4th)\b|\bF\. Supp\.|[0-9] S\. Ct\. [0-9]|[0-9] WL [0-9]|\bNo\. [0-9]+:[0-9][0-9]-",
    ),
    ("Federal statutes", r"U\.S\.C\.|Pub\. L\.|Judiciary Act"),
    ("Federal regulations and court rules", r"C\.F\.R\.|Fed\. R\.|Fed\. Reg\."),
    ("Executive orders", r"\AExec\. Order"),
    (
        "State codes",
        r"\A(?:Cal|Tex|Fla|Ariz|Wash|Or|N\.J|N\.Y|Ill)\. (?:Gov|Lab|Penal|Code|Stat|Rev|Civ|Veh|Jud|Comp|Attorney)|[0-9] Ill\. Comp\.",
    ),
)
HEADINGS = (*(heading for heading, _ in _FORMS), "Award terms, memoranda, notices, local law")
"""The headings of the index by citation, in order."""
