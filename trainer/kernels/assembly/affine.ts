import { matmul } from './matmul';

/** out = input · kernel + bias: rows × inputs to rows × units. */
export function affine(
  input: usize,
  kernel: usize,
  bias: usize,
  out: usize,
  rows: usize,
  inputs: usize,
  units: usize,
  scratch: usize,
): void {
  matmul(input, kernel, out, rows, units, inputs, false, false, scratch);
  addToRows(out, rows, units, bias);
}

/** Adds the vector to each row. */
export function addToRows(matrix: usize, rows: usize, columns: usize, vector: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    let addend = vector;
    const end = matrix + columns * 4;
    for (; matrix + 16 <= end; matrix += 16) {
      v128.store(matrix, f32x4.add(v128.load(matrix), v128.load(addend)));
      addend += 16;
    }
    for (; matrix < end; matrix += 4) {
      store<f32>(matrix, load<f32>(matrix) + load<f32>(addend));
      addend += 4;
    }
  }
}

/** The column sums, each added from the first row to the last. */
export function sumOfRows(matrix: usize, rows: usize, columns: usize, out: usize): void {
  memory.fill(out, 0, columns * 4);
  for (let row: usize = 0; row < rows; row++) {
    addToRows(out, 1, columns, matrix);
    matrix += columns * 4;
  }
}
