import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRuns } from '../../history/runs/pack-runs.ts';
import { runList } from '../../history/runs/run-list.ts';
import { idsOfRuns, joinRunLists, renameRuns } from '../../history/runs/run-parts.ts';
import { findDuplicates, mergeHistories, toTable, writeHistory } from '../../history/index.ts';
import type { History, Run, TableOptions } from '../../history/index.ts';
import { anyHistory } from './arbitrary.ts';
import { makeHistory, makeRecords, makeRun } from './make.ts';

/** Runs that columns can hold, and the same runs with all those from some place on in columns. */
const anyPacked = fc
  .tuple(anyHistory, fc.nat())
  .map(([history, place]) => {
    const runs = history.runs.map(withoutLists);
    const start = place % (runs.length + 1);
    const columns = packRuns(runs.slice(start));
    if (columns === null) return null;
    const list = joinRunLists([runs.slice(0, start), runList(columns)]);
    return { plain: { ...history, runs }, packed: { ...history, runs: list } };
  })
  .filter((both) => both !== null);

function withoutLists(run: Run): Run {
  const plain: { -readonly [Key in keyof Run]: Run[Key] } = { ...run };
  delete plain.distributions;
  delete plain.batches;
  return plain;
}

const ALL_OPTIONS: readonly TableOptions[] = [
  { rows: 'epochs' },
  { rows: 'runs', value: 'best' },
  { rows: 'runs', value: 'last' },
  { rows: 'runs', value: { epoch: 1 } },
];

describe('runs in columns', () => {
  it('are the very runs that were put there', () => {
    fc.assert(
      fc.property(anyPacked, ({ plain, packed }) => {
        expect(packed.runs).toHaveLength(plain.runs.length);
        expect(writeHistory(packed)).toBe(writeHistory(plain));
        expect(idsOfRuns(packed.runs)).toEqual(plain.runs.map(({ id }) => id));
      }),
      { numRuns: 300 },
    );
  });

  it.each(ALL_OPTIONS)('give the same table: %j', (options) => {
    fc.assert(
      fc.property(anyPacked, ({ plain, packed }) => {
        expect(toTable(packed, options)).toEqual(toTable(plain, options));
      }),
      { numRuns: 300 },
    );
  });

  it('show folds, and no row for what only groups them', () => {
    const runs = ['a', 'b'].flatMap((id) => [
      makeRun(id, { parameters: { act: id } }),
      makeRun(`${id} 0`, { parent: id, fold: 0, parameters: { act: id }, summary: { score: 1 } }),
      makeRun(`${id} 1`, { parent: id, fold: 1, records: makeRecords({ loss: 1 }, { loss: NaN }) }),
    ]);
    const packed = { version: 1, runs: runList(packRuns(runs)!) } as const;
    for (const options of ALL_OPTIONS) {
      expect(toTable(packed, options)).toEqual(toTable(makeHistory(...runs), options));
    }
    expect([...toTable(packed, { rows: 'epochs' }).runIndex]).toEqual([1, 2, 2, 4, 5, 5]);
  });

  it('that count nothing but steps have no epochs beside others that do', () => {
    const steps = [1, 2].map((epoch) => ({ epoch, step: epoch, loss: epoch }));
    const runs = [
      makeRun('steps', { records: steps }),
      makeRun('epochs', { records: steps.map((record) => ({ ...record, step: 10 * record.step })) }),
    ];
    const packed = { version: 1, runs: runList(packRuns(runs)!) } as const;
    expect(toTable(packed, { rows: 'epochs' })).toEqual(toTable(makeHistory(...runs), { rows: 'epochs' }));
  });

  it('stay objects where columns would lose something', () => {
    const [first] = makeRecords({ loss: 1, acc: 2 });
    const turned = { epoch: 2, acc: 1, loss: 2 };
    expect(packRuns([makeRun('a', { records: [first!, turned] })])).toBeNull();
    const distributions = { z: { edges: [0], epochs: [1], counts: [[1, 2]] } };
    expect(packRuns([makeRun('a', { distributions })])).toBeNull();
    const batches = [{ epoch: 1, columns: { train_loss: [0.5] } }];
    expect(packRuns([makeRun('a', { batches })])).toBeNull();
  });
});

describe('histories with runs in columns', () => {
  const both = (of: (history: History) => unknown) =>
    fc.assert(
      fc.property(anyPacked, ({ plain, packed }) => {
        expect(of(packed)).toEqual(of(plain));
      }),
      { numRuns: 100 },
    );
  const another = makeHistory(makeRun('run 0'), makeRun('run 1', { parent: 'run 0' }), makeRun('run 1-2'));

  it('are merged alike', () => {
    both((history) => writeHistory(mergeHistories(another, history)));
    both((history) => writeHistory(mergeHistories(history, another)));
  });

  it('are known again alike, whichever of the two is in columns', () => {
    fc.assert(
      fc.property(anyPacked, ({ plain, packed }) => {
        const all = plain.runs.map(({ id }) => id);
        for (const a of [plain, packed])
          for (const b of [plain, packed]) expect(findDuplicates(a, b)).toEqual(all);
      }),
      { numRuns: 100 },
    );
  });

  it('take other ids and parents', () => {
    both(({ runs }) => {
      const ids = runs.map(({ id }) => `${id}!`);
      return renameRuns(runs, ids, (parent) => (parent === 'run 0' ? null : `${parent}!`)).map(
        ({ id, name, parent }) => [id, name, parent],
      );
    });
  });
});
