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

/** The numbers from 0 to `length` − 1 in pseudo-random order. Time is linear, unlike that of a sort by random keys. */
export function shuffledIndices(length: number): Uint32Array {
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
