import { describe, expect, it } from 'vitest';
import { selectionFacts, standingOf, type SelectionFacts } from '../../../analysis/index.ts';
import type { NumberColumn } from '../../../history/index.ts';
import { columnOf } from '../../viz/make.ts';

const lr = columnOf([0.001, 0.01, 0.01, 0.1], 'lr');
const net = columnOf(['relu', 'relu', 'tanh', 'gelu'], 'net');
const loss = { ...columnOf([0.5, 0.2, NaN, 0.9], 'loss'), direction: 'min' } as const;

function factsOf(selection: number[]): SelectionFacts {
  const steps = selectionFacts({
    columns: [lr, net],
    brushed: new Set(['lr']),
    rows: Uint32Array.of(0, 1, 2, 3),
    selection: Uint32Array.from(selection),
    target: loss,
    rangeOf: ({ values }: NumberColumn) => ({
      min: Math.min(...values),
      max: Math.max(...values),
      isComplete: !values.some(Number.isNaN),
    }),
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('the facts of a selection', () => {
  it.each<[string, number[], SelectionFacts['shared'], number | null]>([
    [
      'rows with a common upper bound',
      [0, 1],
      [
        { kind: 'range', column: 'lr', min: null, max: 0.01 },
        { kind: 'categories', column: 'net', values: ['relu'] },
      ],
      1,
    ],
    [
      'a row with a value of its own',
      [3],
      [
        { kind: 'range', column: 'lr', min: 0.1, max: 0.1 },
        { kind: 'categories', column: 'net', values: ['gelu'] },
      ],
      3,
    ],
    [
      'rows without a value of the target',
      [2],
      [
        { kind: 'range', column: 'lr', min: 0.01, max: 0.01 },
        { kind: 'categories', column: 'net', values: ['tanh'] },
      ],
      null,
    ],
    ['all rows', [0, 1, 2, 3], [], 1],
    ['no row', [], [], null],
  ])('of %s', (_, selection, shared, best) => {
    const facts = factsOf(selection);
    expect(facts.shared).toEqual(shared);
    expect(facts.best?.row ?? null).toBe(best);
  });
});

describe('the standing of a cell', () => {
  const rows = Uint32Array.of(0, 1, 2, 3);
  it.each([
    [lr, 0, { kind: 'lowest' }],
    [lr, 1, { kind: 'above', share: 1 / 4 }],
    [lr, 3, { kind: 'highest' }],
    [net, 0, { kind: 'category', share: 1 / 2 }],
    [net, 3, null],
    [loss, 2, null],
  ])('%# compares it with the other rows', (column, row, expected) => {
    expect(standingOf(column, row, rows)).toEqual(expected);
  });
  it('is unknown among fewer than three rows', () => {
    expect(standingOf(lr, 0, Uint32Array.of(0, 1))).toBeNull();
  });
});
