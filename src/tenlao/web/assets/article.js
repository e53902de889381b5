// The article: names are underlined as one types, findings stand beside them, a house style shows what would be printed.

import { ask, forgetKey, Refused } from "./asking.js";
import { clearAll, keep, keepFile, kept, keptFile } from "./keeping.js";
import { edited, replaced, unitsIn } from "./places.js";

/**
 * @typedef {import("./places.js").Edit} Edit
 * @typedef {{rule: string, start: number, end: number, text: string, entity: string | null, message: string,
 *   suggestion: string | null, source: string | null, score: number | null, changes: Edit[], safe: boolean}} Finding
 * @typedef {{start: number, end: number, text: string, id: string | null, kind: string, ambiguous?: string[],
 *   latin: string | null, vietnamese: string | null, lao: string | null}} Mention
 * @typedef {{text: string, findings: Finding[], mentions: Mention[], edits: Edit[], fixes: Edit[], doubts: string[]}} Found
 */

const WAIT = 20; // milliseconds after a key until the text is looked through: an input method sends several at once
const PATIENCE = 1000; // milliseconds until what is asked of a text that has changed since is called off
const AS_IT_IS = "as it is";
const PACKED = new Set(["docx", "odt"]); // of which the text is edited here, and not the source

/** @type {Found} */
const NOTHING = { text: "", findings: [], mentions: [], edits: [], fixes: [], doubts: [] };

/** @type {any} */
const words = JSON.parse(id("words").textContent ?? "{}");
const language = document.documentElement.lang;
const text = /** @type {HTMLTextAreaElement} */ (id("text"));
const desk = id("desk");
const under = id("under");
const status = id("status");
const fileName = id("file-name");

/** @type {File | undefined} */
let file;
let kind = "text";
/** @type {Set<string>} */
let ignored = new Set();
/** @type {{text: string, ignored: Set<string>, file: File | undefined, kind: string}[]} */
const past = [];
let made = ""; // the text when it was last changed by anything but typing
let found = NOTHING;
let timer = 0;
let looking = Promise.resolve();
let isAwaited = false; // whether it will be looked through once more
/** @type {AbortController | undefined} */
let asking;
let since = 0; // when it was asked

/** @param {string} name @returns {HTMLElement} */
function id(name) {
  return /** @type {HTMLElement} */ (document.getElementById(name));
}

/** @param {string} template @param {Record<string, string | number>} values */
function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} inner
 */
function element(tag, attributes = {}, ...inner) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inner);
  return made;
}

/** @param {string} label @param {string} look @param {() => void} act */
function button(label, look, act) {
  const made = element("button", { type: "button", class: look }, label);
  made.addEventListener("click", act);
  return made;
}

// Looking through the text

function style() {
  const checked = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=style]:checked"));
  return checked?.value ?? AS_IT_IS;
}

function changed() {
  moveAlong();
  showUnder();
  remember();
  desk.setAttribute("aria-busy", "true");
  clearTimeout(timer);
  timer = window.setTimeout(look, WAIT);
}

/** Move what was found along with the text, until it is looked through anew; what was typed into is no longer known. */
function moveAlong() {
  const { first, last, by } = replaced(found.text, text.value);
  const stays = (/** @type {{start: number, end: number}} */ place) => place.end < first || place.start > last;
  found = {
    text: text.value,
    findings: found.findings.filter((finding) => stays(finding) && finding.changes.every(stays)),
    mentions: found.mentions.filter(stays),
    edits: found.edits.filter(stays),
    fixes: found.fixes.filter(stays),
    doubts: found.doubts,
  };
  const changes = found.findings.flatMap((finding) => finding.changes);
  for (const place of [...found.findings, ...changes, ...found.mentions, ...found.edits, ...found.fixes]) {
    if (place.start > last) {
      place.start += by;
      place.end += by;
    }
  }
}

/** Look through the text as it stands, once what was asked before is answered, or has taken too long. */
function look() {
  clearTimeout(timer);
  if (performance.now() - since > PATIENCE) asking?.abort();
  if (!isAwaited) looking = looking.then(lookOnce);
  isAwaited = true;
  return looking;
}

async function lookOnce() {
  isAwaited = false;
  const looked = text.value;
  const body = JSON.stringify({ text: looked, as: PACKED.has(kind) ? "text" : kind, style: style(), lang: language });
  asking = new AbortController();
  since = performance.now();
  try {
    found = looked.trim() ? inUnits(looked, await answerTo(body, asking.signal)) : { ...NOTHING, text: looked };
    moveAlong(); // more may have been typed meanwhile
    show();
    desk.setAttribute("aria-busy", String(looked !== text.value));
  } catch (error) {
    tellOf(error);
  }
}

/** @param {string} body @param {AbortSignal} signal @returns {Promise<Found>} */
async function answerTo(body, signal) {
  const options = { method: "POST", body, headers: { "Content-Type": "application/json" }, signal };
  return (await ask("/api/v1/article", options, words)).json();
}

/** @param {string} looked @param {Found} answer @returns {Found} */
function inUnits(looked, answer) {
  const unit = unitsIn(looked);
  const move = (/** @type {any} */ place) => ({ ...place, start: unit(place.start), end: unit(place.end) });
  return {
    text: looked,
    findings: answer.findings.map((finding) => ({ ...move(finding), changes: finding.changes.map(move) })),
    mentions: answer.mentions.map(move),
    edits: answer.edits.map(move),
    fixes: answer.fixes.map(move),
    doubts: answer.doubts,
  };
}

/** @param {unknown} error */
function tellOf(error) {
  if (error instanceof DOMException && error.name === "AbortError") return;
  desk.setAttribute("aria-busy", "false");
  status.textContent = error instanceof Refused ? error.message : String(error);
}

/** @param {Finding} finding */
const mark = (finding) => `${finding.rule} ${finding.text}`;
const open = () => found.findings.filter((finding) => !ignored.has(mark(finding)));

// Showing what is found

function show() {
  showUnder();
  showFindings();
  showResult();
  showNames();
  const number = found.mentions.length;
  if (!found.text.trim()) status.textContent = words.noText;
  else if (!number && !found.findings.length) status.textContent = words.noNames;
  else status.textContent = filled(words.status, { names: number, findings: open().length });
}

function showUnder() {
  const value = found.text;
  const wrong = open();
  const places = [
    ...wrong.map((f) => ({ start: f.start, end: f.end, look: f.rule === "TL006" ? "unknown" : "wrong" })),
    ...found.mentions
      .filter((m) => !wrong.some((f) => f.start < m.end && m.start < f.end))
      .map((m) => ({ start: m.start, end: m.end, look: m.kind })),
  ].sort((one, other) => one.start - other.start);
  const drawn = [];
  let at = 0;
  for (const place of places) {
    if (place.start < at) continue;
    drawn.push(value.slice(at, place.start), element("mark", { class: place.look }, value.slice(place.start, place.end)));
    at = place.end;
  }
  under.replaceChildren(...drawn, `${value.slice(at)}\n`);
}

function showFindings() {
  const wrong = open();
  const list = id("findings-list");
  id("count-findings").textContent = String(wrong.length);
  const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
  list.replaceChildren(...wrong.map(findingItem));
  if (focused >= 0) /** @type {HTMLElement} */ ([...list.querySelectorAll(".link")].at(focused) ?? id("findings")).focus();
  if (!wrong.length && found.mentions.length) {
    list.append(element("p", { class: "soft" }, words.nothingWrong));
  }
  const safe = wrong.filter((finding) => finding.safe);
  const fixAll = id("fix-all");
  fixAll.hidden = safe.length < 1;
  fixAll.textContent = filled(words.fixAll, { number: safe.length });
  const hiddenOnes = found.findings.length - wrong.length;
  const restore = id("restore-ignored");
  restore.hidden = !hiddenOnes;
  restore.textContent = filled(words.restoreIgnored, { number: hiddenOnes });
}

/** @param {Finding} finding */
function findingItem(finding) {
  const place = button(finding.text.replaceAll("\u2060", ""), "link", () => select(finding));
  place.title = words.show;
  const acts = element("p", { class: "acts" });
  const isSuggested = finding.score !== null;
  if (finding.suggestion && !isSuggested && finding.changes.length) {
    acts.append(button(filled(words.write, { suggestion: finding.suggestion }), finding.safe ? "main" : "", () => take(finding)));
  }
  if (isSuggested && finding.suggestion) {
    acts.append(copyButton(finding.suggestion), link("/render", finding.text, words.evidence, "button"));
  }
  acts.append(button(words.ignore, "quiet", () => ignore(finding)));
  const item = element(
    "li", finding.rule === "TL006" ? { class: "unlisted" } : {},
    element("p", { class: "head" }, place, element("span", { class: "rule" }, `${words.rules[finding.rule] ?? ""} · ${finding.rule}`)),
    element("p", { class: "said" }, finding.message),
  );
  if (isSuggested && finding.suggestion) {
    item.append(element("p", {}, filled(words.suggested, { suggestion: finding.suggestion })));
  } else if (finding.suggestion && finding.source) {
    item.append(element("p", { class: "said" }, filled(words.prints, { source: finding.source, suggestion: finding.suggestion })));
  }
  if (finding.entity) {
    acts.append(entryLink(finding.entity, finding.text, words.entry, "button"));
  }
  item.append(acts);
  item.dataset.start = String(finding.start);
  return item;
}

/** @param {string} value */
function copyButton(value) {
  const made = button(words.copy, "quiet", () => copyText(value, made));
  made.setAttribute("aria-label", `${words.copy}: ${value}`);
  return made;
}

/** @param {string} path @param {string} name that is looked up there @param {string} label @param {string} look */
function link(path, name, label, look = "") {
  const values = new URLSearchParams({ q: name.replaceAll("\u2060", "") });
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked) values.set("lang", asked);
  return element("a", { href: `${path}?${values}`, class: look, target: "_blank", rel: "noopener" }, label);
}

/** @param {string} entry @param {string} name @param {string} label */
const entryLink = (entry, name, label, look = "") => link(`/entry/${encodeURIComponent(entry)}`, name, label, look);

function showResult() {
  const printed = id("printed");
  const doubts = id("doubts");
  printed.replaceChildren();
  doubts.replaceChildren(...found.doubts.map((doubt) => element("li", {}, doubt)));
  doubts.hidden = !found.doubts.length;
  let at = 0;
  for (const edit of found.edits) {
    printed.append(found.text.slice(at, edit.start));
    const old = found.text.slice(edit.start, edit.end);
    if (old) printed.append(element("del", {}, old));
    if (edit.new) printed.append(element("ins", {}, edit.new));
    at = edit.end;
  }
  printed.append(found.text.slice(at));
  if (found.text.trim() && style() !== AS_IT_IS && !found.edits.length) {
    printed.prepend(element("p", { class: "note" }, words.noChange));
  }
}

function showNames() {
  /** @type {Map<string, {mention: Mention, texts: Map<string, number>}>} */
  const entries = new Map();
  for (const mention of found.mentions) {
    const key = mention.id ?? mention.text;
    const entry = entries.get(key) ?? { mention, texts: new Map() };
    const words_ = mention.text.replaceAll("\u2060", "");
    entry.texts.set(words_, (entry.texts.get(words_) ?? 0) + 1);
    entries.set(key, entry);
  }
  const unknown = found.findings.filter((finding) => finding.rule === "TL006");
  id("count-names").textContent = String(entries.size + unknown.length);
  id("names-list").replaceChildren(...[...entries.values()].map(nameItem), ...unknown.map(unknownItem));
}

/** @param {{mention: Mention, texts: Map<string, number>}} entry */
function nameItem({ mention, texts }) {
  const said = [...texts].map(([name, times]) => (times > 1 ? `${name} (${filled(words.times, { number: times })})` : name));
  const forms = [mention.vietnamese, mention.latin].filter(Boolean).join(" · ");
  const item = element(
    "li", {},
    element("p", {},
      entryLink(mention.id ?? "", mention.text, mention.latin ?? mention.vietnamese ?? mention.lao ?? ""),
      " ", element("span", { class: `badge ${mention.kind}` }, words.kinds[mention.kind])),
    element("p", { class: "soft" }, said.join(", ")),
    element("p", {}, forms, mention.lao ? " · " : "", mention.lao ? element("span", { lang: "lo" }, mention.lao) : ""),
  );
  if (mention.ambiguous) {
    const [before, after] = words.perhaps.split("{others}");
    const others = mention.ambiguous.flatMap((other) => [", ", entryLink(other, mention.text, other)]).slice(1);
    item.append(element("p", { class: "soft" }, before, ...others, after));
  }
  return item;
}

/** @param {Finding} finding */
function unknownItem(finding) {
  const item = element("li", {}, element("p", {}, finding.text, " ", element("span", { class: "badge unknown" }, words.unknown)));
  if (finding.suggestion) item.append(element("p", {}, filled(words.suggested, { suggestion: finding.suggestion }), " ", copyButton(finding.suggestion)));
  return item;
}

// Changing the text

function stepBack() {
  past.push({ text: text.value, ignored: new Set(ignored), file, kind });
  if (past.length > 100) past.shift();
  /** @type {HTMLButtonElement} */ (id("undo")).disabled = false;
}

/** @param {Edit[]} edits @param {string} said */
function change(edits, said) {
  stepBack();
  text.value = made = edited(text.value, edits);
  changed();
  void look().then(() => { status.textContent = said; });
}

/** @param {Finding} finding */
function take(finding) {
  if (!found.findings.includes(finding)) return; // it has been typed into since
  change(finding.changes, filled(words.taken, { suggestion: finding.suggestion ?? "" }));
}

/** @param {Finding} finding */
function ignore(finding) {
  stepBack();
  ignored.add(mark(finding));
  remember();
  show();
}

/** @param {{start: number, end: number}} place */
function select(place) {
  text.focus();
  text.setSelectionRange(place.start, place.end);

  let at = 0;
  for (const node of under.childNodes) {
    if (at === place.start && node instanceof HTMLElement) node.scrollIntoView({ block: "center" });
    at += node.textContent?.length ?? 0;
  }

}

/** Show which finding is about the place where the caret is. */
function follow() {
  const here = open().find((finding) => finding.start <= text.selectionStart && text.selectionStart <= finding.end);
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#findings-list > li"))) {
    const isHere = here !== undefined && item.dataset.start === String(here.start);
    item.classList.toggle("here", isHere);
    if (isHere) item.scrollIntoView({ block: "nearest" });
  }
}

// Taking it away

function result() {
  return edited(found.text, found.edits);
}

/** @param {string} value @param {HTMLElement} where */
async function copyText(value, where) {
  try {
    await navigator.clipboard.writeText(value);
    said(where);
  } catch {
    status.textContent = words.notCopied;
  }
}

/** @param {HTMLElement} where */
function said(where) {
  const label = where.textContent;
  where.textContent = words.copied;
  status.textContent = words.copied;
  setTimeout(() => { where.textContent = label; }, 1200);
}

async function copyRich() {
  const plain = result();
  const paragraphs = plain.split(/\n\s*\n/).map((paragraph) => {
    const lines = paragraph.split("\n").map((line) => element("span", {}, line).innerHTML);
    return `<p>${lines.join("<br>")}</p>`;
  });
  const rich = kind === "html" ? plain : paragraphs.join("");
  try {
    await navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([plain], { type: "text/plain" }),
      "text/html": new Blob([rich], { type: "text/html" }),
    })]);
    said(id("copy-rich"));
  } catch {
    status.textContent = words.notCopied;
  }
}

async function download() {
  const made = result();
  let content = new Blob([made], { type: "text/plain;charset=utf-8" });
  if (file) {
    const form = new FormData();
    form.set("file", file);
    form.set("new", made);
    try {
      const response = await ask(`/page/save?lang=${language}`, { method: "POST", body: form }, words);
      content = await response.blob();
    } catch (error) {
      tellOf(error);
      return;
    }
  }
  const href = URL.createObjectURL(content);
  element("a", { href, download: file?.name ?? "tenlao.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

// Files, and what the browser keeps

/** @param {File} given */
async function openFile(given) {
  const form = new FormData();
  form.set("file", given);
  try {
    const response = await ask(`/page/open?lang=${language}`, { method: "POST", body: form }, words);
    const answer = await response.json();
    stepBack();
    file = given;
    kind = answer.kind;
    text.value = answer.text;
    ignored = new Set();
    await keepFile(given);
    showFile();
    changed();
    status.textContent = filled(words.opened, { name: given.name });
  } catch (error) {
    tellOf(error);
  }
}

function showFile() {
  fileName.hidden = !file;
  fileName.textContent = file?.name ?? "";
}

function remember() {
  keep({ text: text.value, kind, name: file?.name ?? "", style: style(), ignored: [...ignored] });
}

async function restore() {
  const before = kept();
  text.value = before.text ?? "";
  kind = before.kind ?? "text";
  ignored = new Set(before.ignored ?? []);
  const radio = document.querySelector(`input[name=style][value="${CSS.escape(before.style ?? AS_IT_IS)}"]`);
  if (radio instanceof HTMLInputElement) radio.checked = true;
  if (before.name) file = await keptFile();
  if (!file && PACKED.has(kind)) kind = "text";
  showFile();
  moveAlong();
  showUnder();
  await look();
}

async function clear() {
  if (text.value && !window.confirm(words.sureToClear)) return;
  past.length = 0;
  /** @type {HTMLButtonElement} */ (id("undo")).disabled = true;
  text.value = "";
  file = undefined;
  kind = "text";
  ignored = new Set();
  showFile();
  await look();
  await clearAll();
  forgetKey();
  status.textContent = words.cleared;
  text.focus();
}

// Tabs, as the ARIA Authoring Practices describe them

const tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[role=tab]")]);

/** @param {HTMLElement} chosen */
function choose(chosen) {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    id(tab.getAttribute("aria-controls") ?? "").hidden = !isChosen;
  }
}

for (const [number, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: number + 1, ArrowLeft: number - 1 + tabs.length, Home: 0, End: tabs.length - 1 };
    if (!(event.key in moves)) return;
    const next = tabs[moves[/** @type {keyof typeof moves} */ (event.key)] % tabs.length];
    choose(next);
    next.focus();
    event.preventDefault();
  });
}

// What the reader does

text.addEventListener("input", changed);
for (const what of ["click", "keyup"]) text.addEventListener(what, follow);
for (const radio of document.querySelectorAll("input[name=style]")) {
  radio.addEventListener("change", () => { remember(); void look(); });
}
id("open").addEventListener("click", () => id("file").click());
id("file").addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (input.files?.[0]) void openFile(input.files[0]);
  input.value = "";
});
id("undo").addEventListener("click", undo);
text.addEventListener("keydown", (event) => {
  // What was changed here and not typed is none of the browser's own undoing.
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && past.length && text.value === made) {
    event.preventDefault();
    undo();
  }
});
function undo() {
  const before = past.pop();
  if (!before) return;
  text.value = made = before.text;
  ({ ignored, file, kind } = before);
  if (file) void keepFile(file);
  showFile();
  /** @type {HTMLButtonElement} */ (id("undo")).disabled = !past.length;
  changed();
  status.textContent = words.undone;
}
id("clear").addEventListener("click", clear);
id("fix-all").addEventListener("click", () => {
  const safe = open().filter((finding) => finding.safe);
  const wanted = new Set(safe.flatMap((finding) => finding.changes.map((edit) => `${edit.start} ${edit.end}`)));
  const edits = found.fixes.filter((edit) => wanted.has(`${edit.start} ${edit.end}`));
  change(edits, filled(words.takenAll, { number: edits.length }));
});
id("restore-ignored").addEventListener("click", () => {
  ignored = new Set();
  remember();
  show();
});
id("copy-text").addEventListener("click", (event) => copyText(result(), /** @type {HTMLElement} */ (event.currentTarget)));
id("copy-rich").addEventListener("click", copyRich);
id("download").addEventListener("click", download);

const paper = id("paper");
for (const what of ["dragenter", "dragover"]) {
  document.addEventListener(what, (event) => {
    event.preventDefault();
    paper.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) paper.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  paper.classList.remove("over");
  const given = event.dataTransfer?.files[0];
  const dropped = event.dataTransfer?.getData("text/plain");
  if (given) void openFile(given);
  else if (dropped) {
    stepBack();
    text.setRangeText(dropped, text.selectionStart, text.selectionEnd, "end");
    changed();
  }
});

void restore();
