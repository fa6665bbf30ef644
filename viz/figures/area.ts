import { pixelOf, type CurveScale } from '../core/curves/curve-scale.ts';
import type { MeanCurves } from '../core/curves/mean-band.ts';
import { decimal } from '../export/xml.ts';

/** The outline of the band around a mean curve as the data of an SVG path; each part without a gap is a polygon. */
export function areaOutline(
  { starts, x, low, high }: Pick<MeanCurves, 'starts' | 'x' | 'low' | 'high'>,
  curve: number,
  scaleX: CurveScale,
  scaleY: CurveScale,
): string {
  const place = (point: number, value: number) =>
    `${decimal(pixelOf(scaleX, x[point]!))} ${decimal(pixelOf(scaleY, value))}`;
  const outlines: string[] = [];
  let points: number[] = [];
  const close = () => {
    if (points.length > 1) {
      const upper = points.map((point) => place(point, high[point]!));
      const lower = points.toReversed().map((point) => place(point, low[point]!));
      outlines.push(`M${[...upper, ...lower].join('L')}Z`);
    }
    points = [];
  };
  for (let point = starts[curve]!; point < starts[curve + 1]!; point++) {
    const isDrawn = [low[point]!, high[point]!].every((value) => Number.isFinite(pixelOf(scaleY, value)));
    if (isDrawn) points.push(point);
    else close();
  }
  close();
  return outlines.join('');
}
