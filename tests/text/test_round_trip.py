"""What is written is read back: for drawn pages, parse(format(x)) = x, and formatting twice changes nothing."""

from __future__ import annotations

import random
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.text import drawn

from comity.text import tree as t
from comity.text.format import expression, format_block, format_page, format_statement
from comity.text.page import parse_page
from comity.text.parse import parse_expression

FEW = settings(max_examples=40, deadline=None)
PROSE = st.lists(
    st.sampled_from(
        ["", "Prose.  With  spaces. ", "# A heading", "> quoted `words`", "* point\t", "| a | b |", "\\# no"]
    ),
    max_size=5,
)


def written(blocks: list[t.Block], prose: list[list[str]]) -> str:
    lines = ["---", "id: drawn", "---"]
    for block, words in zip(blocks, prose, strict=True):
        lines += [*words, "```comity", format_block(block), "```"]
    return "\n".join(lines) + "\n"


class Page:
    """A drawn page, which is shown as its text: its nodes, one in another, take minutes to show."""

    def __init__(self, blocks: list[t.Block], prose: list[list[str]]) -> None:
        self.blocks = blocks
        self.text = written(blocks, prose)

    def __repr__(self) -> str:
        return self.text


# `on DATE` behind `every member of X` belongs to it; no kind of statement has both clauses
OF_MEMBERS = re.compile(r"every member of [\w/-]+ *(?:#[^\n]*)?\n(?:\s*#[^\n]*\n)*\s+on\s")


@st.composite
def pages(draw: st.DrawFn) -> Page:
    blocks = draw(st.lists(drawn.blocks, min_size=1, max_size=2))
    return Page(blocks, draw(st.lists(PROSE, min_size=len(blocks), max_size=len(blocks))))


@FEW
@given(pages())
def test_a_page_is_read_back_as_it_was_written(drawn: Page) -> None:
    assume(not OF_MEMBERS.search(drawn.text))
    page, faults = parse_page(drawn.text, "drawn.md")
    assert faults == []
    assert list(page.blocks) == drawn.blocks
    assert format_page(page) == drawn.text


@FEW
@given(drawn.expressions)
def test_an_expression_keeps_its_meaning(expr: t.Expr) -> None:
    assert parse_expression(expression(expr)) == expr


@FEW
@given(drawn.statements, st.randoms(use_true_random=False))
def test_spaces_tabs_and_line_ends_mean_nothing(statement: t.Statement, chance: random.Random) -> None:
    bare = drawn.without_comments(statement)
    gap = re.compile(r'("[^"]*")| +|\n +')
    gaps = [" ", "   ", "\t", "\n  ", "\r\n\t", "\n\n      "]
    text = gap.sub(lambda m: m[1] or chance.choice(gaps), format_statement(bare))
    page, faults = parse_page(f"---\nid: drawn\n---\n```comity\n{text}\n```\n", "drawn.md")
    assert faults == []
    assert page.blocks[0].statements == (bare,)


@FEW
@given(st.data())
def test_no_text_makes_the_reader_fail(data: st.DataObject) -> None:
    """Of a page with anything put in and taken out, only faults come, each at a place that is in the page."""
    text = written([data.draw(drawn.blocks)], [["Prose."]])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        put = data.draw(
            st.sampled_from(["", '"', "#", "```", "\n", "(", "2018-02-30", "every ", "must", "---\n", "§", "$,"])
        )
        text = text[:at] + put + text[at + cut :]
    page, faults = parse_page(text, "drawn.md")
    for fault in faults:
        assert 1 <= fault.place.line <= len(page.lines)
        assert fault.excerpt == page.lines[fault.place.line - 1]
        assert 1 <= fault.place.column <= len(fault.excerpt) + 1
        assert fault.render()
