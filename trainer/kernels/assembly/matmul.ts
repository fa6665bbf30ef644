import { packColumnsBy4, packColumnsBy8, packRowsBy4, packRowsBy8 } from './pack';
import { tile } from './tile';

/*
 * Sizes of packed blocks that fit the caches (Goto and van de Geijn, "Anatomy of high-performance matrix
 * multiplication", 2008): a panel of b (8 KB) stays in L1 while the panels of a block of a (128 KB) stream past.
 */
const ROWS = 128;
const COLUMNS = 256;
const DEPTH = 256;

/** Bytes of scratch that `matmul` needs. */
export function matmulScratch(): usize {
  return 4 * (ROWS * DEPTH + DEPTH * COLUMNS + 4 * 8);
}

/**
 * c = op(a) · op(b), all row-major and contiguous; c is rows × columns, and op(a) is rows × depth. Each element is
 * summed along the depth in order, for all shapes.
 *
 * @param transposeA whether a is stored as depth × rows
 * @param transposeB whether b is stored as columns × depth
 * @param scratch `matmulScratch()` bytes
 */
export function matmul(
  a: usize,
  b: usize,
  c: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  transposeA: bool,
  transposeB: bool,
  scratch: usize,
): void {
  if (depth === 0) memory.fill(c, 0, rows * columns * 4);
  const packedA = scratch;
  const packedB = packedA + 4 * ROWS * DEPTH;
  const edge = packedB + 4 * DEPTH * COLUMNS;
  const strideC = columns * 4;
  const depthStep = evenStep(depth, DEPTH, 1);
  const columnStep = evenStep(columns, COLUMNS, 8);
  const rowStep = evenStep(rows, ROWS, 4);
  for (let column: usize = 0; column < columns; column += columnStep) {
    const width = min(columnStep, columns - column);
    for (let from: usize = 0; from < depth; from += depthStep) {
      const length = min(depthStep, depth - from);
      if (transposeB) {
        packRowsBy8(at(b, column, depth, from), depth * 4, width, length, packedB);
      } else {
        packColumnsBy8(at(b, from, columns, column), columns * 4, width, length, packedB);
      }
      for (let row: usize = 0; row < rows; row += rowStep) {
        const height = min(rowStep, rows - row);
        if (transposeA) {
          packColumnsBy4(at(a, from, rows, row), rows * 4, height, length, packedA);
        } else {
          packRowsBy4(at(a, row, depth, from), depth * 4, height, length, packedA);
        }
        block(packedA, packedB, length, at(c, row, columns, column), strideC, height, width, from > 0, edge);
      }
    }
  }
}

/** Multiplies packed blocks tile by tile; partial tiles at the edge go through scratch. */
function block(
  packedA: usize,
  packedB: usize,
  depth: usize,
  c: usize,
  stride: usize,
  height: usize,
  width: usize,
  add: bool,
  edge: usize,
): void {
  for (let column: usize = 0; column < width; column += 8) {
    const panelB = packedB + column * depth * 4;
    for (let row: usize = 0; row < height; row += 4) {
      const panelA = packedA + row * depth * 4;
      const target = c + row * stride + column * 4;
      const tileHeight = min(4, height - row);
      const tileWidth = min(8, width - column);
      if (tileHeight === 4 && tileWidth === 8) {
        tile(panelA, panelB, depth, target, stride, add);
      } else {
        if (add) copy(target, stride, edge, 32, tileHeight, tileWidth);
        tile(panelA, panelB, depth, edge, 32, add);
        copy(edge, 32, target, stride, tileHeight, tileWidth);
      }
    }
  }
}

function copy(from: usize, fromStride: usize, to: usize, toStride: usize, height: usize, width: usize): void {
  for (let row: usize = 0; row < height; row++) {
    for (let column: usize = 0; column < width; column++) {
      const source = from + row * fromStride + column * 4;
      store<f32>(to + row * toStride + column * 4, load<f32>(source));
    }
  }
}

function at(matrix: usize, row: usize, columns: usize, column: usize): usize {
  return matrix + (row * columns + column) * 4;
}

/** A step, a multiple of `unit` and at most `max`, that divides `whole` into pieces of nearly equal length. */
function evenStep(whole: usize, max: usize, unit: usize): usize {
  if (whole <= max) return max;
  const pieces = (whole + max - 1) / max;
  const step = (whole + pieces - 1) / pieces;
  return ((step + unit - 1) / unit) * unit;
}
