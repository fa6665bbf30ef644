/** Usually fastest first; `chooseBackend` measures. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** Whether it computes on a GPU, which parallel workers would share. */
export function isGpu(name: string): boolean {
  return name === 'webgpu' || name === 'webgl';
}
