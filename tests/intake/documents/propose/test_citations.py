"""Citations as papers of this field write them, one by one and in lists, with the norms they mean."""

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.propose.citations import citations


def cited(text, law):
    return citations(canonical("a", "text", "", text), law)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under 8 U.S.C. § 1373(a)", ["8 U.S.C. 1373(a)"]),
        ("under 8 USC 1373", ["8 U.S.C. 1373"]),
        ("8 U.S.C. 1373 and 1644, and", ["8 U.S.C. 1373", "8 U.S.C. 1644"]),
        (
            "8 U.S.C. §§ 1373, 1644 and 1324(a)(1)(A)(iii)",
            ["8 U.S.C. 1373", "8 U.S.C. 1644", "8 U.S.C. 1324(a)(1)(A)(iii)"],
        ),
        ("8 U.S.C. 1373(a) and (b)", ["8 U.S.C. 1373(a)", "8 U.S.C. 1373(b)"]),
        ("8 U.S.C. 1373, 2 C.F.R. 200.340", ["8 U.S.C. 1373", "2 C.F.R. 200.340"]),
        ("8 U.S.C. 1373 within 30 days", ["8 U.S.C. 1373"]),
        ("section 1373 of title 8, United States Code", ["8 U.S.C. 1373"]),
        ("Title 8, United States Code, Sections 1373 and 1644", ["8 U.S.C. 1373", "8 U.S.C. 1644"]),
        ("2 CFR Part 200", ["2 C.F.R. 200"]),
        ("2 C.F.R. §§ 200.339 and 200.340", ["2 C.F.R. 200.339", "2 C.F.R. 200.340"]),
        ("34 U.S.C. § 10152", ["34 U.S.C. 10152"]),
        ("42 U.S.C. 2000d-1", ["42 U.S.C. 2000d-1"]),
        ("31 U.S.C. §§ 3729-3733", ["31 U.S.C. 3729", "31 U.S.C. 3733"]),
        ("Executive Orders 14159, 14168 and 14173", ["Exec. Order 14159", "Exec. Order 14168", "Exec. Order 14173"]),
        ("E.O. 14,218 and Executive Order No. 13768", ["Exec. Order 14218", "Exec. Order 13768"]),
        ("section 287(g) of the Immigration and Nationality Act", ["8 U.S.C. 1357(g)"]),
        ("INA § 236(c)", ["8 U.S.C. 1226(c)"]),
        ("its 287(g) agreement", ["8 U.S.C. 1357(g)"]),
        ("section 642 of IIRIRA", ["8 U.S.C. 1373"]),
        (
            "section 434 of the Personal Responsibility and Work Opportunity Reconciliation Act of 1996",
            ["8 U.S.C. 1644"],
        ),
        ("Cal. Gov't Code § 7284.6(a)(1)", ["Cal. Gov't Code § 7284.6(a)(1)"]),
        ("5 ILCS 805/15 and RCW 10.93.160", ["5 ILCS 805/15", "RCW 10.93.160"]),
        ("Case No. 3:25-cv-07070-RS", ["3:25-cv-07070-RS"]),
        ("Printz v. United States,\n521 U.S. 898 (1997)", ["521 U.S. 898"]),
        ("82 Fed. Reg. 8799", ["82 Fed. Reg. 8799"]),
        ("under the Tenth Amendment", ["Tenth Amendment"]),
    ],
)
def test_forms(text, expected, law):
    assert [one.text for one in cited(text, law)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It paid $8 to the U.S. Company.",
        "Room 1373 on 8 May",
        "in 2018 and 2019",
        "Part 200 people came",
        "section 5 of the policy",
    ],
)
def test_what_is_none(text, law):
    assert cited(text, law) == ()


def test_a_short_form_is_of_the_title_that_was_named(law):
    found = cited("It cites 8 U.S.C. 1373. A policy may violate section 1373(a). Section 9999 is another.", law)
    assert [one.text for one in found] == ["8 U.S.C. 1373", "8 U.S.C. 1373(a)"]


def test_id_is_what_was_cited_before(law):
    found = cited("See 8 U.S.C. 1644. Id. at 3.", law)
    assert [one.text for one in found] == ["8 U.S.C. 1644", "8 U.S.C. 1644"]


def test_a_citation_means_the_norms_of_its_section(law):
    (one,) = cited("8 U.S.C. 1373(a)", law)
    assert one.norms == ("8-usc-1373/a",)
    (whole,) = cited("8 USC 1373", law)
    assert set(one.norms) < set(whole.norms)
    (order,) = cited("Executive Order 13768", law)
    assert any(norm.startswith("eo-13768/") for norm in order.norms)
    assert cited("9 U.S.C. 1373", law)[0].norms == ()


def test_spans_are_the_words_cited(law):
    text = "It relies on 8 U.S.C. §§ 1373 and\n1644 alone."
    document = canonical("a", "text", "", text)
    assert [document.words(one.span) for one in citations(document, law)] == ["8 U.S.C. §§ 1373", "1644"]
