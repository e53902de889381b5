// Forms that are answered while one types: the part of the page that answers is fetched anew.

import { enableCopying } from "./copy.js";

const WAIT = 120; // milliseconds after a key

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-live]"))) {
  const answer = /** @type {HTMLElement} */ (document.getElementById("answer"));
  const status = /** @type {HTMLElement} */ (document.getElementById("status"));
  /** @type {AbortController | undefined} */
  let asking;
  let timer = 0;

  async function update() {
    asking?.abort();
    asking = new AbortController();
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && value !== "") values.set(name, value);
    }
    history.replaceState(null, "", `${location.pathname}${values.size ? `?${values}` : ""}`);
    values.set("part", "true");
    try {
      const response = await fetch(`${form.getAttribute("action")}?${values}`, { signal: asking.signal });
      if (!response.ok) return;
      answer.innerHTML = await response.text();
      enableCopying(answer);
      status.textContent = answer.querySelector("h2")?.textContent ?? "";
      status.classList.add("hidden");
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(update, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void update();
  });
}
