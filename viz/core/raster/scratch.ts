import type { HeldArray } from './job.ts';
import type { Kernel } from './kernel/kernel.ts';

/** Temporary memory of a kernel. */
export interface Scratch {
  /** Allocates `size` uninitialised bytes. */
  take(size: number): number;
  /** Allocates `size` zero bytes. */
  empty(size: number): number;
  /** Copies an array to the kernel. */
  store(array: HeldArray | Int32Array | Uint8Array): number;
  release(): void;
}

export function createScratch(kernel: Kernel): Scratch {
  const taken: number[] = [];
  const keep = (pointer: number) => {
    taken.push(pointer);
    return pointer;
  };
  const take = (size: number) => keep(kernel.allocate(size));
  return {
    take,
    empty: (size) => {
      const pointer = take(size);
      kernel.clear(pointer, size);
      return pointer;
    },
    store: (array) => keep(kernel.store(array)),
    release: () => taken.splice(0).forEach((pointer) => kernel.release(pointer)),
  };
}
