"""The clause finder: the library's clauses in their own wording and in three others, and none where none stands."""

import sys
from pathlib import Path

import pytest
from benchmarks.documents.boilerplate import award_text

from comity.intake.documents.clauses import Clause, clauses_of, made_sets, search
from comity.intake.documents.document import canonical
from comity.norms.nodes import TermSet

sys.path.insert(0, str(Path(__file__).parent))
from rewording import REWORDINGS


def made(text):
    return canonical("award.txt", "text", "", text)


@pytest.fixture(scope="module")
def clauses(law):
    return clauses_of(law)


def test_every_norm_that_quotes_words_and_attaches_to_awards_by_terms_has_clauses(law, clauses):
    having = {id for clause in clauses for id in clause.norms}
    lacking = [
        norm.id
        for norm in law.norms.values()
        if norm.attaches_to == "award"
        and law.instruments[norm.instrument].kind == "award terms"
        and any(len(words.split()) > 20 for passage in norm.passages for words in passage.words)
        and norm.id not in having
    ]
    assert lacking == []
    assert len(clauses) > 60


def test_every_clause_is_found_in_its_own_wording_as_the_same(clauses):
    missed = []
    for n, clause in enumerate(clauses):
        document = made(award_text(n, (clause.words,)))
        found = [one for one in search(document, clauses).found if one.clause == clause]
        if not found or not found[0].same:
            missed.append((clause.instrument, clause.words[:60], [(o.clause.instrument, o.alike) for o in found]))
    assert missed == []


@pytest.mark.parametrize("way", REWORDINGS)
def test_every_clause_is_found_reworded_and_the_difference_is_shown(clauses, way):
    missed = []
    for n, clause in enumerate(clauses):
        words = REWORDINGS[way](clause.words)
        document = made(award_text(n, (words,)))
        found = [one for one in search(document, clauses).found if set(one.clause.norms) & set(clause.norms)]
        if not found or (words != clause.words and not any(one.differences for one in found)):
            missed.append((clause.instrument, clause.pinpoint, words))
    assert missed == []


@pytest.mark.parametrize("nth", range(20))
def test_no_clause_is_found_in_an_award_that_has_none(clauses, nth):
    assert search(made(award_text(nth)), clauses).found == ()


def test_a_difference_is_the_words_of_both_sides():
    clause = Clause(
        "a", "1", "The recipient must comply with all requirements of the agency about records and reports.", ("a/n",)
    )
    document = made(
        "Preface here. The recipient will comply with all requirements of the agency about records and full reports. End."
    )
    (found,) = search(document, [clause]).found
    assert [(d.library, d.document) for d in found.differences] == [("must", "will"), ("", "full")]
    assert (
        document.words(found.span)
        == "The recipient will comply with all requirements of the agency about records and full reports"
    )


def test_words_that_a_quotation_leaves_out_are_no_difference(law):
    from dataclasses import replace

    from comity.text.tree import Passage

    norm = next(
        n
        for n in law.norms.values()
        if n.attaches_to == "award" and law.instruments[n.instrument].kind == "award terms"
    )
    quoted = (
        "The recipient must honor every request for cooperation in joint operations of the agency, [...] and must give it access "
        "to each detention facility in which any person is hel[d. ...]"
    )
    one = replace(norm, id="x/y", passages=(Passage("1", (quoted,), 1),))
    clauses = clauses_of(replace(law, norms={"x/y": one}, term_sets={}))
    assert len(clauses) == 2
    document = made(
        "The recipient must honor every request for cooperation in joint operations of the agency, such as searches and "
        "arrests at any hour, and must give it access to each detention facility in which any person is held."
    )
    found = search(document, clauses).found
    assert [one.same for one in found] == [True, True]


def test_a_set_of_terms_is_told_by_its_clauses_and_the_fuller_version_wins(law, clauses):
    from dataclasses import replace

    own = [c for c in clauses if len(c.norms) == 1 and len(c.words.split()) > 30]
    a, b, other = next(
        (x, y, z)
        for x in own
        for y in own
        for z in own
        if len({x.norms, y.norms, z.norms}) == 3 and x.words[:40] != y.words[:40]
    )
    ids = (*a.norms, *b.norms)

    def terms(name, carries):
        return TermSet(name, name, a.instrument, carries, None, None, None, (), ids)

    with_sets = replace(
        law, term_sets={"t/v1": terms("t/v1", a.norms), "t/v2": terms("t/v2", ids), "u/v1": replace(terms("u/v1", other.norms), lineage=other.norms)}
    )  # fmt: skip
    both = search(made(award_text(1, (a.words, b.words))), clauses)
    assert [(one.id, one.whole) for one in made_sets(both, clauses, with_sets) if one.id.startswith("t/")] == [
        ("t/v2", True)
    ]
    first = search(made(award_text(1, (a.words,))), clauses)
    assert [one.id for one in made_sets(first, clauses, with_sets) if one.id.startswith("t/")] == ["t/v1"]
    assert made_sets(search(made(award_text(1)), clauses), clauses, with_sets) == ()


@pytest.mark.parametrize(
    "duty",
    [
        "The subrecipient must notify Immigration and Customs Enforcement of the scheduled release of any alien in custody.",
        "The grantee certifies that no program of the city advances diversity, equity, or inclusion contrary to executive orders.",
        "The recipient will provide access to records of personally identifiable information of every beneficiary upon request.",
    ],
)
def test_a_duty_of_the_field_that_the_library_does_not_know_is_shown(clauses, duty):
    document = made(award_text(3, (duty,)))
    shown = [" ".join(document.words(span).split()) for span in search(document, clauses).unknown]
    assert any(duty in one for one in shown)


def test_spans_of_what_is_found_slice_back_in_a_pdf(clauses):
    from benchmarks.documents.setting import pdf

    from comity.intake.documents.read import document_of

    clause = next(c for c in clauses if 40 < len(c.words.split()) < 90)
    document = document_of(pdf(award_text(2, (clause.words,))), "award.pdf")
    (found,) = [one for one in search(document, clauses).found if one.clause == clause]
    assert letters(document.words(found.span)) in letters(clause.words)


def letters(text):
    return "".join(c for c in text if c.isalnum())
