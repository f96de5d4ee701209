"""The readers: each form gives the same words in the order of the paper; scans, attachments and other files are named."""

import io
import zipfile

import pytest
from benchmarks.documents.setting import FORMS, pdf, set_as

from comity.errors import Refused
from comity.intake.documents.read import document_of, read_document
from comity.intake.documents.readers import extract

LETTER = """\
U.S. Department of Justice
Office of Justice Programs

Dear Mayor:

The “first” notice of $1,000,000 is due under 8 U.S.C. § 1373(a); see the affiliated offices.

Please send the documents by February 23, 2018.

Sincerely,

A. Person
"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_paragraphs(form):
    document = document_of(set_as(form, LETTER, "A letter"), f"letter.{form}")
    assert document.kind == {"txt": "text"}.get(form, form)
    text = " ".join(document.text.split())
    for paragraph in LETTER.replace("“", '"').replace("”", '"').split("\n\n"):
        assert " ".join(paragraph.split()) in text
    assert "Dear Mayor:\n\nThe" in document.text
    assert "never" not in document.text


def test_pages_of_a_pdf_are_kept():
    document = document_of(pdf("First page.\fSecond page."), "a.pdf")
    assert document.pages == 2


def test_a_page_without_text_is_said_to_be_a_scan():
    document = document_of(pdf("Words.\f"), "a.pdf")
    assert document.notes == ("page 2 of 2 hold no text: scanned, or empty; text recognition is needed to read them",)
    with pytest.raises(Refused, match="no page holds text: scanned"):
        document_of(pdf(""), "scan.pdf")


def word(change):
    import docx

    made = docx.Document()
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


class TestWord:
    def test_tables_stand_where_they_are_and_once(self):
        def change(made):
            made.add_paragraph("Before.")
            table = made.add_table(rows=1, cols=2)
            table.cell(0, 0).text = "Award number"
            inner = table.cell(0, 1)
            inner.text = "15PBJA-25-GG-00001"
            nested = inner.add_table(rows=1, cols=1)
            nested.cell(0, 0).text = "a table within"
            made.add_paragraph("After.")

        text = document_of(word(change), "a.docx").text
        assert [text.count(w) for w in ("Award number", "15PBJA-25-GG-00001", "a table within")] == [1, 1, 1]
        assert text.index("Before.") < text.index("Award number") < text.index("a table within") < text.index("After.")

    def test_the_letterhead_of_the_head_is_read_once(self):
        def change(made):
            made.sections[0].header.paragraphs[0].text = "U.S. Department of Justice"
            made.add_paragraph("Dear Mayor:")

        assert document_of(word(change), "a.docx").text == "U.S. Department of Justice\n\nDear Mayor:"

    def test_deleted_words_are_gone_and_added_ones_stay(self):
        from docx.oxml import parse_xml

        ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

        def change(made):
            paragraph = made.add_paragraph("The recipient ")
            paragraph._p.append(parse_xml(f"<w:del {ns}><w:r><w:delText>must</w:delText></w:r></w:del>"))
            paragraph._p.append(parse_xml(f"<w:ins {ns}><w:r><w:t>will</w:t></w:r></w:ins>"))

        assert document_of(word(change), "a.docx").text == "The recipient will"


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old or protected Office format"),
        (b"{\\rtf1 hello}", "rich text"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "a picture"),
        (archive(xl__workbook="x"), "comity import"),
        (archive(readme="x"), "an archive"),
        (b"\0\1\2\3" * 100, "bytes that are not text"),
        (b"   \n ", "is empty"),
        (b"<html><body><script>1</script></body></html>", "holds no text"),
    ],
)
def test_what_is_no_document_is_refused_by_its_right_name(data, says):
    with pytest.raises(Refused, match=says):
        document_of(data, "x.pdf")


def test_a_message_names_its_attachments():
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.example", "b@y.example", "Notice"
    message["Message-ID"] = "<1@x.example>"
    message.set_content("See the letter.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="letter.pdf")
    document = document_of(message.as_bytes(), "a.eml")
    assert document.kind == "eml"
    assert document.notes == ("attachments not read: letter.pdf",)
    assert "Subject: Notice" in document.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_plain_text(encoding):
    words = "The recipient’s notice – § 1373 – is due. " * 5
    assert document_of(words.encode(encoding), "a.txt").text.startswith("The recipient's notice - § 1373")


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.pdf"):
        with pytest.raises(Refused, match="is not a file"):
            read_document(path)


def test_the_document_is_told_by_its_content(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(pdf("A letter."))
    assert read_document(path).kind == "pdf"


@pytest.mark.parametrize("reference", ["&#1;", "&#x1F;", "&#xFFFE;", "&#xD800;", "&#0;"])
@pytest.mark.parametrize(
    "page", ["<p>The words{} stand.</p>", "<pre>The words{} stand.</pre>", "<p>The<br>words{} stand.</p>"]
)
def test_a_reference_to_a_character_that_no_page_may_hold_is_left_out(page, reference):
    said = extract(f"<html><body>{page.format(reference)}</body></html>".encode(), "a.html").text
    assert "stand." in said
