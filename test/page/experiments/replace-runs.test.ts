import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  idsOfRuns,
  indexOfRun,
  mergeHistories,
  partsOfRuns,
  type Run,
  type RunColumns,
} from '../../../history/index.ts';
import { columnsFromRuns } from '../../../history/runs/pack-runs.ts';
import { runList } from '../../../history/runs/run-list.ts';
import {
  addRuns,
  NO_IDS,
  newRuns,
  replaceRuns,
  withName,
  withNote,
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

describe('runs in columns', () => {
  const columnsOf = (runs: readonly Run[]): RunColumns[] =>
    partsOfRuns(runs).flatMap((part) => (part.kind === 'columns' ? part.columns : []));
  const tableOf = (length: number) => {
    const runs = Array.from({ length }, (_, i) => makeRun(`run ${String(i)}`, { parameters: { lr: i } }));
    return makeHistory(...runs);
  };
  const large = { ...tableOf(0), runs: runList(columnsFromRuns(tableOf(10_001).runs)) };

  it('are renamed without a copy of what is no name', () => {
    const { runs } = withName(large, 'run 7', 'best');
    const [before, after] = [columnsOf(large.runs)[0]!, columnsOf(runs)[0]!];
    expect(after.length).toBe(10_001);
    expect(after.parameters).toBe(before.parameters);
    expect([runs[7]!.id, runs[7]!.name, runs[8]!.name]).toEqual(['run 7', 'best', 'run 8']);
  });

  it('are removed from a large table, which stays a table', () => {
    const { runs } = withoutRuns(large, ['run 0', 'run 9000', 'none']);
    expect(columnsOf(runs)).toHaveLength(1);
    expect(idsOfRuns(runs)).toEqual(
      idsOfRuns(large.runs).filter((id) => id !== 'run 0' && id !== 'run 9000'),
    );
    expect(runs.at(-1)!.parameters).toEqual({ lr: 10_000 });
  });

  it('are the very same columns when a run elsewhere is removed', () => {
    const table = { ...large, runs: runList(columnsFromRuns(tableOf(3).runs)) };
    const { runs } = withoutRuns(mergeHistories(table, makeHistory(makeRun('a'))), ['a']);
    expect(columnsOf(runs)[0]).toBe(columnsOf(table.runs)[0]);
  });

  it('are renamed, noted and removed as an array of runs is', () => {
    const plain = ({ records, ...run }: Run) => ({ ...run, records: Array.from(records) });
    fc.assert(
      fc.property(anyMixed, fc.nat(), fc.string(), (history, place, name) => {
        const all = Array.from(history.runs);
        const { id } = all[place % Math.max(1, all.length)] ?? makeRun('none');
        const renamed = all.map((run) => plain(run.id === id ? { ...run, name } : run));
        expect(difference(withName(history, id, name).runs.map(plain), renamed)).toBeNull();
        const noted = all.map(({ note, ...run }) => {
          const own = run.id === id ? name || undefined : note;
          return plain(own === undefined ? run : { ...run, note: own });
        });
        expect(difference(withNote(history, id, name).runs.map(plain), noted)).toBeNull();
        const left = all.filter((run) => run.id !== id).map(plain);
        const kept = left.map((run) => ({ ...run, parent: run.parent === id ? null : run.parent }));
        const isKnown = (parent: string | null) => parent === null || left.some((run) => run.id === parent);
        if (!kept.every(({ parent }) => isKnown(parent))) return;
        expect(difference(withoutRuns(history, [id]).runs.map(plain), kept)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
