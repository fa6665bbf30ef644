import type { EpochRecord, History, Run } from '../types.ts';
import { columnsOfRuns, runList } from './run-list.ts';
import type { RunColumns } from './run-list.ts';
import { rangeOf, recordList } from './record-list.ts';
import type { RecordRange } from './record-list.ts';

/** A run whose records may be columns instead of a list that makes them, which no structured clone could copy. */
export interface PackedRun extends Omit<Run, 'records'> {
  readonly records: readonly EpochRecord[] | RecordRange;
}

/** A history as plain data, for another thread. */
export type PackedHistory =
  | { readonly version: History['version']; readonly runs: readonly PackedRun[] }
  | { readonly version: History['version']; readonly columns: RunColumns };

/** The run as plain data; its columns may be shared with other runs. */
export function packRun(run: Run): PackedRun {
  return { ...run, records: rangeOf(run.records) ?? run.records };
}

/** The inverse of `packRun`. */
export function unpackRun(run: PackedRun): Run {
  const { records } = run;
  return { ...run, records: 'columns' in records ? recordList(records) : records };
}

/** The history as plain data. */
export function packHistory({ version, runs }: History): PackedHistory {
  const columns = columnsOfRuns(runs);
  return columns ? { version, columns } : { version, runs: runs.map(packRun) };
}

/** The inverse of `packHistory`. */
export function unpackHistory(packed: PackedHistory): History {
  const { version } = packed;
  return 'columns' in packed
    ? { version, runs: runList(packed.columns) }
    : { version, runs: packed.runs.map(unpackRun) };
}

/** The buffers behind the columns of a packed history, each once: handed over, they need not be copied. */
export function buffersOf(packed: PackedHistory): ArrayBuffer[] {
  const named =
    'columns' in packed
      ? [...packed.columns.parameters, ...packed.columns.summary]
      : packed.runs.flatMap(({ records }) => ('columns' in records ? records.columns : []));
  const others = 'columns' in packed ? [packed.columns.names, packed.columns.fold] : [];
  const all = [...new Set(named)].map(({ cells }) => cells).concat(others.filter((cells) => cells !== null));
  const buffers = new Set<ArrayBuffer>();
  for (const { values, kinds } of all) {
    for (const data of [values, kinds]) if (data?.buffer instanceof ArrayBuffer) buffers.add(data.buffer);
  }
  return [...buffers];
}
