"""A paper as PDF/UA-1, set by typst, which refuses what would not be accessible; no system font is used."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from comity.web.exports.paper import Apart, Block, Heading, Listed, Paper, Paragraph, Quote
from comity.web.exports.tables import Table, on_paper

TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("paper.typ")
NARROW, WIDE = 7, 40
"""The fewest and the most characters by which a column claims room."""
MOST_TRIES = 40
_NOT_SHOWN = re.compile('the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf_of(paper: Paper) -> bytes:
    """A paper as PDF; the same bytes for the same paper."""
    stamp = paper.stamp
    held = {
        "title": paper.title,
        "audience": paper.audience,
        "about": [list(pair) for pair in paper.about],
        "blocks": [_block(block) for block in paper.blocks],
        "foot": f"As of {stamp.as_of}, law read to {stamp.law_day}",
        "receipt": paper.receipt,
        "notice": paper.foot,
    }
    return _laid_out(json.dumps(held, ensure_ascii=False))


def _laid_out(held: str) -> bytes:
    """The PDF of a paper's words; a character that no font has is written by its number, so that nothing is lost in silence."""
    import typst

    for _ in range(MOST_TRIES):
        try:
            return _compiled(held)
        except typst.TypstError as error:
            found = _NOT_SHOWN.search(str(error))
            if found is None:
                raise
            lacking = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
            for character in {one for one in lacking if not " " <= one <= "~"}:
                held = held.replace(_in_json(character), f"[U+{ord(character):04X}]")
    return _compiled(re.sub("[^\x20-\xff]", lambda one: f"[U+{ord(one[0]):04X}]", held))


def _in_json(character: str) -> str:
    return json.dumps(character, ensure_ascii=False)[1:-1]


def _compiled(held: str) -> bytes:
    import typst

    compile_: Any = typst.compile  # its stub takes paths for bytes
    made = compile_(
        _template(),
        root=str(TEMPLATE.parent),
        ignore_system_fonts=True,
        sys_inputs={"paper": held},
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(said):
            return {"kind": "heading", "words": said}
        case Paragraph(said, strong):
            return {"kind": "paragraph", "words": said, "strong": strong}
        case Quote(said, where):
            return {"kind": "quote", "words": said, "where": where}
        case Listed(items):
            return {"kind": "list", "items": list(items)}
        case Apart():
            return {"kind": "apart"}
        case Table():
            return {
                "kind": "table",
                "title": block.title,
                "note": block.note,
                "empty": block.empty,
                "columns": [column.words for column in block.columns],
                "widths": _widths(block),
                "rows": [[on_paper(row.get(column.key), column) for column in block.columns] for row in block.rows],
            }


def _widths(table: Table) -> list[int]:
    """How the columns share the width: by the longest of what stands in them, within limits."""
    found: list[int] = []
    for column in table.columns:
        longest = max([len(column.words), *(len(on_paper(row.get(column.key), column)) for row in table.rows)])
        found.append(min(WIDE, max(NARROW, longest)))
    return found
