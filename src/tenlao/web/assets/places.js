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

/**
 * @param {string} before
 * @param {string} now
 * @returns {{first: number, last: number, by: number}} what of the first text is other in the second, and how much longer that is
 */
export function replaced(before, now) {
  const most = Math.min(before.length, now.length);
  let first = 0;
  while (first < most && before[first] === now[first]) first += 1;
  let same = 0;
  while (same < most - first && before[before.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return { first, last: before.length - same, by: now.length - before.length };
}
