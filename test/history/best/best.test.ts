import { describe, expect, it } from 'vitest';
import { indexOfBest, isBetter, worst } from '../../../history/index.ts';

describe('isBetter', () => {
  it.each([
    ['the first number', 3, worst('min'), 'min', true],
    ['a smaller loss', 2, 3, 'min', true],
    ['a tie', 3, 3, 'min', false],
    ['a larger loss', 4, 3, 'min', false],
    ['a larger accuracy', 0.9, 0.8, 'max', true],
    ['a smaller accuracy', 0.7, 0.8, 'max', false],
    ['NaN', NaN, worst('min'), 'min', false],
    ['-Infinity as a loss', -Infinity, 3, 'min', false],
    ['Infinity as an accuracy', Infinity, 0.8, 'max', false],
    ['a missing value', null, worst('max'), 'max', false],
    ['text', '0.1', worst('min'), 'min', false],
    ['a metric without a direction', 1, 0, 'none', false],
  ] as const)('%s', (_, value, best, direction, expected) => {
    expect(isBetter(value, best, direction)).toBe(expected);
  });
});

describe('indexOfBest', () => {
  it.each([
    { of: 'the largest', values: [1, 3, 2], direction: 'max', index: 1 },
    { of: 'the smallest', values: [3, 1, 2], direction: 'min', index: 1 },
    { of: 'the first of equals', values: [2, 5, 5], direction: 'max', index: 1 },
    { of: 'finite values only', values: [NaN, Infinity, -4, -Infinity], direction: 'max', index: 2 },
    { of: 'no value', values: [NaN, -Infinity], direction: 'min', index: -1 },
    { of: 'an empty list', values: [], direction: 'max', index: -1 },
  ] as const)('finds $of', ({ values, direction, index }) => {
    expect(indexOfBest(values, direction)).toBe(index);
  });
});
