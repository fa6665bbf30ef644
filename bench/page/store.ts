import {
  chunkOfColumns,
  FORMAT_VERSION,
  runAt,
  runsOfParts,
  type History,
  type RunColumns,
} from '../../history/index.ts';
import { RunStore } from '../../src/page/experiments/store/run-store.ts';

/** Milliseconds. */
export interface StoreTimes {
  readonly save: number;
  readonly load: number;
}

const METRICS = 20;
const databases = ['heddle-bench-store', 'heddle-bench-arrays'] as const;

/** Saves runs into an empty store and loads them, as a page does at the next visit. */
export async function measureStore(runs: number, records: number, isTable: boolean): Promise<StoreTimes> {
  const [name] = databases;
  const columns = columnsOf(runs, records);
  const history = isTable ? tableOf(columns) : listOf(columns);
  const acts = { past: [], future: [] };
  const began = performance.now();
  await new RunStore({ name }).save(history, acts);
  const saved = performance.now();
  const loaded = await new RunStore({ name }).load();
  const end = performance.now();
  if (loaded.history.runs.length !== runs)
    throw new Error(`${String(loaded.history.runs.length)} runs came back`);
  const last = loaded.history.runs.at(-1)!.records.at(-1)!;
  if (last['m19'] !== valueAt(runs * records - 1, 19))
    throw new Error('the last value is not what was saved');
  await deleteDatabase(name);
  return { save: saved - began, load: end - saved };
}

/** Puts the same arrays into an object store of IndexedDB, a value each in one transaction, and gets them. */
export async function measureArrays(runs: number, records: number): Promise<StoreTimes> {
  const [, name] = databases;
  const arrays = columnsOf(runs, records).records!.columns.map(({ cells }) => cells.values!);
  const began = performance.now();
  const database = await openDatabase(name);
  const writing = database.transaction('arrays', 'readwrite');
  for (const [key, array] of arrays.entries()) writing.objectStore('arrays').put(array, key);
  await new Promise((resolve, reject) => {
    writing.oncomplete = resolve;
    writing.onerror = reject;
  });
  const saved = performance.now();
  const reading = database.transaction('arrays').objectStore('arrays');
  const read = await Promise.all(arrays.map((_, key) => resultOf<Float64Array>(reading.get(key))));
  const end = performance.now();
  if (read.at(-1)!.at(-1) !== valueAt(runs * records - 1, 19))
    throw new Error('the last value is not what was saved');
  database.close();
  await deleteDatabase(name);
  return { save: saved - began, load: end - saved };
}

function valueAt(row: number, metric: number): number {
  return Math.sin(row + metric);
}

function columnsOf(runs: number, records: number): RunColumns {
  const length = runs * records;
  const cellsOf = (at: (row: number) => number) => ({
    length,
    values: Float64Array.from({ length }, (_, row) => at(row)),
    kinds: null,
    texts: [],
  });
  const metrics = Array.from({ length: METRICS }, (_, metric) => `m${String(metric)}`);
  return {
    length: runs,
    shapes: [
      {
        status: 'completed',
        source: { format: 'csv', file: 'sweep.csv' },
        parameters: [],
        metrics: Object.fromEntries(metrics.map((name) => [name, { direction: 'none' }])),
        summary: [],
      },
    ],
    shapeOf: null,
    names: null,
    title: 'run',
    ids: null,
    parents: null,
    folds: null,
    started: null,
    parameters: [],
    summary: [],
    records: {
      columns: [
        { name: 'epoch', cells: cellsOf((row) => (row % records) + 1) },
        ...metrics.map((name, metric) => ({ name, cells: cellsOf((row) => valueAt(row, metric)) })),
      ],
      starts: Uint32Array.from({ length: runs + 1 }, (_, run) => run * records),
    },
  };
}

function tableOf(columns: RunColumns): History {
  return {
    version: FORMAT_VERSION,
    runs: runsOfParts([{ kind: 'columns', columns, length: columns.length }]),
  };
}

function listOf(columns: RunColumns): History {
  const chunk = chunkOfColumns(columns);
  return {
    version: FORMAT_VERSION,
    runs: Array.from({ length: columns.length }, (_, i) => runAt(chunk, i)),
  };
}

async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('arrays');
  return resultOf(request);
}

async function deleteDatabase(name: string): Promise<void> {
  const request = indexedDB.deleteDatabase(name);
  await resultOf(request);
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
}
