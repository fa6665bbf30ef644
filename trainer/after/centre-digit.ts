import { clamp } from '../../history/index.ts';

/** MNIST fits digits into a square of 20 pixels, centred in one of 28. */
const SIDE = 28;
const INNER = 20;

/**
 * Normalises a drawing like MNIST's digits: scales the ink to fit 20 × 20 pixels, keeping its aspect ratio, with its
 * centre of mass in the middle of 28 × 28 (http://yann.lecun.com/exdb/mnist/). A drawing without ink stays blank.
 *
 * @param pixels row-major, `width × height`, from 0 (paper) to 255 (ink)
 * @returns 28 × 28, from 0 to 255
 * @throws {Error} if the number of pixels is not `width × height`
 */
export function centreDigit(pixels: ArrayLike<number>, width: number, height: number): Float32Array {
  if (pixels.length !== width * height) {
    throw new Error(
      `drawing: expected ${String(width)} × ${String(height)} pixels, got ${String(pixels.length)}`,
    );
  }
  const digit = new Float32Array(SIDE * SIDE);
  const box = inkBox(pixels, width, height);
  if (!box) return digit;
  const scale = Math.max(box.width, box.height) / INNER;
  const [columns, rows] = [box.width, box.height].map((size) => Math.max(1, Math.round(size / scale))) as [
    number,
    number,
  ];
  const fitted = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = { x: box.x + x * scale, y: box.y + y * scale };
      fitted[y * columns + x] = meanOver(pixels, width, height, from, scale);
    }
  }
  const centre = centreOfMass(fitted, columns);
  const left = clamp(Math.round(SIDE / 2 - centre.x), 0, SIDE - columns);
  const top = clamp(Math.round(SIDE / 2 - centre.y), 0, SIDE - rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) digit[(top + y) * SIDE + left + x] = fitted[y * columns + x]!;
  }
  return digit;
}

function inkBox(pixels: ArrayLike<number>, width: number, height: number) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < pixels.length; i++) {
    if (!(pixels[i]! > 0)) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Area-weighted mean of the pixels in a square; outside of the drawing is paper. */
function meanOver(
  pixels: ArrayLike<number>,
  width: number,
  height: number,
  from: { readonly x: number; readonly y: number },
  side: number,
): number {
  let sum = 0;
  for (let y = Math.floor(from.y); y < Math.min(height, from.y + side); y++) {
    const overlap = Math.min(y + 1, from.y + side) - Math.max(y, from.y);
    for (let x = Math.floor(from.x); x < Math.min(width, from.x + side); x++) {
      sum += pixels[y * width + x]! * overlap * (Math.min(x + 1, from.x + side) - Math.max(x, from.x));
    }
  }
  return sum / (side * side);
}

function centreOfMass(values: Float32Array, columns: number): { x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    x += values[i]! * ((i % columns) + 0.5);
    y += values[i]! * (Math.floor(i / columns) + 0.5);
  }
  return { x: x / sum, y: y / sum };
}
