import type { Deposit, InkColumn } from './ink-column.ts';
import type { Ink, InkGroup } from './ink.ts';

/** How positions become cells, and lines ink. */
export interface SpanFrame {
  /** Cells per CSS pixel, and cells above the top of the axes. */
  readonly scale: number;
  readonly offset: number;
  /** Columns across the gap. */
  readonly columns: number;
  /** Width of a line in cells. */
  readonly lineWidth: number;
  /**
   * From 0 (a line has its width at a right angle, so steep ones leave more ink in a column) to 1 (all lines leave the
   * same). Among many lines the first makes steep ones look like clusters; among few the second makes them look faint.
   */
  readonly slopeCorrection: number;
  /** Steps in which steep lines are taken across a column, at most: more make smoother edges. */
  readonly passes: number;
}

interface Spans {
  readonly count: number;
  /** Where each line begins, in cells from the top, and how far down it ends. */
  readonly from: Float32Array;
  readonly rise: Float32Array;
  /** Of the stretch of cells that it covers in one step: half its length, and the ink in each cell. */
  readonly reach: Float32Array;
  readonly density: Float32Array;
  /** Density times place on the ramp; null for lines of one colour. */
  readonly tint: Float32Array | null;
  readonly steps: Uint8Array;
}

/** Cells beyond the ends of its gap's lines that a line may touch. */
export function spanGuard(frame: SpanFrame, cells: number): number {
  return 2 + Math.ceil(frame.lineWidth * (1 + cells / frame.columns));
}

/**
 * Spreads each line's ink evenly over the cells that it passes through in a column, the outer ones by the part that it
 * covers: lines with smooth edges, one by one.
 */
export function createSpans(
  ink: Ink,
  group: InkGroup,
  left: Float32Array,
  right: Float32Array,
  frame: SpanFrame,
): Deposit {
  const spans = spansOf(ink, group, left, right, frame);
  return (column, number) => {
    depositSpans(column, spans, number / frame.columns, 1 / frame.columns);
    sumDifferences(column.mass);
    if (spans.tint !== null) sumDifferences(column.tint);
  };
}

function spansOf(
  ink: Ink,
  group: InkGroup,
  left: Float32Array,
  right: Float32Array,
  frame: SpanFrame,
): Spans {
  const count = group.end - group.start;
  const numbers = () => new Float32Array(count);
  const [from, rise, reach, density] = [numbers(), numbers(), numbers(), numbers()];
  const tint = group.color === null ? numbers() : null;
  const steps = new Uint8Array(count);
  const { scale, offset, columns, lineWidth, slopeCorrection, passes } = frame;
  for (let line = 0; line < count; line++) {
    const row = ink.order[group.start + line]!;
    from[line] = left[row]! * scale + offset;
    rise[line] = (right[row]! - left[row]!) * scale;
    const slope = Math.abs(rise[line]!) / columns;
    const mass = lineWidth * (1 + slope * slope) ** ((1 - slopeCorrection) / 2);
    steps[line] = Math.min(passes, 1 + Math.floor(slope * 1.5));
    const length = Math.max(mass, slope / steps[line]!);
    reach[line] = length / 2;
    density[line] = mass / length / steps[line]!;
    if (tint !== null) tint[line] = density[line]! * ink.fractions![row]!;
  }
  return { count, from, rise, reach, density, tint, steps };
}

/** Writes differences of neighbouring cells, four a stretch however long it is, for `sumDifferences` to add up. */
function depositSpans({ mass, tint, guard }: InkColumn, spans: Spans, start: number, width: number): void {
  const { count, from, rise, reach, density, tint: tints, steps } = spans;
  for (let line = 0; line < count; line++) {
    const passes = steps[line]!;
    const slice = width / passes;
    const ink = density[line]!;
    const tinted = tints === null ? 0 : tints[line]!;
    let t = start + slice / 2;
    for (let pass = 0; pass < passes; pass++, t += slice) {
      const middle = from[line]! + rise[line]! * t + guard;
      const top = middle - reach[line]!;
      const bottom = middle + reach[line]!;
      const first = top | 0;
      const last = bottom | 0;
      const above = top - first;
      const within = bottom - last;
      mass[first]! += ink * (1 - above);
      mass[first + 1]! += ink * above;
      mass[last]! -= ink * (1 - within);
      mass[last + 1]! -= ink * within;
      if (tints === null) continue;
      tint[first]! += tinted * (1 - above);
      tint[first + 1]! += tinted * above;
      tint[last]! -= tinted * (1 - within);
      tint[last + 1]! -= tinted * within;
    }
  }
}

function sumDifferences(cells: Float32Array): void {
  let sum = 0;
  for (let cell = 0; cell < cells.length; cell++) {
    sum += cells[cell]!;
    cells[cell] = sum;
  }
}
