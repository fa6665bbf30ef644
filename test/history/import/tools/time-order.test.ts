import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesByTime } from '../../../../history/import/groups/time-order.ts';
import type { Run } from '../../../../history/index.ts';
import { importSet } from '../files.ts';

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** A run of Comet with its start time in milliseconds. */
const comet = (folder: string, started: number | undefined) => ({
  [`${folder}/metadata.json`]: JSON.stringify({ experimentKey: folder, startTimeMillis: started }),
  [`${folder}/metrics.jsonl`]: line({ metricName: 'loss', metricValue: 1, step: 0 }),
});

describe('the order of runs', () => {
  it('is that of their start times, whatever their folders are called, and reports keep the order of paths', async () => {
    const { history, files } = await importSet({
      ...comet('a', 3e12),
      ...comet('b', 1e12),
      ...comet('c', 2e12),
    });
    expect(history.runs.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(files.map(({ path, runs }) => [path, runs])).toEqual([
      ['a', ['a']],
      ['b', ['b']],
      ['c', ['c']],
    ]);
  });

  it('is that of paths without start times, and that of the file within a file', async () => {
    const { history } = await importSet({
      ...comet('a', 2e12),
      ...comet('b', undefined),
      ...comet('c', 1e12),
    });
    expect(history.runs.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    const table = await importSet({
      'runs.csv':
        'Name,State,Created,Runtime,Sweep,loss\nx,finished,2024-05-02T10:00:00.000Z,1,,1\ny,finished,2024-05-01T10:00:00.000Z,1,,2\n',
    });
    expect(table.history.runs.map(({ name }) => name)).toEqual(['x', 'y']);
  });

  const group = fc.record({
    format: fc.constantFrom('mlflow', 'wandb', null),
    times: fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 3 }),
  });
  const groupOf = ({ format, times }: { format: string | null; times: readonly (number | null)[] }) => ({
    report: { format },
    runs: times.map(
      (time) => ({ started: time === null ? null : new Date(time * 1e9).toISOString() }) as unknown as Run,
    ),
  });
  const startOf = (times: readonly (number | null)[]) => {
    const known = times.filter((time) => time !== null);
    return known.length === 0 ? null : Math.min(...known);
  };

  it('is stable, moves nothing without a time, and mixes no formats', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 12 }), (groups) => {
        const places = placesByTime(groups.map(groupOf));
        expect([...places].sort((a, b) => a - b)).toEqual(groups.map((_, i) => i));
        for (const [i, place] of places.entries()) {
          expect(groups[place]!.format).toBe(groups[i]!.format);
          if (startOf(groups[i]!.times) === null) expect(place).toBe(i);
        }
        for (const format of ['mlflow', 'wandb', null]) {
          const own = places.filter(
            (place) => groups[place]!.format === format && startOf(groups[place]!.times) !== null,
          );
          const expected = [...own].sort(
            (a, b) => startOf(groups[a]!.times)! - startOf(groups[b]!.times)! || a - b,
          );
          expect(own).toEqual(expected);
        }
      }),
    );
  });
});
