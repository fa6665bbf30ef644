import type { PlotView } from '../core/view.ts';
import type { ByColumn, PlotRange } from './types.ts';

type ViewBrush = PlotView['brushes'][number];

/** What stands in a view for one range of a column. */
export function toViewBrush(column: string, range: PlotRange): ViewBrush {
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
export function rangesOf(brushes: readonly ViewBrush[]): Map<string, PlotRange[]> {
  const ranges = new Map<string, PlotRange[]>();
  for (const brush of brushes) {
    const present = ranges.get(brush.column);
    if (present === undefined) ranges.set(brush.column, [toRange(brush)]);
    else present.push(toRange(brush));
  }
  return ranges;
}

function toRange(brush: ViewBrush): PlotRange {
  const lanes = brush.lanes === undefined ? {} : { lanes: brush.lanes };
  if (brush.kind === 'range') return { min: brush.min, max: brush.max, ...lanes };
  if (brush.kind === 'categories') return { values: brush.values, ...lanes };
  return { lanes: brush.lanes ?? [] };
}

/** The orders of categories of a view by column. */
export function ordersOf(orders: PlotView['categoryOrders']): ReadonlyMap<string, readonly string[]> {
  return new Map(orders.map(({ column, names }) => [column, names]));
}

/** Pairs of a column and its value. */
export function entriesOf<Value>(values: ByColumn<Value>): [string, Value][] {
  return values instanceof Map ? [...(values as ReadonlyMap<string, Value>)] : Object.entries(values);
}
