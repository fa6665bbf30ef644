import { moved, rangeBetween, type CurveScale, type Range } from '../core/curves/curve-scale.ts';
import { noZoom, type CurveZoom } from './types.ts';

/** A shorter drag is a click, in CSS pixels. */
const MIN_DRAG = 5;

/** A drag that is flatter than this zooms one axis only, in CSS pixels. */
const FLAT = 14;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The pixels between which a drag selects, on one axis or both; null where it does not limit an axis. */
export interface DraggedArea {
  readonly x: readonly [number, number] | null;
  readonly y: readonly [number, number] | null;
}

/** The area of a drag, limited to the chart; null if it is too short for one. */
export function draggedArea(
  from: Point,
  to: Point,
  { width, height }: { readonly width: number; readonly height: number },
): DraggedArea | null {
  const [dx, dy] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  if (Math.max(dx, dy) < MIN_DRAG) return null;
  const limited = (value: number, most: number) => Math.max(0, Math.min(most, value));
  return {
    x: dx >= FLAT || dx >= dy ? [limited(from.x, width), limited(to.x, width)] : null,
    y: dy >= FLAT || dy > dx ? [limited(from.y, height), limited(to.y, height)] : null,
  };
}

/** The zoom that shows a dragged area; an axis that the drag did not limit stays as it was. */
export function zoomToArea(zoom: CurveZoom, area: DraggedArea, x: CurveScale, y: CurveScale): CurveZoom {
  return {
    x: area.x ? rangeBetween(x, ...area.x) : zoom.x,
    y: area.y ? rangeBetween(y, ...area.y) : zoom.y,
  };
}

/** The zoom after a key: plus and minus zoom the x axis, arrows move, 0 shows everything; null for any other key. */
export function zoomByKey(
  key: string,
  zoom: CurveZoom,
  { x, y, wholeX }: { readonly x: CurveScale; readonly y: CurveScale; readonly wholeX: Range },
): CurveZoom | null {
  const zoomX = (factor: number, shift: number) => ({ ...zoom, x: within(moved(x, factor, shift), wholeX) });
  const moveY = (shift: number) => ({ ...zoom, y: moved(y, 1, shift) });
  switch (key) {
    case '+':
    case '=':
      return zoomX(0.5, 0);
    case '-':
      return zoomX(2, 0);
    case '0':
      return noZoom;
    case 'ArrowLeft':
      return zoomX(1, -0.2);
    case 'ArrowRight':
      return zoomX(1, 0.2);
    case 'ArrowUp':
      return moveY(0.2);
    case 'ArrowDown':
      return moveY(-0.2);
    default:
      return null;
  }
}

/** A range beyond all curves is limited to them; one that has all of them is no zoom. */
function within(range: Range, whole: Range): Range | null {
  if (range.max - range.min >= whole.max - whole.min) return null;
  const shift = Math.max(0, whole.min - range.min) - Math.max(0, range.max - whole.max);
  return { min: range.min + shift, max: range.max + shift };
}
