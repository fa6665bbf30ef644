import { eachCrossing, gapOf, range, slopeAt, type Region } from './lines.ts';
import type { Axes } from './page/tool.ts';
import { isOccupied, labAt, type Pair } from './pixels.ts';
import type { Data } from './structures.ts';

/** Windows in each row and in each column, the same number for tools with tall and with short axes. */
const windowCount = 16;
/** How much the lines of a window have to agree on an orientation to count, from 0 to 1. */
const minAgreement = 0.7;
/** The largest error of a recovered orientation. */
const maxError = (15 * Math.PI) / 180;

/**
 * The share of windows between the axes in which the orientation of the picture is that of the lines, to 15 degrees.
 * Windows without lines, or with lines in several directions, are left out. The orientation of a picture is that of the
 * structure tensor of its three channels in CIELAB.
 */
export function scoreOrientation(pair: Pair, axes: Axes, data: Data): number {
  const gap = gapOf(axes);
  const [width, height] = [(gap.right - gap.left) / windowCount, (gap.bottom - gap.top) / windowCount];
  const indices = range(0, windowCount);
  const truth = indices.map(() => indices.map(() => ({ count: 0, cos: 0, sin: 0 })));
  for (const column of indices) {
    const x = Math.floor(gap.left + (column + 0.5) * width);
    const slope = slopeAt(data, axes, x);
    eachCrossing(data, axes, [x], (row, y) => {
      const cell = truth[column]![Math.floor((y - gap.top) / height)];
      if (!cell) return;
      const angle = Math.atan(slope(row));
      cell.count += 1;
      cell.cos += Math.cos(2 * angle);
      cell.sin += Math.sin(2 * angle);
    });
  }
  let [found, all] = [0, 0];
  for (const column of indices) {
    for (const row of indices) {
      const { count, cos, sin } = truth[column]![row]!;
      if (count === 0 || Math.hypot(cos, sin) / count < minAgreement) continue;
      all += 1;
      const angle = orientationOf(pair, {
        left: Math.round(gap.left + column * width),
        right: Math.round(gap.left + (column + 1) * width),
        top: Math.round(gap.top + row * height),
        bottom: Math.round(gap.top + (row + 1) * height),
      });
      if (angle === null) continue;
      const error = Math.abs(Math.sin(angle - Math.atan2(sin, cos) / 2));
      if (error <= Math.sin(maxError)) found += 1;
    }
  }
  return found / all;
}

/** The angle of the lines in a window, in radians, down from the right; null if the window has no contrast. */
function orientationOf(pair: Pair, { left, right, top, bottom }: Region): number | null {
  let [xx, xy, yy] = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (isNearOccupied(pair, x, y)) continue;
      const [west, east] = [labAt(pair.picture, x - 1, y), labAt(pair.picture, x + 1, y)];
      const [north, south] = [labAt(pair.picture, x, y - 1), labAt(pair.picture, x, y + 1)];
      for (let channel = 0; channel < 3; channel++) {
        const [dx, dy] = [east[channel]! - west[channel]!, south[channel]! - north[channel]!];
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
    }
  }
  if (xx + yy === 0) return null;
  // Lines are at a right angle to the dominant gradient.
  return Math.atan2(2 * xy, xx - yy) / 2 + Math.PI / 2;
}

function isNearOccupied(pair: Pair, x: number, y: number): boolean {
  for (const [dx, dy] of [
    [0, 0],
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as const)
    if (isOccupied(pair, x + dx, y + dy)) return true;
  return false;
}
