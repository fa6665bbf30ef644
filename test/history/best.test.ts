import { describe, expect, it } from 'vitest';
import { isBetter, worst } from '../../history/index.ts';

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
