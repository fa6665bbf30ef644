import { engine, getBackend, getKernel } from '@tensorflow/tfjs-core';
import type { KernelConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';

/**
 * Runs one of Heddle's own kernels on the current backend.
 *
 * @returns its results; null if the backend lacks it, and the caller has to use ordinary ops
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
