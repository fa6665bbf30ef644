import type { Slice } from './pieces.ts';

/** Size in bytes of a block, and the maximum number of blocks in memory. */
const BLOCK_LENGTH = 2 ** 17;
const MAX_BLOCKS = 32;

/**
 * Reads a file in blocks and keeps those used last, so that many small reads close to each other take few reads of the file.
 * Reads of a block's size or more are not cached. Returned bytes are copies, which keep no block in memory.
 */
export function cachedSlice(slice: Slice, size: number): Slice {
  /** By number, the least recently used first. */
  const blocks = new Map<number, Uint8Array>();

  async function blockAt(number: number): Promise<Uint8Array> {
    const start = number * BLOCK_LENGTH;
    const block = blocks.get(number) ?? (await slice(start, Math.min(size, start + BLOCK_LENGTH)));
    blocks.delete(number);
    blocks.set(number, block);
    if (blocks.size > MAX_BLOCKS) blocks.delete(blocks.keys().next().value!);
    return block;
  }

  return async (from, to) => {
    const [start, end] = [Math.min(from, size), Math.min(to, size)];
    if (end - start >= BLOCK_LENGTH) return slice(start, end);
    const number = Math.floor(start / BLOCK_LENGTH);
    const at = start - number * BLOCK_LENGTH;
    const first = (await blockAt(number)).subarray(at, at + Math.max(0, end - start));
    // A read shorter than a block touches two at most.
    if (end <= (number + 1) * BLOCK_LENGTH) return first.slice();
    const second = (await blockAt(number + 1)).subarray(0, end - (number + 1) * BLOCK_LENGTH);
    const bytes = new Uint8Array(first.length + second.length);
    bytes.set(first);
    bytes.set(second, first.length);
    return bytes;
  };
}
