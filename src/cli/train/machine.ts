import { clamp } from '../../../history/index.ts';
import { availableParallelism, freemem } from 'node:os';
import type { Dataset } from '../../../trainer/index.ts';

/** Memory of a worker apart from the shared data: an engine with the trainer, the backend and its memory. */
const WORKER_BYTES = 350e6;

/** One worker per processor, fewer if memory is short. */
export function defaultWorkers(dataset: Dataset): number {
  // Includes the worker's predictions and batches.
  const own = WORKER_BYTES + 8 * dataset.count;
  return clamp(Math.floor((0.8 * freemem()) / own), 1, availableParallelism());
}

/** Copies the data set to shared memory, so that workers need no copies. */
export function shareDataset(dataset: Dataset): Dataset {
  const shared = Object.entries(dataset).map(([key, value]: [string, unknown]) => [key, share(value)]);
  const test = dataset.test ? { test: shareDataset(dataset.test) } : {};
  return { ...(Object.fromEntries(shared) as unknown as Dataset), ...test };
}

function share(value: unknown): unknown {
  if (value instanceof Float32Array) return copyInto(new Float32Array(memoryFor(value)), value);
  if (value instanceof Int32Array) return copyInto(new Int32Array(memoryFor(value)), value);
  if (value instanceof Uint8Array) return copyInto(new Uint8Array(memoryFor(value)), value);
  return value;
}

function memoryFor({ byteLength }: ArrayBufferView): SharedArrayBuffer {
  return new SharedArrayBuffer(byteLength);
}

function copyInto<Values extends { set(values: Values): void }>(target: Values, values: Values): Values {
  target.set(values);
  return target;
}
