import { addToRows, sumOfRows } from './affine';
import {
  AT_EDGE,
  AT_ENDS,
  AT_LISTS,
  AT_PANEL,
  AT_TABLE,
  ENTRY_BYTES,
  INPUTS,
  LIST_OF_INPUT,
  LIST_OF_ROW,
  listInputs,
  listRows,
  PANEL,
  PANEL_BYTES,
  ROWS,
} from './byte-lists';
import { madd } from './madd';

/*
 * A dense layer whose input is bytes, most of them 0, each an index into a table of numbers. With c = table[0], the input
 * is X = c · 1 + S, where S is 0 wherever the byte is. So X · W = S · W + c · (column sums of W), whose second term is the
 * same for every row and is added to the bias, and Xᵀ · dY = Sᵀ · dY + c · (column sums of dY). Only nonzero bytes are
 * multiplied. Only the rounding differs.
 *
 * 32 columns of a row of the result are accumulated in registers, one list entry at a time; see byte-lists.ts.
 */

/** out = table[bytes] · kernel + bias: rows × inputs to rows × units. */
export function affineOfBytes(
  bytes: usize,
  table: usize,
  kernel: usize,
  bias: usize,
  out: usize,
  rows: usize,
  inputs: usize,
  units: usize,
  scratch: usize,
): void {
  if (rows === 0) return;
  const differences = scratch + AT_TABLE;
  const panel = scratch + AT_PANEL;
  writeDifferences(table, differences);
  // The first row of the result starts as the part that all rows share.
  sumOfRows(kernel, inputs, units, out);
  scale(out, units, load<f32>(table));
  addToRows(out, 1, units, bias);
  for (let row: usize = 1; row < rows; row++) memory.copy(out + row * units * 4, out, units * 4);

  for (let input: usize = 0; input < inputs; input += INPUTS) {
    const depth = min(INPUTS, inputs - input);
    for (let row: usize = 0; row < rows; row += ROWS) {
      const height = min(ROWS, rows - row);
      listRows(bytes + row * inputs + input, inputs, height, depth, differences, scratch);
      for (let unit: usize = 0; unit < units; unit += PANEL) {
        const width = min(PANEL, units - unit);
        packPanel(kernel + (input * units + unit) * 4, units * 4, depth, width, panel);
        multiply(scratch, LIST_OF_ROW, height, out + (row * units + unit) * 4, units * 4, width);
      }
    }
  }
}

/** The gradients of `affineOfBytes`: of the kernel, inputs × units, and of the bias. */
export function affineOfBytesGradient(
  incoming: usize,
  bytes: usize,
  table: usize,
  ofKernel: usize,
  ofBias: usize,
  rows: usize,
  inputs: usize,
  units: usize,
  scratch: usize,
): void {
  const differences = scratch + AT_TABLE;
  const panel = scratch + AT_PANEL;
  writeDifferences(table, differences);
  sumOfRows(incoming, rows, units, ofBias);
  if (inputs === 0) return;
  memory.copy(ofKernel, ofBias, units * 4);
  scale(ofKernel, units, load<f32>(table));
  for (let input: usize = 1; input < inputs; input++) {
    memory.copy(ofKernel + input * units * 4, ofKernel, units * 4);
  }

  for (let row: usize = 0; row < rows; row += ROWS) {
    const depth = min(ROWS, rows - row);
    for (let input: usize = 0; input < inputs; input += INPUTS) {
      const height = min(INPUTS, inputs - input);
      listInputs(bytes + row * inputs + input, inputs, depth, height, differences, scratch);
      for (let unit: usize = 0; unit < units; unit += PANEL) {
        const width = min(PANEL, units - unit);
        packPanel(incoming + (row * units + unit) * 4, units * 4, depth, width, panel);
        multiply(scratch, LIST_OF_INPUT, height, ofKernel + (input * units + unit) * 4, units * 4, width);
      }
    }
  }
}

/** table[i] − table[0]. */
function writeDifferences(table: usize, to: usize): void {
  const background = load<f32>(table);
  for (let i: usize = 0; i < 1024; i += 4) store<f32>(to + i, load<f32>(table + i) - background);
}

function scale(values: usize, count: usize, factor: f32): void {
  for (const end = values + count * 4; values < end; values += 4) {
    store<f32>(values, load<f32>(values) * factor);
  }
}

/** Copies up to 32 columns into a panel of 32, padded with zeros. */
function packPanel(from: usize, stride: usize, rows: usize, width: usize, to: usize): void {
  if (width < PANEL) memory.fill(to, 0, rows * PANEL_BYTES);
  for (let row: usize = 0; row < rows; row++) {
    memory.copy(to, from, width * 4);
    from += stride;
    to += PANEL_BYTES;
  }
}

/** Adds to each row of the result the product of its list and the panel. */
function multiply(
  scratch: usize,
  listBytes: usize,
  rows: usize,
  out: usize,
  stride: usize,
  width: usize,
): void {
  const panel = scratch + AT_PANEL;
  const edge = scratch + AT_EDGE;
  let list = scratch + AT_LISTS;
  for (let row: usize = 0; row < rows; row++) {
    const end = load<usize>(scratch + AT_ENDS + row * 4);
    if (width === PANEL) {
      addEntries(list, end, panel, out);
    } else {
      memory.copy(edge, out, width * 4);
      addEntries(list, end, panel, edge);
      memory.copy(out, edge, width * 4);
    }
    list += listBytes;
    out += stride;
  }
}

/** Adds the panel's rows, each multiplied by the value of its entry, to 32 numbers. */
function addEntries(entry: usize, end: usize, panel: usize, out: usize): void {
  let s0 = v128.load(out);
  let s1 = v128.load(out, 16);
  let s2 = v128.load(out, 32);
  let s3 = v128.load(out, 48);
  let s4 = v128.load(out, 64);
  let s5 = v128.load(out, 80);
  let s6 = v128.load(out, 96);
  let s7 = v128.load(out, 112);
  for (; entry < end; entry += ENTRY_BYTES) {
    const row = panel + load<u32>(entry);
    const factor = v128.load32_splat(entry, 4);
    s0 = madd(factor, v128.load(row), s0);
    s1 = madd(factor, v128.load(row, 16), s1);
    s2 = madd(factor, v128.load(row, 32), s2);
    s3 = madd(factor, v128.load(row, 48), s3);
    s4 = madd(factor, v128.load(row, 64), s4);
    s5 = madd(factor, v128.load(row, 80), s5);
    s6 = madd(factor, v128.load(row, 96), s6);
    s7 = madd(factor, v128.load(row, 112), s7);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
  v128.store(out, s4, 64);
  v128.store(out, s5, 80);
  v128.store(out, s6, 96);
  v128.store(out, s7, 112);
}
