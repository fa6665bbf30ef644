/** A name in two parts: where there is too little room, the end of the head gives way. */
export interface SplitName {
  readonly head: string;
  readonly tail: string;
  /** The name itself: both parts together, unless what the name has in common with others is left out of the head. */
  readonly whole: string;
}

/** Letters at the end of a name that stay when it is cut: names of one group begin alike and differ at their end. */
const tailLength = 8;
/** Names up to this long are not parted. */
const wholeName = 14;
/** What names that look alike when they are cut have in common at their beginning, at least. */
const alikeLength = 4;

/**
 * A name in two parts, of which the second tells it from its neighbours: its last letters. Where it has more than `most`
 * letters, and another ends and begins like it, it begins instead with the word in which it differs.
 */
export function splitName(name: string, neighbours: readonly string[] = [], most = 0): SplitName {
  const letters = Array.from(name);
  if (letters.length <= Math.max(wholeName, most)) return { head: name, tail: '', whole: name };
  const end = letters.slice(-tailLength).join('');
  const alike = neighbours
    .filter((other) => other !== name && other.endsWith(end))
    .map((other) => commonStart(letters, Array.from(other)))
    .filter((length) => length >= alikeLength);
  const differs = wordAt(letters, Math.min(...alike, letters.length));
  const isToldByEnd = alike.length === 0 || differs <= 1 || differs > letters.length - tailLength;
  return isToldByEnd
    ? { head: letters.slice(0, -tailLength).join(''), tail: end, whole: name }
    : { head: `…${letters.slice(differs).join('')}`, tail: '', whole: name };
}

/** A name in at most so many letters. */
export function fitParts({ head, tail, whole }: SplitName, most: number): string {
  const [first, last] = [Array.from(head), Array.from(tail)];
  if (Array.from(whole).length <= most) return whole;
  if (first.length + last.length <= most) return head + tail;
  if (last.length === 0 || last.length + 2 > most) {
    return `${[...first, ...last].slice(0, Math.max(1, most - 1)).join('')}…`;
  }
  return `${first.slice(0, most - 1 - last.length).join('')}…${tail}`;
}

function commonStart(letters: readonly string[], others: readonly string[]): number {
  const at = letters.findIndex((letter, index) => letter !== others[index]);
  return at < 0 ? letters.length : at;
}

/** Where the word begins that a letter is in. */
function wordAt(letters: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && /[\p{L}\p{N}]/u.test(letters[start - 1]!)) start--;
  return start;
}
