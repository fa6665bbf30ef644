import { backend } from '@tensorflow/tfjs-core';

/** What is asked of WebGPU here. */
interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<object | null>;
}

interface Device {
  readonly lost: Promise<{ readonly reason?: string; readonly message: string }>;
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
}

const device = () => (backend() as unknown as { readonly device: Device }).device;

/**
 * Loads TensorFlow.js's WebGPU backend, where there is a GPU for it. The backend itself would fail without a reason.
 *
 * @throws {Error} why it cannot be had
 */
export async function loadWebgpu(): Promise<void> {
  const gpu = (globalThis as { navigator?: { gpu?: Gpu } }).navigator?.gpu;
  if (!gpu) throw new Error('there is no WebGPU');
  if (!(await gpu.requestAdapter({ powerPreference: 'high-performance' }))) {
    throw new Error('WebGPU finds no GPU');
  }
  await import('@tensorflow/tfjs-backend-webgpu');
}

/** A backend that was there has ended, with all that it held. Its name tells it apart on the other side of a thread. */
export class BackendLostError extends Error {
  override readonly name = 'BackendLostError';
}

/** Rejects when the current backend, WebGPU's, loses its device: a driver that restarts takes all tensors with it. */
export async function webgpuLost(): Promise<never> {
  const { reason, message } = await device().lost;
  const why = [reason, message].filter((part) => part !== undefined && part !== 'unknown' && part !== '');
  throw new BackendLostError(`the GPU was lost${why.length > 0 ? `: ${why.join(', ')}` : ''}`);
}

/** The bytes of the largest tensor that the current backend, WebGPU's, can take. */
export function mostWebgpuBytes(): number {
  const { maxStorageBufferBindingSize, maxBufferSize } = device().limits;
  return Math.min(maxStorageBufferBindingSize, maxBufferSize);
}
