import { tensor, variable } from '@tensorflow/tfjs-core';
import type { Rank, Variable } from '@tensorflow/tfjs-core';

/** Copies the values, since a backend may keep and change the array that it receives. */
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
