"""The packaged law as a whole: no fault, laid out, its cases pass, every norm and order is tested, every file is sourced."""

from __future__ import annotations

from collections import Counter
from functools import cache

from comity.answers.cases import run_cases
from comity.answers.question import open_law
from comity.library import law_dir
from comity.norms.library import check_law, law_files, shown
from comity.norms.nodes import Law
from comity.text.format import format_page
from comity.text.page import read_page


@cache
def law() -> Law:
    return open_law(None)


def test_the_law_has_no_fault() -> None:
    _, faults = check_law(law_files(law_dir()), law_dir())
    assert not faults, "\n".join(f.render() for f in faults)


def test_every_file_is_in_its_one_layout() -> None:
    for path in law_files(law_dir()):
        page, faults = read_page(path, shown(path, law_dir()))
        assert page is not None
        assert not faults
        assert format_page(page) == path.read_text(encoding="utf-8"), f"{path.name}: run `comity fmt`"


def test_every_case_passes() -> None:
    failed = [o.sentence() for o in run_cases(law()) if not o.passed]
    assert not failed, "\n".join(failed)


def test_there_are_three_hundred_cases_and_three_expectations_for_each_order() -> None:
    assert len(law().cases) >= 300
    expected = Counter[str]()
    for case in law().cases:
        expected[case.instrument] += len(case.expects)
    orders = Counter(a.instrument for a in law().norm_acts.values() if a.kind in ("order", "notice"))
    short = {id: (expected[id], n) for id, n in orders.items() if expected[id] < 3 * n}
    assert not short, f"fewer than three expectations for each order or notice: {short}"


def test_every_norm_is_expected_of_somewhere() -> None:
    asked = {e.norm.text for case in law().cases for e in case.expects}
    assert not set(law().norms) - asked


def test_every_file_names_its_sources_and_when_they_were_checked() -> None:
    for instrument in law().instruments.values():
        assert instrument.sources, instrument.id
        assert instrument.checked.year >= 2026, instrument.id
    for norm in law().norms.values():
        assert norm.cites, norm.id
