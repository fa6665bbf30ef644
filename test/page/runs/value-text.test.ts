import { expect, it } from 'vitest';
import { textOf } from '../../../src/page/runs/value-text.ts';

it.each([
  [null, '–'],
  [NaN, 'NaN'],
  [Infinity, '+∞'],
  [-Infinity, '−∞'],
  [0.974416, '0.97442'],
  [12345.6, '12346'],
  [1234567, '1234567'],
  [3979931.361766139, '3.97993e6'],
  [-123456.7, '−123457'],
])('writes %s as %s', (value, text) => {
  expect(textOf(value)).toBe(text);
});
