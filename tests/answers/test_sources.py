"""What a law file rests on: grades of sources, sentences from memory with their lines, numbers."""

import datetime as dt

import pytest

from comity.answers.sources import grade, marks, sources, totals
from comity.norms.library import check_law, find_law_files

PAGE = """---
id: t
docket: "1:25-cv-1 (N.D. Ill., from memory, not verified)"
basis: source and memory
note: "Read in excerpts. The first day is from memory. Weak source, kept beside better ones: example.org, a copy. More."
---

# A page

The court ruled on the day
that follows. The number of the
suit is from memory, v. Nobody. Nothing else is.

```comity
order pi "a title"   # the court is from memory
  because    "it is so"
```

Of a Memorial nobody speaks.
"""


def test_each_sentence_from_memory_is_told_with_its_line() -> None:
    assert [(mark.line, mark.words) for mark in marks(PAGE.splitlines())] == [
        (3, 'docket: "1:25-cv-1 (N.D. Ill., from memory, not verified)'),
        (5, "The first day is from memory."),
        (12, "The number of the suit is from memory, v. Nobody."),
        (15, 'order pi "a title" # the court is from memory'),
    ]


def test_no_mark_no_sentence() -> None:
    assert not [*marks([])]
    assert not [*marks(["---", "basis: source and memory", "---", "", "A page."])]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://www.justice.gov/opa/pr", "citable"),
        ("https://www.doj.state.or.us/a", "citable"),
        ("https://law.justia.com/cases/1", "citable"),
        ("897 F.3d 1225 (9th Cir. 2018)", "citable"),
        ("https://notjustice.govern.example/x", "report"),
        ("https://www.denverpost.com/justice.gov", "report"),
        ("https://notjustia.com/cases", "report"),
        ("https://lists.ettus.com/empathy/1", "weak"),
        ("https://someone.substack.com/p/1", "weak"),
        ("https://example.org/a", "report"),
    ],
)
def test_the_grade_of_a_source(source: str, expected: str) -> None:
    assert grade(source) == expected


def test_a_file_may_call_a_source_weak() -> None:
    said = "Weak sources, kept since nothing better was found: example.org and court.gov, for the day"
    assert grade("https://www.example.org/a", said) == "weak"
    assert grade("https://old.example.org/a", said) == "weak"
    assert grade("https://court.gov/a", said) == "weak"
    assert grade("https://another.org/example.org", said) == "report"


def test_of_a_library(tmp_path) -> None:
    front = (
        "---\nid: t\ntitle: Terms\nkind: award terms\nlevel: federal\nissuer: us-doj-ojp\nin_force: 2017-07-25\n"
        "basis: source and memory\nchecked: 2026-11-23\nsources: [https://www.ojp.gov/a, https://example.org/b]\n"
        'note: "The day is from memory. Weak source, kept beside a better one: example.org."\n---\n'
    )
    (tmp_path / "t.md").write_text(front)
    files, _ = find_law_files(tmp_path)
    law, faults = check_law(files, tmp_path)
    assert not faults
    (found,) = sources(law, {"t": front.split("\n")})
    assert (found.citable, found.reports, found.weak) == (("https://www.ojp.gov/a",), (), ("https://example.org/b",))
    assert (found.checked, found.last_seen, found.basis) == (dt.date(2026, 11, 23), None, "source and memory")
    assert found.cited_at is None
    assert [mark.words for mark in found.memory] == ["The day is from memory."]
    numbers = totals([found])
    assert (numbers["files"], numbers["partly on memory"], numbers["oldest check"]) == (1, 1, "2026-11-23")
    assert totals([])["oldest check"] == "none"


def test_a_citation_or_a_docket_number_says_where_the_public_may_look(tmp_path) -> None:
    front = (
        "---\nid: {id}\ntitle: A v. B\nkind: case\ncourt: cod\n{more}\nunited_states: party\nbasis: source\n"
        "checked: 2026-11-23\nsources: [https://example.org/a]\n---\n"
    )
    pages = {
        "docket": front.format(id="docket", more='docket: "1:25-cv-01391"\ncite: "A v. B (D. Colo. 2025)"'),
        "reporter": front.format(id="reporter", more='cite: "A v. B, 412 F. Supp. 3d 873 (N.D. Ill. 2019)"'),
        "neither": front.format(id="neither", more='docket: "not found"\ncite: "A v. B (D. Colo. 2025)"'),
    }
    for id, text in pages.items():
        (tmp_path / f"{id}.md").write_text(text)
    files, _ = find_law_files(tmp_path)
    law, faults = check_law(files, tmp_path)
    assert not faults
    found = sources(law, {id: text.split("\n") for id, text in pages.items()})
    assert {one.id: one.cited_at for one in found} == {
        "docket": "https://www.courtlistener.com/?type=r&docket_number=1%3A25-cv-01391",
        "reporter": "https://www.courtlistener.com/c/F.%20Supp.%203d/412/873/",
        "neither": None,
    }
    numbers = totals(found)
    assert (numbers["files without a citable source"], numbers["of these without a citation to look up"]) == (3, 1)
