/** Starts the language server of tenlao, which does all the rest. */

import { type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

import { advice, LANGUAGES, started } from "./server";

let client: LanguageClient | undefined;

async function start(): Promise<void> {
  const { command, args } = started(workspace.getConfiguration("tenlao").get("command"));
  client = new LanguageClient("tenlao", "Tên Lào", { command, args }, {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
  });
  try {
    await client.start();
  } catch {
    void window.showErrorMessage(advice(command));
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("tenlao.command")) {
        await stop();
        await start();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
