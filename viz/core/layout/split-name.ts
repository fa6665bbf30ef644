/** A name in two parts: if there is too little room, the head is truncated. */
export interface SplitName {
  readonly head: string;
  readonly tail: string;
  /** The full name; the head may omit a prefix that other names share. */
  readonly whole: string;
}

/** Letters at the end of a name that are kept: names of one group share a prefix and differ at the end. */
const tailLength = 8;
/** Names up to this length are not split. */
const maxWhole = 14;
/** Minimum common prefix of names that look alike when truncated. */
const alikeLength = 4;

/**
 * Splits a name so that the tail, its last letters, distinguishes it from its neighbours. If it is longer than `max` and
 * another name has the same start and end, the result starts at the first word that differs instead.
 */
export function splitName(given: string, neighbours: readonly string[] = [], max = 0): SplitName {
  const name = oneLine(given);
  const letters = Array.from(name);
  // Two parts of a text from right to left would be displayed in the wrong order.
  if (letters.length <= Math.max(maxWhole, max) || RIGHT_TO_LEFT.test(name))
    return { head: name, tail: '', whole: name };
  const end = letters.slice(-tailLength).join('');
  const alike = neighbours
    .map(oneLine)
    .filter((other) => other !== name && other.endsWith(end))
    .map((other) => commonStart(letters, Array.from(other)))
    .filter((length) => length >= alikeLength);
  const differs = wordAt(letters, Math.min(...alike, letters.length));
  // The end does not distinguish names that differ within their first word: `split0_test_score`, `split1_test_score`.
  if (alike.length > 0 && differs <= 1) return { head: name, tail: '', whole: name };
  const isTailUnique = alike.length === 0 || differs > letters.length - tailLength;
  return isTailUnique
    ? { head: letters.slice(0, -tailLength).join(''), tail: end, whole: name }
    : { head: `…${letters.slice(differs).join('')}`, tail: '', whole: name };
}

/** Truncates a name to `max` letters. */
export function fitParts({ head, tail, whole }: SplitName, max: number): string {
  const [first, last] = [Array.from(head), Array.from(tail)];
  if (Array.from(whole).length <= max) return whole;
  if (first.length + last.length <= max) return head + tail;
  if (last.length === 0 || last.length + 2 > max) {
    return `${[...first, ...last].slice(0, Math.max(1, max - 1)).join('')}…`;
  }
  return `${first.slice(0, max - 1 - last.length).join('')}…${tail}`;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The text with line breaks, tabs and repeated spaces as single spaces. */
function oneLine(text: string): string {
  return /[\s]{2}|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

function commonStart(letters: readonly string[], others: readonly string[]): number {
  const at = letters.findIndex((letter, index) => letter !== others[index]);
  return at < 0 ? letters.length : at;
}

/** The start of the word that contains the letter at `at`. */
function wordAt(letters: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && /[\p{L}\p{N}]/u.test(letters[start - 1]!)) start--;
  return start;
}
