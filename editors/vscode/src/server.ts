/** How the language server is started, apart from all that needs an editor. */

export interface Start {
  readonly command: string;
  readonly args: string[];
}

/** The command of the settings; an empty or odd one is none, and the usual one is taken. */
export function started(setting: unknown): Start {
  const words = Array.isArray(setting) ? setting.filter((word) => typeof word === "string" && word !== "") : [];
  const [command = "tenlao", ...args] = words.length > 0 ? (words as string[]) : ["tenlao", "lsp"];
  return { command, args };
}

/** What to tell where the server does not start. */
export function advice(command: string): string {
  return `${command} does not start: install it by  pip install "tenlao[lsp]"  or set "tenlao.command".`;
}

/** The languages of texts that the server reads. */
export const LANGUAGES = ["plaintext", "markdown", "html", "latex", "tex", "subtitles"] as const;
