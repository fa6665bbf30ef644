import { engine, getBackend, getKernel } from '@tensorflow/tfjs-core';
import type { KernelConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';

/**
 * Runs a kernel that only Heddle has, on the current backend.
 *
 * @returns its results; null where the backend does not have it, so that the caller does the same by ordinary ops
 */
export function runOwn(
  name: string,
  inputs: Readonly<Record<string, Tensor>>,
  attrs: Readonly<Record<string, unknown>> = {},
): Tensor[] | null {
  if (!hasOwn(name)) return null;
  return engine().runKernel(name, { ...inputs }, { ...attrs } as NamedAttrMap) as unknown as Tensor[];
}

export function hasOwn(name: string): boolean {
  return (getKernel(name, getBackend()) as KernelConfig | undefined) !== undefined;
}
