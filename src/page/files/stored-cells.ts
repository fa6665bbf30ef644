import { mapCells, TEXT, type Cells, type PackedRun, type RunColumns } from '../../../history/index.ts';

/** A stretch of one of the arrays behind columns. */
export interface StoredPiece {
  /** What the pieces that belong together have in common. */
  readonly batch: string;
  /** Which column's, and which of its arrays; -1 for those that belong to no column. */
  readonly column: number;
  readonly array: 'values' | 'kinds' | 'texts' | 'shapeOf' | 'starts';
  /** Where in the array it begins. */
  readonly at: number;
  readonly data: Float64Array | Uint32Array | Uint8Array | readonly string[];
}

type Pieces = AsyncIterable<StoredPiece> | Iterable<StoredPiece>;
type Range = Extract<PackedRun['records'], { readonly columns: unknown }>;
type Numbers = NonNullable<Cells['values']> | NonNullable<Cells['kinds']>;

/** So many bytes are copied in a few milliseconds; all at once would stop the page. */
const PIECE_BYTES = 2 ** 20;
const PIECE_TEXTS = 2 ** 13;

/** The run without the arrays behind its records, and those in pieces; null where its records are a list, or few. */
export function takeApart(
  run: PackedRun,
  batch: string,
): { readonly run: PackedRun; readonly pieces: Iterable<StoredPiece> } | null {
  const { records } = run;
  if (!('columns' in records)) return null;
  const { start, end } = records;
  if (end - start < FEW) return null;
  const columns = records.columns.map(({ name, cells }) => ({
    name,
    cells: { ...cells, length: end - start, values: shell(cells.values), kinds: shell(cells.kinds) },
  }));
  return {
    run: { ...run, records: { columns, start: 0, end: end - start } },
    pieces: piecesOf(records, batch),
  };
}

/** The runs without the arrays behind their columns, and those in pieces. */
export function takeRunsApart(
  of: RunColumns,
  batch: string,
): { readonly columns: RunColumns; readonly pieces: Iterable<StoredPiece> } {
  const all: Cells[] = [];
  const columns = mapCells(of, (cells) => {
    all.push(cells);
    return { ...cells, values: shell(cells.values), kinds: shell(cells.kinds), texts: [] };
  });
  const { records } = columns;
  return {
    columns: {
      ...columns,
      shapeOf: shell(columns.shapeOf),
      records: records && { ...records, starts: new Uint32Array(0) },
    },
    pieces: piecesOfRuns(of, all, batch),
  };
}

/** Fewer records than this lie beside their run: pieces of their own would cost more than they spare. */
const FEW = 2 ** 14;

/** The run with arrays of its own, where they are those of several runs and short. */
export function withOwnCells(run: PackedRun): PackedRun {
  const { records } = run;
  if (!('columns' in records)) return run;
  const { start, end } = records;
  const columns = records.columns.map(({ name, cells }) => ({
    name,
    cells: {
      ...cells,
      length: end - start,
      values: cells.values?.slice(start, end) ?? null,
      kinds: cells.kinds?.slice(start, end) ?? null,
    },
  }));
  return { ...run, records: { columns, start: 0, end: end - start } };
}

/** An array of the same kind and no length. */
function shell<Kind extends Numbers>(data: Kind | null): Kind | null {
  return data && (data.slice(0, 0) as Kind);
}

function* piecesOf({ columns, start, end }: Range, batch: string): Iterable<StoredPiece> {
  for (const [column, { cells }] of columns.entries()) yield* piecesOfCells(cells, start, end, batch, column);
}

function* piecesOfCells(
  cells: Cells,
  start: number,
  end: number,
  batch: string,
  column: number,
): Iterable<StoredPiece> {
  for (const array of ['values', 'kinds'] as const) {
    yield* cut(cells[array], start, end, (at, data) => ({ batch, column, array, at, data }));
  }
}

function* piecesOfRuns(
  { shapeOf, records }: RunColumns,
  all: readonly Cells[],
  batch: string,
): Iterable<StoredPiece> {
  for (const [array, data] of [
    ['shapeOf', shapeOf],
    ['starts', records?.starts ?? null],
  ] as const) {
    yield* cut(data, 0, data?.length ?? 0, (at, piece) => ({ batch, column: -1, array, at, data: piece }));
  }
  for (const [column, cells] of all.entries()) {
    yield* piecesOfCells(cells, 0, cells.length, batch, column);
    for (let at = 0; at < cells.texts.length; at += PIECE_TEXTS) {
      yield { batch, column, array: 'texts', at, data: cells.texts.slice(at, at + PIECE_TEXTS) };
    }
  }
}

function* cut(
  data: Numbers | null,
  start: number,
  end: number,
  piece: (at: number, data: Numbers) => StoredPiece,
): Iterable<StoredPiece> {
  if (data === null) return;
  const step = PIECE_BYTES / data.BYTES_PER_ELEMENT;
  for (let at = start; at < end; at += step) {
    yield piece(at - start, data.slice(at, Math.min(end, at + step)));
  }
}

/**
 * The inverse of `takeApart`: takes the pieces in any order.
 *
 * @throws {Error} if pieces are missing or do not fit, naming the column
 */
export async function putTogether(run: PackedRun, pieces: Pieces): Promise<PackedRun> {
  const { records } = run;
  if (!('columns' in records)) return run;
  const { end } = records;
  const columns = records.columns.map(({ name, cells }) => ({
    name,
    cells: { ...cells, values: allocate(cells.values, end), kinds: allocate(cells.kinds, end) },
  }));
  const filling = new Filling();
  for await (const { column, array, at, data } of pieces) {
    const cells = columns[column]?.cells;
    if (array === 'values' || array === 'kinds') filling.copy(cells?.[array], data as Numbers, at);
  }
  for (const { name, cells } of columns) filling.checkCells(cells, name);
  return { ...run, records: { ...records, columns } };
}

/**
 * The inverse of `takeRunsApart`: takes the pieces in any order.
 *
 * @throws {Error} if pieces are missing or do not fit, naming the column
 */
export async function putRunsTogether(of: RunColumns, pieces: Pieces): Promise<RunColumns> {
  const texts: string[][] = [];
  const all: Cells[] = [];
  const columns = mapCells(of, (cells, column) => {
    texts[column] = [];
    const { length } = cells;
    return (all[column] = {
      length,
      values: allocate(cells.values, length),
      kinds: allocate(cells.kinds, length),
      texts: texts[column],
    });
  });
  const shapeOf = allocate(columns.shapeOf, columns.length);
  const starts = columns.records && new Uint32Array(columns.length + 1);
  const filling = new Filling();
  for await (const { column, array, at, data } of pieces) {
    if (array === 'texts') {
      const list = texts[column];
      for (let i = 0; list !== undefined && i < data.length; i++) list[at + i] = data[i] as string;
    } else if (array === 'shapeOf') filling.copy(shapeOf, data as Numbers, at);
    else if (array === 'starts') filling.copy(starts, data as Numbers, at);
    else filling.copy(all[column]?.[array], data as Numbers, at);
  }
  filling.check(shapeOf, 'the shapes of the runs');
  filling.check(starts, 'the places of the records');
  const names = new Map<Cells, string>();
  for (const { name, cells } of [
    ...columns.parameters,
    ...columns.summary,
    ...(columns.records?.columns ?? []),
  ])
    names.set(cells, name);
  for (const cells of all) filling.checkCells(cells, names.get(cells) ?? 'the names of the runs');
  return { ...columns, shapeOf, records: columns.records && { ...columns.records, starts: starts! } };
}

/** Copies pieces into arrays and counts what each got, since an element that is missing would read as a zero. */
class Filling {
  readonly #counts = new Map<Numbers, number>();

  copy(target: Numbers | null | undefined, data: Numbers, at: number): void {
    if (!target) return;
    if (at + data.length > target.length)
      throw new Error(`a piece ends at ${String(at + data.length)} of ${String(target.length)} values.`);
    target.set(data, at);
    this.#counts.set(target, (this.#counts.get(target) ?? 0) + data.length);
  }

  check(target: Numbers | null, name: string): void {
    if (target === null) return;
    const count = this.#counts.get(target) ?? 0;
    if (count !== target.length)
      throw new Error(`${String(count)} of ${String(target.length)} values of ${name} are there.`);
  }

  checkCells({ values, kinds, texts }: Cells, name: string): void {
    this.check(values, name);
    this.check(kinds, name);
    if (values === null || kinds === null) return;
    for (let row = 0; row < kinds.length; row++) {
      if (kinds[row] === TEXT && texts[values[row]!] === undefined)
        throw new Error(`text ${String(values[row])} of ${name} is missing.`);
    }
  }
}

function allocate<Kind extends Numbers>(data: Kind | null, length: number): Kind | null {
  if (data === null) return null;
  if (data instanceof Float64Array) return new Float64Array(length) as Kind;
  return (data instanceof Uint32Array ? new Uint32Array(length) : new Uint8Array(length)) as Kind;
}
