"""Citations as award terms and law files write them: read, mended, written and linked, with no look at the network."""

from __future__ import annotations

import subprocess
import sys

import pytest

from comity.library import law_dir
from comity.norms.citations import parse as parse_module
from comity.norms.citations.bluebook import bluebook
from comity.norms.citations.forms import REPORTER_LIKE
from comity.norms.citations.parse import citation_faults, link, parse
from comity.norms.library import load_law
from comity.text.faults import Place

USC = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-"


@pytest.mark.parametrize(
    ("text", "forms", "url", "written"),
    [
        ("8 U.S.C. § 1373(a)", ["statute"], USC + "title8-section1373", "8 U.S.C. § 1373(a)"),
        ("8 U.S.C. 1373", ["statute"], USC + "title8-section1373", "8 U.S.C. § 1373"),
        ("8 U.S.C. §§ 1373 and 1644", ["statute"], USC + "title8-section1373", "8 U.S.C. §§ 1373 and 1644"),
        ("8 U.S.C. 1226(a), (d)", ["statute"], USC + "title8-section1226", "8 U.S.C. § 1226(a), (d)"),
        ("42 U.S.C. 2000d-1", ["statute"], USC + "title42-section2000d-1", "42 U.S.C. § 2000d-1"),
        ("28 U.S.C. 3702, 28 U.S.C. 3704", ["statute"] * 2, USC + "title28-section3702", "28 U.S.C. § 3702, 28 U.S.C. § 3704"),
        ("2 CFR 200.340", ["regulation"], "https://www.ecfr.gov/current/title-2/section-200.340", "2 C.F.R. § 200.340"),
        ("2 C.F.R. pt. 200", ["regulation"], "https://www.ecfr.gov/current/title-2/part-200", "2 C.F.R. pt. 200"),
        ("90 FR 18761", ["Federal Register"], "https://www.federalregister.gov/citation/90-FR-18761", "90 Fed. Reg. 18,761"),
        ("EO 13768 s. 9(a)", ["executive order"], "https://www.federalregister.gov/executive-order/13768", "Exec. Order No. 13,768 § 9(a)"),
        ("City of Philadelphia Exec. Order No. 5-16 s. 1", ["executive order"], None, "City of Philadelphia Exec. Order No. 5-16 § 1"),
        ("U.S. Const. art. I s. 8 cl. 1", ["constitution"], "https://constitution.congress.gov/browse/article-1/", "U.S. Const. art. I, § 8, cl. 1"),
        ("Pub. L. 104-193, s. 434", ["public law"], "https://www.govinfo.gov/link/plaw/104/public/193", "Pub. L. No. 104-193, § 434"),
        ("110 Stat. 3009-707", ["statutes at large"], "https://www.govinfo.gov/link/statute/110/3009", None),
        ("8 U.S.C. 1373-1375", ["statute"], USC + "title8-section1373", "8 U.S.C. §§ 1373-1375"),
        ("Fed. R. App. P. 41(b)", ["court rule"], None, "Fed. R. App. P. 41(b)"),
        ("City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020)", ["case"], "https://www.courtlistener.com/c/F.3d/961/882/", None),
        ("Trump v. CASA, Inc., 606 U.S. ___ (2025)", ["case"], None, None),
        ("2025 WL 2716277", ["case"], None, None),
        ("No. 25-206, ECF No. 68", ["docket", "court filing"], "https://www.courtlistener.com/?type=r&docket_number=25-206", None),
        ("No. 1:25-cv-00206", ["docket"], "https://www.courtlistener.com/?type=r&docket_number=1%3A25-cv-00206", None),
        ("No. 17 C 5720", ["docket"], None, None),
        ("FAIN 2017-DJ-BX-0123", ["award number"], None, None),
        ("15PBJA-21-GG-00123", [], None, None),
        ("Assistance Listing No. 16.738", ["assistance listing"], None, "Assistance Listing 16.738"),
        ("FY2017 Byrne JAG award conditions 55 para. 1.B, 56 para. 1.B", ["award condition"], None, None),
        ("Local Laws 58 and 59 of 2014; 22 May 2017", [], None, None),
    ],
)  # fmt: skip
def test_forms(text: str, forms: list[str], url: str | None, written: str | None) -> None:
    assert [citation.form for citation in parse(text)] == forms
    assert link(text) == url
    assert bluebook(text) == (written or text)
    assert citation_faults(text, Place("x.md", 1), [text]) == []


@pytest.mark.parametrize(
    ("text", "form", "url"),
    [
        ("5 So. 3d 12 (Fla. 2009)", "case", "https://www.courtlistener.com/c/So.%203d/5/12/"),
        ("Cal. Gov't Code § 7284.6", "code", None),
        ("5 ILCS 805/15(h)", "code", None),
    ],
)
def test_what_only_eyecite_and_citeurl_know(text: str, form: str, url: str | None) -> None:
    (found,) = parse(text)
    assert (found.form, found.url) == (form, url)
    assert citation_faults(text, Place("x.md", 1), [text]) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("8 USC 1373", "8 USC 1373", "8 U.S.C. § 1373"),
        ("8 U.S.C 1373(a)", "8 U.S.C 1373(a)", "8 U.S.C. § 1373(a)"),
        ("8 U.S.C. Sec. 1373", "8 U.S.C. Sec. 1373", "8 U.S.C. § 1373"),
        ("see U.S.C.", "U.S.C.", "8 U.S.C. § 1373(a)"),
        ("2 C.F.R §200.340", "2 C.F.R §200.340", "2 C.F.R. § 200.340"),
        ("82 Fed Reg 8799", "82 Fed Reg 8799", "82 Fed. Reg. 8799"),
        ("Executive Order #13768, s. 9", "Executive Order #13768", "Exec. Order No. 13768"),
        ("U.S. Constitution, Amendment X", "U.S. Constitution, Amendment X", "U.S. Const. amend. X"),
        ("US Const. Art. IV", "US Const. Art. IV", "U.S. Const. art. IV"),
        ("PL 104-193", "PL 104-193", "Pub. L. No. 104-193"),
        ("FRCP 65", "FRCP 65", "Fed. R. Civ. P. 65"),
        ("897 F3d 1225", "897 F3d 1225", "897 F.3d 1225"),
        ("521 US 898", "521 US 898", "521 U.S. 898"),
        ("343 F.Supp.3d 213", "343 F.Supp.3d 213", "343 F. Supp. 3d 213"),
        ("897 F.3d (9th Cir.)", "897 F.3d", "897 F.3d 1225 (9th Cir. 2018)"),
        ("No 17-cv-5720", "No 17-cv-5720", "No. 17-cv-5720"),
        ("ECF #173", "ECF #173", "ECF No. 173"),
    ],
)
def test_a_malformed_citation_is_shown_with_the_right_form(text: str, wrong: str, right: str) -> None:
    (fault,) = citation_faults(text, Place("x.md", 1, 9), [f'  cites "{text}"'])
    assert fault.excerpt[fault.place.column - 1 :][: fault.place.width] == wrong
    assert fault.hint == f"Write it as `{right}`."


@pytest.mark.parametrize("court", ["9th Crc.", "N.D. Ca.", "Quorum"])
def test_a_court_that_there_is_not(court: str) -> None:
    text = f"Oregon v. Trump, 406 F. Supp. 3d 940, 947-48 ({court} 2019)"
    (fault,) = citation_faults(text, Place("x.md", 1), [text])
    assert fault.sentence == f"There is no federal court `{court}`."


def test_every_citation_of_the_packaged_law_that_we_read_eyecite_reads_alike() -> None:
    """Two readers agree on the cases: volume, reporter and page."""
    import eyecite

    law = load_law(law_dir())
    nodes = [*law.norms.values(), *law.norm_acts.values(), *law.instruments.values()]
    lines = {cite for node in nodes for cite in node.cites}
    own = {cite: [c.text for c in parse(cite) if c.form == "case" and "___" not in c.text] for cite in lines}
    differ = {
        cite: (ours, theirs)
        for cite, ours in own.items()
        if ours
        and ours != (theirs := [c.matched_text() for c in eyecite.get_citations(cite) if "Case" in type(c).__name__])
    }
    assert sum(map(len, own.values())) > 50
    assert differ == {}


def test_checking_the_packaged_law_needs_neither_eyecite_nor_citeurl() -> None:
    """They take half a second to load: only what no pattern reads may need them."""
    code = (
        "import sys; from comity.library import law_dir; from comity.norms.library import load_law; "
        "load_law(law_dir(), cache=False); sys.exit('eyecite' in sys.modules or 'citeurl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "Memorandum of 14 April 2021",
        "Letter of 3 Sept. 2019 and 24 May 2025",
        "5 ILCS 805/1 et seq.",
        "ORS 181A.820(1)",
    ],
)
def test_no_link_is_sought_in_a_date_or_a_code(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What knows every reporter takes half a second to load, and a memo is full of dates."""
    monkeypatch.setattr(parse_module, "_eyecite", None)
    monkeypatch.setattr(parse_module, "_citator", None)
    assert link(text) is None


def test_a_reporter_that_begins_like_a_month_is_still_sought() -> None:
    assert REPORTER_LIKE.search("3 Dec. 345") is not None
    assert REPORTER_LIKE.search("3 Dec. 2021") is None


@pytest.mark.parametrize(
    ("cite", "form", "written", "url"),
    [
        ("18 U.S.C. § 2339B", "statute", "18 U.S.C. § 2339B", "title18-section2339B"),
        ("18 U.S.C. §§ 2339A, 2339B", "statute", "18 U.S.C. §§ 2339A, 2339B", "title18-section2339A"),
        ("42 U.S.C. § 2000d-1", "statute", "42 U.S.C. § 2000d-1", "title42-section2000d-1"),
        ("N.Y. Exec. Order No. 170 (2017)", "state executive order", "N.Y. Exec. Order No. 170 (2017)", None),
        ("Tex. Exec. Order No. GA-37", "state executive order", "Tex. Exec. Order No. GA-37", None),
        ("Cal. Executive Order N-25-20", "state executive order", "Cal. Exec. Order No. N-25-20", None),
        ("Md. Exec. Order 01.01.2025.04", "state executive order", "Md. Exec. Order No. 01.01.2025.04", None),
        ("Exec. Order No. 13768", "executive order", "Exec. Order No. 13,768", "executive-order/13768"),
    ],
)
def test_lettered_sections_and_orders_of_governors(cite: str, form: str, written: str, url: str | None) -> None:
    (found,) = parse(cite)
    assert (found.form, bluebook(cite)) == (form, written)
    assert (found.url is None) == (url is None)
    assert url is None or (found.url is not None and found.url.endswith(url))
    assert citation_faults(cite, Place("a.md", 1), (cite,)) == []


@pytest.mark.parametrize("cite", ["N.Y. Exec. Order No.", "Tex. Exec. Order GA"])
def test_an_order_of_a_governor_without_its_number_is_a_fault(cite: str) -> None:
    assert citation_faults(cite, Place("a.md", 1), (cite,))
