/**
 * Lines are painted in an order that has nothing to do with the order of rows, so that no run covers another because it
 * came later. The order is a fixed permutation of row indexes: it needs no memory, stays the same when rows are added or
 * deselected, and is the same in `kernel/assembly/order.ts` and in the shaders.
 */

/** The number of rows that have a priority of their own. */
export const maxPrioritized = 2 ** 24;
const mask = maxPrioritized - 1;

/** Odd numbers and their inverses modulo 2²⁴: each multiplication and each shift is a bijection. */
const factors = [0x3779b1, 0xebca6b] as const;
const inverses = [inverseOf(factors[0]), inverseOf(factors[1])] as const;

/** The place of a row below `maxPrioritized` in the painting order, 0 to 2²⁴ − 1; the highest is in front. */
export function paintPriority(row: number): number {
  let mixed = Math.imul(row + 1, factors[0]) & mask;
  mixed ^= mixed >>> 12;
  mixed = Math.imul(mixed, factors[1]) & mask;
  return mixed ^ (mixed >>> 12);
}

/** The row with this priority: the inverse of `paintPriority`. */
export function rowOfPriority(priority: number): number {
  let mixed = priority ^ (priority >>> 12);
  mixed = Math.imul(mixed, inverses[1]) & mask;
  mixed ^= mixed >>> 12;
  return (Math.imul(mixed, inverses[0]) - 1) & mask;
}

const ordered = new WeakMap<Uint32Array, Uint32Array>();

/** The rows in painting order, from front to back; rows from `maxPrioritized` on come last. The result is cached. */
export function inPaintOrder(rows: Uint32Array): Uint32Array {
  const known = ordered.get(rows);
  if (known !== undefined) return known;
  const isPrioritized = (row: number) => row < maxPrioritized;
  const front = rows.filter(isPrioritized);
  const priorities = front.map(paintPriority).sort().reverse();
  const all = new Uint32Array(rows.length);
  all.set(priorities.map(rowOfPriority));
  all.set(
    rows.filter((row) => !isPrioritized(row)),
    front.length,
  );
  ordered.set(rows, all);
  return all;
}

/** The multiplicative inverse of an odd number modulo 2²⁴, by Newton's method: each step doubles the number of right bits. */
function inverseOf(odd: number): number {
  let inverse = odd;
  for (let step = 0; step < 4; step++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse & mask;
}
