import { describe, expect, it } from 'vitest';
import { takesIn, toggleValue, type Extent } from '../../../viz/core/brush/extent.ts';

const names = (...values: string[]): Extent => ({ kind: 'categories', values: new Set(values) });
const range = (min: number, max: number): Extent => ({ kind: 'range', min, max });

describe('toggleValue', () => {
  it.each<[string, Extent[], string | number, Extent[]]>([
    ['begins with a category', [], 'relu', [names('relu')]],
    ['adds one', [names('relu')], 'tanh', [names('relu', 'tanh')]],
    ['leaves one out', [names('relu', 'tanh')], 'relu', [names('tanh')]],
    ['ends with the last', [names('relu')], 'relu', []],
    ['joins ranges of an axis', [names('relu'), names('tanh')], 'gelu', [names('relu', 'tanh', 'gelu')]],
    [
      'keeps lanes',
      [{ kind: 'categories', values: new Set(['a']), nan: true }],
      'a',
      [{ kind: 'lanes', nan: true }],
    ],
    ['adds a number', [range(0, 1)], 5, [range(0, 1), range(5, 5)]],
    ['leaves a number out', [range(0, 1), range(5, 5)], 5, [range(0, 1)]],
  ])('%s', (_, extents, value, expected) => {
    expect(toggleValue(extents, value)).toEqual(expected);
  });
});

describe('takesIn', () => {
  it.each<[Extent[], string | number, boolean]>([
    [[names('relu')], 'relu', true],
    [[names('relu')], 'tanh', false],
    [[range(0, 1), range(3, 4)], 3, true],
    [[range(0, 1)], 2, false],
    [[{ kind: 'lanes', nan: true }], 0, false],
    [[], 0, false],
  ])('%j, %j: %s', (extents, value, expected) => {
    expect(takesIn(extents, value)).toBe(expected);
  });
});
