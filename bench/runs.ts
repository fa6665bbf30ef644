import { packCells } from '../history/runs/growing-cells.ts';
import { chunkOfColumns } from '../history/runs/chunk.ts';
import { RunSet, split, tableOf } from '../history/index.ts';
import type { EpochRecord, Lens } from '../history/index.ts';
import { studentQuantile } from '../analysis/index.ts';
import { median, printTable } from './table.ts';

const METRICS = Array.from({ length: 20 }, (_, i) => `metric_${String(i)}`);
const ROUNDS = 7;

const LENSES: readonly Lens[] = [
  { kind: 'best' },
  { kind: 'last' },
  { kind: 'lastEpoch' },
  { kind: 'bestOf', metric: METRICS[0]! },
  { kind: 'meanOfLast', count: 10 },
  { kind: 'area' },
  { kind: 'epochsUntil', threshold: 0.001 },
  { kind: 'epochOfBest' },
];

const SIZES = [
  [1000, 1000],
  [10_000, 100],
] as const;

/** `npm run bench -- runs`: tables of many long runs at each level, records that come while runs grow, and memory. */
export function benchRuns(): void {
  const measured = SIZES.map(([runs, records]) => measure(runs, records));
  printTable(
    `Runs with 20 metrics, ms, median of ${String(ROUNDS)} (the longest)`,
    ['', ...SIZES.map((size) => size.map((count) => count.toLocaleString('en')).join(' runs × '))],
    measured[0]!.map(([name], row) => [name, ...measured.map((each) => each[row]![1])]),
  );
}

function measure(runs: number, records: number): [name: string, value: string][] {
  const before = memory();
  const set = makeRuns(runs, records);
  const arrays = split(set).flatMap((chunk) => chunk.arrays);
  const bytes = arrays.reduce((sum, each) => sum + ('byteLength' in each ? each.byteLength : 0), 0);
  const ratio = (memory() - before) / bytes;
  // The first table by a lens has everything to compute: each is measured on columns that were never asked before.
  const tables = LENSES.flatMap((lens): [string, string][] => [
    [`runs by ${lens.kind}, first`, summary(timesOf(() => tableOf(anew(set), { level: 'runs', lens })))],
    [`runs by ${lens.kind}, again`, summary(timesOf(() => tableOf(set, { level: 'runs', lens })))],
  ]);
  const configurations = LENSES.flatMap((lens) =>
    timesOf(() => tableOf(anew(set), { level: 'configurations', lens, studentQuantile })),
  );
  let epoch = 0;
  const next = timesOf(() => tableOf(set, { level: 'runs', lens: { kind: 'epoch', epoch: ++epoch } }));
  // What a run has is copied to arrays with room for more when the records are read for the first time after an import.
  let growing = set;
  let at = records;
  const grow = () => {
    at++;
    for (let run = 0; run < 100; run++) growing = growing.appendRecords(`run ${String(run)}`, [recordOf(at)]);
  };
  set.indexOf('');
  const firstAppends = timesOf(() => {
    growing = set;
    grow();
  });
  const readings = Array.from({ length: ROUNDS }, () => {
    growing = set;
    grow();
    return timeOf(() => tableOf(growing, { level: 'runs', lens: { kind: 'last' } }));
  });
  const appends = Array.from({ length: APPENDS }, () => timeOf(grow));
  return [
    ...tables,
    ['configurations, first, by any lens', summary(configurations)],
    ['runs at the next epoch', summary(next)],
    ['a record to each of 100 runs, the first', summary(firstAppends)],
    ['runs by last after the first', summary(readings)],
    [`a record to each of 100 runs, ${String(APPENDS)} in turn`, summary(appends)],
    ['memory of runs ÷ their arrays', ratio.toFixed(2)],
  ];
}

/** Enough for arrays that grow to be replaced. */
const APPENDS = 2000;

function timesOf(act: () => unknown): number[] {
  act();
  return Array.from({ length: ROUNDS }, () => timeOf(act));
}

function timeOf(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

function summary(times: readonly number[]): string {
  return `${median(times).toFixed(1)} (${Math.max(...times).toFixed(1)})`;
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The same set in objects that nothing was computed from. */
function anew(set: RunSet): RunSet {
  return RunSet.ofChunks(set.chunks.map((chunk) => ({ ...chunk, columns: { ...chunk.columns } })));
}

function recordOf(epoch: number): EpochRecord {
  return Object.fromEntries([['epoch', epoch], ...METRICS.map((name) => [name, 1 / epoch])]) as EpochRecord;
}

/** Runs of configurations of ten seeds each, with falling and noisy values. */
function makeRuns(count: number, length: number): RunSet {
  const names = Array.from({ length: count }, (_, run) => `run ${String(run)}`);
  const column = (valueOf: (run: number, record: number) => number) => {
    const values = new Float64Array(count * length);
    for (let run = 0, row = 0; run < count; run++) {
      for (let record = 0; record < length; record++) values[row++] = valueOf(run, record);
    }
    return { length: values.length, values, kinds: null, texts: [] };
  };
  let state = 1;
  const noise = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const perRun = (valueOf: (run: number) => number) => packCells(names.map((_, run) => valueOf(run)));
  return RunSet.ofChunks([
    chunkOfColumns({
      length: count,
      shapes: [
        {
          status: 'running',
          source: { format: 'heddle', file: null },
          parameters: ['lr', 'units', 'seed'],
          metrics: Object.fromEntries(
            METRICS.map((name, i) => [name, { direction: i % 2 === 0 ? 'min' : 'max' }]),
          ),
          summary: [],
        },
      ],
      shapeOf: null,
      names: packCells(names),
      title: '',
      ids: null,
      parents: null,
      folds: null,
      started: null,
      parameters: [
        { name: 'lr', cells: perRun((run) => 1 / (1 + Math.floor(run / 10))) },
        { name: 'units', cells: perRun((run) => Math.floor(run / 10) % 7) },
        { name: 'seed', cells: perRun((run) => run % 10) },
      ],
      summary: [],
      records: {
        columns: [
          { name: 'epoch', cells: column((_, record) => record + 1) },
          ...METRICS.map((name) => ({
            name,
            cells: column((_, record) => (1 + noise()) / (record + 1)),
          })),
        ],
        starts: Uint32Array.from({ length: count + 1 }, (_, run) => run * length),
      },
    }),
  ]);
}
