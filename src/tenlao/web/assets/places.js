// Places in a text: the server counts code points, a browser UTF-16 code units.

/**
 * @param {string} text
 * @returns {(offset: number) => number} from code points to code units
 */
export function unitsIn(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const units = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return (offset) => units[Math.min(offset, units.length - 1)];
}

/**
 * @typedef {{start: number, end: number, old: string, new: string}} Edit
 * @param {string} text
 * @param {Edit[]} edits in order, not overlapping, in code units
 * @returns {string}
 */
export function edited(text, edits) {
  let at = 0;
  let made = "";
  for (const edit of edits) {
    made += text.slice(at, edit.start) + edit.new;
    at = edit.end;
  }
  return made + text.slice(at);
}
