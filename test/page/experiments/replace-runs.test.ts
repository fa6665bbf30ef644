import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOfRuns, indexOfRun, mergeHistories, type Run } from '../../../history/index.ts';
import { columnsFromRuns } from '../../../history/runs/pack-runs.ts';
import { runList } from '../../../history/runs/run-list.ts';
import {
  addRuns,
  NO_IDS,
  newRuns,
  replaceRuns,
  withoutRuns,
  withRun,
} from '../../../src/page/experiments/replace-runs.ts';
import { anyHistory } from '../../history/arbitrary.ts';
import { makeHistory, makeRun } from '../../history/make.ts';
import { difference } from '../../history/same.ts';

const run = (id: string, seed: number, parent: string | null = null) =>
  makeRun(id, { parameters: { seed }, parent });
const seeds = ({ history }: { history: ReturnType<typeof makeHistory> }) =>
  history.runs.map(({ id, parameters, parent }) => [id, parameters.seed, parent]);

describe('runs of a folder that is followed', () => {
  it('are put in their places, whatever they are called there, and new ones behind', () => {
    const own = makeHistory(run('a', 1));
    const added = addRuns(own, makeHistory(run('a', 2), run('b', 3, 'a')));
    expect([...added.ids()]).toEqual([
      ['a', 'a-2'],
      ['b', 'b'],
    ]);
    const again = replaceRuns(
      added.history,
      makeHistory(run('a', 4), run('b', 5, 'a'), run('c', 6)),
      added.ids(),
    );
    expect(seeds(again)).toEqual([
      ['a', 1, null],
      ['a-2', 4, null],
      ['b', 5, 'a-2'],
      ['c', 6, null],
    ]);
    expect(again.ids().get('c')).toBe('c');
  });

  it('are known by their file where they were here before', () => {
    const own = makeHistory(run('logs/a', 1));
    expect(seeds(replaceRuns(own, makeHistory(run('logs/a', 2)), NO_IDS))).toEqual([['logs/a', 2, null]]);
  });
});

it('reports known runs, and keeps their children as separate runs', () => {
  const own = makeHistory(run('a', 1));
  const { history, known } = newRuns(own, makeHistory(run('a', 1), run('b', 2, 'a')));
  expect([...known]).toEqual(['a']);
  expect(seeds({ history })).toEqual([['b', 2, null]]);
  expect(seeds({ history: withoutRuns(makeHistory(run('a', 1), run('b', 2, 'a')), ['a']) })).toEqual([
    ['b', 2, null],
  ]);
});

/** The runs of the first history in columns, numbered or with their names, and those of the second behind them. */
const anyMixed = fc.tuple(anyHistory, anyHistory, fc.boolean()).map(([table, own, isNumbered]) => {
  const columns = columnsFromRuns(table.runs);
  const runs = runList(isNumbered ? { ...columns, names: null, ids: null, title: 'run' } : columns);
  return mergeHistories({ ...table, runs }, own);
});

describe('a run that is replaced while it grows', () => {
  const plain = ({ records, ...run }: Run) => ({ ...run, records: Array.from(records) });

  it('equals the whole run that was given last, among the same others', () => {
    const steps = fc.array(fc.record({ end: fc.nat(6), isFinal: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(anyMixed, fc.nat(), steps, (start, place, ends) => {
        const target = start.runs[place % Math.max(1, start.runs.length)] ?? makeRun('new');
        let [history, oracle] = [start, Array.from(start.runs)];
        for (const { end, isFinal } of ends) {
          const status: Run['status'] = isFinal ? 'completed' : 'running';
          const run = { ...target, status, records: target.records.slice(0, end) };
          history = withRun(history, run);
          const index = oracle.findIndex(({ id }) => id === run.id);
          oracle = index < 0 ? [...oracle, run] : oracle.with(index, run);
        }
        expect(difference(history.runs.map(plain), oracle.map(plain))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

it('finds a run by its id as among all ids', () => {
  fc.assert(
    fc.property(anyMixed, ({ runs }) => {
      const ids = idsOfRuns(runs);
      for (const id of [...ids, 'none', '']) expect(indexOfRun(runs, id)).toBe(ids.indexOf(id));
    }),
  );
});
