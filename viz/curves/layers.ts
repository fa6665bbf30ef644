import { rgb } from 'd3';
import type { Series } from '../../history/index.ts';
import type { Rgb } from '../core/color/palette.ts';
import { meanCurves, type MeanCurves } from '../core/curves/mean-band.ts';
import { ascendingCurves } from '../core/curves/nearest.ts';
import type { CurvePicture } from '../core/curves/paint.ts';
import type { CurveScale } from '../core/curves/curve-scale.ts';
import type { CurveGroups } from './types.ts';

/** The curves of one metric as they are drawn: one per run, or the mean of each configuration. */
export interface CurveLayer {
  readonly title: string;
  readonly isDashed: boolean;
  readonly series: Series;
  /** The values of `series` that are drawn. */
  readonly y: Float64Array;
  readonly means: MeanCurves | null;
  readonly ascending: Uint8Array;
  /** The curve of each run; of a mean curve, each of its runs. */
  readonly curveOf: ReadonlyMap<number, number>;
}

/** @param y the values of the series, which may be smoothed */
export function curveLayer(
  title: string,
  isDashed: boolean,
  series: Series,
  y: Float64Array,
  groups: CurveGroups | null,
): CurveLayer {
  const means = groups && meanCurves(series, y, groups.of, groups.band);
  const members = means?.members ?? Array.from(series.runs, (run) => [run]);
  const curveOf = new Map<number, number>();
  for (const [curve, runs] of members.entries()) for (const run of runs) curveOf.set(run, curve);
  const shown = means ?? series;
  return {
    title,
    isDashed,
    series: shown,
    y: means?.y ?? y,
    means,
    ascending: ascendingCurves(shown),
    curveOf,
  };
}

/** The values that the y axis must have room for: curves, and the bands of means. */
export function drawnValues({ series: { x }, y, means }: CurveLayer): Pick<Series, 'x' | 'y'>[] {
  return [{ x, y }, ...(means ? [means.low, means.high].map((values) => ({ x, y: values })) : [])];
}

/** How a picture lies on the screen. */
export interface CurveFrame {
  readonly x: CurveScale;
  readonly y: CurveScale;
  /** Pixels of the picture per CSS pixel. */
  readonly pixelRatio: number;
}

/** More curves than this are thinner. */
export const FEW_CURVES = 50;
const WIDTH = { few: 1.5, many: 1.1 } as const;
const DASH = 5;
export const BAND_OPACITY = 0.2;
const RAW_OPACITY = 0.22;

/**
 * Paints a layer behind what is there already, in steps of one curve; its scales are in CSS pixels.
 * @param stride only every `stride`-th curve is painted
 */
export function* layerSteps(
  picture: CurvePicture,
  layer: CurveLayer,
  { x, y, pixelRatio }: CurveFrame,
  color: (run: number) => Rgb,
  isFaint: boolean,
  stride = 1,
): Generator<void, void> {
  const { series, means } = layer;
  const [scaleX, scaleY] = [x, y].map((scale) => ({
    ...scale,
    from: scale.from * pixelRatio,
    to: scale.to * pixelRatio,
  })) as [CurveScale, CurveScale];
  const count = series.runs.length;
  // Many curves show their density only if they are translucent.
  const opacity = Math.min(0.95, Math.max(0.6, 1.2 - 0.25 * Math.log10(Math.max(1, count))));
  const brush = {
    width: (count > FEW_CURVES ? WIDTH.many : WIDTH.few) * pixelRatio,
    opacity: isFaint ? RAW_OPACITY * opacity : opacity,
    dash: layer.isDashed ? DASH * pixelRatio : 0,
  };
  const curves = { starts: series.starts, x: series.x, ascending: layer.ascending };
  for (let curve = count - 1; curve >= 0; curve -= stride) {
    picture.paintCurve(curves, layer.y, curve, scaleX, scaleY, color(series.runs[curve]!), brush);
    yield;
  }
  if (means === null || isFaint || layer.isDashed) return;
  for (let curve = count - 1; curve >= 0; curve -= stride) {
    const [start, end] = [means.starts[curve]!, means.starts[curve + 1]!];
    const own = color(series.runs[curve]!);
    picture.paintBand(means.x, means.low, means.high, start, end, scaleX, scaleY, own, BAND_OPACITY);
    yield;
  }
}

/** Returns the colour of a run as numbers; each CSS colour is parsed once. */
export function rgbReader(color: (run: number) => string): (run: number) => Rgb {
  const known = new Map<string, Rgb>();
  return (run) => {
    const css = color(run);
    let found = known.get(css);
    if (found === undefined) {
      const { r, g, b } = rgb(css);
      known.set(css, (found = [r, g, b]));
    }
    return found;
  };
}
