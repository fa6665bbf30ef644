/*
 * The nonzero bytes of a block, as lists of 8-byte entries: the offset of the corresponding row in the packed panel of
 * the other factor, and the value.
 */

/** Size of a block. */
export const ROWS: usize = 128;
export const INPUTS: usize = 256;
/** Columns of a panel, and bytes of one of its rows. */
export const PANEL: usize = 32;
export const PANEL_BYTES: usize = 4 * PANEL;
export const ENTRY_BYTES: usize = 8;
/** Distance between lists: a full list plus a cache line, so that lists do not evict each other. */
export const LIST_OF_ROW: usize = INPUTS * ENTRY_BYTES + 64;
export const LIST_OF_INPUT: usize = ROWS * ENTRY_BYTES + 64;

/* Offsets in scratch: ends of the lists, the table, an edge of the result, a panel, the lists. */
export const AT_ENDS: usize = 0;
export const AT_TABLE: usize = AT_ENDS + 4 * INPUTS;
export const AT_EDGE: usize = AT_TABLE + 4 * 256;
export const AT_PANEL: usize = AT_EDGE + PANEL_BYTES;
export const AT_LISTS: usize = AT_PANEL + INPUTS * PANEL_BYTES;

/** Bytes of scratch that lists and panels need. */
export function bytesScratch(): usize {
  return AT_LISTS + max(ROWS * LIST_OF_ROW, INPUTS * LIST_OF_INPUT);
}

/** Builds a list of the nonzero inputs of each row of a block. */
export function listRows(
  bytes: usize,
  stride: usize,
  rows: usize,
  inputs: usize,
  table: usize,
  scratch: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    let entry = scratch + AT_LISTS + row * LIST_OF_ROW;
    for (let input: usize = 0; input < inputs; input += 64) {
      let found = notZero(bytes + input, min(64, inputs - input));
      while (found !== 0) {
        const place = input + (ctz(found) as usize);
        found &= found - 1;
        entry = writeEntry(entry, place, load<u8>(bytes + place), table);
      }
    }
    store<usize>(scratch + AT_ENDS + row * 4, entry);
    bytes += stride;
  }
}

/** Builds a list of the rows of a block in which each input is nonzero. */
export function listInputs(
  bytes: usize,
  stride: usize,
  rows: usize,
  inputs: usize,
  table: usize,
  scratch: usize,
): void {
  const ends = scratch + AT_ENDS;
  for (let input: usize = 0; input < inputs; input++) {
    store<usize>(ends + input * 4, scratch + AT_LISTS + input * LIST_OF_INPUT);
  }
  for (let row: usize = 0; row < rows; row++) {
    for (let input: usize = 0; input < inputs; input += 64) {
      let found = notZero(bytes + input, min(64, inputs - input));
      while (found !== 0) {
        const place = input + (ctz(found) as usize);
        found &= found - 1;
        const end = ends + place * 4;
        store<usize>(end, writeEntry(load<usize>(end), row, load<u8>(bytes + place), table));
      }
    }
    bytes += stride;
  }
}

/** A bit mask of the nonzero ones among up to 64 bytes, the first in the lowest bit. */
function notZero(bytes: usize, count: usize): u64 {
  if (count === 64) {
    return (
      notZero16(bytes) |
      (notZero16(bytes + 16) << 16) |
      (notZero16(bytes + 32) << 32) |
      (notZero16(bytes + 48) << 48)
    );
  }
  let found: u64 = 0;
  for (let i: usize = 0; i < count; i++) found |= ((load<u8>(bytes + i) !== 0) as u64) << (i as u64);
  return found;
}

function notZero16(bytes: usize): u64 {
  return i8x16.bitmask(i8x16.ne(v128.load(bytes), i8x16.splat(0))) as u64;
}

/** @returns the end of the entry */
function writeEntry(entry: usize, place: usize, byte: usize, table: usize): usize {
  store<u32>(entry, (place * PANEL_BYTES) as u32);
  store<f32>(entry, load<f32>(table + byte * 4), 4);
  return entry + ENTRY_BYTES;
}
