"""One Bluebook: citations are printed alike wherever they are printed."""

from __future__ import annotations

import pytest

from comity.brief.site import indexes, pieces, prose
from comity.brief.terminal import memo, pages
from comity.norms.citations.bluebook import bluebook


@pytest.mark.parametrize(
    ("cite", "written"),
    [
        ("8 U.S.C. 1373", "8 U.S.C. § 1373"),
        ("34 U.S.C. 10151-10158", "34 U.S.C. §§ 10151-10158"),
        ("90 Fed. Reg. 27074", "90 Fed. Reg. 27,074"),
        ("Pub. L. 104-193, s. 434, 110 Stat. 2275", "Pub. L. No. 104-193, § 434, 110 Stat. 2275"),
        ("EO 13768 s. 9(a), first sentence", "Exec. Order No. 13,768 § 9(a), first sentence"),
        ("U.S. Const. art. VI cl. 2", "U.S. Const. art. VI, cl. 2"),
        ("5 ILCS 805/15(a)", "5 Ill. Comp. Stat. 805/15(a)"),
        ("Cal. Gov. Code 7284.6(a)(1)", "Cal. Gov’t Code § 7284.6(a)(1)"),
        ("RCW 43.17.425(1), (3)", "Wash. Rev. Code § 43.17.425(1), (3)"),
        ("ORS 180.805 and 181A.820", "Or. Rev. Stat. §§ 180.805 and 181A.820"),
        ("N.J.S.A. 52:17B-1", "N.J. Stat. Ann. § 52:17B-1"),
        ("Municipal Code of Chicago 2-173-042(b) (until 2021)", "Chi., Ill., Mun. Code § 2-173-042(b) (until 2021)"),
        (
            "City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020)",
            "City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020)",
        ),
        ("award condition 55", "award condition 55"),
    ],
)
def test_a_citation_is_printed_as_the_bluebook_has_it(cite: str, written: str) -> None:
    assert bluebook(cite) == written
    assert bluebook(written) == written


def test_memo_and_site_print_citations_by_the_same_function() -> None:
    assert {module.bluebook for module in (memo, pages, indexes, pieces, prose)} == {bluebook}
