import { FALSE, NUMBER, TEXT, TRUE } from '../runs/cells.ts';
import type { Cell, Cells } from '../runs/cells.ts';
import { MISSING, NOT_APPLICABLE } from './table.ts';
import type { Column, ColumnRole } from './table.ts';
import type { Direction } from '../types.ts';
import { looksNumeric } from './text-number.ts';

/** A cell of an untyped column: null is missing, undefined is not applicable. */
export type RawCell = Cell;

/** The name and the meaning of a column. */
export interface ColumnHead {
  readonly name: string;
  readonly role: ColumnRole;
  readonly direction: Direction;
}

/** Consecutive cells of a column: a repeated cell, a list, or a range of packed cells. */
export type Segment =
  | { readonly kind: 'same'; readonly length: number; readonly cell: RawCell }
  | { readonly kind: 'list'; readonly length: number; readonly list: readonly RawCell[] }
  | {
      readonly kind: 'packed';
      readonly length: number;
      readonly cells: Cells;
      readonly start: number;
      /** The cell that replaces packed cells that are not applicable. */
      readonly absent: RawCell;
    };

/**
 * Creates a column: of numbers if all present cells are numbers (or none is present), else of categories, with numbers
 * converted to text. Booleans are the categories `false` and `true`, in this order.
 */
export function createColumn(head: ColumnHead, cells: readonly RawCell[]): Column {
  return columnOfSegments(head, [{ kind: 'list', length: cells.length, list: cells }]);
}

/** Like `createColumn`, for cells in segments. Packed numbers of a single segment are not copied. */
export function columnOfSegments(head: ColumnHead, segments: readonly Segment[]): Column {
  // A column of names is categorical even without cells.
  if (head.role !== 'identity') {
    const numbers = numbersAsTheyAre(segments) ?? numbersOf(segments);
    if (numbers) return { ...head, kind: 'number', ...numbers };
  }
  return { ...head, kind: 'category', ...(textsAsTheyAre(segments) ?? categorise(segments)) };
}

interface Numbers {
  readonly values: Float64Array;
  readonly absence: Uint8Array | null;
}

/** The arrays of a single packed segment, if they can be used without changes. */
function numbersAsTheyAre(segments: readonly Segment[]): Numbers | null {
  const [only] = segments;
  if (segments.length !== 1 || only?.kind !== 'packed') return null;
  const { cells, start, length, absent } = only;
  if (!(cells.values instanceof Float64Array)) return null;
  const kinds = cells.kinds?.subarray(start, start + length) ?? null;
  let isPresent = true;
  if (kinds !== null) {
    for (let row = 0; row < length; row++) {
      const kind = kinds[row]!;
      if (kind === NUMBER) continue;
      if (kind > NOT_APPLICABLE || (kind === NOT_APPLICABLE && absent !== undefined)) return null;
      isPresent = false;
    }
  }
  return { values: cells.values.subarray(start, start + length), absence: isPresent ? null : kinds };
}

/**
 * Returns null if a cell is not a number.
 *
 * Plain loops, since callbacks would double the time for large tables.
 */
function numbersOf(segments: readonly Segment[]): Numbers | null {
  const length = segments.reduce((sum, each) => sum + each.length, 0);
  const values = new Float64Array(length);
  let absence: Uint8Array | null = null;
  let row = 0;
  for (const segment of segments) {
    const end = row + segment.length;
    if (segment.kind === 'packed') {
      const { cells, start, absent } = segment;
      for (let from = start; row < end; row++, from++) {
        const kind = cells.kinds === null ? NUMBER : cells.kinds[from]!;
        if (kind === NUMBER) values[row] = cells.values![from]!;
        else if (kind === MISSING || (kind === NOT_APPLICABLE && typeof absent !== 'number')) {
          if (kind === NOT_APPLICABLE && absent !== null && absent !== undefined) return null;
          values[row] = NaN;
          absence ??= new Uint8Array(length);
          absence[row] = kind === MISSING || absent === null ? MISSING : NOT_APPLICABLE;
        } else if (kind === NOT_APPLICABLE) values[row] = absent as number;
        else return null;
      }
      continue;
    }
    if (segment.kind === 'same') {
      const { cell } = segment;
      if (typeof cell === 'number') values.fill(cell, row, end);
      else if (cell === null || cell === undefined) {
        values.fill(NaN, row, end);
        absence ??= new Uint8Array(length);
        absence.fill(cell === null ? MISSING : NOT_APPLICABLE, row, end);
      } else if (segment.length > 0) return null;
      row = end;
      continue;
    }
    const { list } = segment;
    for (let i = 0; i < segment.length; i++, row++) {
      const cell = list[i];
      if (typeof cell === 'number') values[row] = cell;
      else if (cell === null || cell === undefined) {
        values[row] = NaN;
        absence ??= new Uint8Array(length);
        absence[row] = cell === null ? MISSING : NOT_APPLICABLE;
      } else return null;
    }
  }
  return { values, absence };
}

interface Categories {
  readonly codes: Uint32Array;
  readonly categories: readonly string[];
  readonly absence: Uint8Array | null;
}

/** The text indices of a single packed segment, if they can be used as codes, as for a column of names. */
function textsAsTheyAre(segments: readonly Segment[]): Categories | null {
  const [only] = segments;
  if (segments.length !== 1 || only?.kind !== 'packed') return null;
  const { cells, start, length } = only;
  const { values, kinds, texts } = cells;
  if (!(values instanceof Uint32Array) || kinds === null) return null;
  let seen = 0;
  for (let row = start; row < start + length; row++) {
    if (kinds[row] !== TEXT || values[row]! > seen) return null;
    if (values[row] === seen) seen++;
  }
  if (seen < texts.length || texts.some(looksNumeric)) return null;
  return { codes: values.subarray(start, start + length), categories: texts, absence: null };
}

function categorise(segments: readonly Segment[]): Categories {
  const length = segments.reduce((sum, each) => sum + each.length, 0);
  const codes = new Uint32Array(length);
  let absence: Uint8Array | null = null;
  const codeOf = new Map<RawCell, number>();
  const codeFor = (cell: RawCell) => {
    let code = codeOf.get(cell);
    if (code === undefined) codeOf.set(cell, (code = codeOf.size));
    return code;
  };
  const absent = (row: number, cell: null | undefined) => {
    absence ??= new Uint8Array(length);
    absence[row] = cell === null ? MISSING : NOT_APPLICABLE;
  };
  let row = 0;
  for (const segment of segments) {
    const end = row + segment.length;
    if (segment.kind === 'list') {
      for (let i = 0; i < segment.length; i++, row++) {
        const cell = segment.list[i];
        if (cell === null || cell === undefined) absent(row, cell);
        else codes[row] = codeFor(cell);
      }
    } else if (segment.kind === 'same') {
      const { cell } = segment;
      if (row === end) continue;
      if (cell === null || cell === undefined) for (; row < end; row++) absent(row, cell);
      else codes.fill(codeFor(cell), row, end);
      row = end;
    } else {
      const { cells, start } = segment;
      // Each distinct text is looked up only once.
      const codeOfText = new Int32Array(cells.texts.length).fill(-1);
      for (let from = start; row < end; row++, from++) {
        switch (cells.kinds === null ? NUMBER : cells.kinds[from]!) {
          case TEXT: {
            const text = cells.values![from]!;
            if (codeOfText[text]! < 0) codeOfText[text] = codeFor(cells.texts[text]);
            codes[row] = codeOfText[text]!;
            break;
          }
          case NUMBER:
            codes[row] = codeFor(cells.values![from]);
            break;
          case TRUE:
            codes[row] = codeFor(true);
            break;
          case FALSE:
            codes[row] = codeFor(false);
            break;
          case MISSING:
            absent(row, null);
            break;
          default:
            if (segment.absent === null || segment.absent === undefined) absent(row, segment.absent);
            else codes[row] = codeFor(segment.absent);
        }
      }
    }
  }

  const present = [...codeOf.keys()];
  const categories = categoriesOf(present);
  const places = new Map(categories.map((category, place) => [category, place]));
  const placeOf = Uint32Array.from(present, (cell) => places.get(String(cell))!);
  if (placeOf.some((place, code) => place !== code)) {
    const gone: Uint8Array | null = absence;
    for (let at = 0; at < length; at++) {
      if (gone === null || gone[at] === 0) codes[at] = placeOf[codes[at]!]!;
    }
  }
  return { codes, categories, absence: absence as Uint8Array | null };
}

/** The distinct categories: first those that look like numbers, in ascending order, then the others in order of appearance. */
function categoriesOf(present: readonly RawCell[]): string[] {
  if (present.length > 0 && present.every((cell) => typeof cell === 'boolean')) return ['false', 'true'];
  const words = [...new Set(present.map(String))];
  const numeric = words.filter(looksNumeric);
  const others = words.filter((word) => !looksNumeric(word));
  return [...numeric.sort((a, b) => Number(a) - Number(b)), ...others];
}
