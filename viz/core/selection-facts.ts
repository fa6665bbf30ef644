import type { CategoryColumn, Column, NumberColumn } from '../../history/index.ts';
import { profileOf } from './columns.ts';
import { formatCell } from './format.ts';
import { laneOf } from './lanes.ts';
import type { Steps } from './steps.ts';

/** What to look at for a summary of a selection. */
export interface FactsInput {
  /** The columns that may tell the selected rows from the others. */
  readonly columns: readonly Column[];
  /** Those that are brushed: what they say comes first. */
  readonly brushed: ReadonlySet<string>;
  /** All rows that there are to select from, and the selected ones. */
  readonly rows: Uint32Array;
  readonly selection: Uint32Array;
  /** What the rows are about, if that is known. */
  readonly target: Column | undefined;
  /** What a row is called. */
  readonly nameOf: (row: number) => string;
  /** A number of a column in words: a point in time is told as such. */
  readonly tell: (column: string, value: number) => string;
}

/** More conditions than these are no summary. */
const mostConditions = 3;
/** More words than these are counted, not told. */
const mostWords = 3;
/** Rows that tell whether a column is worth looking at in full. */
const sampleSize = 4000;
/** A condition that holds for more than this share of all rows tells nothing, unless somebody asked for it. */
const tellingShare = 0.9;
/** Rows that a step goes through when it goes through all of them once. */
const manyRows = 100_000;

/**
 * What all selected rows have in common that others lack, and which of them is best: `All have lr ≤ 0.01 and
 * activation = relu.`, `Best valid_acc 0.98 (run 7).` Told of the values themselves, whatever was brushed. Empty where
 * there is nothing to be said. A step looks at one column.
 */
export function* describeFacts(input: FactsInput): Steps<string[]> {
  const { selection, rows } = input;
  if (selection.length === 0) return [];
  const shared = selection.length < rows.length ? yield* describeShared(input) : [];
  return [...shared, ...(yield* describeBest(input))];
}

interface Condition {
  readonly text: string;
  /** The share of all rows for which it holds. */
  readonly share: number;
  readonly isBrushed: boolean;
}

function* describeShared(input: FactsInput): Steps<string[]> {
  const found: Condition[] = [];
  for (const column of input.columns) {
    const condition = conditionOf(column, input);
    if (condition !== null) found.push(condition);
    yield;
  }
  const conditions = found
    .filter(({ share, isBrushed }) => share < 1 && (isBrushed || share <= tellingShare))
    .sort((a, b) => Number(b.isBrushed) - Number(a.isBrushed) || a.share - b.share)
    .slice(0, mostConditions)
    .map(({ text }) => text);
  if (conditions.length === 0) return [];
  const who = input.selection.length === 1 ? 'It has' : 'All have';
  return [`${who} ${listed(conditions, 'and')}.`];
}

function conditionOf(column: Column, input: FactsInput): Condition | null {
  const isBrushed = input.brushed.has(column.name);
  if (!isBrushed && input.rows.length > sampleSize) {
    // What part of the rows takes in already, all of them take in too: a summary of a million may not stop the page.
    const part = { ...input, rows: sampled(input.rows), selection: sampled(input.selection) };
    const found = factOf(column, part);
    if (found === null || found.share > tellingShare) return null;
  }
  const found = factOf(column, input);
  return found === null ? null : { ...found, isBrushed };
}

function factOf(column: Column, input: FactsInput): Found {
  return column.kind === 'number' ? numbersOf(column, input) : wordsOf(column, input);
}

/** An even sample. */
function sampled(rows: Uint32Array): Uint32Array {
  if (rows.length <= sampleSize) return rows;
  return Uint32Array.from(
    { length: sampleSize },
    (_, at) => rows[Math.floor((at * rows.length) / sampleSize)]!,
  );
}

type Found = Pick<Condition, 'text' | 'share'> | null;

function numbersOf(column: NumberColumn, { rows, selection, tell }: FactsInput): Found {
  const { name, values } = column;
  const profile = profileOf(column);
  const isWhole = profile.lanes.size === 0;
  let [min, max] = [Infinity, -Infinity];
  for (const row of selection) {
    if (!isWhole && laneOf(column, row) !== null) return null;
    const value = values[row]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min === profile.min && max === profile.max && min < max) return null;
  let [below, above, inside] = [0, 0, 0];
  for (const row of rows) {
    if (!isWhole && laneOf(column, row) !== null) continue;
    const value = values[row]!;
    if (value < min) below++;
    else if (value > max) above++;
    else inside++;
  }
  const told = (value: number) => tell(name, value);
  const share = inside / rows.length;
  if (min === max) return { text: `${name} = ${told(min)}`, share };
  if (below === 0 && above === 0) return null;
  if (below === 0) return { text: `${name} ≤ ${told(max)}`, share };
  if (above === 0) return { text: `${name} ≥ ${told(min)}`, share };
  return { text: `${name} from ${told(min)} to ${told(max)}`, share };
}

function wordsOf(column: CategoryColumn, { rows, selection }: FactsInput): Found {
  const { name, categories, codes } = column;
  const taken = new Uint8Array(categories.length);
  for (const row of selection) {
    if (laneOf(column, row) !== null) return null;
    taken[codes[row]!] = 1;
  }
  let inside = 0;
  for (const row of rows) if (laneOf(column, row) === null) inside += taken[codes[row]!]!;
  const words = categories.filter((_, code) => taken[code] === 1);
  if (words.length > mostWords) return null;
  const text = words.length === 1 ? `${name} = ${words[0]!}` : `${name} ${listed(words, 'or')}`;
  return { text, share: inside / rows.length };
}

function* describeBest({ target, selection, nameOf }: FactsInput): Steps<string[]> {
  if (target?.kind !== 'number') return [];
  const sign = target.direction === 'min' ? -1 : 1;
  const isWhole = profileOf(target).lanes.size === 0;
  let best = -1;
  for (let from = 0; from < selection.length; from += manyRows) {
    for (const row of selection.subarray(from, from + manyRows)) {
      if (!isWhole && laneOf(target, row) !== null) continue;
      if (best < 0 || sign * target.values[row]! > sign * target.values[best]!) best = row;
    }
    yield;
  }
  if (best < 0) return [];
  const word = target.direction === 'none' ? 'Highest' : 'Best';
  return [`${word} ${target.name} ${formatCell(target, best)} (${nameOf(best)}).`];
}

/** `a, b and c`. */
function listed(parts: readonly string[], last: string): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)!}`;
}
