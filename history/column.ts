import { MISSING, NOT_APPLICABLE } from './table.ts';
import type { Column, ColumnRole } from './table.ts';
import type { Direction, ParameterValue } from './types.ts';

/** A cell before its column has a type: null is missing, undefined is not applicable. */
export type RawCell = ParameterValue | undefined;

/** What a column is called and means. */
export interface ColumnHead {
  readonly name: string;
  readonly role: ColumnRole;
  readonly direction: Direction;
}

/**
 * A column of the given cells: of numbers where every present cell is one (or none is present), otherwise of
 * categories, with numbers among them as text. Booleans are the categories `false` and `true`, in this order.
 *
 * Plain loops: this runs over every cell of a table, and callbacks would double the time that takes.
 */
export function createColumn(head: ColumnHead, cells: readonly RawCell[]): Column {
  // Names are words even where there are none yet.
  if (head.role === 'identity') return { ...head, kind: 'category', ...categorise(cells) };
  const { length } = cells;
  const values = new Float64Array(length);
  let absence: Uint8Array | null = null;
  for (let row = 0; row < length; row++) {
    const cell = cells[row];
    if (typeof cell === 'number') values[row] = cell;
    else if (cell === null || cell === undefined) {
      values[row] = NaN;
      absence ??= new Uint8Array(length);
      absence[row] = cell === null ? MISSING : NOT_APPLICABLE;
    } else return { ...head, kind: 'category', ...categorise(cells) };
  }
  return { ...head, kind: 'number', values, absence };
}

function categorise(cells: readonly RawCell[]) {
  const { length } = cells;
  const codes = new Uint32Array(length);
  let absence: Uint8Array | null = null;
  const codeOf = new Map<RawCell, number>();
  for (let row = 0; row < length; row++) {
    const cell = cells[row];
    if (cell === null || cell === undefined) {
      absence ??= new Uint8Array(length);
      absence[row] = cell === null ? MISSING : NOT_APPLICABLE;
      continue;
    }
    let code = codeOf.get(cell);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(cell, code);
    }
    codes[row] = code;
  }

  const present = [...codeOf.keys()];
  const categories = categoriesOf(present);
  const places = new Map(categories.map((category, place) => [category, place]));
  const placeOf = Uint32Array.from(present, (cell) => places.get(String(cell))!);
  for (let row = 0; row < length; row++) {
    if (absence === null || absence[row] === 0) codes[row] = placeOf[codes[row]!]!;
  }
  return { codes, categories, absence };
}

const LOOKS_NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The distinct words: those that look like numbers first and by size, the others as they first appear. */
function categoriesOf(present: readonly RawCell[]): string[] {
  if (present.length > 0 && present.every((cell) => typeof cell === 'boolean')) return ['false', 'true'];
  const words = [...new Set(present.map(String))];
  const numeric = words.filter((word) => LOOKS_NUMERIC.test(word));
  const others = words.filter((word) => !LOOKS_NUMERIC.test(word));
  return [...numeric.sort((a, b) => Number(a) - Number(b)), ...others];
}
