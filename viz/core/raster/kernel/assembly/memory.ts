/** Allocates `size` uninitialised bytes, aligned to 16. The caller frees them with `release`. */
export function allocate(size: usize): usize {
  return heap.alloc(size);
}

export function release(pointer: usize): void {
  heap.free(pointer);
}

export function clear(pointer: usize, size: usize): void {
  memory.fill(pointer, 0, size);
}
