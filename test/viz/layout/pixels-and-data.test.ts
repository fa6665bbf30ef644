import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawCell } from '../../../history/table/column.ts';
import { angleAround, seenAngle, wedgeOf, type GapShape } from '../../../viz/core/brush/angle-shape.ts';
import { extentFromPixels, type PixelRange } from '../../../viz/core/brush/brushing.ts';
import { profileOf } from '../../../viz/core/rows/columns.ts';
import { createGeometry, type AxisGeometry } from '../../../viz/core/layout/geometry.ts';
import { createPositions } from '../../../viz/core/layout/positions.ts';
import { offeredScales } from '../../../viz/core/scale/scale-types.ts';
import { scaleY } from '../../../viz/core/scale/scales.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../make.ts';

const special = fc.constantFrom<RawCell>(NaN, Infinity, -Infinity, null, undefined);
const among = (value: fc.Arbitrary<RawCell>) =>
  fc.array(fc.oneof({ weight: 5, arbitrary: value }, special), { minLength: 12, maxLength: 12 });
/** Evenly between two numbers: doubles of fast-check are mostly tiny, and ranges of them at the top of an axis. */
const evenly = (min: number, max: number) =>
  fc.integer({ min: 0, max: 1000 }).map((step) => min + ((max - min) * step) / 1000);
/** Of any size. No two are neighbouring doubles: what lies between two of these on the screen is no number. */
const numberBetween = (min: number, max: number) =>
  fc
    .double({ min, max, noNaN: true })
    .map((value) => (Math.abs(value) < 1e-290 ? 0 : Number(value.toPrecision(12))));
const cells = fc.oneof(
  among(numberBetween(-1e6, 1e6)),
  among(numberBetween(1e-9, 1e9)),
  among(evenly(-50, 50)),
  among(fc.integer({ min: -3, max: 3 })),
  among(fc.integer({ min: 1_600_000_000, max: 1_700_000_000 })),
  // A number that is not finite is a word among words.
  among(fc.constantFrom('relu', 'tanh', 'gelu', 'silu')),
  fc.array(fc.constantFrom<RawCell>('2024-05-01', '2024-05-02 12:00', '2024-06-01', null, undefined), {
    minLength: 12,
    maxLength: 12,
  }),
);
const share = evenly(0, 1);
const end = evenly(-0.5, 1.5);
const axis = fc.record({
  cells,
  scale: fc.nat(),
  inverted: fc.boolean(),
  negated: fc.boolean(),
  /** Whether somebody turned the order of its categories round. */
  reordered: fc.boolean(),
  /** Ends that somebody fixed, in shares of those of the values: within, across or beyond. */
  ends: fc.option(fc.tuple(end, end)),
  ranges: fc.array(fc.tuple(share, share), { maxLength: 3 }),
});
const setting = fc.record({
  axes: fc.tuple(axis, axis, axis),
  slopes: fc.option(fc.tuple(evenly(-1, 1), evenly(-1, 1))),
  outside: fc.boolean(),
  combine: fc.constantFrom('all' as const, 'any' as const),
});

/** Whether a row lies within; null where that hangs on a pixel. */
type Verdict = boolean | null;
const not = (verdict: Verdict): Verdict => (verdict === null ? null : !verdict);
const any = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
const all = (verdicts: readonly Verdict[]): Verdict => not(any(verdicts.map(not)));

function between(y: number, low: number, high: number): Verdict {
  if (y > low + 1 && y < high - 1) return true;
  return y < low - 1 || y > high + 1 ? false : null;
}

/** Where something can lie on an axis: its categories or its one value, and its lanes. Null where values lie all along. */
function places({ scale, laneY }: AxisGeometry): { values: number[] | null; lanes: number[] } {
  const lanes = [...laneY.values()];
  if (scale.type !== 'category') return { values: scale.min < scale.max ? null : [scale.height / 2], lanes };
  return { values: scale.labels.map((_, at) => scaleY(scale, scale.levels?.[at] ?? at)), lanes };
}

/** What a brush has to cover to take a row: its place, or the middle of its category. */
function targetOf({ column, scale }: AxisGeometry, row: number, y: number): number {
  if (scale.type !== 'category' || y > scale.height) return y;
  return scaleY(scale, column.kind === 'number' ? column.values[row]! : column.codes[row]!);
}

/** A brush that covers none of the places takes the nearest instead of nothing: no pixels can tell which. */
function takesNearest(geometry: AxisGeometry, [top, bottom]: PixelRange): boolean {
  const { values, lanes } = places(geometry);
  const isCovered = (y: number) => y >= top && y <= bottom;
  if (top > geometry.scale.height + 1 && lanes.length > 0) return !lanes.some(isCovered);
  return values !== null && !values.some(isCovered);
}

describe('the selection', () => {
  it('is the same from data and from pixels, within one pixel, for any brushes', () => {
    /** The number of rows that the pixels show as selected or not, by what was brushed. */
    const reported = new Map<string, { inside: number; outside: number }>();
    const note = (what: string, verdict: Verdict): Verdict => {
      const counts = reported.get(what) ?? { inside: 0, outside: 0 };
      reported.set(what, counts);
      if (verdict !== null) counts[verdict ? 'inside' : 'outside']++;
      return verdict;
    };
    fc.assert(
      fc.property(setting, ({ axes, slopes, outside, combine }) => {
        const names = ['a', 'b', 'c'];
        const columns = axes.map((each, index) => columnOf(each.cells, names[index]!));
        const plot = new PlotState(tableOf(...columns));
        plot.setAxes(names);
        plot.setCombine(combine);
        for (const [index, { scale, inverted, reordered, ends }] of axes.entries()) {
          const offered = offeredScales(columns[index]!);
          plot.setScale(names[index]!, offered[scale % offered.length]!);
          if (reordered) {
            const column = columns[index]!;
            if (column.kind === 'category')
              plot.orderCategories(names[index]!, column.categories.toReversed());
          }
          if (inverted) plot.toggleInverted(names[index]!);
          const { min, max } = profileOf(columns[index]!);
          const [low, high] = (ends ?? []).map((at) => min + at * (max - min)).sort((a, b) => a - b);
          // Between ends that are nearly one there are too few doubles to tell pixels apart.
          if (low !== undefined && high! - low > 1e-3 * (max - min))
            plot.fixDomain(names[index]!, { min: low, max: high! });
        }
        const { axes: shown, layout } = createGeometry({
          width: 700,
          height: 500,
          columns: plot.shownTable.columns,
          scales: plot.scales,
          inverted: plot.inverted,
          domains: plot.domains,
        });
        const positions = shown.map((each) => createPositions(each.column, each.scale, each.laneY));
        const clauses: ((row: number) => Verdict)[] = [];
        for (const [index, { ranges, negated }] of axes.entries()) {
          const geometry = shown[index]!;
          const reach = Math.max(geometry.scale.height, ...geometry.laneY.values());
          const pixels = ranges.map(([one, other]): PixelRange => {
            return [Math.min(one, other) * reach, Math.max(one, other) * reach];
          });
          if (pixels.length === 0) continue;
          fc.pre(!pixels.some((each) => takesNearest(geometry, each)));
          plot.setRanges(
            names[index]!,
            pixels.map((each) => extentFromPixels(geometry, each)),
          );
          if (negated) plot.toggleNegated(names[index]!);
          clauses.push((row) => {
            const y = targetOf(geometry, row, positions[index]![row]!);
            const inside = any(pixels.map(([top, bottom]) => between(y, top, bottom)));
            note(y > geometry.scale.height ? 'a lane' : geometry.scale.type, inside);
            return negated ? not(inside) : inside;
          });
        }
        if (slopes !== null) {
          const [left, right] = [shown[0]!, shown[1]!];
          const gap: GapShape = { left, right, leftX: layout.axisX[0]!, rightX: layout.axisX[1]! };
          const [min, max] = [Math.min(...slopes), Math.max(...slopes)];
          plot.setAngle({ ...angleAround(gap, 0), min, max, negated: outside });
          const { tip, high, low } = wedgeOf(seenAngle(plot.angles[0]!, gap)!, gap);
          clauses.push((row) => {
            const [from, to] = [positions[0]![row]!, positions[1]![row]!];
            const isLine = from <= left.scale.height && to <= right.scale.height;
            // The same height on the right axis, whose scale can be shorter because of lanes.
            const opposite = (y: number) => (y * right.scale.height) / left.scale.height;
            const start = opposite(tip.y);
            const inside = isLine && between(to - opposite(from), high.y - start, low.y - start);
            if (isLine) note('an angle', inside);
            return outside ? not(inside) : inside;
          });
        }
        const selected = new Set(plot.selection);
        for (let row = 0; row < 12; row++) {
          const verdicts = clauses.map((clause) => clause(row));
          const expected = clauses.length === 0 ? true : combine === 'all' ? all(verdicts) : any(verdicts);
          if (expected !== null) expect(selected.has(row)).toBe(expected);
        }
      }),
      { numRuns: 1000 },
    );
    // Random as it is, everything that can be brushed was.
    for (const what of ['linear', 'log', 'symlog', 'percentile', 'time', 'category', 'a lane', 'an angle']) {
      const { inside = 0, outside = 0 } = reported.get(what) ?? {};
      expect(Math.min(inside, outside), what).toBeGreaterThan(10);
    }
  });
});
