import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTick, formatValue } from '../../../viz/core/scale/format.ts';

describe('numbers as text', () => {
  it.each([
    [0, '0', '0'],
    [1e-5, '1e−5', '1e−5'],
    [0.0001, '0.0001', '0.0001'],
    [-2.5, '−2.5', '−2.5'],
    [12_345, '12.3k', '12345'],
    [1_234_567.5, '1.23e6', '1.23457e6'],
    [2e12, '2e12', '2e12'],
  ])('%d is %s on an axis and %s in full', (value, tick, full) => {
    expect([formatTick(value), formatValue(value)]).toEqual([tick, full]);
  });

  it('have the same form of exponents everywhere', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const text of [formatTick(value), formatValue(value)]) expect(text).not.toMatch(/e[+-]|^-/);
      }),
    );
  });
});
