// The painting order of `paint-order.ts`, where it is explained.

const MASK: u32 = 0xffffff;
/** Set in the stored priority of a line that is certainly the front one of its cell. */
const CERTAIN: u32 = 0x1000000;
/** Rows from here on have no priority. */
const MAX_ROWS: u32 = 0x1000000;

/** The priority of a row to store in a cell; 0 if it has none. */
export function frontOf(row: u32): u32 {
  if (row >= MAX_ROWS) return 0;
  let mixed = ((row + 1) * 0x3779b1) & MASK;
  mixed ^= mixed >> 12;
  mixed = (mixed * 0xebca6b) & MASK;
  return (mixed ^ (mixed >> 12)) | CERTAIN;
}

/** What remains of a stored priority when its line is removed: the line still lends its colour, but any other is in front. */
export function withoutFront(front: u32): u32 {
  return front & MASK;
}

/** The row of a stored priority. */
export function rowOfFront(front: u32): u32 {
  let mixed = front & MASK;
  mixed ^= mixed >> 12;
  mixed = (mixed * 0xcb9243) & MASK;
  mixed ^= mixed >> 12;
  return (mixed * 0x8b2f51 - 1) & MASK;
}
