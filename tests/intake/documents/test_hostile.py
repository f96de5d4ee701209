"""Hostile files are read within limits or refused in a sentence: nothing executed, nothing fetched, memory bounded."""

import http.server
import io
import threading
import zipfile

import pytest
from benchmarks.documents.setting import docx, pdf

from comity.errors import Refused
from comity.intake.documents import read
from comity.intake.documents.read import document_of


def objects(*bodies, trailer="/Root 1 0 R"):
    """A PDF of numbered objects, with a right table of places."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % n + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, trailer.encode(), start))
    return out.getvalue()


def read_or_refusal(data, name):
    try:
        return document_of(data, name).text
    except Refused as refused:
        return refused.message


def stream(data, extra=b""):
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def pages(count, words=b"BT /F1 12 Tf 72 720 Td (Hello) Tj ET", catalog=b""):
    kids = b" ".join([b"3 0 R"] * count)
    return objects(
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def test_ten_thousand_pages_are_refused_with_their_number():
    with pytest.raises(Refused, match="10,000 pages"):
        document_of(pages(10_000), "long.pdf")


def test_java_script_of_a_pdf_is_not_run_and_its_words_are_read():
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\('ran'\\); this.submitForm\\('http://127.0.0.1:9/'\\);) >>"
    document = document_of(pages(1, catalog=script), "js.pdf")
    assert document.text == "Hello"


def test_a_font_that_is_broken_gives_text_or_a_sentence():
    broken = objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(b"BT /F1 12 Tf 72 720 Td (Hello) Tj ET"),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Broken /FontDescriptor 6 0 R /ToUnicode 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Broken /Flags 4 /FontFile2 7 0 R >>",
        stream(b"\x00\x01\x00\x00" + b"\xff" * 400),
    )
    assert len(read_or_refusal(broken, "font.pdf")) < 100


@pytest.mark.parametrize("cut", [20, 200, 400])
def test_a_pdf_cut_short_is_read_or_refused(cut):
    said = read_or_refusal(pages(1)[:cut], "cut.pdf")
    assert said == "Hello" or said.startswith("cut.pdf cannot be read: it ")


def zipped(document_xml, **others):
    plain = zipfile.ZipFile(io.BytesIO(docx("Words.")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in plain.namelist():
            if name != "word/document.xml":
                made.writestr(name, plain.read(name))
        made.writestr("word/document.xml", document_xml)
        for name, data in others.items():
            made.writestr(name, data)
    return out.getvalue()


BODY = (
    '<?xml version="1.0"?>{head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
)


def test_an_archive_that_unpacks_to_more_than_it_may_is_refused():
    with pytest.raises(Refused, match="unpacks to more than 200 MB"):
        document_of(zipped(BODY.format(head="", words="x"), bomb=b"\0" * 210_000_000), "bomb.docx")


def test_an_archive_that_understates_its_sizes_is_refused():
    data = bytearray(zipped(BODY.format(head="", words="a" * 100_000)))
    place = bytes(data).rindex(b"word/document.xml") - 46  # its entry in the list of members
    assert data[place : place + 4] == b"PK\x01\x02"
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Refused, match="damaged Word document"):
        document_of(bytes(data), "lie.docx")


def test_text_beyond_the_limit_is_refused():
    with pytest.raises(Refused, match="more than 5,000,000 characters"):
        document_of(b"word " * 1_100_000, "huge.txt")
    with pytest.raises(Refused, match=r"more than 5,000,000 characters|damaged|memory"):
        document_of(zipped(BODY.format(head="", words="word " * 1_100_000)), "huge.docx")


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "large.pdf"
    path.write_bytes(b"%PDF-1.4" + b" " * 2_000)
    monkeypatch.setattr(read, "LARGEST", 1_000)
    with pytest.raises(Refused, match="larger than 1,000 bytes"):
        read.read_document(path)


def test_entities_of_a_word_document_read_no_file_and_do_not_grow(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    outer = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    laughs = "<!DOCTYPE d [" + '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    ) + "]>"  # fmt: skip
    for head, words in ((outer, "&x;"), (laughs, "&a9;")):
        try:
            text = document_of(zipped(BODY.format(head=head, words=words)), "xxe.docx").text
        except Refused:
            continue
        assert "secret" not in text
        assert len(text) < 1_000


@pytest.fixture
def asked():
    """A server of this machine that keeps what it is asked for."""
    paths = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()


def test_nothing_that_a_page_names_is_fetched(asked):
    address, paths = asked
    page = (
        f"<html><head><link rel='stylesheet' href='{address}/css'><script src='{address}/js'></script></head><body>"
        f"<!DOCTYPE x SYSTEM '{address}/dtd'><img src='{address}/img'><iframe src='{address}/frame'></iframe>"
        f"<p>The recipient must comply.</p></body></html>"
    )
    assert "must comply" in document_of(page.encode(), "a.html").text
    external = f'<!DOCTYPE d SYSTEM "{address}/doc.dtd">'
    assert read_or_refusal(zipped(BODY.format(head=external, words="Words.")), "a.docx")
    assert paths == []


def test_a_reader_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(read, "SECONDS", 0.5)
    monkeypatch.setattr(read, "CHILD", "import time; time.sleep(60)")
    with pytest.raises(Refused, match="takes longer"):
        document_of(b"words", "a.txt")


def test_a_reader_that_wants_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(read, "MEMORY", 300_000_000)
    monkeypatch.setattr(read, "CHILD", read.CHILD.replace("data = sys", "hold = b'x' * 1_000_000_000\ndata = sys"))
    with pytest.raises(Refused, match="too much memory"):
        document_of(b"words", "a.txt")


@pytest.mark.parametrize("seed", range(6))
def test_a_name_cannot_change_what_is_run(seed):
    name = ["; rm -rf", "$(id)", "a\nb", "--help", "'\"", "../../etc"][seed]
    assert document_of(b"plain words of text", name).text == "plain words of text"


def test_a_document_within_a_message_within_a_message_ends():
    from email.message import EmailMessage

    message = EmailMessage()
    message.set_content("inner words")
    for _ in range(60):
        outer = EmailMessage()
        outer["From"], outer["To"], outer["Subject"], outer["Message-ID"] = "a@x.example", "b@x.example", "s", "<1@x>"
        outer.set_content("outer words")
        outer.add_attachment(message)
        message = outer
    assert "outer words" in document_of(message.as_bytes(), "a.eml").text


def test_a_protected_pdf_says_so():
    encrypted = objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 0 /Kids [] >>",
        b"<< /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >>",
        trailer="/Root 1 0 R /Encrypt 3 0 R /ID [(1234567890123456) (1234567890123456)]",
    )
    with pytest.raises(Refused, match=r"protected by a password|damaged"):
        document_of(encrypted, "locked.pdf")


def test_the_readers_run_apart_from_what_they_read():
    assert document_of(pdf("A page."), "a.pdf").text == "A page."
