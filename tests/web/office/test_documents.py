"""Documents are known by their content; what is hostile, damaged or too large is refused before anything is kept."""

import io
import zipfile

import pytest


def packed(*names: str, data: bytes = b"<x/>", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def known(data: bytes, name: str = "file"):
    from comity.web.office.documents import known

    return known(io.BytesIO(data), name)


def locked() -> bytes:
    """An archive that says that its members are encrypted."""
    data = bytearray(packed("xl/workbook.xml"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7 ...", "award.docx", "pdf"),
        (packed("[Content_Types].xml", "word/document.xml"), "award.pdf", "docx"),
        (packed("xl/workbook.xml"), "list.csv", "xlsx"),
        (packed("xl/workbook.bin"), "list", "xlsb"),
        (packed("content.xml"), "list.xls", "ods"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "list.pdf", "xls"),
        (b"award,amount\r\nA-1,5\r\n", "list.csv", "csv"),
        ("award,amount\n".encode("utf-16"), "list.csv", "csv"),
        (b"Received: from a\r\n\r\nDear", "letter", "eml"),
        (b"  <!DOCTYPE html><p>", "letter.txt", "html"),
        (b"Dear Mayor", "letter.txt", "txt"),
    ],
)
def test_a_file_is_what_its_content_says(office, content, name, kind):
    assert known(content, name).kind == kind


BOMB = packed("xl/workbook.xml", "xl/worksheets/sheet1.xml", data=b"\0" * 60_000_000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03\x00", "not a file that Comity reads"),
        (b"\x7fELF\x02\x01\x01\x00", "not a file that Comity reads"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "XML"),
        (packed("readme.txt"), "archive"),
        (packed("xl/workbook.xml")[:-30], "damaged"),
        (b"PK\x03\x04garbage", "damaged"),
        (BOMB, "far beyond its size"),
        (packed(*(f"xl/{n}" for n in range(5_100)), "xl/workbook.xml", method=zipfile.ZIP_STORED), "far beyond its size"),
        (locked(), "password"),
        (packed("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
    ],
)  # fmt: skip
def test_what_is_hostile_damaged_or_foreign_is_refused(office, content, words):
    from comity.errors import Refused

    with pytest.raises(Refused, match=words):
        known(content)


def test_a_file_that_is_too_large_is_refused_while_it_is_read(office, monkeypatch):
    from dataclasses import replace

    from django.conf import settings

    from comity.errors import Refused

    monkeypatch.setattr(settings, "CHOSEN", replace(settings.CHOSEN, most_upload=1_000))
    with pytest.raises(Refused, match="larger than"):
        known(b"x" * 1_001)
    assert known(b"x" * 1_000).size == 1_000


def taken(office, by="editor", access="privileged", name="Demand of DOJ.pdf"):
    from comity.web.office.documents import take_in

    return take_in(io.BytesIO(b"%PDF-1.7 secret words"), name, access, office.matter, office[by])


def test_a_document_is_named_by_a_number_wherever_its_name_would_tell(office):
    first, second = taken(office), taken(office)
    assert (str(first), second.number - first.number) == (f"Document {first.number}", 1)
    fields = [str(getattr(first, field.name)) for field in first._meta.fields]
    assert not any("DOJ" in value or "secret" in value for value in fields)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\passwd", "/etc/passwd", "a\0b\r\npasswd"])
def test_a_name_is_only_a_name(office, name):
    kept = taken(office, name=name).content.name
    assert kept.endswith("passwd")
    assert not set(kept) & set("/\\\0\r\n")


@pytest.mark.parametrize(
    ("role", "sees"), [("reader", False), ("editor", False), ("counsel", True), ("stranger", False)]
)
def test_a_privileged_document_is_seen_by_counsel_alone(office, role, sees):
    from comity.web.office.models import Document

    one = taken(office)
    assert Document.objects.visible_to(office[role]).filter(pk=one.pk).exists() is sees


def test_who_may_not_enter_sends_nothing(office):
    from comity.errors import Refused

    for role in ("reader", "certifier", "administrator", "stranger"):
        with pytest.raises(Refused, match="may not send"):
            taken(office, role)
    with pytest.raises(Refused, match="not an access"):
        taken(office, access="secret")
