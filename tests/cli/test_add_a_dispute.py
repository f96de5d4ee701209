"""docs/add-a-dispute.md is real: its files are written in order, its commands run, and what it shows is what comes out."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from tests.cli.test_add_an_order import commands, said

PAGE = Path(__file__).parents[2] / "docs" / "add-a-dispute.md"

INNER = re.compile(r"^```markdown\n(.*?\n```)\n```$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[tuple[str, str]]:
    """The blocks of the page in order: law files hold fenced blocks of their own."""
    found = [(m.start(), "markdown", m[1] + "\n") for m in INNER.finditer(text)]
    rest = INNER.sub(lambda m: " " * len(m[0]), text)
    found += [
        (m.start(), "console", m[1]) for m in re.finditer(r"^```console\n(.*?)^```$", rest, re.MULTILINE | re.DOTALL)
    ]
    return [(kind, body) for _, kind, body in sorted(found)]


def test_the_page(comity, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder, empty = Path("dispute"), Path("empty")
    folder.mkdir()
    empty.mkdir()
    (empty / "record.yaml").write_text("title: nothing\n")
    last, ran = folder, 0
    for kind, body in blocks(PAGE.read_text(encoding="utf-8")):
        if kind == "markdown":
            id = re.search(r"(?m)^id: (.+)$", body)
            last = folder / f"{id[1]}.md" if id else last
            last.write_text((last.read_text() + "\n" if last.exists() else "") + body)
            continue
        for command, shown in commands(body):
            words = shlex.split(command)
            ran += 1
            if words[0] == "cp":
                shutil.copytree(words[2], words[3])
            elif words[0] == "rm":
                Path(words[1]).unlink()
            else:
                result = comity(*words[1:])
                assert result.err == "", command
                assert said(shown, result.out.splitlines()), f"{command}\n{result.out}"
    assert ran == 11
