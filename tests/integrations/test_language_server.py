"""The language server, as an editor talks with it: real processes, by the Language Server Protocol."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pytest_lsp")

import pytest_lsp
from lsprotocol import types

from tenlao.integrations.positions import Positions

TEXT = "😀 Thủ tướng Sonexay Siphandone gặp ông Sonexay Siphandnoe.\r\nÔng Saleumx"


COMMAND = pytest_lsp.ClientServerConfig(server_command=[sys.executable, "-m", "tenlao", "lsp"])
ODD = ("\0", "\ufeff\u2060", "<!-- tenlao: ignore", "🇱🇦" * 50, "a\u2028b\x0bc\x85Lào", "")


@pytest_lsp.fixture(config=COMMAND)  # type: ignore[untyped-decorator, unused-ignore]
async def editor(lsp_client: pytest_lsp.LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor with a server that has begun."""
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    parameters = types.InitializeParams(
        capabilities=pytest_lsp.client_capabilities("visual-studio-code"), root_uri=tmp_path.as_uri()
    )
    await lsp_client.initialize_session(parameters)
    yield
    await lsp_client.shutdown_session()


def opened(editor: Any, file: Path, text: str, language: str = "plaintext") -> str:
    """Open a text in the editor; its address."""
    uri: str = file.as_uri()
    document = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(document))
    return uri


def changed(editor: Any, uri: str, version: int, text: str) -> None:
    document = types.VersionedTextDocumentIdentifier(uri=uri, version=version)
    change = types.TextDocumentContentChangeWholeDocument(text=text)
    editor.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))


async def diagnostics(editor: Any) -> list[Any]:
    await asyncio.wait_for(editor.wait_for_notification("textDocument/publishDiagnostics"), 60)
    (found,) = editor.diagnostics.values()
    return list(found)


def place(line: int, character: int) -> Any:
    return types.Position(line=line, character=character)


@pytest.mark.asyncio
async def test_what_is_wrong_is_shown_while_one_types(editor: Any, tmp_path: Path) -> None:
    uri = opened(editor, tmp_path / "a.txt", TEXT)
    (found,) = await diagnostics(editor)
    # Editors count in UTF-16 units, of which the emoji takes two.
    assert (found.code, found.range) == ("TL003", types.Range(place(0, 40), place(0, 58)))
    assert "gần giống" in found.message
    for version, letters in enumerate("abc", 2):
        changed(editor, uri, version, f"{letters} Thủ tướng Sonexay Siphandone gặp dân Lào.")
    assert await diagnostics(editor) == []


@pytest.mark.asyncio
async def test_hover_actions_hints_completions_and_symbols(editor: Any, tmp_path: Path) -> None:
    uri = opened(editor, tmp_path / "a.txt", TEXT)
    document = types.TextDocumentIdentifier(uri=uri)
    (finding,) = await diagnostics(editor)
    hover = await editor.text_document_hover_async(types.HoverParams(document, place(0, 15)))
    assert "Xỏn-xay Xỉ-phăn-đon" in hover.contents.value
    assert hover.range == types.Range(place(0, 13), place(0, 31))
    assert await editor.text_document_hover_async(types.HoverParams(document, place(0, 5))) is None
    context = types.CodeActionContext(diagnostics=[finding])
    actions = await editor.text_document_code_action_async(
        types.CodeActionParams(document, types.Range(place(0, 13), place(0, 45)), context)
    )
    titles = [action.title for action in actions]
    assert titles == [
        "Write Sonexay Siphandone",
        "Add (Xỏn-xay Xỉ-phăn-đon)",
        "Accept Sonexay Siphandnoe in tenlao.toml",
        "Ignore TL003 in tenlao.toml",
    ]
    (edit,) = actions[1].edit.changes[uri]
    assert (edit.range, edit.new_text) == (types.Range(place(0, 31), place(0, 31)), " (Xỏn-xay Xỉ-phăn-đon)")
    hints = await editor.text_document_inlay_hint_async(
        types.InlayHintParams(document, types.Range(place(0, 0), place(2, 0)))
    )
    assert [(hint.position, hint.label) for hint in hints] == [(place(0, 31), "Xỏn-xay Xỉ-phăn-đon")]
    completions = await editor.text_document_completion_async(types.CompletionParams(document, place(1, 11)))
    assert [item.label for item in completions.items] == ["Saleumxay Kommasith"]
    assert completions.items[0].text_edit.range == types.Range(place(1, 4), place(1, 11))
    few = await editor.text_document_completion_async(types.CompletionParams(document, place(1, 6)))
    assert not few.items
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert (symbols[0].name, symbols[0].detail) == ("Sonexay Siphandone", "sonexay-siphandone")


@pytest.mark.asyncio
async def test_markup_and_settings_are_heeded(editor: Any, tmp_path: Path) -> None:
    (tmp_path / "tenlao.toml").write_text('select = ["TL007"]\n', encoding="utf-8")
    uri = opened(editor, tmp_path / "a.html", "<p>Ông <b>Sonexay</b> Siphandone</p>", "html")
    (found,) = await diagnostics(editor)
    assert (found.code, found.range.start) == ("TL007", place(0, 10))
    # A setting that cannot be used is told, and nothing ends.
    (tmp_path / "tenlao.toml").write_text("select = 1\n", encoding="utf-8")
    editor.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri=uri)))
    assert await diagnostics(editor) == []
    assert any("tenlao.toml" in message.message for message in editor.log_messages)


async def waiver(editor: Any, uri: str, verb: str) -> Any:
    """What the editor is to change in the settings, by the action that is called so."""
    (finding,) = await diagnostics(editor)
    document, context = types.TextDocumentIdentifier(uri=uri), types.CodeActionContext([finding])
    actions = await editor.text_document_code_action_async(
        types.CodeActionParams(document, finding.range, context)
    )
    (action,) = [action for action in actions if action.title.startswith(verb)]
    assert list(action.diagnostics) == [finding]
    return action.edit


@pytest.mark.asyncio
@pytest.mark.parametrize("verb", ["Accept", "Ignore"])
async def test_what_is_waived_is_added_to_the_settings_and_nothing_else_changes(
    editor: Any, tmp_path: Path, verb: str
) -> None:
    lines = ["# Ours, since 😀", 'names = ["Xay"]  # a river', 'ignore = [\n  "TL001",  # later\n]', ""]
    settings = tmp_path / "tenlao.toml"
    settings.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    uri = opened(editor, tmp_path / "a.txt", TEXT)
    ((where, (edit,)),) = (await waiver(editor, uri, verb)).changes.items()
    assert where == settings.as_uri()
    new = applied(edit, "\r\n".join(lines))
    if verb == "Accept":
        lines[1] = 'names = ["Xay", "Sonexay Siphandnoe"]  # a river'
    else:
        lines[2] = 'ignore = [\n  "TL001",  # later\n  "TL003",\n]'
    assert new == "\r\n".join(lines)
    settings.write_text(new, encoding="utf-8", newline="")
    change = types.FileEvent(where, types.FileChangeType.Changed)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    assert await diagnostics(editor) == []


def applied(edit: Any, text: str) -> str:
    """A text with an edit, counted as the editor does."""
    places = Positions(text, "utf-16")
    start, end = places.offset_at(edit.range.start), places.offset_at(edit.range.end)
    return f"{text[:start]}{edit.new_text}{text[end:]}"


@pytest.mark.asyncio
async def test_settings_are_made_where_there_are_none(editor: Any, tmp_path: Path) -> None:
    uri = opened(editor, tmp_path / "a.txt", TEXT)
    made, change = (await waiver(editor, uri, "Ignore")).document_changes
    assert (made.kind, made.uri) == ("create", (tmp_path / "tenlao.toml").as_uri())
    assert (change.text_document.uri, applied(change.edits[0], "")) == (made.uri, 'ignore = ["TL003"]\n')
    assert not (tmp_path / "tenlao.toml").exists()


@pytest_lsp.fixture(config=COMMAND)  # type: ignore[untyped-decorator, unused-ignore]
async def editor_of_bytes(lsp_client: pytest_lsp.LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor that counts in bytes of UTF-8, as Helix does."""
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8])
    parameters = types.InitializeParams(
        capabilities=types.ClientCapabilities(general=general), root_uri=tmp_path.as_uri()
    )
    result = await lsp_client.initialize_session(parameters)
    assert result.capabilities.position_encoding == "utf-8"
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_an_editor_may_count_in_bytes(editor_of_bytes: Any, tmp_path: Path) -> None:
    uri = opened(editor_of_bytes, tmp_path / "a.txt", TEXT)
    (found,) = await diagnostics(editor_of_bytes)
    start = len(TEXT.partition("Sonexay Siphandnoe")[0].encode())
    assert found.range == types.Range(place(0, start), place(0, start + 18))
    where = types.TextDocumentIdentifier(uri=uri)
    hover = await editor_of_bytes.text_document_hover_async(types.HoverParams(where, place(0, 22)))
    assert hover.range == types.Range(place(0, 22), place(0, 40))


@pytest.mark.asyncio
async def test_whatever_is_typed_the_server_goes_on(editor: Any, tmp_path: Path) -> None:
    uri = opened(editor, tmp_path / "a.md", "x", "markdown")
    assert await diagnostics(editor) == []
    for version, text in enumerate(
        ("\0", "\ufeff\u2060", "<!-- tenlao: ignore", "🇱🇦" * 50, "a\u2028b\x0bc\x85Lào", ""), 2
    ):
        changed(editor, uri, version, text)
        assert await diagnostics(editor) == []
        where = types.TextDocumentIdentifier(uri=uri)
        await editor.text_document_hover_async(types.HoverParams(where, place(99, 99)))
        await editor.text_document_document_symbol_async(types.DocumentSymbolParams(where))
