import { cellAt, kindAt, NUMBER, TEXT } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import type { FlatTable } from '../table.ts';

/** The part of each row, numbered from 0 in order of first appearance. */
interface Parts {
  readonly ids: Uint32Array;
  readonly count: number;
}

/** Partitions rows by the values of some columns, in order of first appearance. The number 1 equals the text "1". */
export function partition(
  table: FlatTable,
  rows: Uint32Array,
  columns: readonly number[],
): readonly Uint32Array[] {
  const { ids, count } = partsOf(table, rows, columns);
  const sizes = new Uint32Array(count);
  for (const id of ids) sizes[id]!++;
  const parts = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(count);
  for (let i = 0; i < rows.length; i++) parts[ids[i]!]![filled[ids[i]!]!++] = rows[i]!;
  return parts;
}

/** Returns the number of parts. */
export function countParts(table: FlatTable, rows: Uint32Array, columns: readonly number[]): number {
  return partsOf(table, rows, columns).count;
}

function partsOf(table: FlatTable, rows: Uint32Array, columns: readonly number[]): Parts {
  let parts: Parts = { ids: new Uint32Array(rows.length), count: Math.min(1, rows.length) };
  for (const column of columns) parts = refine(parts, table.columns[column]!, rows);
  return parts;
}

/** Refines a partition by another column. */
function refine({ ids, count }: Parts, cells: Cells, rows: Uint32Array): Parts {
  const words = new Map<string, number>();
  const idOfText = new Int32Array(cells.texts.length).fill(-1);
  const idOfNumber = new Map<number, number>();
  const idOfWord = (word: string) => {
    let id = words.get(word);
    if (id === undefined) words.set(word, (id = words.size));
    return id;
  };
  const wordAt = (row: number): number => {
    const kind = kindAt(cells, row);
    if (kind === TEXT) {
      const text = cells.values![row]!;
      if (idOfText[text]! < 0) idOfText[text] = idOfWord(cells.texts[text]!);
      return idOfText[text]!;
    }
    if (kind !== NUMBER) return idOfWord(String(cellAt(cells, row)));
    const number = cells.values![row]!;
    let id = idOfNumber.get(number);
    if (id === undefined) idOfNumber.set(number, (id = idOfWord(String(number))));
    return id;
  };
  const refined = new Uint32Array(rows.length);
  const known = new Map<number, number>();
  for (let i = 0; i < rows.length; i++) {
    // Both are below 2^32 / rows, so the pair fits a double.
    const pair = ids[i]! + count * wordAt(rows[i]!);
    let id = known.get(pair);
    if (id === undefined) known.set(pair, (id = known.size));
    refined[i] = id;
  }
  return { ids: refined, count: known.size };
}
