import { clamp } from '../../../history/index.ts';
import type { AngleAxis, AngleBrush } from './angles.ts';
import type { AxisGeometry } from '../layout/geometry.ts';

/** A point in CSS pixels; y below the top of the axes. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Two neighbouring axes and where they stand. */
export interface GapShape {
  readonly left: AxisGeometry;
  readonly right: AxisGeometry;
  readonly leftX: number;
  readonly rightX: number;
}

/** The slope of a drag; at least so far to the side that it has one. Within −1 to 1. */
export function slopeBetween({ left, leftX, rightX }: GapShape, from: Point, to: Point): number {
  const across = Math.max(4, Math.abs(to.x - from.x)) / (rightX - leftX);
  const up = (from.y - to.y) / left.scale.height;
  return within(((to.x < from.x ? -1 : 1) * up) / across);
}

/** Half the slopes that a drawn angle takes in, until its ends are dragged. */
const reach = 0.06;

/** The angle around a slope, between axes as they stand. */
export function angleAround(gap: GapShape, slope: number): AngleBrush {
  const whole = wholeAngle(gap.left, gap.right);
  return { ...whole, min: within(slope - reach), max: within(slope + reach) };
}

/** The angle that takes in every slope. */
export function wholeAngle(left: AxisGeometry, right: AxisGeometry): AngleBrush {
  return { left: axisOf(left), right: axisOf(right), min: -1, max: 1, negated: false };
}

function axisOf({ name, scale }: AxisGeometry): AngleAxis {
  const { type, inverted } = scale;
  const isFixed = type !== 'category' && scale.fixed;
  return {
    column: name,
    scale: type,
    inverted,
    ...(isFixed ? { domain: { min: scale.min, max: scale.max } } : {}),
  };
}

/** Whether an axis has the scale and the ends that it had when the angle was drawn, whichever way up. */
function isAsDrawn(drawn: AngleAxis, axis: AxisGeometry): boolean {
  const now = axisOf(axis);
  return (
    drawn.column === now.column &&
    drawn.scale === now.scale &&
    drawn.domain?.min === now.domain?.min &&
    drawn.domain?.max === now.domain?.max
  );
}

/** Slopes as they are seen: from the lower to the higher. */
export interface SeenAngle {
  readonly min: number;
  readonly max: number;
  /** −1 where a seen slope is the opposite of the brush's, else 1. */
  readonly sign: 1 | -1;
}

/**
 * The slopes of an angle as they are seen in this gap, also when its axes have changed places or both were turned round;
 * null where no wedge could show it: one axis alone was turned, or has another scale or other ends.
 */
export function seenAngle(angle: AngleBrush, gap: GapShape): SeenAngle | null {
  const isSwapped = angle.left.column === gap.right.name;
  const [left, right] = isSwapped ? [gap.right, gap.left] : [gap.left, gap.right];
  if (!isAsDrawn(angle.left, left) || !isAsDrawn(angle.right, right)) return null;
  const turned = [left, right].map((axis, index) => {
    return axis.scale.inverted !== (index === 0 ? angle.left : angle.right).inverted;
  });
  if (turned[0] !== turned[1]) return null;
  const sign = turned[0] === isSwapped ? 1 : -1;
  const ends = [angle.min * sign, angle.max * sign];
  return { min: Math.min(...ends), max: Math.max(...ends), sign };
}

/** A wedge from a point on the left axis to two on the right one, for an angle as it is seen. */
export interface Wedge {
  readonly tip: Point;
  /** Of the steepest rise, and of the least. */
  readonly high: Point;
  readonly low: Point;
}

/** The wedge of a seen angle, in the middle of its gap. */
export function wedgeOf({ min, max }: SeenAngle, { left, leftX, rightX }: GapShape): Wedge {
  const tipHeight = 0.5 - (min + max) / 4;
  const at = (x: number, share: number) => ({ x, y: left.scale.height * (1 - share) });
  return {
    tip: at(leftX, tipHeight),
    high: at(rightX, tipHeight + max),
    low: at(rightX, tipHeight + min),
  };
}

/** `angle` with the end that is seen higher, or lower, at a slope as it is seen. Ends never pass each other. */
export function withSeenEnd(
  angle: AngleBrush,
  { sign }: SeenAngle,
  end: 'high' | 'low',
  seen: number,
): AngleBrush {
  const slope = within(seen * sign);
  const isMax = (end === 'high') === (sign === 1);
  return isMax
    ? { ...angle, max: Math.max(slope, angle.min) }
    : { ...angle, min: Math.min(slope, angle.max) };
}

/** A slope within the reach of an axis. */
function within(slope: number): number {
  return clamp(slope, -1, 1);
}
