import { sampleRows } from '../../analysis/index.ts';

/** More lines would only make a blot, and take longer to draw than all dots. */
export const maxLines = 20_000;

/**
 * The rows among `rows` that have a parent, evenly sampled if there are more than `max`. `parentOf`: the row of each row's
 * parent, −1 if it has none.
 */
export function childrenIn(parentOf: Int32Array, rows: Uint32Array, max = maxLines): Uint32Array {
  return sampleRows(
    rows.filter((row) => parentOf[row]! >= 0),
    max,
  );
}

/** Up to this number of lines have an arrow, so that the direction is seen, and are more opaque. */
const maxArrows = 500;
const arrowLength = 6;
/** Distance of the tip from the centre of the child. */
const tipDistance = 5;

/** The opacity of this number of lines. */
export function lineageOpacity(count: number): number {
  return count > maxArrows ? 0.25 : 0.6;
}

/** A canvas, or a path of d3. */
interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Adds the lines from parents to children to a path; `xs` and `ys` are the positions of all rows in CSS pixels. */
export function addLineage(
  path: PathSink,
  children: Uint32Array,
  parentOf: Int32Array,
  xs: Float32Array,
  ys: Float32Array,
): void {
  for (const child of children) {
    const parent = parentOf[child]!;
    const [x, y] = [xs[child]!, ys[child]!];
    path.moveTo(xs[parent]!, ys[parent]!);
    path.lineTo(x, y);
    const [dx, dy] = [x - xs[parent]!, y - ys[parent]!];
    const distance = Math.hypot(dx, dy);
    if (children.length > maxArrows || distance < 2 * (tipDistance + arrowLength)) continue;
    const [ux, uy] = [dx / distance, dy / distance];
    const [tipX, tipY] = [x - tipDistance * ux, y - tipDistance * uy];
    for (const side of [1, -1]) {
      path.moveTo(tipX, tipY);
      path.lineTo(tipX - arrowLength * (ux + 0.5 * side * uy), tipY - arrowLength * (uy - 0.5 * side * ux));
    }
  }
}
