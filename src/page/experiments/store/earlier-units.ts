import {
  FilledArrays,
  mapCells,
  recordList,
  TEXT,
  type Cells,
  type EpochRecord,
  type RecordRange,
  type Run,
  type RunColumns,
} from '../../../../history/index.ts';
import type { Unit } from '../units.ts';

/** A run as versions 1 to 5 stored it. Its records are a list, or columns whose arrays are empty if they are pieces. */
interface EarlierRun extends Omit<Run, 'records'> {
  readonly records: readonly EpochRecord[] | RecordRange;
}

/** The content of a unit as versions 1 to 5 stored it; the arrays of columns are pieces. */
export type EarlierContent =
  | { readonly kind: 'run'; readonly run: EarlierRun }
  | { readonly kind: 'columns'; readonly columns: RunColumns };

/** A slice of an array as versions 2 to 5 stored it. */
export interface EarlierPiece {
  readonly batch: string;
  /** Index of its column; -1 for arrays that belong to no column. */
  readonly column: number;
  readonly array: 'values' | 'kinds' | 'texts' | 'shapeOf' | 'starts';
  /** Its start in the array. */
  readonly at: number;
  readonly data: Numbers | readonly string[];
}

type Pieces = AsyncIterable<EarlierPiece> | Iterable<EarlierPiece>;
type Numbers = Float64Array | Uint32Array | Uint8Array;

/**
 * Converts a unit that an earlier version stored.
 * @param pieces null if its arrays are not in pieces
 * @throws {Error} if pieces are missing or do not fit, naming the column
 */
export async function readEarlierUnit(content: EarlierContent, pieces: Pieces | null): Promise<Unit> {
  if (content.kind === 'columns') return joinColumns(content.columns, pieces ?? []);
  const { records } = content.run;
  if (!('columns' in records)) return { ...content.run, records };
  const range = pieces === null ? records : await joinRecords(records, pieces);
  return { ...content.run, records: recordList(range) };
}

async function joinRecords(records: RecordRange, pieces: Pieces): Promise<RecordRange> {
  const columns = records.columns.map(({ name, cells }) => ({
    name,
    cells: allocateCells(cells, records.end, cells.texts),
  }));
  const filled = new FilledArrays();
  for await (const { column, array, at, data } of pieces) {
    const target = columns[column];
    if (target && (array === 'values' || array === 'kinds'))
      copyNumbers(filled, target.cells[array], data, at, target.name);
  }
  for (const { name, cells } of columns) checkCells(filled, cells, name);
  return { ...records, columns };
}

async function joinColumns(of: RunColumns, pieces: Pieces): Promise<RunColumns> {
  const texts: string[][] = [];
  const all: { readonly cells: Cells; readonly name: string }[] = [];
  const columns = mapCells(of, (earlier, column, name) => {
    const cells = allocateCells(earlier, earlier.length, (texts[column] = []));
    all[column] = { cells, name };
    return cells;
  });
  const shapeOf = allocate(columns.shapeOf, columns.length);
  const starts = columns.records && new Uint32Array(columns.length + 1);
  const filled = new FilledArrays();
  for await (const { column, array, at, data } of pieces) {
    if (array === 'texts') {
      const list = texts[column];
      for (let i = 0; list !== undefined && i < data.length; i++) list[at + i] = data[i] as string;
    } else if (array === 'shapeOf') copyNumbers(filled, shapeOf, data, at, SHAPES);
    else if (array === 'starts') copyNumbers(filled, starts, data, at, PLACES);
    else if (all[column]) copyNumbers(filled, all[column].cells[array], data, at, all[column].name);
  }
  if (shapeOf !== null) filled.check(shapeOf, SHAPES);
  if (starts !== null) filled.check(starts, PLACES);
  for (const { cells, name } of all) checkCells(filled, cells, name);
  return { ...columns, shapeOf, records: columns.records && { ...columns.records, starts: starts! } };
}

const SHAPES = 'the shapes of runs';
const PLACES = 'the places of records';

function copyNumbers(
  filled: FilledArrays,
  target: Numbers | null,
  data: EarlierPiece['data'],
  at: number,
  name: string,
): void {
  if (target !== null) filled.copy(target, data, at, name);
}

/** Earlier versions stored no number of texts, so that a missing one shows in the cell that has it. */
function checkCells(filled: FilledArrays, { values, kinds, texts }: Cells, name: string): void {
  if (values !== null) filled.check(values, name);
  if (kinds !== null) filled.check(kinds, name);
  if (values === null || kinds === null) return;
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === TEXT && texts[values[row]!] === undefined)
      throw new RangeError(`text ${String(values[row])} of ${name} is missing.`);
  }
}

function allocateCells({ values, kinds }: Cells, length: number, texts: readonly string[]): Cells {
  return { length, texts, values: allocate(values, length), kinds: allocate(kinds, length) };
}

function allocate<Kind extends Numbers>(data: Kind | null, length: number): Kind | null {
  return data && new (data.constructor as new (length: number) => Kind)(length);
}
