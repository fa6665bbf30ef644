import {
  withColumns,
  type Dictionary,
  type EpochRecord,
  type History,
  type RecordValue,
  type Run,
} from '../../history/index.ts';

/** Creates a run with defaults for everything that a test does not specify. */
export function makeRun(id: string, parts: Partial<Run> = {}): Run {
  return {
    id,
    name: id,
    status: 'completed',
    source: { format: 'heddle', file: null },
    parent: null,
    fold: null,
    started: null,
    parameters: {},
    metrics: {},
    records: [],
    summary: {},
    ...parts,
  };
}

export function makeHistory(...runs: readonly Run[]): History {
  return { version: 1, runs };
}

/** Creates records with the epochs 1, 2, … and the given cells. */
export function makeRecords(...cells: readonly Dictionary<RecordValue>[]): EpochRecord[] {
  return cells.map((values, i) => ({ epoch: i + 1, ...values }));
}

/** The history with many runs in columns, as the import worker returns it. */
export function inColumns(history: History): History {
  return { ...history, runs: withColumns(history.runs) };
}
