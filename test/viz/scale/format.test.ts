import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTick, formatTicks, formatValue } from '../../../viz/core/scale/format.ts';

describe('numbers as text', () => {
  it.each([
    [0, '0', '0'],
    [1e-5, '1e−5', '1e−5'],
    [0.0001, '0.0001', '0.0001'],
    [-2.5, '−2.5', '−2.5'],
    [12_345, '12.3k', '12345'],
    [1_234_567.5, '1.23e6', '1.23457e6'],
    [2e12, '2e12', '2e12'],
    [1_234_567_890, '1.23e9', '1234567890'],
    [2 ** 53 - 1, '9.01e15', '9007199254740991'],
    [1e300, '1e300', '1e300'],
  ])('%d is %s on an axis and %s in full', (value, tick, full) => {
    expect([formatTick(value), formatValue(value)]).toEqual([tick, full]);
  });

  it.each([
    [[1, 2.5], '1 2.5'],
    [[1_234_567_890, 1_234_567_891], '1234567890 1234567891'],
    [[0.12345, 0.12346], '0.12345 0.12346'],
  ])('%j as ticks are %s', (values, expected) => {
    expect(formatTicks(values).join(' ')).toBe(expected);
  });

  it('have the same form of exponents everywhere', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const text of [formatTick(value), formatValue(value)]) expect(text).not.toMatch(/e[+-]|^-/);
      }),
    );
  });
});
