"""comity lsp: the language server, for editors of law files."""

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
    folder = Folder(root.resolve())
    _show_faults(made, folder, types)
    _answer_at_a_word(made, folder, types)
    return made


def _document(made: Any, params: Any) -> Any:
    return made.workspace.get_text_document(params.text_document.uri)


def _show_faults(made: Any, folder: "Folder", types: Any) -> None:
    """Faults: of words while they are written, of meaning when a file is opened or saved. And the layout of the whole."""
    from comity.brief.editor.page import faults_in_words, laid_out

    def show(text: Any, faults: list["Fault"]) -> None:
        found = [_diagnostic(fault, types) for fault in faults]
        made.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=text.uri, version=text.version, diagnostics=found)
        )

    def meant(params: Any) -> None:
        text = _document(made, params)
        show(text, folder.check(Path(text.path), text.source))

    def worded(params: Any) -> None:
        text = _document(made, params)
        show(text, faults_in_words(text.source, text.path))

    def layout(params: Any) -> Any:
        text = _document(made, params)
        new = laid_out(text.source)
        if new is None or new == text.source:
            return None
        whole = types.Range(types.Position(0, 0), types.Position(len(text.lines), 0))
        return [types.TextEdit(whole, new)]

    made.feature(types.TEXT_DOCUMENT_DID_OPEN)(meant)
    made.feature(types.TEXT_DOCUMENT_DID_SAVE)(meant)
    made.feature(types.TEXT_DOCUMENT_DID_CHANGE)(worded)
    made.feature(types.TEXT_DOCUMENT_FORMATTING)(layout)


def _answer_at_a_word(made: Any, folder: "Folder", types: Any) -> None:
    """What is asked at a place of the text: what a word means, where it is declared, what may stand there."""
    from comity.brief.editor.page import explained, offered, place_of, word_at

    def asked(params: Any) -> tuple[str, str, Any]:
        """The word asked about, the line up to there, and the document."""
        text = _document(made, params)
        line = text.lines[params.position.line] if params.position.line < len(text.lines) else ""
        return word_at(line, params.position.character), line[: params.position.character], text

    def hover(params: Any) -> Any:
        word, _, text = asked(params)
        said = explained(word, folder.law, Path(text.path).stem) if word else None
        if said is None:
            return None
        return types.Hover(types.MarkupContent(kind=types.MarkupKind.Markdown, value=said))

    def definition(params: Any) -> Any:
        word, _, text = asked(params)
        place = place_of(word, folder.law, Path(text.path).stem) if word and folder.law is not None else None
        if place is None:
            return None
        at = types.Position(place.line - 1, place.column - 1)
        return types.Location(folder.file_of(place).as_uri(), types.Range(at, at))

    def complete(params: Any) -> Any:
        word, before, _ = asked(params)
        first = not before.removesuffix(word).strip()
        items = [types.CompletionItem(label=name, detail=what) for name, what in offered(word, first, folder.law)]
        return types.CompletionList(is_incomplete=True, items=items)

    made.feature(types.TEXT_DOCUMENT_HOVER)(hover)
    made.feature(types.TEXT_DOCUMENT_DEFINITION)(definition)
    made.feature(types.TEXT_DOCUMENT_COMPLETION)(complete)


def _diagnostic(fault: "Fault", types: Any) -> Any:
    line, start = max(fault.place.line - 1, 0), max(fault.place.column - 1, 0)
    found = types.Range(types.Position(line, start), types.Position(line, start + fault.place.width))
    said = f"{fault.sentence}\n{fault.hint}" if fault.hint else fault.sentence
    return types.Diagnostic(range=found, message=said, severity=types.DiagnosticSeverity.Error, source="comity")
