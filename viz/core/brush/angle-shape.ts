import { clamp } from '../../../history/index.ts';
import type { AngleAxis, AngleBrush } from './angles.ts';
import type { AxisGeometry } from '../layout/geometry.ts';

/** A point in CSS pixels; y below the top of the axes. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Two neighbouring axes and their positions. */
export interface GapShape {
  readonly left: AxisGeometry;
  readonly right: AxisGeometry;
  readonly leftX: number;
  readonly rightX: number;
}

/**
 * The slope of a drag, from −1 to 1: that of the line which continues the drag to both axes, whose scales can have different
 * lengths because of lanes. The horizontal distance counts as at least 4 pixels.
 */
export function slopeBetween({ left, right, leftX, rightX }: GapShape, from: Point, to: Point): number {
  const across = (to.x < from.x ? -1 : 1) * Math.max(4, Math.abs(to.x - from.x));
  const steepness = (to.y - from.y) / across;
  const depthAt = (x: number, { scale }: AxisGeometry) => (from.y + steepness * (x - from.x)) / scale.height;
  return clampSlope(depthAt(leftX, left) - depthAt(rightX, right));
}

/** Half the range of slopes of a new angle. */
const halfRange = 0.06;

/** The angle around a slope between two axes. */
export function angleAround(gap: GapShape, slope: number): AngleBrush {
  const whole = wholeAngle(gap.left, gap.right);
  return { ...whole, min: clampSlope(slope - halfRange), max: clampSlope(slope + halfRange) };
}

/** The angle that selects every slope. */
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

/** Whether an axis has the scale and limits that it had when the angle was drawn, inverted or not. */
function isAsDrawn(drawn: AngleAxis, axis: AxisGeometry): boolean {
  const now = axisOf(axis);
  return (
    drawn.column === now.column &&
    drawn.scale === now.scale &&
    drawn.domain?.min === now.domain?.min &&
    drawn.domain?.max === now.domain?.max
  );
}

/** A range of slopes as displayed, which differs from the brush's if axes were swapped or inverted. */
export interface SeenAngle {
  readonly min: number;
  readonly max: number;
  /** −1 if displayed slopes have the opposite sign of the brush's, else 1. */
  readonly sign: 1 | -1;
}

/**
 * The slopes of an angle as displayed in this gap, also if its axes were swapped or both inverted. Null if no wedge can
 * show it: only one axis was inverted, or an axis has another scale or other limits.
 */
export function seenAngle(angle: AngleBrush, gap: GapShape): SeenAngle | null {
  const isSwapped = angle.left.column === gap.right.name;
  const [left, right] = isSwapped ? [gap.right, gap.left] : [gap.left, gap.right];
  if (!isAsDrawn(angle.left, left) || !isAsDrawn(angle.right, right)) return null;
  const isFlipped = [left, right].map((axis, index) => {
    return axis.scale.inverted !== (index === 0 ? angle.left : angle.right).inverted;
  });
  if (isFlipped[0] !== isFlipped[1]) return null;
  const sign = isFlipped[0] === isSwapped ? 1 : -1;
  const ends = [angle.min * sign, angle.max * sign];
  return { min: Math.min(...ends), max: Math.max(...ends), sign };
}

/** A triangle from a point on the left axis to two points on the right one that shows an angle. */
export interface Wedge {
  readonly tip: Point;
  /** The points of the highest and the lowest slope. */
  readonly high: Point;
  readonly low: Point;
}

/** The wedge of a displayed angle, centred vertically. */
export function wedgeOf({ min, max }: SeenAngle, { left, right, leftX, rightX }: GapShape): Wedge {
  const tipHeight = 0.5 - (min + max) / 4;
  const at = (x: number, { scale }: AxisGeometry, share: number) => ({ x, y: scale.height * (1 - share) });
  return {
    tip: at(leftX, left, tipHeight),
    high: at(rightX, right, tipHeight + max),
    low: at(rightX, right, tipHeight + min),
  };
}

/** `angle` with its end that is displayed as higher or lower moved to the displayed slope `seen`. Ends never cross. */
export function withSeenEnd(
  angle: AngleBrush,
  { sign }: SeenAngle,
  end: 'high' | 'low',
  seen: number,
): AngleBrush {
  const slope = clampSlope(seen * sign);
  const isMax = (end === 'high') === (sign === 1);
  return isMax
    ? { ...angle, max: Math.max(slope, angle.min) }
    : { ...angle, min: Math.min(slope, angle.max) };
}

function clampSlope(slope: number): number {
  return clamp(slope, -1, 1);
}
