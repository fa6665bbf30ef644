import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOfRuns, importFile, mergeHistories, writeHistory, type History } from '../../../history/index.ts';
import { differenceOf, revert } from '../../../src/page/experiments/acts.ts';
import { addRuns, withoutRuns, withRun } from '../../../src/page/experiments/replace-runs.ts';
import { inColumns, makeHistory, makeRecords, makeRun } from '../../history/make.ts';

const ids = ({ runs }: History) => idsOfRuns(runs);
const names = ({ runs }: History) => runs.map(({ name }) => name);
const undo = (now: History, before: History, after: History) => revert(now, differenceOf(before, after)!);

const rows = Array.from({ length: 1500 }, (_, i) => `${String(i)},${String(i % 5)}`);
const table = inColumns(
  importFile(new TextEncoder().encode(`lr,score\n${rows.join('\n')}\n`), 'table.csv').history,
);
const [a, b, c] = ['a', 'b', 'c'].map((id) => makeRun(id, { records: makeRecords({ loss: 1 }) })) as [
  ReturnType<typeof makeRun>,
  ReturnType<typeof makeRun>,
  ReturnType<typeof makeRun>,
];

/** What a person can do to runs, each from the runs before. */
const anyAct = fc.oneof(
  fc.constant((history: History) => ({ ...history, runs: [] })),
  fc.constant(
    (history: History) => addRuns(history, makeHistory(a, makeRun('child', { parent: 'a' }))).history,
  ),
  fc.constant((history: History) => addRuns(history, table).history),
  fc.nat(5).map((i) => (history: History) => withoutRuns(history, ids(history).slice(i, i + 2))),
  fc.nat(5).map((i) => (history: History) => {
    const run = history.runs[i];
    return run ? withRun(history, { ...run, name: `${run.name}!` }) : history;
  }),
);

describe('an act', () => {
  it('undone right away leaves the very runs from before', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 6 }), anyAct, (earlier, act) => {
        const before = earlier.reduce((history, each) => each(history), makeHistory(b, c));
        const after = act(before);
        if (differenceOf(before, after) === null) return;
        expect(writeHistory(undo(after, before, after))).toBe(writeHistory(before));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a run that came since stays', makeHistory(a, b), makeHistory(), makeHistory(c), ['a', 'b', 'c']],
    ['a run at its place', makeHistory(a, b, c), makeHistory(a, c), makeHistory(a, c), ['a', 'b', 'c']],
    ['an id that is taken is changed', makeHistory(a, b), makeHistory(), makeHistory(a), ['a-2', 'b', 'a']],
    ['what it added goes', makeHistory(a), makeHistory(a, b), makeHistory(a, b, c), ['a', 'c']],
    [
      'what it added goes also when it has grown',
      makeHistory(a),
      makeHistory(a, b),
      makeHistory(a, { ...b, records: makeRecords({ loss: 1 }, { loss: 2 }) }),
      ['a'],
    ],
    [
      'a table goes as a whole',
      makeHistory(a),
      mergeHistories(makeHistory(a), table),
      mergeHistories(makeHistory(a), table),
      ['a'],
    ],
  ])('undone later: %s', (_, before, after, now, expected) => {
    expect(ids(undo(now, before, after))).toEqual(expected);
  });

  it('undoes a rename of a run', () => {
    const renamed = makeHistory({ ...a, name: 'best' }, b);
    expect(names(undo(renamed, makeHistory(a, b), renamed))).toEqual(['a', 'b']);
  });
});
