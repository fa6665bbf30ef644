import { tensor, variable } from '@tensorflow/tfjs-core';
import type { Rank, Variable } from '@tensorflow/tfjs-core';

/** The values are copied, since a backend may keep and change the array that it is given. */
export function createVariable<R extends Rank>(
  values: Float32Array,
  shape: [number] | [number, number],
  isTrained = true,
): Variable<R> {
  const value = tensor(values.slice(), shape);
  const created = variable(value, isTrained) as Variable<R>;
  value.dispose();
  return created;
}
