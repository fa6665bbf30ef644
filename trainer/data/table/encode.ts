import { TableError } from './types.ts';
import type { TableColumn } from './types.ts';

/** A column as inputs of a network: itself, or one of 0 and 1 for each of its texts. */
export interface EncodedColumn {
  readonly names: readonly string[];
  /** For each name, one value a row. */
  readonly values: readonly Float32Array[];
}

/** More texts than this are rather names than kinds. */
const MOST_TEXTS = 100;
/** From this share of numbers on, a text among them is a mistake. */
const MOSTLY = 0.9;

/** Whether any cell is text; a column of numbers with a few texts in it is refused. Missing cells are gone by now. */
export function isText({ name, cells }: TableColumn, rowNumbers: readonly number[]): boolean {
  const first = cells.findIndex((cell) => typeof cell === 'string');
  if (first < 0) return false;
  const numbers = cells.filter((cell) => typeof cell === 'number').length;
  if (numbers < MOSTLY * cells.length) return true;
  throw new TableError(
    `row ${String(rowNumbers[first]!)}, column "${name}": expected a number as in the other rows, got "${String(cells[first])}"`,
  );
}

/** Numbers as they are; texts one-hot, in alphabetical order. */
export function encode(column: TableColumn, rowNumbers: readonly number[]): EncodedColumn {
  const { name, cells } = column;
  if (!isText(column, rowNumbers)) {
    const infinite = cells.findIndex((cell) => !Number.isFinite(cell));
    if (infinite >= 0) {
      const got = String(cells[infinite]);
      throw new TableError(
        `row ${String(rowNumbers[infinite]!)}, column "${name}": expected a finite number, got ${got}`,
      );
    }
    return { names: [name], values: [Float32Array.from(cells as readonly number[])] };
  }
  const texts = kindsOf(cells);
  if (texts.length > MOST_TEXTS) {
    const counts = `${String(texts.length)} different texts in ${String(cells.length)} rows`;
    throw new TableError(`column "${name}": ${counts} are too many to tell apart: leave the column out`);
  }
  return {
    names: texts.map((text) => `${name}=${text}`),
    values: texts.map((text) => Float32Array.from(cells, (cell) => Number(String(cell) === text))),
  };
}

/** The different cells as texts: numbers by size, then texts in alphabetical order. */
export function kindsOf(cells: TableColumn['cells']): string[] {
  const kinds = [...new Set(cells)].sort((a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return String(a) < String(b) ? -1 : 1;
  });
  return [...new Set(kinds.map(String))];
}
