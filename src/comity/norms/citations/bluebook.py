"""Print citations in Bluebook form, for memos and pages alike; what is not recognized stays as the law file has it."""

from __future__ import annotations

import re

from comity.norms.citations.parse import read_forms

_SECTION = r"(?:§§?\s*)?([0-9][\w.:*\-]*(?:\([\w]+\))*(?:\s?(?:-|–|,|and)\s?(?:[0-9][\w.:*\-]*)?(?:\([\w]+\))*)*)"
_CODES = {
    # of States and cities: as law files write them, as the Bluebook prints them
    "Cal. Gov. Code": "Cal. Gov’t Code",
    "Cal. Lab. Code": "Cal. Lab. Code",
    "Cal. Penal Code": "Cal. Penal Code",
    "Tex. Gov. Code": "Tex. Gov’t Code",
    "Tex. Penal Code": "Tex. Penal Code",
    "Fla. Stat.": "Fla. Stat.",
    "Ariz. Rev. Stat.": "Ariz. Rev. Stat.",
    "RCW": "Wash. Rev. Code",
    "ORS": "Or. Rev. Stat.",
    "N.J.S.A.": "N.J. Stat. Ann.",
    "N.Y. Civ. Rights Law": "N.Y. Civ. Rights Law",
    "N.Y. Veh. & Traf. Law": "N.Y. Veh. & Traf. Law",
    "N.Y. Jud. Law": "N.Y. Jud. Law",
    "N.Y.C. Admin. Code": "N.Y.C. Admin. Code",
    "S.F. Admin. Code": "S.F. Admin. Code",
    "L.A. Admin. Code": "L.A. Admin. Code",
    "Municipal Code of Chicago": "Chi., Ill., Mun. Code",
}
_OF_CODE = re.compile(rf"({'|'.join(map(re.escape, _CODES))}) {_SECTION}")
_ILLINOIS = re.compile(r"\b([0-9]+) ILCS (?=[0-9])")
_PLAIN_SECTION = re.compile(r"\bss?\. (?=[0-9IVX])")


def bluebook(cite: str) -> str:
    """A citation in Bluebook form.

    >>> bluebook("8 U.S.C. 1373, 1644"), bluebook("2 CFR 200.340"), bluebook("EO 13768 s. 9(a), first sentence")
    ('8 U.S.C. §§ 1373, 1644', '2 C.F.R. § 200.340', 'Exec. Order No. 13,768 § 9(a), first sentence')
    >>> bluebook("34 U.S.C. 10151-10158"), bluebook("RCW 43.17.425(1), (3)")
    ('34 U.S.C. §§ 10151-10158', 'Wash. Rev. Code § 43.17.425(1), (3)')
    >>> bluebook("Municipal Code of Chicago 2-173-042(b) (until 2021)"), bluebook("5 ILCS 805/15(a)")
    ('Chi., Ill., Mun. Code § 2-173-042(b) (until 2021)', '5 Ill. Comp. Stat. 805/15(a)')
    >>> bluebook("City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020)")
    'City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020)'
    """
    for form, match in reversed(read_forms(cite)):
        cite = cite[: match.start()] + form.written(match) + cite[match.end() :]
    cite = _OF_CODE.sub(lambda m: f"{_CODES[m[1]]} {_signed(m[2])}", cite)
    return _PLAIN_SECTION.sub("§ ", _ILLINOIS.sub(r"\1 Ill. Comp. Stat. ", cite))


def _signed(sections: str) -> str:
    many = re.search(r"(?<![0-9.\-])[0-9]{3,}\s?[-–]\s?[0-9]{3,}|(?:,|and)\s?[0-9]", sections)
    return f"{'§§' if many else '§'} {sections}"
