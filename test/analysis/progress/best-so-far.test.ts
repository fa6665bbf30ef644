import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestSoFar, countsTowardsBest, stateOf, type RunState } from '../../../analysis/index.ts';
import { MISSING, NOT_APPLICABLE, PRESENT, type NumberColumn } from '../../../history/index.ts';

type Cell = number | null | undefined;

function column(cells: readonly Cell[]): NumberColumn {
  return {
    name: 'accuracy',
    kind: 'number',
    role: 'metric',
    direction: 'none',
    values: Float64Array.from(cells, (cell) => cell ?? NaN),
    absence: Uint8Array.from(cells, (cell) =>
      cell === null ? MISSING : cell === undefined ? NOT_APPLICABLE : PRESENT,
    ),
  };
}

const inOrder = (length: number) => Uint32Array.from({ length }, (_, row) => row);

describe('the best value so far', () => {
  it.each([
    {
      direction: 'max' as const,
      values: [0.5, 0.7, 0.6, 0.7, 0.9, 0.8],
      best: [0.5, 0.7, 0.7, 0.7, 0.9, 0.9],
    },
    { direction: 'min' as const, values: [0.5, 0.7, 0.4, 0.4], best: [0.5, 0.5, 0.4, 0.4] },
    { direction: 'max' as const, values: [], best: [] },
  ])('goes $direction', ({ direction, values, best }) => {
    expect([...bestSoFar(column(values), direction, inOrder(values.length), () => true).values]).toEqual(
      best,
    );
  });

  it('leaves out and counts what is no result', () => {
    const cells: Cell[] = [null, NaN, 0.5, 0.99, undefined, Infinity, 0.6, 0.55];
    const found = bestSoFar(column(cells), 'max', inOrder(cells.length), (at) => at !== 3);
    expect([...found.values]).toEqual([NaN, NaN, 0.5, 0.5, 0.5, 0.5, 0.6, 0.6]);
    expect([...found.improvements]).toEqual([2, 6]);
    expect(found).toMatchObject({
      counted: 3,
      sinceLast: 1,
      leftOut: { byState: 1, absent: 2, notFinite: 2 },
    });
  });

  it('follows the order of the runs, not that of the rows', () => {
    const found = bestSoFar(column([0.9, 0.5, 0.7]), 'max', Uint32Array.of(1, 2, 0), () => true);
    expect([...found.values]).toEqual([0.5, 0.7, 0.9]);
  });

  it('is at each run the best of the finite values up to it', () => {
    const cell = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: -5, max: 5 }) },
      fc.constantFrom<Cell>(null, undefined, NaN, Infinity, -Infinity),
    );
    fc.assert(
      fc.property(fc.array(cell), fc.constantFrom('min' as const, 'max' as const), (cells, direction) => {
        const found = bestSoFar(column(cells), direction, inOrder(cells.length), () => true);
        const isResult = (each: Cell): each is number => Number.isFinite(each);
        for (const at of cells.keys()) {
          const results = cells.slice(0, at + 1).filter(isResult);
          const expected = direction === 'min' ? Math.min(...results) : Math.max(...results);
          expect(found.values[at]).toBe(results.length === 0 ? NaN : expected);
        }
        const changes = [...found.values.keys()].filter(
          (at) => !Object.is(found.values[at], at === 0 ? NaN : found.values[at - 1]),
        );
        expect([...found.improvements]).toEqual(changes);
        const last = changes.at(-1) ?? cells.length;
        expect(found.sinceLast).toBe(cells.slice(last + 1).filter(isResult).length);
        const { byState, absent, notFinite } = found.leftOut;
        expect(found.counted + byState + absent + notFinite).toBe(cells.length);
      }),
    );
  });
});

describe('the state of a run', () => {
  it.each<[string, Parameters<typeof stateOf>[0]['status'], RunState, boolean]>([
    ['optuna-journal', 'stopped', 'pruned', false],
    ['optuna-frame', 'completed', 'completed', true],
    ['wandb', 'stopped', 'stopped', true],
    ['heddle', 'running', 'running', true],
    ['heddle', 'diverged', 'diverged', false],
    ['optuna-frame', 'failed', 'failed', false],
    ['csv', 'unknown', 'unknown', true],
  ])('of %s, %s, is %s', (format, status, state, counts) => {
    expect(stateOf({ status, source: { format, file: null } })).toBe(state);
    expect(countsTowardsBest(state)).toBe(counts);
  });
});
