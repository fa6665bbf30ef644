import { describe, expect, it } from 'vitest';
import {
  addRuns,
  NO_IDS,
  newRuns,
  replaceRuns,
  withoutRuns,
} from '../../../src/page/experiments/replace-runs.ts';
import { makeHistory, makeRun } from '../../history/make.ts';

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
