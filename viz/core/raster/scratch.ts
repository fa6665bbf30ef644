import type { HeldArray } from './job.ts';
import type { Kernel } from './kernel/kernel.ts';

/** Memory of a kernel that is needed while something is drawn. */
export interface Scratch {
  /** So many bytes, with whatever is in them. */
  take(size: number): number;
  /** So many bytes of zeros. */
  empty(size: number): number;
  /** A copy of an array. */
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
