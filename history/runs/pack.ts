import type { EpochRecord, History, Run } from '../types.ts';
import type { Cells } from './cells.ts';
import { packRuns } from './pack-runs.ts';
import { partsOfRuns, runsOfParts } from './run-parts.ts';
import type { RunPart } from './run-parts.ts';
import type { RunColumns } from './run-list.ts';
import { rangeOf, recordList } from './record-list.ts';
import type { NamedCells, RecordRange } from './record-list.ts';

/** A run whose records may be columns instead of a list that makes them, which no structured clone could copy. */
export interface PackedRun extends Omit<Run, 'records'> {
  readonly records: readonly EpochRecord[] | RecordRange;
}

/** A stretch of runs as plain data. */
export type PackedPart =
  | { readonly kind: 'list'; readonly runs: readonly PackedRun[] }
  | { readonly kind: 'columns'; readonly columns: RunColumns };

/** A history as plain data, for another thread. */
export interface PackedHistory {
  readonly version: History['version'];
  readonly parts: readonly PackedPart[];
}

/** From so many runs on, objects of them would hold up whoever copies them. */
const MANY = 1000;

/** The run as plain data; its columns may be shared with other runs. */
export function packRun(run: Run): PackedRun {
  return { ...run, records: rangeOf(run.records) ?? run.records };
}

/** The inverse of `packRun`. */
export function unpackRun(run: PackedRun): Run {
  const { records } = run;
  return { ...run, records: 'columns' in records ? recordList(records) : records };
}

/** The history as plain data, many runs as columns. */
export function packHistory({ version, runs }: History): PackedHistory {
  return { version, parts: partsOfRuns(withColumns(runs)).map(packPart) };
}

/** The inverse of `packHistory`. */
export function unpackHistory({ version, parts }: PackedHistory): History {
  return { version, runs: runsOfParts(parts.map(unpackPart)) };
}

/** The same runs, as columns wherever many of them are objects and nothing is lost. */
export function withColumns(runs: readonly Run[]): readonly Run[] {
  return runsOfParts(
    partsOfRuns(runs).map((part): RunPart => {
      const columns = part.kind === 'list' && part.length >= MANY ? packRuns(part.runs) : null;
      return columns ? { kind: 'columns', columns, length: part.length } : part;
    }),
  );
}

/** A part as plain data. */
export function packPart(part: RunPart): PackedPart {
  return part.kind === 'columns'
    ? { kind: 'columns', columns: part.columns }
    : { kind: 'list', runs: part.runs.map(packRun) };
}

/** The inverse of `packPart`. */
export function unpackPart(part: PackedPart): RunPart {
  if (part.kind === 'columns') return { ...part, length: part.columns.length };
  return { kind: 'list', runs: part.runs.map(unpackRun), length: part.runs.length };
}

/**
 * The runs with something else for each of their columns.
 * @param map takes a column and its place among all, which is the same each time
 */
export function mapCells(of: RunColumns, map: (cells: Cells, place: number) => Cells): RunColumns {
  let place = 0;
  const one = (cells: Cells | null) => cells && map(cells, place++);
  const named = (list: readonly NamedCells[]) =>
    list.map(({ name, cells }) => ({ name, cells: map(cells, place++) }));
  return {
    ...of,
    names: one(of.names),
    ids: one(of.ids),
    parents: one(of.parents),
    folds: one(of.folds),
    started: one(of.started),
    parameters: named(of.parameters),
    summary: named(of.summary),
    records: of.records && { ...of.records, columns: named(of.records.columns) },
  };
}

/** The buffers behind the columns of a packed history, each once: handed over, they need not be copied. */
export function buffersOf({ parts }: PackedHistory): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const take = (data: Float64Array | Uint32Array | Uint8Array | null | undefined) => {
    if (data?.buffer instanceof ArrayBuffer) buffers.add(data.buffer);
  };
  const takeCells = (cells: Cells) => {
    take(cells.values);
    take(cells.kinds);
    return cells;
  };
  for (const part of parts) {
    if (part.kind === 'columns') {
      take(part.columns.shapeOf);
      take(part.columns.records?.starts);
      mapCells(part.columns, takeCells);
    } else {
      for (const { records } of part.runs) {
        if ('columns' in records) for (const { cells } of records.columns) takeCells(cells);
      }
    }
  }
  return [...buffers];
}
