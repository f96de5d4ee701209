"""Files -> pages: front matter, passages, blocks, and the files that cannot be read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.text.unreadable import unreadable_files

from comity.text.faults import Fault, Faults, Place
from comity.text.page import parse_page, read_page

PAGE = """---
id: x
checked: 2026-11-23
sources: [a, b]
---
# Title

> Quoted before any block,
> in two lines.
>
> A second paragraph.

## Section 1

> (a) First.

```comity
act b "c"
```

  > Indented.

```text
act not-read "d"
```
"""


def test_the_parts_of_a_page() -> None:
    page, faults = parse_page(PAGE, "x.md")
    assert faults == []
    assert page.front == {"id": "x", "checked": dt.date(2026, 11, 23), "sources": ["a", "b"]}
    assert page.front_lines == {"id": 2, "checked": 3, "sources": 4}
    assert [(p.pinpoint, p.words, p.line) for p in page.passages] == [
        ("Title", ("Quoted before any block, in two lines.", "A second paragraph."), 8),
        ("Section 1", ("(a) First.",), 15),
        ("Section 1", ("Indented.",), 21),
    ]
    assert [(block.line, block.lines) for block in page.blocks] == [(18, 1)]
    assert [s.name.text for s in page.blocks[0].statements if s.name] == ["b"]


@pytest.mark.parametrize(
    "change", [lambda s: s.replace("\n", "\r\n"), lambda s: s.replace("\n", "\r"), lambda s: "\ufeff" + s]
)
def test_line_ends_and_byte_order_marks_mean_nothing(change, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(change(PAGE).encode())
    page, faults = read_page(file, "x.md")
    assert (page, faults) == parse_page(PAGE, "x.md")


UNREADABLE = {
    "large": "large.md:1:1: This file is larger than 4,000,000 bytes.\n  A law file holds one instrument or one case.",
    "long-line": "long-line.md:4:1: This line is longer than 20,000 characters.",
    "pipe": "pipe.md:1:1: This is not a file.",
    "missing": "missing.md:1:1: This file cannot be read: No such file or directory.",
    "own-link": "own-link.md:1:1: This file cannot be read: Too many levels of symbolic links.",
    "latin-1": "latin-1.md:5:1: This file is not UTF-8 text.\n"
    "  The first byte that is none is 0x92. Save the file as UTF-8 text.",
}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    shown = {}
    for name, file in unreadable_files(tmp_path).items():
        page, faults = read_page(file, file.name)
        assert page is None
        shown[name] = "\n".join(fault.render() for fault in faults)
    assert shown == UNREADABLE


def test_a_hundred_megabytes_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    with file.open("wb") as out:
        for _ in range(100):
            out.write(b"x" * 1_000_000)
    page, faults = read_page(file, "x.md")
    assert page is None
    assert [fault.sentence for fault in faults] == ["This file is larger than 4,000,000 bytes."]


def test_a_faulty_clause_hides_neither_its_statement_nor_what_follows() -> None:
    text = '---\nid: x\n---\n```comity\nnorm access\n  binds evry one\n  must let-in\n  form 2018-01-01\n  whn a\n  because "it is"\n```\n'
    page, faults = parse_page(text, "x.md")
    assert [(f.place.line, f.place.column) for f in faults] == [(6, 9), (8, 3), (9, 3)]
    (statement,) = page.blocks[0].statements
    assert not statement.whole
    assert [clause.keyword for clause in statement.clauses] == ["must", "because"]


def test_a_fault_is_shown_with_a_caret_under_its_words() -> None:
    long = "x" * 150 + " wrong " + "y" * 150
    shown = Fault(Place("a.md", 1, 152, 5), "It is wrong.", "Mend it.", long).render().splitlines()
    assert shown[0] == "a.md:1:152: It is wrong."
    assert len(shown[1]) <= 98
    assert shown[1][shown[2].index("^") : shown[2].rindex("^") + 1] == "wrong"
    assert shown[3] == "  Mend it."


def test_a_fault_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in Fault(Place("a\x1b[2J.md", 1), "`\x1b]0;x\x07`", "", "\x1b[31m").render()


def test_faults_come_once_each_and_in_order() -> None:
    first, second = Fault(Place("a.md", 2), "Two."), Fault(Place("a.md", 10), "Ten.")
    assert Faults([second, first, second]).faults == (first, second)
    assert str(Faults([second, first])) == "a.md:2:1: Two.\na.md:10:1: Ten."
