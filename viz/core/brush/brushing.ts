import { max, min } from 'd3';
import { clamp, type Column } from '../../../history/index.ts';
import { fitExtent, pickedLanes, picksOf, type Extent, type LanePicks } from './extent.ts';
import type { Lane } from '../layout/lanes.ts';
import { laneReach } from '../layout/layout.ts';
import { categoryBoxes, invertY, isEmptyScale, scaleY, type AxisScale } from '../scale/scales.ts';

/** From the upper to the lower end, in CSS pixels below the top of the axis. */
export type PixelRange = readonly [number, number];

/** A brush this close to an end of its axis snaps to it, so that extreme rows can be selected by hand. */
const snap = 1;

/** The axis of a brush. */
export interface BrushAxis {
  readonly column: Column;
  readonly scale: AxisScale;
  /** The centre of each lane of this axis. */
  readonly laneY: ReadonlyMap<Lane, number>;
}

/**
 * The extent that a brush over these pixels selects. Numbers: those between the values at its ends, which snap to the ends
 * of the axis. Categories: those whose centre it covers, else the nearest one, so that the selection is never empty.
 * Lanes: those whose centre it covers; for a brush below the axis the nearest one.
 */
export function extentFromPixels(axis: BrushAxis, [top, bottom]: PixelRange): Extent {
  const { scale } = axis;
  const picks = picksOf(coveredLanes(axis, top, bottom));
  const onValues = !isEmptyScale(scale) && (axis.laneY.size === 0 || top <= scale.height + snap);
  if (!onValues) return { kind: 'lanes', ...orNearest(axis, picks, (top + bottom) / 2) };
  if (scale.type === 'category') return categoryExtent(axis, top, bottom, picks);
  const [atTop, atBottom] = scale.inverted ? [scale.lowest, scale.highest] : [scale.highest, scale.lowest];
  // The only value of a constant axis is in its middle.
  const reach = scale.lowest < scale.highest ? snap : -Infinity;
  const upper = top <= reach ? atTop : invertY(scale, top);
  const lower = bottom >= scale.height - reach ? atBottom : invertY(scale, bottom);
  const ends = [upper, lower];
  return { kind: 'range', min: Math.min(...ends), max: Math.max(...ends), ...picks };
}

function categoryExtent({ scale }: BrushAxis, top: number, bottom: number, picks: LanePicks): Extent {
  if (scale.type !== 'category') throw new Error(`not a category scale: ${scale.type}`);
  const values = scale.levels ?? scale.labels.map((_, code) => code);
  const covered = Array.from(values).filter((value) => {
    const y = scaleY(scale, value);
    return y >= top && y <= bottom;
  });
  const chosen = covered.length > 0 ? covered : [invertY(scale, (top + Math.min(bottom, scale.height)) / 2)];
  if (scale.levels !== null) {
    return { kind: 'range', min: min(chosen)!, max: max(chosen)!, ...picks };
  }
  return { kind: 'categories', values: new Set(chosen.map((code) => scale.labels[code]!)), ...picks };
}

function coveredLanes({ laneY }: BrushAxis, top: number, bottom: number): Lane[] {
  return Array.from(laneY)
    .filter(([, y]) => y >= top && y <= bottom)
    .map(([lane]) => lane);
}

function orNearest({ laneY }: BrushAxis, picks: LanePicks, y: number): LanePicks {
  if (Object.keys(picks).length > 0) return picks;
  const nearest = Array.from(laneY).sort((a, b) => Math.abs(a[1] - y) - Math.abs(b[1] - y))[0];
  return nearest === undefined ? {} : picksOf([nearest[0]]);
}

/**
 * The pixel range of an extent, the inverse of `extentFromPixels`: its values together with adjacent lanes. Null if the
 * extent includes nothing on this axis. Other lanes are shown by their labels.
 */
export function pixelsFromExtent(axis: BrushAxis, extent: Extent): PixelRange | null {
  const fitted = fitExtent(extent, axis.column);
  const values = valuePixels(axis.scale, fitted);
  const picked = pickedLanes(fitted).filter((lane) => axis.laneY.has(lane));
  const lanes = Array.from(axis.laneY.keys());
  const start = values === null ? lanes.indexOf(picked[0]!) : 0;
  const reachesLanes = values === null || values[1] >= axis.scale.height - snap;
  let [top, bottom] = values ?? [NaN, NaN];
  for (let index = start; reachesLanes && index >= 0 && picked.includes(lanes[index]!); index++) {
    const y = axis.laneY.get(lanes[index]!)!;
    if (Number.isNaN(top)) top = y - laneReach;
    bottom = y + laneReach;
  }
  return Number.isNaN(top) ? null : [top, bottom];
}

function valuePixels(scale: AxisScale, extent: Extent): PixelRange | null {
  if (extent.kind === 'lanes' || isEmptyScale(scale)) return null;
  if (scale.type === 'category') return categoryPixels(scale, extent);
  if (extent.kind !== 'range') return null;
  const ends = [scaleY(scale, extent.min), scaleY(scale, extent.max)].map((y) => clamp(y, 0, scale.height));
  const [top, bottom] = [Math.min(...ends), Math.max(...ends)];
  // The only value of a constant axis has room around it.
  const reach = extent.min === extent.max && scale.min === scale.max ? 10 : 1.5;
  if (bottom - top >= 2 * reach) return [top, bottom];
  const middle = clamp((top + bottom) / 2, reach, scale.height - reach);
  return [middle - reach, middle + reach];
}

function categoryPixels(scale: AxisScale & { type: 'category' }, extent: Extent): PixelRange | null {
  const names = scale.levels ?? scale.labels.map((_, code) => code);
  const boxes = new Map(categoryBoxes(scale).map(({ value, height }) => [value, height]));
  // Less than the way to the middle of a neighbour.
  const beside = Math.min(scale.height / scale.labels.length / (boxes.size > 0 ? 4 : 2), 16);
  const ends = Array.from(names)
    .filter((value) =>
      extent.kind === 'range'
        ? value >= extent.min && value <= extent.max
        : extent.kind === 'categories' && extent.values.has(scale.labels[value]!),
    )
    .flatMap((value) => {
      const y = scaleY(scale, value);
      const reach = (boxes.get(value) ?? 0) / 2 + beside;
      return [y - reach, y + reach];
    });
  if (ends.length === 0) return null;
  return [min(ends)!, max(ends)!];
}
