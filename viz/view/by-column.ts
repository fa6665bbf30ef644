import type { ByColumn, PlotRange } from '../api/types.ts';
import type { Brush } from './plot-view.ts';

/** A range of a column as stored in a view. */
export function toViewBrush(column: string, range: PlotRange): Brush {
  const lanes = range.lanes === undefined ? {} : { lanes: [...range.lanes] };
  if ('min' in range) {
    const ends = [Number(range.min), Number(range.max)];
    return { column, kind: 'range', min: Math.min(...ends), max: Math.max(...ends), ...lanes };
  }
  if ('values' in range)
    return { column, kind: 'categories', values: Array.from(range.values, String), ...lanes };
  return { column, kind: 'lanes', ...lanes };
}

/** The ranges of a view by column. */
export function rangesOf(brushes: readonly Brush[]): Map<string, PlotRange[]> {
  const ranges = new Map<string, PlotRange[]>();
  for (const brush of brushes) {
    const present = ranges.get(brush.column);
    if (present === undefined) ranges.set(brush.column, [toRange(brush)]);
    else present.push(toRange(brush));
  }
  return ranges;
}

function toRange(brush: Brush): PlotRange {
  const lanes = brush.lanes === undefined ? {} : { lanes: brush.lanes };
  if (brush.kind === 'range') return { min: brush.min, max: brush.max, ...lanes };
  if (brush.kind === 'categories') return { values: brush.values, ...lanes };
  return { lanes: brush.lanes ?? [] };
}

/** Pairs of a column and its value. */
export function entriesOf<Value>(values: ByColumn<Value>): [string, Value][] {
  return values instanceof Map ? [...(values as ReadonlyMap<string, Value>)] : Object.entries(values);
}
