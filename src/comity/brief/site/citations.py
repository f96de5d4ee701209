"""Citations as the Bluebook prints them: section signs, code names. What is not known is left as the law file has it."""

from __future__ import annotations

import re

_SECTION = r"(?:§§?\s*)?(\d[\w.:*\-]*(?:\([\w]+\))*(?:\s?(?:-|–|,|and)\s?(?:\d[\w.:*\-]*)?(?:\([\w]+\))*)*)"
_CODES = (
    # as law files write it, as the Bluebook prints it
    (r"U\.S\.C\.", "U.S.C."),
    (r"(?:C\.F\.R\.|CFR)", "C.F.R."),
    (r"Cal\. Gov\. Code", "Cal. Gov’t Code"),
    (r"Cal\. Lab\. Code", "Cal. Lab. Code"),
    (r"Cal\. Penal Code", "Cal. Penal Code"),
    (r"Tex\. Gov\. Code", "Tex. Gov’t Code"),
    (r"Tex\. Penal Code", "Tex. Penal Code"),
    (r"Fla\. Stat\.", "Fla. Stat."),
    (r"Ariz\. Rev\. Stat\.", "Ariz. Rev. Stat."),
    (r"RCW", "Wash. Rev. Code"),
    (r"ORS", "Or. Rev. Stat."),
    (r"N\.J\.S\.A\.", "N.J. Stat. Ann."),
    (r"N\.Y\. Civ\. Rights Law", "N.Y. Civ. Rights Law"),
    (r"N\.Y\. Veh\. & Traf\. Law", "N.Y. Veh. & Traf. Law"),
    (r"N\.Y\. Jud\. Law", "N.Y. Jud. Law"),
    (r"N\.Y\.C\. Admin\. Code", "N.Y.C. Admin. Code"),
    (r"S\.F\. Admin\. Code", "S.F. Admin. Code"),
    (r"L\.A\. Admin\. Code", "L.A. Admin. Code"),
    (r"Municipal Code of Chicago", "Chi., Ill., Mun. Code"),
)
_RULES = tuple((re.compile(rf"{written} {_SECTION}"), printed) for written, printed in _CODES)
_ORDER = re.compile(r"\b(?:EO|E\.O\.|Exec(?:utive|\.) Order(?: No\.)?) (\d{1,2})(\d{3})\b(?: s\. ?| §§? ?)?")
_ILLINOIS = re.compile(r"\b(\d+) ILCS (?=\d)")
_PLAIN_SECTION = re.compile(r"\bss?\. (?=[\dIVX])")


def bluebook(cite: str) -> str:
    """A citation in Bluebook form.

    >>> bluebook("8 U.S.C. 1373(a)"), bluebook("EO 13768 s. 9(a), first sentence")
    ('8 U.S.C. § 1373(a)', 'Exec. Order No. 13,768 § 9(a), first sentence')
    >>> bluebook("34 U.S.C. 10151-10158"), bluebook("RCW 43.17.425(1), (3)")
    ('34 U.S.C. §§ 10151-10158', 'Wash. Rev. Code § 43.17.425(1), (3)')
    >>> bluebook("Municipal Code of Chicago 2-173-042(b) (until 2021)"), bluebook("5 ILCS 805/15(a)")
    ('Chi., Ill., Mun. Code § 2-173-042(b) (until 2021)', '5 Ill. Comp. Stat. 805/15(a)')
    >>> bluebook("City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020)")
    'City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020)'
    """
    for rule, printed in _RULES:
        cite = rule.sub(lambda m, printed=printed: f"{printed} {_signed(m[1])}", cite)
    cite = _ILLINOIS.sub(r"\1 Ill. Comp. Stat. ", cite)
    cite = _ORDER.sub(lambda m: f"Exec. Order No. {m[1]},{m[2]}{' § ' if m[0][-1] in ' §' else ''}", cite)
    return _PLAIN_SECTION.sub("§ ", cite)


def _signed(sections: str) -> str:
    many = re.search(r"(?<![\d.\-])\d{3,}\s?[-–]\s?\d{3,}|(?:,|and)\s?\d", sections)
    return f"{'§§' if many else '§'} {sections}"


def sort_key(cite: str) -> tuple[str, ...]:
    """A citation for sorting: numbers by value, so that 8 U.S.C. stands before 18 U.S.C.

    >>> sorted(["18 U.S.C. § 111", "8 U.S.C. § 1373"], key=sort_key)
    ['8 U.S.C. § 1373', '18 U.S.C. § 111']
    """
    return tuple(part.zfill(8) if part.isdigit() else part.casefold() for part in re.findall(r"\d+|\D+", cite))


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
    ("Decisions", r" v\. |\bex rel\.|\bF\.(?:2d|3d|4th)\b|\bF\. Supp\.|\d S\. Ct\. \d|\d WL \d|\bNo\. \d+:\d\d-"),
    ("Federal statutes", r"U\.S\.C\.|Pub\. L\.|Judiciary Act"),
    ("Federal regulations and court rules", r"C\.F\.R\.|Fed\. R\.|Fed\. Reg\."),
    ("Executive orders", r"\AExec\. Order"),
    (
        "State codes",
        r"\A(?:Cal|Tex|Fla|Ariz|Wash|Or|N\.J|N\.Y|Ill)\. (?:Gov|Lab|Penal|Code|Stat|Rev|Civ|Veh|Jud|Comp|Attorney)|\d Ill\. Comp\.",
    ),
)
HEADINGS = (*(heading for heading, _ in _FORMS), "Award terms, memoranda, notices, local law")
"""The headings of the index by citation, in order."""
