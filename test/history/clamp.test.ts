import { expect, it } from 'vitest';
import { clamp } from '../../history/index.ts';

it.each([
  [5, 0, 10, 5],
  [-5, 0, 10, 0],
  [15, 0, 10, 10],
  [Infinity, 0, 10, 10],
  [-Infinity, 0, 10, 0],
  [3, 5, 2, 5],
  [NaN, 0, 10, NaN],
])('clamps %d to [%d, %d]: %d', (value, min, max, expected) => {
  expect(clamp(value, min, max)).toBe(expected);
});
