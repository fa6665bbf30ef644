import { max, min } from 'd3';
import { clamp, type Column } from '../../../history/index.ts';
import { fitExtent, pickedLanes, picksOf, type Extent, type LanePicks } from './extent.ts';
import type { Lane } from '../layout/lanes.ts';
import { laneReach } from '../layout/layout.ts';
import { invertY, isEmptyScale, scaleY, type AxisScale } from '../scale/scales.ts';

/** From the upper to the lower pixel, below the top of the axis. */
export type PixelRange = readonly [number, number];

/** A brush that comes this near to an end of its axis reaches it, so that the extreme rows can be had by hand. */
const snap = 1;

/** What a brush needs to know of its axis. */
export interface BrushAxis {
  readonly column: Column;
  readonly scale: AxisScale;
  /** The lanes of this axis and their middles. */
  readonly laneY: ReadonlyMap<Lane, number>;
}

/**
 * What a brush over these pixels selects. Numbers: those between the values at its ends, which reach the extremes when
 * the brush reaches the ends of the axis. Categories: those whose middle it covers, else the nearest, so that a brush on
 * an axis of few names never selects nothing. Lanes: those whose middle it covers; below the axis proper the nearest.
 */
export function extentFromPixels(axis: BrushAxis, [top, bottom]: PixelRange): Extent {
  const { scale } = axis;
  const picks = picksOf(coveredLanes(axis, top, bottom));
  const onValues = !isEmptyScale(scale) && (axis.laneY.size === 0 || top <= scale.height + snap);
  if (!onValues) return { kind: 'lanes', ...orNearest(axis, picks, (top + bottom) / 2) };
  if (scale.type === 'category') return categoryExtent(axis, top, bottom, picks);
  const [atTop, atBottom] = scale.inverted ? [scale.lowest, scale.highest] : [scale.highest, scale.lowest];
  const upper = top <= snap ? atTop : invertY(scale, top);
  const lower = bottom >= scale.height - snap ? atBottom : invertY(scale, bottom);
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
 * The pixels that show an extent, undoing `extentFromPixels`: around its values, together with the lanes that follow on
 * without a gap. Null when the extent has nothing to show on this axis. Lanes apart from it are shown by their labels.
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
  const reach = scale.min < scale.max ? 1.5 : 10;
  if (bottom - top >= 2 * reach) return [top, bottom];
  const middle = clamp((top + bottom) / 2, reach, scale.height - reach);
  return [middle - reach, middle + reach];
}

function categoryPixels(scale: AxisScale & { type: 'category' }, extent: Extent): PixelRange | null {
  const names = scale.levels ?? scale.labels.map((_, code) => code);
  const places = Array.from(names)
    .filter((value) =>
      extent.kind === 'range'
        ? value >= extent.min && value <= extent.max
        : extent.kind === 'categories' && extent.values.has(scale.labels[value]!),
    )
    .map((value) => scaleY(scale, value));
  if (places.length === 0) return null;
  const reach = Math.min(scale.height / scale.labels.length / 2, 16);
  return [min(places)! - reach, max(places)! + reach];
}
