"""comity lsp: the language server, for editors of law files."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.cli.asking import LawDir

if TYPE_CHECKING:
    from comity.brief.editor.page import Folder
    from comity.text.faults import Fault


def command(law: LawDir = None) -> None:
    """Serve an editor of law files (a language server).

    Over standard input and output: faults as you type, explanations, names, layout.

    Faults of words are shown while a law file is written, those of its meaning beside the other files when it is opened and
    saved. See editors/README.md.
    """
    from comity.cli.asking import refusing
    from comity.errors import require
    from comity.library import law_dir

    with refusing():
        require("lsp", "The language server", "pygls", "lsprotocol")
    server(law or law_dir()).start_io()


def server(root: Path) -> Any:
    """The language server of a folder of law."""
    from lsprotocol import types as protocol  # pyright: ignore[reportMissingImports, reportUnknownVariableType] an extra
    from pygls.lsp.server import LanguageServer  # pyright: ignore[reportMissingImports, reportUnknownVariableType] an extra

    from comity import __version__
    from comity.brief.editor.page import Folder

    types: Any = protocol
    made: Any = LanguageServer("comity", __version__)
    answers = _Answers(made, types, Folder(root.resolve()))
    for feature, answer in (
        (types.TEXT_DOCUMENT_DID_OPEN, answers.meaning),
        (types.TEXT_DOCUMENT_DID_SAVE, answers.meaning),
        (types.TEXT_DOCUMENT_DID_CHANGE, answers.words),
        (types.TEXT_DOCUMENT_HOVER, answers.hover),
        (types.TEXT_DOCUMENT_DEFINITION, answers.definition),
        (types.TEXT_DOCUMENT_COMPLETION, answers.completion),
        (types.TEXT_DOCUMENT_FORMATTING, answers.layout),
    ):
        made.feature(feature)(partial(answer))  # marked by pygls, as a method cannot be
    return made


class _Answers:
    """What is answered to an editor; the shapes of question and answer are the protocol's."""

    def __init__(self, server: Any, types: Any, folder: "Folder") -> None:
        self.server, self.types, self.folder = server, types, folder

    def document(self, params: Any) -> Any:
        return self.server.workspace.get_text_document(params.text_document.uri)

    def show(self, text: Any, faults: list["Fault"]) -> None:
        found = [_diagnostic(fault, self.types) for fault in faults]
        self.server.text_document_publish_diagnostics(
            self.types.PublishDiagnosticsParams(uri=text.uri, version=text.version, diagnostics=found)
        )

    def meaning(self, params: Any) -> None:
        text = self.document(params)
        self.show(text, self.folder.check(Path(text.path), text.source))

    def words(self, params: Any) -> None:
        from comity.brief.editor.page import faults_in_words

        text = self.document(params)
        self.show(text, faults_in_words(text.source, text.path))

    def asked(self, params: Any) -> tuple[str, str, Any]:
        """The word asked about, the line up to there, and the document."""
        from comity.brief.editor.page import word_at

        text = self.document(params)
        line = text.lines[params.position.line] if params.position.line < len(text.lines) else ""
        return word_at(line, params.position.character), line[: params.position.character], text

    def hover(self, params: Any) -> Any:
        from comity.brief.editor.page import explained

        word, _, text = self.asked(params)
        said = explained(word, self.folder.law, Path(text.path).stem) if word else None
        if said is None:
            return None
        return self.types.Hover(self.types.MarkupContent(kind=self.types.MarkupKind.Markdown, value=said))

    def definition(self, params: Any) -> Any:
        from comity.brief.editor.page import place_of

        word, _, text = self.asked(params)
        law = self.folder.law
        place = place_of(word, law, Path(text.path).stem) if word and law is not None else None
        if place is None:
            return None
        at = self.types.Position(place.line - 1, place.column - 1)
        return self.types.Location(self.folder.file_of(place).as_uri(), self.types.Range(at, at))

    def completion(self, params: Any) -> Any:
        from comity.brief.editor.page import offered

        word, before, _ = self.asked(params)
        first = not before.removesuffix(word).strip()
        names = offered(word, first, self.folder.law)
        items = [self.types.CompletionItem(label=name, detail=what) for name, what in names]
        return self.types.CompletionList(is_incomplete=True, items=items)

    def layout(self, params: Any) -> Any:
        from comity.brief.editor.page import laid_out

        text = self.document(params)
        new = laid_out(text.source)
        if new is None or new == text.source:
            return None
        whole = self.types.Range(self.types.Position(0, 0), self.types.Position(len(text.lines), 0))
        return [self.types.TextEdit(whole, new)]


def _diagnostic(fault: "Fault", types: Any) -> Any:
    line, start = max(fault.place.line - 1, 0), max(fault.place.column - 1, 0)
    found = types.Range(types.Position(line, start), types.Position(line, start + fault.place.width))
    said = f"{fault.sentence}\n{fault.hint}" if fault.hint else fault.sentence
    return types.Diagnostic(range=found, message=said, severity=types.DiagnosticSeverity.Error, source="comity")
