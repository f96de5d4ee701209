"""A paper as DOCX, with real headings, lists and table headers for screen readers."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import docx as python_docx
from docx.oxml import parser
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

from comity.web.exports.paper import Apart, Block, Heading, Listed, Paper, Paragraph, Quote
from comity.web.exports.tables import Table, on_paper

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# XML holds no control characters but tab and the ends of lines
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """A paper as a Word document; the same bytes for the same paper."""
    document: Any = python_docx.Document()
    _page(document, paper)
    document.add_heading(_text(paper.title), 0)
    document.add_paragraph(_text(paper.audience)).runs[0].bold = True
    for key, said in paper.about:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(f"{key}: ").bold = True
        line.add_run(_text(said))
    for block in paper.blocks:
        _block(document, block)
    document.add_paragraph(f"Receipt {paper.receipt}")
    document.add_paragraph(paper.foot)
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _page(document: Any, paper: Paper) -> None:
    made = dt.datetime.combine(paper.stamp.as_of, dt.time())
    core = document.core_properties
    core.title, core.subject, core.author, core.comments = _text(paper.title), _text(paper.stamp.subject), "", ""
    core.language, core.created, core.modified = "en-US", made, made
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    foot = section.footer.paragraphs[0]
    foot.text = f"As of {paper.stamp.as_of}, law read to {paper.stamp.law_day}. {paper.foot}"
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    # Word takes the language of proofing from the style, not from the properties
    language = _element("w:lang")
    language.set(qn("w:val"), "en-US")
    normal.element.get_or_add_rPr().append(language)


def _block(document: Any, block: Block) -> None:
    match block:
        case Heading(said):
            document.add_heading(_text(said), 1)
        case Paragraph(said, strong):
            document.add_paragraph().add_run(_text(said)).bold = strong
        case Quote(said, where):
            quoted = document.add_paragraph(f"“{_text(said)}”", style="Quote")
            quoted.paragraph_format.left_indent = Inches(0.3)
            quoted.add_run(f" ({_text(where)})").italic = False
        case Listed(items):
            for item in items:
                document.add_paragraph(_text(item), style="List Bullet")
        case Table():
            _table(document, block)
        case Apart():
            document.add_page_break()


def _table(document: Any, table: Table) -> None:
    document.add_heading(_text(table.title), 1)
    if table.note:
        document.add_paragraph(_text(table.note))
    if not table.rows:
        document.add_paragraph(_text(table.empty))
        return
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(_text(column.words)).bold = True
    # the first row is the head, on every page
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(_element("w:tblHeader"))
    for row in table.rows:
        for cell, column in zip(made.add_row().cells, table.columns, strict=True):
            cell.text = _text(on_paper(row.get(column.key), column))


def _element(name: str) -> Any:
    make: Any = parser.OxmlElement  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] typed in part
    return make(name)


def _text(value: str) -> str:
    return _CONTROL.sub("�", value)


def _settled(made: bytes) -> bytes:
    """The archive with the same time on each member: bytes that depend on the paper alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
