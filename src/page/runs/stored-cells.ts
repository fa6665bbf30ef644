import type { PackedRun } from '../../../history/index.ts';

/** A stretch of one of the arrays behind the columns of a run's records. */
export interface StoredPiece {
  /** What the pieces of one run have in common. */
  readonly batch: string;
  /** Which column's, and which of its arrays. */
  readonly column: number;
  readonly array: 'values' | 'kinds';
  /** Where in the array it begins. */
  readonly at: number;
  readonly data: Float64Array | Uint32Array | Uint8Array;
}

type Range = Extract<PackedRun['records'], { readonly columns: unknown }>;
type Cells = Range['columns'][number]['cells'];
type Data = NonNullable<Cells['values']> | NonNullable<Cells['kinds']>;

/** So many bytes are copied in a few milliseconds; all at once would stop the page. */
const PIECE_BYTES = 2 ** 20;

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
function shell<Kind extends Data>(data: Kind | null): Kind | null {
  return data && (data.slice(0, 0) as Kind);
}

function* piecesOf({ columns, start, end }: Range, batch: string): Iterable<StoredPiece> {
  for (const [column, { cells }] of columns.entries()) {
    for (const array of ['values', 'kinds'] as const) {
      const data = cells[array];
      if (data === null) continue;
      const step = PIECE_BYTES / data.BYTES_PER_ELEMENT;
      for (let at = start; at < end; at += step) {
        yield { batch, column, array, at: at - start, data: data.slice(at, Math.min(end, at + step)) };
      }
    }
  }
}

/** The inverse of `takeApart`: takes the pieces in any order. */
export async function putTogether(run: PackedRun, pieces: AsyncIterable<StoredPiece>): Promise<PackedRun> {
  const { records } = run;
  if (!('columns' in records)) return run;
  const { end } = records;
  const columns = records.columns.map(({ name, cells }) => ({
    name,
    cells: { ...cells, values: grown(cells.values, end), kinds: grown(cells.kinds, end) },
  }));
  for await (const { column, array, at, data } of pieces) columns[column]?.cells[array]?.set(data, at);
  return { ...run, records: { ...records, columns } };
}

function grown<Kind extends Data>(data: Kind | null, length: number): Kind | null {
  if (data === null) return null;
  if (data instanceof Float64Array) return new Float64Array(length) as Kind;
  return (data instanceof Uint32Array ? new Uint32Array(length) : new Uint8Array(length)) as Kind;
}
