import { pickedLanes, picksOf, type Extent } from '../core/brush/extent.ts';
import type { Filter, FilterStep } from '../core/brush/filter.ts';
import type { Brush, FilterStepView } from './plot-view.ts';
import type { AxesView } from './setting.ts';

export function toBrushes(brushes: Filter['brushes']): Brush[] {
  return Array.from(brushes).flatMap(([name, extents]) => extents.map((extent) => toBrush(name, extent)));
}

/** The ranges of each column. */
export function fromBrushes(brushes: readonly Brush[]): Filter['brushes'] {
  const ranges = new Map<string, Extent[]>();
  for (const brush of brushes) {
    const present = ranges.get(brush.column);
    if (present === undefined) ranges.set(brush.column, [toExtent(brush)]);
    else present.push(toExtent(brush));
  }
  return ranges;
}

export function toStep({ action, filter }: FilterStep): FilterStepView {
  const { brushes, negated, angles, combine, condition } = filter;
  return {
    action,
    brushes: toBrushes(brushes),
    negated: [...negated],
    angles: [...angles],
    combine,
    ...(condition === '' ? {} : { condition }),
  };
}

export function fromStep({ action, brushes, negated, condition = '', ...rest }: FilterStepView): FilterStep {
  return {
    action,
    filter: { ...rest, brushes: fromBrushes(brushes), negated: new Set(negated), condition },
  };
}

function toBrush(column: string, extent: Extent): Brush {
  const picked = pickedLanes(extent);
  const rest = picked.length > 0 ? { lanes: picked } : {};
  if (extent.kind === 'range') return { column, kind: 'range', min: extent.min, max: extent.max, ...rest };
  if (extent.kind === 'categories')
    return { column, kind: 'categories', values: [...extent.values], ...rest };
  return { column, kind: 'lanes', ...rest };
}

function toExtent(brush: Brush): Extent {
  const picks = picksOf(brush.lanes ?? []);
  if (brush.kind === 'range') return { kind: 'range', min: brush.min, max: brush.max, ...picks };
  if (brush.kind === 'categories') return { kind: 'categories', values: new Set(brush.values), ...picks };
  return { kind: 'lanes', ...picks };
}

/** Removes the ranges and angles of hidden axes, since invisible filters are misleading. */
export function withoutBrushes(
  { brushes, negated, angles }: AxesView,
  hidden: readonly string[],
): Pick<AxesView, 'brushes' | 'negated' | 'angles'> {
  const isHidden = (name: string) => hidden.includes(name);
  return {
    brushes: brushes.filter(({ column }) => !isHidden(column)),
    negated: negated.filter((column) => !isHidden(column)),
    angles: angles.filter(({ left, right }) => !isHidden(left.column) && !isHidden(right.column)),
  };
}
