import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeEvents } from '../../../../history/export/tensorboard/event.ts';
import { distributionOf } from '../../../../history/import/tensorboard/histogram.ts';
import {
  bytesOfContent,
  exportHistory,
  importFile,
  readHistory,
  writeHistory,
} from '../../../../history/index.ts';
import type { ExportedFile, Distribution, Run } from '../../../../history/index.ts';
import { importSet } from '../files.ts';
import { makeHistory, makeRecords, makeRun } from '../../make.ts';
import { histoEvent, triplesEvent } from './tf-writer.ts';

const NAME = 'events.out.tfevents.1700000000.host.17.0';

function runOf(...events: readonly Uint8Array[]): Run {
  const start = writeEvents([{ wallTime: 1700000000, fileVersion: 'brain.Event:2' }]);
  const [run] = importFile(Uint8Array.from([start, ...events].flatMap((bytes) => [...bytes])), NAME).history
    .runs;
  return run!;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

describe('histograms', () => {
  it('of triples keep the edges that all steps share', () => {
    const { distributions } = runOf(
      triplesEvent('layer/weights', 0, [-1, 0, 3], [0, 1, 5]),
      triplesEvent('layer/weights', 1, [-1, 0, 4], [0, 1, 4], [1, 1, 2]),
    );
    expect(distributions).toEqual({
      'layer/weights': {
        edges: [-1, 0, 1],
        epochs: [0, 1],
        counts: [
          [0, 3, 5, 0],
          [0, 4, 4, 2],
        ],
      },
    });
  });

  it('of limits begin and end with the least and the greatest value where there is no limit', () => {
    const { distributions } = runOf(
      histoEvent('w', 3, { min: -0.5, max: 2, limits: [0, 1, Number.MAX_VALUE], counts: [2, 0, 6] }),
    );
    expect(distributions!.w).toEqual({ edges: [-0.5, 0, 1, 2], epochs: [3], counts: [[0, 2, 0, 6, 0]] });
  });

  it('of edges that differ are spread over common ones, and every value is counted once', () => {
    const bucket = fc.tuple(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.integer({ min: 0, max: 1000 }),
    );
    const steps = fc.array(fc.array(bucket, { maxLength: 8 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(steps, (all) => {
        const histograms = all.map((buckets, step) => ({
          step,
          buckets: buckets
            .filter(([, , count]) => count > 0)
            .map(([left, width, count]) => ({ left, right: left + width, count })),
        }));
        const distribution = distributionOf(histograms, (step) => step);
        const counted = histograms.filter(({ buckets }) => buckets.length > 0);
        expect(distribution?.epochs ?? []).toEqual(counted.map(({ step }) => step));
        for (const [i, counts] of (distribution?.counts ?? []).entries()) {
          expect(sum(counts)).toBe(sum(counted[i]!.buckets.map(({ count }) => count)));
          expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
          expect(counts[0]).toBe(0);
        }
        // What came in is a history that can be written and read.
        const run = makeRun('a', distribution ? { distributions: { w: distribution } } : {});
        expect(readHistory(writeHistory(makeHistory(run))).runs[0]!.distributions).toEqual(run.distributions);
      }),
      { numRuns: 100 },
    );
  });

  it('lie evenly within the buckets that they came in', () => {
    const evenly = distributionOf(
      [
        { step: 0, buckets: [{ left: 0, right: 64, count: 640 }] },
        { step: 1, buckets: [{ left: 16.5, right: 17.5, count: 10 }] },
      ],
      (step) => step,
    )!;
    expect(evenly.edges).toEqual(Array.from({ length: 65 }, (_, i) => i));
    expect(evenly.counts[0]!.slice(1, -1)).toEqual(Array.from({ length: 64 }, () => 10));
    expect(evenly.counts[1]!.slice(16, 20)).toEqual([0, 5, 5, 0]);
  });

  it('are at the epochs of the steps where a log counts both', async () => {
    const scalars = writeEvents([
      {
        wallTime: 1,
        step: 10,
        values: [
          { tag: 'loss', scalar: 2 },
          { tag: 'epoch', scalar: 1 },
        ],
      },
      {
        wallTime: 2,
        step: 20,
        values: [
          { tag: 'loss', scalar: 1 },
          { tag: 'epoch', scalar: 2 },
        ],
      },
    ]);
    const measured = triplesEvent('w', 20, [0, 1, 5]);
    const { history } = await importSet({ [`run/${NAME}`]: Uint8Array.from([...scalars, ...measured]) });
    expect(history.runs[0]!.distributions!.w!.epochs).toEqual([2]);
  });

  it('drop what a restart wrote anew, empty ones and those that are none', () => {
    const { distributions } = runOf(
      triplesEvent('w', 0, [0, 1, 1]),
      triplesEvent('w', 2, [0, 1, 2]),
      triplesEvent('w', 1, [0, 1, 3]),
      triplesEvent('none', 0, [0, 1, 0]),
      triplesEvent('broken', 0, [NaN, 1, 4], [0, Infinity, 4], [1, 0, 4], [0, 1, NaN]),
    );
    expect(Object.keys(distributions!)).toEqual(['w']);
    expect(distributions!.w!.epochs).toEqual([0, 1]);
  });

  it('come back from an export with as many values between the same edges', async () => {
    const distribution: Distribution = {
      edges: [-2, -1, 0, 0.5],
      epochs: [1, 2],
      counts: [
        [0, 1, 2, 3, 0],
        [4, 0, 5, 6, 7],
      ],
    };
    const run = makeRun('a', {
      records: makeRecords({ loss: 2 }, { loss: 1 }),
      metrics: { loss: { direction: 'min' } },
      distributions: { pre_activation_1: distribution },
    });
    const { files } = await exportHistory(makeHistory(run), 'tensorboard');
    const { history } = importFileOf(files[0]!);
    expect(history.runs[0]!.distributions).toEqual({
      pre_activation_1: {
        // What lay beyond has a bucket of its own now.
        edges: [-3, -2, -1, 0, 0.5, 1],
        epochs: [1, 2],
        counts: [
          [0, 0, 1, 2, 3, 0, 0],
          [0, 4, 0, 5, 6, 7, 0],
        ],
      },
    });
  });
});

function importFileOf({ path, content }: ExportedFile) {
  return importFile(Buffer.concat([...bytesOfContent(content)]), path);
}
