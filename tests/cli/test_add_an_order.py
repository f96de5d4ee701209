"""docs/add-an-order.md is real: its commands are run and its files written in order, and what it shows is what comes out."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

from comity.library import law_dir
from comity.text.parse import parse_statement

PAGE = Path(__file__).parents[2] / "docs" / "add-an-order.md"
FILE = Path("providence-v-barr.md")
BLOCK = re.compile(r"^(`{3,})(console|markdown)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def put(block: str) -> None:
    """Write what the page shows: the front matter and opening, or one section; a new section stands before the cases."""
    text = FILE.read_text(encoding="utf-8")
    block = block.rstrip() + "\n"
    heading = block.partition("\n")[0]
    if heading == "---":
        opening = block if "\n## " not in block else block[: block.index("\n## ")]
        FILE.write_text(opening + text[text.index("\n## ") :], encoding="utf-8")
        return
    start = text.find(f"{heading}\n")
    if start < 0:
        start = end = text.index("## Cases")
        block += "\n"
    else:
        end = text.find("\n## ", start) if text.find("\n## ", start) > 0 else len(text)
    FILE.write_text(text[:start] + block + text[end:], encoding="utf-8")


def said(pattern: list[str], lines: list[str]) -> bool:
    """Whether output is as shown; `...` stands for anything left out."""
    wanted = re.escape("\n".join(pattern).strip()).replace(re.escape("..."), "(?s:.*?)")
    return re.fullmatch(wanted, "\n".join(lines).strip()) is not None


def commands(body: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the output shown."""
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found[-1][0].endswith("\\") and not found[-1][1]:
            found[-1] = (f"{found[-1][0][:-1]} {line.strip()}", [])
        else:
            found[-1][1].append(line)
    return found


def test_the_page(comity, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(law_dir(), "law")  # a copy: the page writes into what it copies from here
    ran = 0
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block.group(2) == "markdown":
            if FILE.exists() and "injunction of 2019-06-10" in block.group(3):
                undated = re.compile(r"checked: \S+")
                assert undated.sub("", block.group(3)) == undated.sub("", FILE.read_text(encoding="utf-8"))
            else:
                put(block.group(3))
            continue
        for command, shown in commands(block.group(3)):
            words = shlex.split(command)
            if words[0] == "comity":
                result = comity(*words[1:])
                assert result.code in (0, 1), (command, result.err)
                assert said(shown, result.out.splitlines()), (command, result.out)
                ran += 1
            else:
                subprocess.run(words, check=True)
    assert ran >= 12
    assert (tmp_path / "draft" / "us" / "cases" / FILE).is_file()


def test_its_snippets_are_of_the_language():
    text = PAGE.read_text(encoding="utf-8")
    snippets = re.findall(r"^(    (?:holding|order) .*?)\n(?=\n|\S)", text, re.MULTILINE | re.DOTALL)
    assert len(snippets) == 2
    for snippet in snippets:
        parse_statement("\n".join(line[4:] for line in snippet.splitlines()), "page")
