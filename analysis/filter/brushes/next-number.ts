const bits = new DataView(new ArrayBuffer(8));

/** The least double greater than a finite `value`; Infinity after the largest. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  // Zero, not -0.
  return bits.getFloat64(0) + 0;
}

/** The greatest double less than a finite `value`; -Infinity before the smallest. */
export function nextDown(value: number): number {
  return 0 - nextUp(-value);
}
