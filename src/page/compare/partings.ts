import { partingOf, type Parting } from '../../../analysis/index.ts';
import type { Series } from '../../../history/index.ts';
import { meanCurves } from '../../../viz/index.ts';

/** A line that is compared: a run, or the runs of a configuration. */
export interface ComparedLine {
  /** In the table of the plot. */
  readonly row: number;
  /** Indices in the set; one for a run. */
  readonly runs: readonly number[];
  readonly name: string;
  readonly color: string;
}

export interface LineParting {
  readonly line: ComparedLine;
  /** Line − baseline; null if the two never part for good, or too late to show that it is for good. */
  readonly parting: Parting | null;
}

/**
 * Where the curve of each line parts from that of the baseline. The curve of a configuration is the mean of its runs. Lines
 * without a curve, and other epochs of the baseline's run, are left out.
 */
export function partingsOf(
  series: Series,
  lines: readonly ComparedLine[],
  baseline: ComparedLine,
): LineParting[] {
  const base = curveOf(series, baseline);
  if (base === null) return [];
  return lines.flatMap((line) => {
    if (line.runs.every((run) => baseline.runs.includes(run))) return [];
    const curve = curveOf(series, line);
    return curve === null ? [] : [{ line, parting: partingOf(curve, base) }];
  });
}

function curveOf(series: Series, { runs }: ComparedLine): { x: Float64Array; y: Float64Array } | null {
  const members = new Set(runs);
  const curves = Array.from(series.runs.keys()).filter((curve) => members.has(series.runs[curve]!));
  if (curves.length === 0) return null;
  const slice = (curve: number) => [series.starts[curve]!, series.starts[curve + 1]!] as const;
  if (curves.length === 1) {
    const [start, end] = slice(curves[0]!);
    return { x: series.x.subarray(start, end), y: series.y.subarray(start, end) };
  }
  const starts = new Uint32Array(curves.length + 1);
  const points = curves.flatMap((curve, at) => {
    const [start, end] = slice(curve);
    starts[at + 1] = starts[at]! + end - start;
    return Array.from({ length: end - start }, (_, i) => start + i);
  });
  const own = {
    runs: new Uint32Array(curves.length),
    starts,
    x: Float64Array.from(points, (i) => series.x[i]!),
  };
  return meanCurves(
    own,
    Float64Array.from(points, (i) => series.y[i]!),
    [0],
    'range',
  );
}
