"""The one layout: what moves, what stays, and where comments go."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.library import law_dir
from comity.norms.library import law_files
from comity.text.format import WIDTH, WIDTH_OF_CASES, format_page
from comity.text.page import parse_page, read_page


def laid_out(block: str) -> str:
    """A block in its layout, which is read back as the same and laid out as the same."""
    page, faults = parse_page(f"---\nid: x\n---\n```comity\n{block}```\n", "x.md")
    assert faults == []
    text = format_page(page)
    again, faults = parse_page(text, "x.md")
    assert faults == []
    assert again.blocks == page.blocks
    assert format_page(again) == text
    return text.split("```comity\n")[1].split("```")[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("norm x\n\twhen\tnot (a and b)\n", "norm x\n  when       not (a and b)\n"),
        ("norm x\n  when ((a or b)) and c\n", "norm x\n  when       (a or b) and c\n"),
        ("norm x\n  when (a and b) or c\n", "norm x\n  when       a and b or c\n"),
        (
            "norm x\r\n  when award.fiscal_year is one of 2017,2018 and award.stage is offered\r\n",
            "norm x\n  when       award.fiscal_year is one of 2017, 2018 and award.stage is offered\n",
        ),
        ("norm x  binds everyone must act-so\n", "norm x\n  binds      everyone\n  must       act-so\n"),
        (
            "norm x\n  cannot be required to act-so\n  kind of y\n",
            "norm x\n  cannot be required to act-so\n  kind of    y\n",
        ),
        (
            'case "c"\n  given chicago-il does act-so\n  on 2018-01-01\n  on 2018-01-02 expect x in force,contested\n',
            'case "c"\n  given      chicago-il does act-so on 2018-01-01\n  on         2018-01-02 expect x in force, contested\n',
        ),
        ("order x\n  for every state except perhaps ca because \"s\"\n", 'order x\n  for        every state except perhaps ca because "s"\n'),
        ("norm x\n  when award.amount is at least $1000000\n", "norm x\n  when       award.amount is at least $1,000,000\n"),
    ],
)  # fmt: skip
def test_layout(written: str, expected: str) -> None:
    assert laid_out(written) == expected


def test_comments_stay_by_what_they_stood_by() -> None:
    written = """\
# above the first
#   and its second line

norm x # beside the head
# at the margin, above a clause
  binds a, # beside the first line
    # within the list
    b # beside the last line
  must act-so   # a " within a comment

    # at the end of the statement
# above the second
act y "why # no comment"
# behind the last
"""
    assert (
        laid_out(written)
        == """\
# above the first
#   and its second line
norm x  # beside the head
  # at the margin, above a clause
  # within the list
  binds      a, b  # beside the first line # beside the last line
  must       act-so  # a " within a comment
  # at the end of the statement

# above the second
act y "why # no comment"

# behind the last
"""
    )


def test_long_lines_go_on_in_the_column_of_values() -> None:
    names = ", ".join(f"government-number-{n}-il" for n in range(8))
    asked = " and ".join(f"(award.stage is offered or question-{n} and not question-{n + 1})" for n in range(4))
    text = laid_out(f'norm x\n  for {names}\n  when {asked}\n  cites "{"a " * 40}", "{"b " * 40}"\n')
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    assert text.count("\n             ") >= 5
    lines = [line.strip() for line in text.splitlines()]
    assert "and (award.stage is offered or question-3 and not question-4)" in lines


def test_prose_stays_as_it_is() -> None:
    prose = '---\nid:   x\ntitle: "T"\n---\n#  Heading \n\n>  quoted  words\n\n| a|b |\n```python\nx  =  1\n```\n~~~\n```comity\n~~~\n'
    page, faults = parse_page(prose, "x.md")
    assert (faults, format_page(page)) == ([], prose)


@pytest.mark.parametrize("file", law_files(law_dir()), ids=lambda file: file.stem)
def test_the_packaged_law_is_read_back(file: Path) -> None:
    page, faults = read_page(file)
    assert page is not None
    assert faults == []
    text = format_page(page)
    again, _ = parse_page(text, page.file)
    assert again.blocks == page.blocks
    assert again.passages == page.passages
    assert format_page(again) == text
    inside = [
        line for block in again.blocks for line in text.splitlines()[block.line - 1 : block.line - 1 + block.lines]
    ]
    unquoted = [line for line in inside if '"' not in line and "#" not in line]
    assert max((len(line) for line in unquoted), default=0) <= WIDTH_OF_CASES
