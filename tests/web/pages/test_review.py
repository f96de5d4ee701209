"""The review of a document: each proposal decided with a name and a day, rejections remembered, two people heard."""

import io

import pytest

LETTER = """U.S. Department of Justice
Office of Justice Programs
Washington, D.C. 20531

January 24, 2018

Mayor of the City of Fresno
Fresno, California

Dear Mayor:

The Department of Justice requests that you produce all documents reflecting orders, directives or guidance
to your employees about communication with the Department of Homeland Security under 8 U.S.C. 1373. Please
provide your response no later than February 23, 2018. Failure to respond will subject your jurisdiction to a subpoena.

Sincerely,

Jon Adler
Director, Bureau of Justice Assistance
"""


@pytest.fixture
def document(office):
    return received(office, LETTER)


def received(office, text, access="internal"):
    from comity.web.office.documents import take_in

    return take_in(io.BytesIO(text.encode()), "letter.txt", access, office.matter, office["counsel"])


def page(office, document, role="editor", paper=""):
    from comity.web.office.papers import proposed_of
    from comity.web.pages.review import rows

    return rows(document, proposed_of(document, paper), office.asking(role))


def demand(office, document, role="editor"):
    return next(row for row in page(office, document, role).rows if row.kind == "demand")


def send(office, role, document, **said):
    return office.client(role).post(f"/document/{document.number}/review/", said)


def decided(office, role, document, word, row=None, **more):
    row = row or demand(office, document, role)
    return send(office, role, document, proposal=row.id, seen=row.seen, decide=word, **more)


def demands(office, role="editor"):
    from comity.web.keeping import keeping

    return [one for one in keeping().seen(office.asking(role)).rows if one.table == "demands"]


def test_the_text_stands_beside_it_to_the_character_with_the_words_marked(office, document):
    shown = page(office, document)
    assert "".join(piece.words for piece in shown.pieces) == LETTER.strip()
    row = demand(office, document)
    marked = [piece.words for piece in shown.pieces if row.id in piece.of.split()]
    assert any("February 23, 2018" in words for words in marked)
    assert row.state == "open"
    assert shown.open == len(shown.rows)


def test_what_is_confirmed_is_on_record_with_its_source_its_access_and_who(office, document):
    answer = decided(office, "editor", document, "yes")
    assert answer.status_code == 302, answer.content.decode()
    (row,) = demands(office)
    assert row.values["due"] == "2018-02-23"
    assert row.values["source"] == f"document-{document.number}"
    after = demand(office, document)
    assert (after.state, after.recorded, after.mine) == ("confirmed", True, "confirmed")
    assert "editor" in after.decided[0]
    from comity.web.office.models import Fact

    assert set(Fact.objects.filter(matter=office.matter).values_list("access", flat=True)) == {"internal"}


def test_an_edit_is_what_is_recorded_and_is_remembered_as_one(office, document):
    row = demand(office, document)
    fields = {f"f{n}": one.value for n, one in enumerate(row.fields)}
    at = next(n for n, one in enumerate(row.fields) if one.name == "due")
    assert decided(office, "editor", document, "yes", **{**fields, f"f{at}": "2018-02-26"}).status_code == 302
    assert [one.values["due"] for one in demands(office)] == ["2018-02-26"]
    assert "edited" in demand(office, document).decided[0]


def test_a_faulty_edit_records_nothing_and_keeps_what_was_written(office, document):
    row = demand(office, document)
    at = next(n for n, one in enumerate(row.fields) if one.name == "due")
    fields = {f"f{n}": one.value for n, one in enumerate(row.fields)} | {f"f{at}": "2018-02-31"}
    answer = decided(office, "editor", document, "yes", **fields)
    assert answer.status_code == 400
    assert "2018-02-31" in answer.content.decode()
    assert demands(office) == []
    assert demand(office, document).state == "open"


def test_a_rejection_is_remembered_when_the_same_file_comes_again(office, document):
    decided(office, "editor", document, "no")
    again = received(office, LETTER)
    row = demand(office, again)
    assert row.state == "rejected"
    assert page(office, again).earlier == 1
    assert demands(office) == []


def test_two_people_who_confirm_enter_it_once(office, document):
    decided(office, "editor", document, "yes")
    decided(office, "counsel", document, "yes")
    assert len(demands(office)) == 1
    assert len(demand(office, document).decided) == 2


def test_while_two_people_disagree_nothing_is_recorded(office, document):
    decided(office, "editor", document, "no")
    decided(office, "counsel", document, "yes")
    assert demand(office, document).state == "disputed"
    assert demands(office) == []
    decided(office, "editor", document, "yes")
    assert demand(office, document).state == "confirmed"
    assert len(demands(office)) == 1


def test_a_form_that_is_older_than_another_s_decision_is_refused(office, document):
    old = demand(office, document)
    decided(office, "counsel", document, "no")
    answer = decided(office, "editor", document, "yes", row=old)
    assert answer.status_code == 400
    assert "rejected it meanwhile" in answer.content.decode()
    assert demands(office) == []


def test_nobody_decides_the_same_twice_or_takes_back_what_is_on_record(office, document):
    decided(office, "editor", document, "yes")
    assert "already" in decided(office, "editor", document, "yes").content.decode()
    assert "on record" in decided(office, "editor", document, "no").content.decode()
    assert demand(office, document).state == "confirmed"


def test_selected_words_become_a_field_of_a_proposal_and_confirm_it(office, document):
    row = demand(office, document)
    words = "Bureau of Justice Assistance"
    at = LETTER.index(words)
    answer = send(
        office, "editor", document,
        add="1", to=f"{row.id} {row.seen}", field="demand.note", words=words, at=f"{at}-{at + len(words)}",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    assert words in str(demands(office)[0].values["note"])


def test_words_that_are_not_there_or_stand_there_twice_are_refused(office, document):
    for words in ("The Department of Labor", "Department of"):
        answer = send(office, "editor", document, add="1", field="demand.note", words=words)
        assert answer.status_code == 400
        assert "not in the document, or stand there several times" in answer.content.decode()
    answer = send(office, "editor", document, add="1", field="demand.nonsense", words="Jon Adler")
    assert "has no field" in answer.content.decode()
    assert demands(office) == []


def test_a_reader_sees_it_and_decides_nothing(office, document):
    shown = office.client("reader").get(f"/document/{document.number}/review/")
    assert shown.status_code == 200
    assert b'name="decide"' not in shown.content
    assert decided(office, "reader", document, "yes").status_code == 403


def test_decisions_on_what_one_may_not_see_are_not_told(office):
    secret = received(office, LETTER, "privileged")
    decided(office, "counsel", secret, "no")
    assert office.client("reader").get(f"/document/{secret.number}/review/").status_code == 404
    again = received(office, LETTER)
    assert demand(office, again, "reader").state == "open"
    assert demand(office, again, "counsel").state == "rejected"


def test_a_condition_confirmed_of_an_award_is_carried_by_it(office):
    from comity.intake.documents.clauses import clauses_of
    from comity.web.keeping import keeping

    office.award(id="A-1")
    clause = next(one for one in clauses_of(keeping().law) if len(one.norms) == 1 and len(one.words) > 300)
    document = received(office, f"NOTICE OF AWARD\nAward Number: A-1\nSpecial Conditions\n\n{clause.words}\n")
    row = next(one for one in page(office, document, paper="award").rows if one.kind == "clause")
    answer = office.client("editor").post(
        f"/document/{document.number}/review/?paper=award",
        {"proposal": row.id, "seen": row.seen, "decide": "yes", "award": "A-1"},
    )
    assert answer.status_code == 302, answer.content.decode()
    carried = [one.values for one in keeping().seen(office.asking("editor")).rows if one.table == "carriage"]
    assert [(one["carries"], one["award"], one["source"]) for one in carried] == [
        (clause.norms[0], "A-1", f"document-{document.number}")
    ]


def test_a_condition_without_an_award_is_refused_in_a_sentence(office):
    from comity.intake.documents.clauses import clauses_of
    from comity.web.keeping import keeping

    clause = next(one for one in clauses_of(keeping().law) if len(one.norms) == 1 and len(one.words) > 300)
    document = received(office, f"NOTICE OF AWARD\nAward Number: A-1\nSpecial Conditions\n\n{clause.words}\n")
    row = next(one for one in page(office, document, paper="award").rows if one.kind == "clause")
    for award, said in (("", "it is not said of which award"), ("A-9", "no award `A-9` is on record")):
        answer = office.client("editor").post(
            f"/document/{document.number}/review/?paper=award",
            {"proposal": row.id, "seen": row.seen, "decide": "yes", "award": award},
        )
        assert answer.status_code == 400
        assert said in answer.content.decode()


def test_an_award_that_is_on_record_keeps_what_the_document_does_not_say(office):
    from comity.web.keeping import keeping

    office.award(id="B-19-MC-06-0013", amount="1000")
    text = "NOTICE OF AWARD\n\nFederal Award Number: B-19-MC-06-0013\nAssistance Listing: 14.218\nAward Amount: $2,500.00\n"
    document = received(office, text)
    row = next(one for one in page(office, document, paper="award").rows if one.kind == "award")
    assert row.replaces == ("program 14.267 becomes 14.218", "amount $1,000.00 becomes $2,500.00")
    answer = office.client("editor").post(
        f"/document/{document.number}/review/?paper=award", {"proposal": row.id, "seen": row.seen, "decide": "yes"}
    )
    assert answer.status_code == 302, answer.content.decode()
    (award,) = (one.values for one in keeping().seen(office.asking("editor")).rows if one.table == "awards")
    assert (award["id"], award["accepted"], award["amount"]) == ("B-19-MC-06-0013", "2025-06-03", "2500")
    assert award["source"] == f"document-{document.number}"


def test_the_same_file_as_counsel_s_own_and_as_the_office_s_are_two_documents(office):
    """A decision on what one may not see neither stands in the way nor is told."""
    secret = received(office, LETTER, "privileged")
    decided(office, "counsel", secret, "yes")
    ours = received(office, LETTER)
    row = demand(office, ours)
    assert row.decided == ()
    assert decided(office, "editor", ours, "yes", row=row).status_code == 302
    assert [one.values["source"] for one in demands(office)] == [f"document-{ours.number}"]


def test_who_entered_a_row_is_no_field_of_a_document(office, document):
    offered = {f"{kind}.{name}" for kind, names in page(office, document).added for name in names}
    for name in ("demand.retracted", "demand.entered_by", "demand.access", "demand.matter", "demand.received"):
        assert name not in offered
        answer = send(office, "editor", document, add="1", field=name, words="Jon Adler", value="yes")
        assert answer.status_code == 400
        assert "that is recorded" in answer.content.decode()
    assert demands(office) == []


def test_an_order_is_drafted_into_the_library_s_editor(office):
    text = (
        "UNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF CALIFORNIA\n\nCITY OF FRESNO, Plaintiff,\nv.\nSCOTT TURNER, "
        "Defendant.\n\nCase No. 3:25-cv-07070\n\nTEMPORARY RESTRAINING ORDER\n\nIT IS HEREBY ORDERED that Defendants are "
        "enjoined from imposing the condition on Plaintiff.\n\nDated: September 3, 2025\n"
    )
    document = received(office, text)
    answer = send(office, "editor", document, draft="1")
    assert answer.status_code == 302, answer.content.decode()
    assert "/library/preview/?document=" in answer["Location"]


def test_hostile_words_are_only_words(office):
    document = received(office, LETTER.replace("Dear Mayor", "<script>alert(1)</script>\u202eDear Mayor"))
    shown = office.client("editor").get(f"/document/{document.number}/review/").content
    assert b"<script>alert" not in shown


def test_a_decision_is_never_changed(office, document):
    from django.db import DatabaseError, transaction

    from comity.web.office.models import ReviewDecision

    decided(office, "editor", document, "no")
    for change in (lambda all: all.update(confirmed=True), lambda all: all.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(ReviewDecision.objects.all())
