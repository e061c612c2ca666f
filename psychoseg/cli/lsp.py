"""``psychoseg lsp``: a language server on standard input and output."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

HELP: str = "serve findings, explanations and fixes to an editor while a questionnaire is written"
EXAMPLE: str = (
    "psychoseg lsp    (an editor starts it; it speaks the Language Server Protocol on stdin and stdout)"
)

DELAY = 0.3
"""Seconds without typing before a text is linted again."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--stdio", action="store_true", help="the only way it speaks; editors may pass it")


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001  (--stdio changes nothing)
    """Serve until the editor says stop.

    Raises
    ------
    UsageError
        Where pygls is not installed.
    """
    from psychoseg.errors import EXIT_DONE, UsageError

    try:
        made = server()
    except ImportError:
        raise UsageError(
            'The language server needs pygls, which is not installed; pip install "psychoseg[lsp]" adds it.'
        ) from None
    made.start_io()
    return EXIT_DONE


def server() -> LanguageServer:
    """The server with everything it answers to, not yet started.

    Raises
    ------
    ImportError
        Where pygls is not installed.
    """
    import asyncio

    from lsprotocol import types
    from pygls.lsp.server import LanguageServer as Server

    from psychoseg import __version__
    from psychoseg.lint import editor
    from psychoseg.lint.finding import Severity
    from psychoseg.lint.fixing import difference

    made = Server("psychoseg", __version__)
    waiting: dict[str, asyncio.TimerHandle] = {}
    severities = {
        Severity.ERROR: types.DiagnosticSeverity.Error,
        Severity.WARNING: types.DiagnosticSeverity.Warning,
        Severity.INFO: types.DiagnosticSeverity.Information,
        Severity.OFF: types.DiagnosticSeverity.Hint,
    }

    def found(uri: str) -> tuple[editor.Mark, ...]:
        document = made.workspace.get_text_document(uri)
        return editor.marks(document.source, document.path)

    def extent(uri: str, start: int, end: int) -> types.Range:
        document = made.workspace.get_text_document(uri)
        return types.Range(document.client_position_at_offset(start), document.client_position_at_offset(end))

    def publish(uri: str) -> None:
        waiting.pop(uri, None)
        told = [
            types.Diagnostic(
                range=extent(uri, mark.start, mark.end),
                message=mark.message,
                severity=severities[mark.severity],
                code=mark.code or None,
                source="psychoseg",
            )
            for mark in found(uri)
        ]
        made.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told))

    def publish_now(uri: str) -> None:
        if uri in waiting:
            waiting.pop(uri).cancel()
        publish(uri)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        publish_now(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        publish_now(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in waiting:
            waiting.pop(uri).cancel()
        waiting[uri] = asyncio.get_running_loop().call_later(DELAY, publish, uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in waiting:
            waiting.pop(uri).cancel()
        made.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        offset = made.workspace.get_text_document(uri).offset_at_position(params.position)
        told = editor.hover(found(uri), offset)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told)) if told else None

    @made.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def asked_for_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        document = made.workspace.get_text_document(uri)
        start = document.offset_at_position(params.range.start)
        end = document.offset_at_position(params.range.end)
        offered = []
        for mark in found(uri):
            if mark.start <= end and start <= mark.end:
                for action in editor.actions(document.source, mark):
                    change = difference(document.source, action.text)
                    edit = types.TextEdit(extent(uri, change.start, change.end), change.new)
                    offered.append(
                        types.CodeAction(
                            title=action.title,
                            kind=types.CodeActionKind.QuickFix,
                            is_preferred=action.safe,
                            edit=types.WorkspaceEdit(changes={uri: [edit]}),
                        )
                    )
        return offered

    return made
