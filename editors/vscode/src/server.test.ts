import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

import { advice, LANGUAGES, started } from "./server";

const TEXT = "😀 Ông Sonexay Siphandnoe";

test("the command of the settings is started, and else the usual one", () => {
  assert.deepEqual(started(["/home/me/bin/tenlao", "lsp"]), { command: "/home/me/bin/tenlao", args: ["lsp"] });
  for (const none of [undefined, [], [""], "tenlao", 1]) {
    assert.deepEqual(started(none), { command: "tenlao", args: ["lsp"] });
  }
});

test("what to do is told in one line", () => {
  assert.match(advice("tenlao"), /pip install "tenlao\[lsp\]"/);
  assert.doesNotMatch(advice("tenlao"), /\n/);
});

test("the editor starts it for the languages that it reads", () => {
  const { activationEvents } = JSON.parse(readFileSync("package.json", "utf8")) as { activationEvents: string[] };
  assert.deepEqual(activationEvents, LANGUAGES.map((language) => `onLanguage:${language}`));
});

test("it has the version of the package", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  assert.ok(readFileSync("../../pyproject.toml", "utf8").includes(`\nversion = "${version}"\n`));
});

test("the server that is started tells what is wrong", { skip: process.env.TENLAO === undefined }, async () => {
  const { command, args } = started([...(process.env.TENLAO ?? "").split(" "), "lsp"]);
  const server = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  const told = new Promise<{ diagnostics: { code: string; range: object }[] }>((resolve) => {
    connection.onNotification("textDocument/publishDiagnostics", resolve);
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: "untitled:a", languageId: "plaintext", version: 1, text: TEXT },
  });
  const [found] = (await told).diagnostics;
  assert.equal(found?.code, "TL003");
  // In UTF-16 units, in which the editor counts.
  assert.deepEqual(found.range, { start: { line: 0, character: 7 }, end: { line: 0, character: 25 } });
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
});
