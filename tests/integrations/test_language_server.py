"""The language server, as an editor talks with it: real processes, by the Language Server Protocol."""

import asyncio
import json
import re
import signal
import subprocess
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
async def test_hover_calls_an_entry_by_any_form_where_none_may_be_printed(
    editor: Any, tmp_path: Path
) -> None:
    form = 'vietnamese = [{ form = "Bun Phay Nuan Tha Sim", tag = "stripped" }]'
    entry = f'[[entry]]\nid = "bunphay"\nkind = "person"\n{form}\n'
    (tmp_path / "names.toml").write_text(entry, encoding="utf-8")
    (tmp_path / "tenlao.toml").write_text('table = "names.toml"\n', encoding="utf-8")
    uri = opened(editor, tmp_path / "a.txt", "Ông Bun Phay Nuan Tha Sim đến Lào.")
    document = types.TextDocumentIdentifier(uri=uri)
    hover = await editor.text_document_hover_async(types.HoverParams(document, place(0, 6)))
    assert hover.contents.value.startswith("**Bun Phay Nuan Tha Sim** · person")


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
    assert hover.range == types.Range(place(0, 20), place(0, 38))


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


@pytest.mark.asyncio
async def test_a_text_is_known_by_its_content_and_not_by_a_number(editor: Any, tmp_path: Path) -> None:
    uri = opened(editor, tmp_path / "a.txt", TEXT)
    await diagnostics(editor)
    where = types.TextDocumentIdentifier(uri=uri)
    for version in (1, 1, -5):
        changed(editor, uri, version, f"{'x ' * version}Sonexay Siphandone {version}")
        (symbol,) = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(where))
        assert symbol.range.start == place(0, 2 * max(version, 0))
        changed(editor, uri, version, "Pany Yathotou")
        (symbol,) = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(where))
        assert symbol.name == "Pany Yathotou"


@pytest.mark.asyncio
async def test_an_address_stays_as_the_editor_writes_it(editor: Any, tmp_path: Path) -> None:
    uri = opened(editor, tmp_path / "Tên 100%25.txt", TEXT)
    assert "%" in uri
    await diagnostics(editor)
    editor.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri=uri)))
    assert len(await diagnostics(editor)) == 1
    assert list(editor.diagnostics) == [uri]


def said(*messages: object, begins: bool = True) -> tuple[int, list[Any], str]:
    """The status of a server to which some bytes or messages are sent, its answers, and its complaints."""
    beginning = asking(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    sent = b"".join(message if isinstance(message, bytes) else framed(message) for message in messages)
    content = framed(beginning) + sent if begins else sent
    done = subprocess.run(COMMAND.server_command, input=content, capture_output=True, timeout=120)
    bodies = re.split(rb"Content-Length: \d+\r\n(?:Content-Type: .*\r\n)?\r\n", done.stdout)[1:]
    return done.returncode, [json.loads(body) for body in bodies], done.stderr.decode()


def framed(message: object) -> bytes:
    content = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(content), content)


def asking(id: object, method: str, params: object) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}


def test_whatever_comes_is_answered_and_the_server_goes_on(tmp_path: Path) -> None:
    document = {"uri": (tmp_path / "a.txt").as_uri()}
    unread = {"uri": (tmp_path / "never opened.txt").as_uri()}
    start = {"line": 0, "character": 0}
    text = {**document, "languageId": "x", "version": 1, "text": "\ud800 Sonexay Siphandone"}
    hover = "textDocument/hover"
    status, answers, complaints = said(
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": text}},
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": None},
        b"Content-Length: 3\r\n\r\n{{{",
        asking(2, hover, {"textDocument": document, "position": {"line": -1, "character": 1}}),
        asking(3, hover, {"textDocument": document, "position": {"line": 10**30, "character": "a"}}),
        asking(4, hover, {"textDocument": document}),
        asking(5, "nothing/known", {}),
        asking(6, "workspace/executeCommand", {"command": "rm", "arguments": ["/"]}),
        asking(7, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}),
        asking(8, hover, {"textDocument": unread, "position": start}),
        asking(9, "textDocument/documentSymbol", {"textDocument": unread}),
        asking(10, "textDocument/completion", {"textDocument": document, "position": start}),
        b"Content-Length: 100000000000\r\n\r\n",
    )
    assert (status, "Traceback" in complaints) == (0, False)
    errors = {answer["id"]: answer["error"]["code"] for answer in answers if "error" in answer}
    assert errors == {None: -32600, 2: -32602, 3: -32602, 4: -32602, 5: -32601, 6: -32602, 7: -32600}
    assert [answer["error"]["code"] for answer in answers if answer.get("id", 0) is None] == [-32700, -32600]
    results = {answer["id"]: answer["result"] for answer in answers if "result" in answer}
    assert (results[8], results[9], results[10]["items"]) == (None, [], [])


def test_nothing_is_answered_before_it_begins() -> None:
    status, answers, complaints = said(
        asking(
            2, "textDocument/hover", {"textDocument": {"uri": "a"}, "position": {"line": 0, "character": 0}}
        ),
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}},
        begins=False,
    )
    assert (status, complaints) == (0, "")
    (answer,) = answers
    assert (answer["id"], answer["error"]["code"]) == (2, -32002)


def test_what_is_no_protocol_ends_it_with_one_line() -> None:
    status, _, complaints = said(b"hello\n", begins=False)
    assert status == 2
    assert re.fullmatch(r"tenlao: standard input: has no message .*; let an editor start this\n", complaints)


@pytest.mark.skipif(sys.platform == "win32", reason="closed streams and signals")
@pytest.mark.parametrize("command", ["lsp", "mcp"])
def test_it_neither_begins_without_a_stream_nor_stays_after_an_interruption(command: str) -> None:
    program = [sys.executable, "-m", "tenlao", command]
    closed = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *program], capture_output=True, text=True, timeout=120
    )
    assert closed.returncode == 2
    assert closed.stderr.startswith("tenlao: standard input: is closed; let the editor or assistant")
    ping = asking(1, "ping" if command == "mcp" else "nothing", {})
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(ping).encode() + b"\n" if command == "mcp" else framed(ping))
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == -signal.SIGINT
