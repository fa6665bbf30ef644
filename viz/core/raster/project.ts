/**
 * Sums of a square of numbers along sloped lines, for many slopes at once: the discrete Radon transform of Brady (1998)
 * and Götz and Druck (1996). A point (u, v) of the square is a line in parallel coordinates from u on one axis to v on
 * the next, and a sum along a slope is how much ink a column between the two axes gets in one cell. All columns together
 * cost `size`² · log₂ `size` additions, however many lines there are.
 */
export interface Projector {
  /** Numbers along each side of the square; a power of two. */
  readonly size: number;
  /** From one row of `input` to the next: twice `size`, since sums along slopes spread beyond the square. */
  readonly stride: number;
  readonly input: Float32Array;
  readonly spare: Float32Array;
}

export function createProjector(size: number): Projector {
  if (!(size >= 2) || !Number.isInteger(Math.log2(size))) throw new Error(`not a power of two: ${size}`);
  const stride = 2 * size;
  return { size, stride, input: new Float32Array(size * stride), spare: new Float32Array(size * stride) };
}

/**
 * Sums the square in `input` (row v begins at v · stride) along each of `slopes`, integers from 0 to size − 1. In the
 * array it gives back, the number at slope · stride + c is the sum over all (u, v) with u + slope · v / (size − 1) ≈ c,
 * for c from 0 to size − 1 + slope. The sum over all c is that of the square, whatever the slope. The line through the
 * points is a digital one: it strays from the straight one by less than log₂(size) / 6. `input` does not survive.
 */
export function projectAlong(
  { size, stride, input, spare }: Projector,
  slopes: readonly number[],
): Float32Array {
  let [source, target] = [input, spare];
  for (let rows = 1; rows < size; rows *= 2) {
    const wanted = Array.from(new Set(slopes.map((slope) => Math.floor((slope * 2 * rows) / size))));
    for (let block = 0; block < size; block += 2 * rows) {
      for (const slope of wanted) {
        const half = slope >> 1;
        addShifted(
          target,
          (block + slope) * stride,
          source,
          (block + half) * stride,
          (block + rows + half) * stride,
          slope - half,
          size + rows,
        );
      }
    }
    [source, target] = [target, source];
  }
  return source;
}

/** Writes the sum of two rows, `length` long each, the second one moved on by `shift`, and zeros where neither is. */
function addShifted(
  target: Float32Array,
  to: number,
  source: Float32Array,
  first: number,
  second: number,
  shift: number,
  length: number,
): void {
  const moved = second - shift;
  for (let c = 0; c < shift; c++) target[to + c] = source[first + c]!;
  for (let c = shift; c < length; c++) target[to + c] = source[first + c]! + source[moved + c]!;
  for (let c = length; c < length + shift; c++) target[to + c] = source[moved + c]!;
}
