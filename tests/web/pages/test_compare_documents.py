"""Two award documents of an office compared: what is the same, reworded, new and gone; as files; and what nobody may see."""

import io
import re

import pytest

OLD = """NOTICE OF AWARD

1. The recipient must submit a performance report within 30 days of the end of each quarter of the award.

2. The recipient must keep records of all costs charged to this award for three years after the final report.

3. The recipient may not use funds of this award to buy vehicles without the written approval of the agency.
"""
NEW = """NOTICE OF AWARD

1. The recipient must submit a performance report within 15 days of the end of each quarter of the award.

2. The recipient must keep records of all costs charged to this award for three years after the final report.

4. The recipient agrees to cooperate with federal immigration officers in every facility that this award pays for.
"""


@pytest.fixture
def documents(office):
    return received(office, OLD), received(office, NEW)


def received(office, text, access="internal"):
    from comity.web.office.documents import take_in

    return take_in(io.BytesIO(text.encode()), "award.txt", access, office.matter, office["counsel"])


def test_it_says_what_became_of_each_clause(office, documents):
    old, new = documents
    answer = office.client("reader").get(f"/documents/compare/?old={old.number}&new={new.number}")
    shown = answer.content.decode()
    assert re.findall(r'<th scope="row">(\w+)</th>', shown) == ["Reworded", "Gone", "New"]
    assert "<li><del>30</del> <ins>15</ins></li>" in shown
    assert "cooperate with federal immigration officers" in shown
    assert "buy vehicles" in shown
    assert "keep records" not in shown  # the same in both: counted, not listed


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_it_is_taken_out_as_a_file(office, documents, form):
    old, new = documents
    answer = office.client("reader").get(f"/documents/compare/?old={old.number}&new={new.number}&as={form}")
    assert answer.content.startswith(b"PK")
    assert f"document-{new.number}-compared-with-{old.number}.{form}" in answer["Content-Disposition"]


def test_a_document_that_one_may_not_see_is_not_there(office, documents):
    old, _ = documents
    secret = received(office, NEW, "privileged")
    for query in (f"old={old.number}&new={secret.number}", f"old={secret.number}", "old=99&new=99"):
        assert office.client("reader").get(f"/documents/compare/?{query}").status_code == 404
    shown = office.client("reader").get("/documents/compare/").content.decode()
    assert f"Document {secret.number}," not in shown


def test_a_list_is_refused_in_a_sentence(office, documents):
    from comity.web.office.documents import take_in

    csv = take_in(io.BytesIO(b"Award,Amount\nA-1,10\n"), "a.csv", "internal", office.matter, office["counsel"])
    answer = office.client("reader").get(f"/documents/compare/?old={csv.number}&new={documents[0].number}")
    assert answer.status_code == 400
    assert "not a text" in answer.content.decode()
