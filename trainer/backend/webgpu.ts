import { backend } from '@tensorflow/tfjs-core';

/** The used part of WebGPU. */
interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<object | null>;
}

interface Device {
  readonly lost: Promise<{ readonly reason?: string; readonly message: string }>;
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
}

const device = () => (backend() as unknown as { readonly device: Device }).device;

/**
 * Loads TensorFlow.js's WebGPU backend, if there is a GPU for it. The backend itself would fail without a reason.
 *
 * @throws {Error} with the reason, if it is not available
 */
export async function loadWebgpu(): Promise<void> {
  const gpu = (globalThis as { navigator?: { gpu?: Gpu } }).navigator?.gpu;
  if (!gpu) throw new Error('there is no WebGPU');
  if (!(await gpu.requestAdapter({ powerPreference: 'high-performance' }))) {
    throw new Error('WebGPU finds no GPU');
  }
  await import('@tensorflow/tfjs-backend-webgpu');
}

/** The backend was lost with all its tensors. Identified by name, since errors lose their class between threads. */
export class BackendLostError extends Error {
  override readonly name = 'BackendLostError';
}

/** Rejects when the current backend, WebGPU, loses its device, for example because the driver restarts. */
export async function webgpuLost(): Promise<never> {
  const { reason, message } = await device().lost;
  const why = [reason, message].filter((part) => part !== undefined && part !== 'unknown' && part !== '');
  throw new BackendLostError(`the GPU was lost${why.length > 0 ? `: ${why.join(', ')}` : ''}`);
}

/** Size in bytes of the largest tensor that the current backend, WebGPU, can hold. */
export function maxWebgpuBytes(): number {
  const { maxStorageBufferBindingSize, maxBufferSize } = device().limits;
  return Math.min(maxStorageBufferBindingSize, maxBufferSize);
}
