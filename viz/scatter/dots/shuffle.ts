/**
 * Pseudo-random permutations and fractions of row numbers. They need no state, so the same row always gets the same place,
 * and no class of rows covers another because it came later.
 */

const factor = 0x9e37_79b1;
const otherFactor = 0x85eb_ca6b;

/** A number from 0 to 1, exclusive, that depends on the row and the seed only. */
export function seededFraction(row: number, seed: number): number {
  let mixed = Math.imul(row + 1, factor) ^ Math.imul(seed, otherFactor);
  mixed ^= mixed >>> 16;
  mixed = Math.imul(mixed, otherFactor);
  mixed ^= mixed >>> 13;
  return (Math.imul(mixed, factor) >>> 0) / 2 ** 32;
}

/**
 * Rows that are shuffled as a block, and within it: 16 numbers of 32 bits are a line of the processor's cache, so that all
 * of a line is used when rows are read in this order. Fewer than `minBlocks` blocks are not random enough.
 */
const blockSize = 16;
const minBlocks = 4096;

/** The numbers from 0 to `length` − 1 in pseudo-random order. Time is linear, unlike that of a sort by random keys. */
export function shuffledIndices(length: number): Uint32Array {
  if (length < blockSize * minBlocks) return shuffled(length);
  const order = new Uint32Array(length);
  let count = 0;
  for (const block of shuffled(Math.ceil(length / blockSize))) {
    const first = block * blockSize;
    const random = Math.imul(block + 1, factor) >>> 16;
    // An odd step visits each row of the block once.
    const step = ((random >>> 4) & (blockSize - 1)) | 1;
    for (let i = 0; i < blockSize; i++) {
      const row = first + ((i * step + random) & (blockSize - 1));
      if (row < length) order[count++] = row;
    }
  }
  return order;
}

function shuffled(length: number): Uint32Array {
  const bits = Math.max(1, 32 - Math.clz32(Math.max(1, length - 1)));
  const mask = bits === 32 ? 0xffff_ffff : 2 ** bits - 1;
  const shift = Math.max(1, bits >> 1);
  const order = new Uint32Array(length);
  let count = 0;
  // A bijection of the numbers below the next power of two, without those that are too large.
  for (let index = 0; index <= mask && count < length; index++) {
    let mixed = (Math.imul(index + 1, factor) & mask) >>> 0;
    mixed ^= mixed >>> shift;
    mixed = (Math.imul(mixed, otherFactor) & mask) >>> 0;
    mixed ^= mixed >>> shift;
    if (mixed >>> 0 < length) order[count++] = mixed;
  }
  return order;
}
