/** The difference of two lists of rows: those only in the second, and those only in the first, ascending. */
export interface RowChange {
  readonly came: Uint32Array;
  readonly gone: Uint32Array;
}

/** Above this fraction of changed rows, an incremental update is not faster. */
const maxChanged = 0.5;

const masks = new WeakMap<Uint32Array, Uint8Array>();

/** Associates `rows` with the mask they come from, which must not change, for faster comparison. */
export function rememberMask(rows: Uint32Array, mask: Uint8Array): void {
  masks.set(rows, mask);
}

const unchanged: RowChange = { came: new Uint32Array(0), gone: new Uint32Array(0) };

let latest: {
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  readonly change: RowChange | null;
} | null = null;

/**
 * The change from `before` to `after`, both ascending; null if most rows change. The latest result is cached, since several
 * callers ask for the same lists.
 */
export function changeOfRows(before: Uint32Array, after: Uint32Array): RowChange | null {
  if (before === after) return unchanged;
  if (latest?.before !== before || latest.after !== after) {
    latest = { before, after, change: compare(before, after) };
  }
  return latest.change;
}

function compare(before: Uint32Array, after: Uint32Array): RowChange | null {
  const max = Math.floor(maxChanged * after.length);
  if (Math.abs(after.length - before.length) > max) return null;
  const [one, other] = [masks.get(before), masks.get(after)];
  if (one !== undefined && one.length === other?.length) return compareMasks(one, other, max);
  return compareLists(before, after, max);
}

/** Compares four rows at a time. */
function compareMasks(before: Uint8Array, after: Uint8Array, max: number): RowChange | null {
  const [came, gone]: [number[], number[]] = [[], []];
  const words = before.length >> 2;
  const one = new Int32Array(before.buffer, before.byteOffset, words);
  const other = new Int32Array(after.buffer, after.byteOffset, words);

  function note(from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (before[row] !== after[row]) (after[row] === 1 ? came : gone).push(row);
    }
  }

  for (let word = 0; word < words; word++) {
    if (one[word] === other[word]) continue;
    note(4 * word, 4 * word + 4);
    if (came.length > max || gone.length > max) return null;
  }
  note(4 * words, before.length);
  return { came: Uint32Array.from(came), gone: Uint32Array.from(gone) };
}

function compareLists(before: Uint32Array, after: Uint32Array, max: number): RowChange | null {
  const [came, gone]: [number[], number[]] = [[], []];
  let [one, other] = [0, 0];
  while (one < before.length && other < after.length) {
    const [first, second] = [before[one]!, after[other]!];
    if (first <= second) one++;
    if (second <= first) other++;
    if (first < second) gone.push(first);
    else if (second < first) came.push(second);
    if (came.length > max || gone.length > max) return null;
  }
  for (; one < before.length; one++) gone.push(before[one]!);
  for (; other < after.length; other++) came.push(after[other]!);
  return { came: Uint32Array.from(came), gone: Uint32Array.from(gone) };
}
