// What the browser keeps, so that a reload loses nothing: the text in its own storage, a document beside it.

const TEXT = "tenlao-article";
const SHELF = "tenlao";

/**
 * @typedef {{text: string, kind: string, name: string, style: string, ignored: string[]}} Kept
 * @returns {Partial<Kept>}
 */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(TEXT) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Kept} article */
export function keep(article) {
  try {
    localStorage.setItem(TEXT, JSON.stringify(article));
  } catch {
    // there is no room: then a reload loses what is new
  }
}

/** @returns {Promise<IDBDatabase>} */
function shelf() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(SHELF, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("documents");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} use
 * @returns {Promise<any>}
 */
async function onShelf(mode, use) {
  try {
    const database = await shelf();
    return await new Promise((resolve, reject) => {
      const request = use(database.transaction("documents", mode).objectStore("documents"));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {
    return undefined; // a browser that keeps nothing, as in a private window
  }
}

/** @returns {Promise<File | undefined>} */
export const keptFile = () => onShelf("readonly", (store) => store.get("file"));

/** @param {File} file */
export const keepFile = (file) => onShelf("readwrite", (store) => store.put(file, "file"));

const dropFile = () => onShelf("readwrite", (store) => store.delete("file"));

export async function clearAll() {
  localStorage.removeItem(TEXT);
  await dropFile();
}
