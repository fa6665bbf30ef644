import { isBetter, worst, type CategoryColumn, type Column, type NumberColumn } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { sampleRows } from '../sampling.ts';

/** What is known of a whole column. */
export interface ColumnRange {
  /** The smallest and largest finite number; NaN if there are none. */
  readonly min: number;
  readonly max: number;
  /** Whether every cell has a value. */
  readonly isComplete: boolean;
}

export interface SelectionInput {
  /** The columns that may distinguish the selected rows from the others. */
  readonly columns: readonly Column[];
  /** Columns that are brushed: their conditions come first. */
  readonly brushed: ReadonlySet<string>;
  /** All rows that can be selected, and the selected ones. */
  readonly rows: Uint32Array;
  readonly selection: Uint32Array;
  /** The objective, if it is known. */
  readonly target: Column | undefined;
  readonly rangeOf: (column: NumberColumn) => ColumnRange;
}

/** What holds for every selected row, and not for every row. */
export type SharedCondition =
  /** Numbers within bounds, of which one may be null; equal bounds are a single value. */
  | {
      readonly kind: 'range';
      readonly column: string;
      readonly min: number | null;
      readonly max: number | null;
    }
  | { readonly kind: 'categories'; readonly column: string; readonly values: readonly string[] };

export interface SelectionFacts {
  /** At most three, those of brushed columns first, then those that hold for the fewest rows. */
  readonly shared: readonly SharedCondition[];
  /** The selected row with the best value of the target: the highest where the target has no direction. */
  readonly best: { readonly column: NumberColumn; readonly row: number } | null;
}

const maxConditions = 3;
/** Maximum number of categories in a condition; more would not summarise. */
const maxCategories = 3;
/** Size of the sample that decides whether to visit every row of a column. */
const sampleSize = 4000;
/** A condition that holds for more than this share of all rows says nothing, unless its column is brushed. */
const maxShare = 0.9;
/** Number of rows per step. */
const rowsPerStep = 100_000;

/**
 * What all selected rows have in common that others lack, and which of them is best, from the values themselves,
 * whatever is brushed. A step looks at one column.
 */
export function* selectionFacts(input: SelectionInput): Generator<void, SelectionFacts> {
  const { selection, rows } = input;
  if (selection.length === 0) return { shared: [], best: null };
  const shared = selection.length < rows.length ? yield* sharedConditions(input) : [];
  return { shared, best: yield* bestRow(input) };
}

interface Found {
  readonly condition: SharedCondition;
  /** The share of all rows for which it holds. */
  readonly share: number;
}

function* sharedConditions(input: SelectionInput): Generator<void, SharedCondition[]> {
  const found: (Found & { isBrushed: boolean })[] = [];
  for (const column of input.columns) {
    const isBrushed = input.brushed.has(column.name);
    const condition = conditionOf(column, isBrushed, input);
    if (condition !== null) found.push({ ...condition, isBrushed });
    yield;
  }
  return found
    .filter(({ share, isBrushed }) => share < 1 && (isBrushed || share <= maxShare))
    .sort((a, b) => Number(b.isBrushed) - Number(a.isBrushed) || a.share - b.share)
    .slice(0, maxConditions)
    .map(({ condition }) => condition);
}

function conditionOf(column: Column, isBrushed: boolean, input: SelectionInput): Found | null {
  if (!isBrushed && input.rows.length > sampleSize) {
    // A condition that holds for a part of the rows too often holds for all of them too often: large tables stay fast.
    const part = {
      ...input,
      rows: sampleRows(input.rows, sampleSize),
      selection: sampleRows(input.selection, sampleSize),
    };
    const found = factOf(column, part);
    if (found === null || found.share > maxShare) return null;
  }
  return factOf(column, input);
}

function factOf(column: Column, input: SelectionInput): Found | null {
  return column.kind === 'number' ? boundsOf(column, input) : categoriesOf(column, input);
}

function boundsOf(column: NumberColumn, { rows, selection, rangeOf }: SelectionInput): Found | null {
  const { name, values } = column;
  const whole = rangeOf(column);
  let [min, max] = [Infinity, -Infinity];
  for (const row of selection) {
    if (!whole.isComplete && !hasValue(column, row)) return null;
    const value = values[row]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min === whole.min && max === whole.max && min < max) return null;
  let [below, above, inside] = [0, 0, 0];
  for (const row of rows) {
    if (!whole.isComplete && !hasValue(column, row)) continue;
    const value = values[row]!;
    if (value < min) below++;
    else if (value > max) above++;
    else inside++;
  }
  const isSingle = min === max;
  if (!isSingle && below === 0 && above === 0) return null;
  const bounds = { min: isSingle || below > 0 ? min : null, max: isSingle || above > 0 ? max : null };
  return { condition: { kind: 'range', column: name, ...bounds }, share: inside / rows.length };
}

function categoriesOf(column: CategoryColumn, { rows, selection }: SelectionInput): Found | null {
  const { name, categories, codes } = column;
  const isSelected = new Uint8Array(categories.length);
  for (const row of selection) {
    if (!hasValue(column, row)) return null;
    isSelected[codes[row]!] = 1;
  }
  let inside = 0;
  for (const row of rows) if (hasValue(column, row)) inside += isSelected[codes[row]!]!;
  const values = categories.filter((_, code) => isSelected[code] === 1);
  if (values.length > maxCategories) return null;
  return { condition: { kind: 'categories', column: name, values }, share: inside / rows.length };
}

function* bestRow({ target, selection }: SelectionInput): Generator<void, SelectionFacts['best']> {
  if (target?.kind !== 'number') return null;
  const direction = target.direction === 'min' ? 'min' : 'max';
  let [found, best] = [-1, worst(direction)];
  for (let from = 0; from < selection.length; from += rowsPerStep) {
    for (const row of selection.subarray(from, from + rowsPerStep)) {
      const value = target.values[row]!;
      if (target.absence?.[row] || !isBetter(value, best, direction)) continue;
      [found, best] = [row, value];
    }
    yield;
  }
  return found < 0 ? null : { column: target, row: found };
}
