import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  recordedMetrics,
  RunSet,
  SERIES_AXES,
  seriesOf,
  type EpochRecord,
  type Run,
  type SeriesAxis,
} from '../../../history/index.ts';
import { anyHistory, anyNumber } from '../arbitrary.ts';
import { makeRecords, makeRun } from '../make.ts';

type Points = [number, number][];

/** The same, record by record. */
function pointsOf({ records }: Run, metric: string, axis: SeriesAxis): Points {
  const finite = (record: EpochRecord | undefined, key: string) =>
    record !== undefined && Object.hasOwn(record, key) && Number.isFinite(record[key])
      ? Number(record[key])
      : null;
  const isNumber = (key: string) =>
    records.some((record) => Object.hasOwn(record, key) && typeof record[key] === 'number');
  const stepKey = ['step', 'global_step', 'iteration'].find(isNumber);
  const timeKey = ['_runtime', 'elapsed'].find(isNumber);
  return records.flatMap((record, i): Points => {
    const durations = records.slice(0, i + 1).flatMap((each) => finite(each, 'dur') ?? []);
    const elapsed = isNumber('dur')
      ? durations.length === 0
        ? null
        : durations.slice(1).reduce((sum, each) => sum + each, durations[0]!)
      : timeKey === undefined
        ? null
        : finite(record, timeKey);
    const last = records.at(-1)!.epoch;
    const x = {
      epoch: record.epoch,
      step: stepKey === undefined ? null : finite(record, stepKey),
      time: elapsed,
      relative: last > 0 ? record.epoch / last : 1,
    }[axis];
    const y = Object.hasOwn(record, metric) ? record[metric] : undefined;
    return x === null || !Number.isFinite(x) || typeof y !== 'number' ? [] : [[x, y]];
  });
}

const progress = fc.record(
  {
    dur: fc.option(anyNumber),
    step: fc.option(fc.nat()),
    global_step: fc.oneof(fc.nat(), fc.string()),
    iteration: fc.nat(),
    _runtime: anyNumber,
    elapsed: fc.option(fc.nat()),
  },
  { requiredKeys: [] },
);

/** Runs with counters and times in their records. */
const anyRuns = fc.tuple(anyHistory, fc.infiniteStream(progress)).map(([{ runs }, more]) =>
  runs.map((run) => ({
    ...run,
    records: run.records.map((record) => ({ ...record, ...more.next().value })),
  })),
);

describe('seriesOf', () => {
  it('has the points of the records, for any metric, axis and order of runs', () => {
    fc.assert(
      fc.property(
        anyRuns.filter((runs) => runs.length > 0),
        fc.constantFrom('loss', 'valid_acc', '__proto__', 'epoch', 'dur'),
        fc.constantFrom(...SERIES_AXES),
        fc.array(fc.nat()),
        (runs, metric, axis, picks) => {
          const set = RunSet.of(runs);
          const wanted = picks.map((pick) => pick % runs.length);
          const { runs: found, starts, x, y } = seriesOf(set, metric, axis, wanted);
          const curves = Array.from(found, (run, i) => [
            run,
            Array.from({ length: starts[i + 1]! - starts[i]! }, (_, at) => [
              x[starts[i]! + at],
              y[starts[i]! + at],
            ]),
          ]);
          const expected = wanted
            .map((run): [number, Points] => [run, pointsOf(set.run(run), metric, axis)])
            .filter(([, points]) => points.length > 0);
          expect(curves).toEqual(expected);
          expect([x.length, y.length]).toEqual([starts.at(-1), starts.at(-1)]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps NaN and infinities, and leaves out what is missing, not applicable or text', () => {
    const records = makeRecords(
      { loss: NaN },
      { loss: null },
      {},
      { loss: 'NaN' },
      { loss: -Infinity },
      { loss: 0.5 },
    );
    const { x, y } = seriesOf(RunSet.of([makeRun('a', { records })]), 'loss', 'epoch', [0]);
    expect([Array.from(x), Array.from(y)]).toEqual([
      [1, 5, 6],
      [NaN, -Infinity, 0.5],
    ]);
  });

  it('adds up durations, and leaves the set of a growing run as it was', () => {
    const before = RunSet.of([makeRun('a', { records: [{ epoch: 1, dur: 2, loss: 1 }] })]);
    const set = before.appendRecords('a', [
      { epoch: 2, dur: null, loss: 0.5 },
      { epoch: 3, dur: 3, loss: 0.25 },
    ]);
    expect(Array.from(seriesOf(set, 'loss', 'time', [0]).x)).toEqual([2, 2, 5]);
    expect(Array.from(seriesOf(before, 'loss', 'time', [0]).x)).toEqual([2]);
  });

  it('throws for a run that the set does not have', () => {
    expect(() => seriesOf(RunSet.empty, 'loss', 'epoch', [3])).toThrow(
      new RangeError('run 3: the set has 0 runs'),
    );
  });
});

describe('recordedMetrics', () => {
  it('returns the metrics with numbers in records, with the first direction', () => {
    const set = RunSet.of([
      makeRun('a', {
        metrics: { acc: { direction: 'none' }, note: { direction: 'max' }, test_acc: { direction: 'max' } },
        records: makeRecords({ acc: 0.5, note: 'good' }),
        summary: { test_acc: 0.9 },
      }),
      makeRun('b', {
        metrics: { loss: { direction: 'min' }, acc: { direction: 'max' } },
        records: makeRecords({ loss: NaN, acc: null }, { loss: 1, acc: 0.6 }),
      }),
    ]);
    expect(recordedMetrics(set, [0, 1])).toEqual([
      { name: 'acc', direction: 'max' },
      { name: 'loss', direction: 'min' },
    ]);
    expect(recordedMetrics(set, [0])).toEqual([{ name: 'acc', direction: 'none' }]);
    expect(recordedMetrics(set, [])).toEqual([]);
  });

  it('returns none for runs with only a summary', () => {
    const run = makeRun('a', { metrics: { acc: { direction: 'max' } }, summary: { acc: 1 } });
    expect(recordedMetrics(RunSet.of([run]), [0])).toEqual([]);
  });
});
