"""The language server, spoken to as an editor does: over two pipes, in the messages of the protocol."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.brief.editor.words import WORDS
from comity.text.grammar import CLAUSE_WORDS, STATEMENT_WORDS

LAW = """---
id: own
title: A law for a test
kind: local law
issuer: chicago-il
cite: "Chicago Mun. Code § 2-173-005"
in_force: 2020-01-01
basis: source
checked: 2026-11-23
sources: [made for a test]
---

```comity
act help "help federal officers"

norm a
  cites      "Chicago Mun. Code § 2-173-005"
  binds      chicago-il
  must       help
```
"""


class Editor:
    """The other end of the pipes."""

    def __init__(self, root: Path) -> None:
        from comity.cli.lsp import server

        to_server, from_editor = os.pipe()
        to_editor, from_server = os.pipe()
        self.write, self.read = os.fdopen(from_editor, "wb"), os.fdopen(to_editor, "rb")
        served = server(root)
        ends = os.fdopen(to_server, "rb"), os.fdopen(from_server, "wb")
        self.thread = threading.Thread(target=lambda: served.start_io(*ends), daemon=True)
        self.thread.start()
        self.asked = 0
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.tell("initialized", {})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.write.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.write.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while (line := self.read.readline().strip()) != b"":
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
        return json.loads(self.read.read(length))

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while (message := self._receive()).get("id") != self.asked:
            pass
        assert "error" not in message, message
        return message["result"]

    def faults(self) -> list[dict[str, Any]]:
        """The faults that are shown next."""
        while (message := self._receive()).get("method") != "textDocument/publishDiagnostics":
            pass
        return message["params"]["diagnostics"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("law")
    (root / "own.md").write_text(LAW)
    return root


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    one = Editor(folder)
    yield one
    one.ask("shutdown", {})
    one.tell("exit", {})
    one.thread.join(5)


def opened(editor: Editor, folder: Path, text: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    about = {"uri": (folder / "own.md").as_uri()}
    editor.tell(
        "textDocument/didOpen", {"textDocument": {**about, "languageId": "markdown", "version": 1, "text": text}}
    )
    return about, editor.faults()


def at(text: str, words: str) -> dict[str, int]:
    """The place of the last letter of some words."""
    before = text[: text.index(words) + len(words) - 1]
    return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}


def test_a_law_without_fault_shows_none(editor: Editor, folder: Path) -> None:
    assert opened(editor, folder, LAW)[1] == []


def test_faults_are_those_of_check_where_they_stand(editor: Editor, folder: Path) -> None:
    wrong = LAW.replace("must       help", "must       hepl")
    (fault,) = opened(editor, folder, wrong)[1]
    assert fault["message"] == "No act is named `hepl`.\nDid you mean `help`?"
    assert fault["range"]["start"] == {"line": wrong[: wrong.index("hepl")].count("\n"), "character": 13}
    assert fault["range"]["end"]["character"] == 17


def test_faults_of_words_come_while_typing(editor: Editor, folder: Path) -> None:
    about, _ = opened(editor, folder, LAW)
    for text, expected in ((LAW.replace("norm a", "nrm a"), True), (LAW, False)):
        change = {"textDocument": {**about, "version": 2}, "contentChanges": [{"text": text}]}
        editor.tell("textDocument/didChange", change)
        assert bool(editor.faults()) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("norm a", "**own/a**: a\n\nChicago, IL must help federal officers"),
        ("must       help", "**help**: help federal officers"),
        ("binds      chicago-il", "**chicago-il**: Chicago"),
        ("  cites", "**cites** "),
        ("act help", "**help**: "),
    ],
)
def test_a_word_is_explained(editor: Editor, folder: Path, words: str, said: str) -> None:
    about, _ = opened(editor, folder, LAW)
    found = editor.ask("textDocument/hover", {"textDocument": about, "position": at(LAW, words)})
    assert said in found["contents"]["value"]


def test_names_are_completed(editor: Editor, folder: Path) -> None:
    text = LAW.replace("must       help", "must       he").replace("  binds      chicago-il", "  bi")
    about, _ = opened(editor, folder, LAW)
    editor.tell("textDocument/didChange", {"textDocument": {**about, "version": 3}, "contentChanges": [{"text": text}]})
    for words, name in (("must       he", "help"), ("  bi", "binds")):
        place = at(text, words)
        place["character"] += 1
        found = editor.ask("textDocument/completion", {"textDocument": about, "position": place})
        assert name in [item["label"] for item in found["items"]]


def test_a_name_leads_to_where_it_is_declared(editor: Editor, folder: Path) -> None:
    about, _ = opened(editor, folder, LAW)
    found = editor.ask("textDocument/definition", {"textDocument": about, "position": at(LAW, "must       help")})
    assert found["uri"] == about["uri"]
    assert found["range"]["start"]["line"] == LAW[: LAW.index("act help")].count("\n")


def test_a_file_is_laid_out_as_fmt_does_and_not_while_it_has_faults(editor: Editor, folder: Path) -> None:
    options = {"tabSize": 2, "insertSpaces": True}
    for text, expected in ((LAW.replace("must       help", "must help"), LAW), (LAW.replace("norm a", "nrm a"), None)):
        about, _ = opened(editor, folder, text)
        found = editor.ask("textDocument/formatting", {"textDocument": about, "options": options})
        assert (found[0]["newText"] if found else None) == expected


def test_every_word_of_the_language_is_explained() -> None:
    assert set(WORDS) >= {*CLAUSE_WORDS, *STATEMENT_WORDS}
