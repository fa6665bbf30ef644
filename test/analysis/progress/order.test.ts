import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderRuns } from '../../../analysis/index.ts';
import { RunSet, tableOf, type Run } from '../../../history/index.ts';
import { makeRun } from '../../history/make.ts';

function orderOf(runs: readonly Run[]) {
  const set = RunSet.of(runs);
  const table = tableOf(set, { level: 'runs' });
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  const { rows: ordered, ...rest } = orderRuns(set, table, rows);
  return { names: Array.from(ordered, (row) => set.name(table.runIndex[row]!)), ...rest };
}

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

describe('the order of runs', () => {
  it('is that of their start times, across time zones', () => {
    const found = orderOf([
      makeRun('noon in Berlin', { started: '2026-01-01T12:00:00+01:00' }),
      makeRun('first', { started: '2026-01-01T10:30:00Z' }),
      makeRun('last', { started: '2026-01-01 11:00:01' }),
    ]);
    expect(found).toMatchObject({ by: 'start', names: ['first', 'noon in Berlin', 'last'], withoutStart: 0 });
  });

  it.each<[string, Run[], string[]]>([
    [
      'names',
      ['trial 10', 'trial 2', 'trial 1'].map((name) => makeRun(name)),
      ['trial 1', 'trial 2', 'trial 10'],
    ],
    [
      'a column',
      [3, 1, 2].map((number, i) => makeRun('abc'[i]!, { parameters: { trial_id: number } })),
      ['b', 'c', 'a'],
    ],
  ])('is that of their numbers in %s if a start time is unknown', (_, runs, names) => {
    expect(orderOf(runs)).toMatchObject({ by: 'number', names, withoutStart: 3 });
    const some = runs.map((run, i) => (i === 1 ? run : { ...run, started: at(i) }));
    expect(orderOf(some)).toMatchObject({ by: 'number', names, withoutStart: 1 });
  });

  it.each<[string, Run[]]>([
    ['names differ', ['relu 2', 'tanh 1'].map((name) => makeRun(name))],
    ['a number occurs twice', ['trial 02', 'trial 2', 'trial 1'].map((name) => makeRun(name))],
    ['a start is no date', [makeRun('b', { started: 'yesterday' }), makeRun('a', { started: at(1) })]],
  ])('is that of the history where %s', (_, runs) => {
    expect(orderOf(runs)).toMatchObject({ by: 'history', names: runs.map(({ name }) => name) });
  });

  it('holds each run once, by ascending start', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (minutes) => {
        const { names, by } = orderOf(
          minutes.map((minute, i) => makeRun(`r${String(i)}`, { started: at(minute) })),
        );
        const places = names.map((name) => Number(name.slice(1)));
        const expected = [...minutes.keys()].sort((a, b) => minutes[a]! - minutes[b]! || a - b);
        expect({ by, places }).toEqual({ by: 'start', places: expected });
      }),
    );
  });
});
