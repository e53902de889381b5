// Asks the server: with a key if it wants one, again if it is busy.

const KEY = "tenlao-key";

/** What went wrong, in words for the reader. */
export class Refused extends Error {}

/**
 * @param {string} path
 * @param {RequestInit} options
 * @param {any} words what it may have to say
 * @returns {Promise<Response>}
 */
export async function ask(path, options, words) {
  for (let attempt = 0; ; attempt += 1) {
    const headers = new Headers(options.headers);
    const key = localStorage.getItem(KEY);
    if (key) headers.set("X-API-Key", key);
    let response;
    try {
      response = await fetch(path, { ...options, headers });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new Refused(words.offline);
    }
    if (response.ok) return response;
    if (response.status === 401 && attempt < 3) {
      const given = window.prompt(words.key);
      if (given) {
        localStorage.setItem(KEY, given.trim());
        continue;
      }
    }
    if ((response.status === 503 || response.status === 429) && attempt < 3) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get("Retry-After") ?? 1)));
      continue;
    }
    const problem = await response.json().catch(() => ({}));
    const name = String(problem.type ?? "").split("#")[1];
    throw new Refused(words.problems[name] ?? problem.detail ?? String(response.status));
  }
}

/** Forget the key. */
export function forgetKey() {
  localStorage.removeItem(KEY);
}
