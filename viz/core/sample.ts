import type { NumberColumn } from '../../history/index.ts';

/** About `size` finite values from rows at even distances. */
export function sample({ values, absence }: NumberColumn, size: number): Float64Array {
  const step = Math.max(1, values.length / size);
  const picked = [];
  for (let at = 0; at < values.length; at += step) {
    const row = Math.floor(at);
    if (Number.isFinite(values[row]) && !absence?.[row]) picked.push(values[row]!);
  }
  return Float64Array.from(picked);
}
