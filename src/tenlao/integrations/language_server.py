"""A language server: what is found in texts as they are written, by the Language Server Protocol.

A text is read again a moment after it was last changed, apart from what the editor asks meanwhile; what comes of it
is dropped where the text has changed since. What cannot be used, such as a bad setting, is told in the editor's log,
and the server goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from tenlao.base.errors import TenlaoError
from tenlao.integrations.open_text import Desk, Note, OpenText
from tenlao.integrations.positions import Positions

if TYPE_CHECKING:
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer

__all__ = ["language_server"]

WAIT: Final = 0.1
"""Seconds without a change before a text is read again."""

_RULES_SITE = "https://tenlao.github.io/tenlao/rules/"


def language_server() -> LanguageServer:
    """Return a server that has not started.

    Raises:
        TenlaoError: pygls is not installed.
    """
    try:
        from lsprotocol import types
        from pygls.lsp.server import LanguageServer
        from pygls.uris import to_fs_path
    except ImportError:
        raise TenlaoError("serving editors needs pygls: pip install 'tenlao[lsp]'") from None

    # Editors send the whole text: pygls parts lines where editors do not, and would change it in wrong places.
    server = LanguageServer("tenlao", _version(), text_document_sync_kind=types.TextDocumentSyncKind.Full)
    desk = Desk()
    read: dict[str, tuple[int | None, OpenText]] = {}
    placed: dict[str, Positions] = {}
    waiting: dict[str, asyncio.Task[None]] = {}

    def text_of(uri: str) -> OpenText | None:
        """Return a text as it is now; None if it cannot be used."""
        document = server.workspace.get_text_document(uri)
        known = read.get(uri)
        if known and known[0] == document.version and known[0] is not None:
            return known[1]
        try:
            text = desk.open(to_fs_path(uri) or "-", document.source, document.language_id or "")
        except TenlaoError as error:
            log(error)
            return None
        read[uri] = document.version, text
        return text

    def log(problem: object) -> None:
        server.window_log_message(types.LogMessageParams(types.MessageType.Warning, str(problem)))

    def positions(uri: str) -> Positions:
        source = server.workspace.get_text_document(uri).source
        known = placed.get(uri)
        if known is None or known.text is not source:
            encoding = server.workspace.position_encoding
            known = placed[uri] = Positions(source, str(getattr(encoding, "value", encoding)))
        return known

    def offset_at(uri: str, position: types.Position) -> int:
        return positions(uri).offset(position.line, position.character)

    def range_of(uri: str, start: int, end: int) -> types.Range:
        places = positions(uri)
        return types.Range(types.Position(*places.of(start)), types.Position(*places.of(end)))

    async def check(uri: str) -> None:
        await asyncio.sleep(WAIT)
        while uri in server.workspace.text_documents:
            of = server.workspace.get_text_document(uri).version
            text = text_of(uri)
            notes = await asyncio.to_thread(_notes, text) if text else []
            if uri not in server.workspace.text_documents:
                return
            if server.workspace.get_text_document(uri).version == of:
                found = [
                    types.Diagnostic(
                        range_of(uri, note.start, note.end),
                        note.message,
                        severity=types.DiagnosticSeverity.Warning,
                        code=note.rule,
                        code_description=types.CodeDescription(f"{_RULES_SITE}{note.rule}.html"),
                        source="tenlao",
                    )
                    for note in notes
                ]
                server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, of))
                return

    def check_soon(uri: str) -> None:
        if uri in waiting:
            waiting[uri].cancel()
        waiting[uri] = asyncio.get_running_loop().create_task(check(uri))

    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        check_soon(params.text_document.uri)

    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        check_soon(params.text_document.uri)

    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        read.clear()  # settings may have been saved
        check_soon(params.text_document.uri)

    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        read.pop(uri, None)
        placed.pop(uri, None)
        if uri in waiting:
            waiting.pop(uri).cancel()
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def hover(params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        text = text_of(uri)
        mention = text.mention_at(offset_at(uri, params.position)) if text else None
        if text is None or mention is None:
            return None
        said = types.MarkupContent(types.MarkupKind.Markdown, text.described(mention))
        return types.Hover(said, range_of(uri, mention.start + text.shift, mention.end + text.shift))

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]

    def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        text = text_of(uri)
        if text is None:
            return []
        start, end = (offset_at(uri, place) for place in (params.range.start, params.range.end))
        actions = []
        for offer in text.offers(start, end):
            edits = [types.TextEdit(range_of(uri, edit.start, edit.end), edit.new) for edit in offer.edits]
            actions.append(
                types.CodeAction(
                    f"Write {offer.title}" if offer.rule else f"Add {offer.title}",
                    kind=kinds[0] if offer.rule else kinds[1],
                    diagnostics=[d for d in params.context.diagnostics if d.code == offer.rule] or None,
                    edit=types.WorkspaceEdit(changes={uri: edits}),
                )
            )
        return actions

    def inlay_hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        uri = params.text_document.uri
        text = text_of(uri)
        start, end = (offset_at(uri, place) for place in (params.range.start, params.range.end))
        return [
            types.InlayHint(range_of(uri, at, at).start, name, padding_left=True)
            for at, name in (text.hints(start, end) if text else ())
        ]

    def completions(params: types.CompletionParams) -> types.CompletionList:
        uri = params.text_document.uri
        text = text_of(uri)
        end = offset_at(uri, params.position)
        items = [
            types.CompletionItem(
                found.text,
                kind=types.CompletionItemKind.Text,
                detail=found.who,
                text_edit=types.TextEdit(range_of(uri, found.start, end), found.text),
            )
            for found in (desk.completions(text, end) if text else ())
        ]
        return types.CompletionList(is_incomplete=True, items=items)

    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        uri = params.text_document.uri
        text = text_of(uri)
        found = []
        for mention in text.mentions if text else ():
            place = range_of(uri, mention.start + text.shift, mention.end + text.shift) if text else None
            assert place is not None, "there is a text where there are mentions"
            name = mention.text.replace("\u2060", "")
            found.append(
                types.DocumentSymbol(
                    name, types.SymbolKind.Constant, place, place, detail=mention.match.entry.id
                )
            )
        return found

    features: Sequence[tuple[Callable[..., Any], str, Any]] = (
        (opened, types.TEXT_DOCUMENT_DID_OPEN, None),
        (changed, types.TEXT_DOCUMENT_DID_CHANGE, None),
        (saved, types.TEXT_DOCUMENT_DID_SAVE, None),
        (closed, types.TEXT_DOCUMENT_DID_CLOSE, None),
        (hover, types.TEXT_DOCUMENT_HOVER, None),
        (code_actions, types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds)),
        (inlay_hints, types.TEXT_DOCUMENT_INLAY_HINT, None),
        (completions, types.TEXT_DOCUMENT_COMPLETION, None),
        (symbols, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, None),
    )
    for handler, feature, options in features:
        server.feature(feature, options)(handler)
    return server


def _notes(text: OpenText) -> list[Note]:
    return list(text.notes())


def _version() -> str:
    try:
        return version("tenlao")
    except PackageNotFoundError:
        return "unknown"
