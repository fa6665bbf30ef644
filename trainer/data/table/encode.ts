import { TableError } from './types.ts';
import type { TableColumn } from './types.ts';

/** A column as inputs of a network: itself, or one column of 0 and 1 for each of its texts. */
export interface EncodedColumn {
  readonly names: readonly string[];
  /** For each name, one value per row; NaN if the cell is missing. */
  readonly values: readonly Float32Array[];
  readonly isText: boolean;
}

/** A column with more distinct texts probably holds identifiers, not categories. */
const MAX_TEXTS = 100;
/** At this fraction of numbers, a text among them is considered an error. */
const MIN_NUMBER_FRACTION = 0.9;

/**
 * Whether any cell is text. Missing cells do not count.
 *
 * @throws {TableError} if a numeric column contains a few texts
 */
export function isText({ name, cells }: TableColumn, rowNumbers: readonly number[]): boolean {
  const first = cells.findIndex((cell) => typeof cell === 'string');
  if (first < 0) return false;
  const numbers = cells.filter((cell) => typeof cell === 'number').length;
  const present = cells.filter((cell) => cell !== null).length;
  if (numbers < MIN_NUMBER_FRACTION * present) return true;
  throw new TableError(
    `row ${String(rowNumbers[first]!)}, column "${name}": expected a number as in the other rows, got "${String(cells[first])}"`,
  );
}

/** Keeps numbers; one-hot encodes texts, in alphabetical order. */
export function encode(column: TableColumn, rowNumbers: readonly number[]): EncodedColumn {
  const { name, cells } = column;
  if (!isText(column, rowNumbers)) {
    if (cells.every((cell) => cell === null))
      throw new TableError(`column "${name}": every cell is missing: leave the column out`);
    const infinite = cells.findIndex((cell) => cell !== null && !Number.isFinite(cell));
    if (infinite >= 0) {
      const got = String(cells[infinite]);
      throw new TableError(
        `row ${String(rowNumbers[infinite]!)}, column "${name}": expected a finite number, got ${got}`,
      );
    }
    const numbers = Float32Array.from(cells as readonly (number | null)[], (cell) => cell ?? NaN);
    return { names: [name], values: [numbers], isText: false };
  }
  const texts = kindsOf(cells.filter((cell) => cell !== null));
  if (texts.length > MAX_TEXTS) {
    const counts = `${String(texts.length)} different texts in ${String(cells.length)} rows`;
    throw new TableError(
      `column "${name}": ${counts} are too many for one-hot encoding: leave the column out`,
    );
  }
  return {
    names: texts.map((text) => `${name}=${text}`),
    values: texts.map((text) =>
      Float32Array.from(cells, (cell) => (cell === null ? NaN : Number(String(cell) === text))),
    ),
    isText: true,
  };
}

/** The distinct cells as texts: numbers in ascending order, then texts in alphabetical order. */
export function kindsOf(cells: TableColumn['cells']): string[] {
  const kinds = [...new Set(cells)].sort((a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return String(a) < String(b) ? -1 : 1;
  });
  return [...new Set(kinds.map(String))];
}
