import { z } from 'zod';
import { pickedLanes, picksOf, type Extent } from '../core/brush/extent.ts';
import type { Filter, FilterStep } from '../core/brush/filter.ts';
import { LANES } from '../core/layout/lanes.ts';
import { SCALE_TYPES } from '../core/scale/scale-types.ts';

const lanes = z.array(z.enum(LANES)).optional();
const column = z.string();

export const brushSchema = z.discriminatedUnion('kind', [
  z.strictObject({ column, kind: z.literal('range'), min: z.number(), max: z.number(), lanes }),
  z.strictObject({ column, kind: z.literal('categories'), values: z.array(z.string()), lanes }),
  z.strictObject({ column, kind: z.literal('lanes'), lanes }),
]);

/** The fixed limits of an axis. */
export const domainShape = { min: z.number(), max: z.number() };

const angleAxis = z.strictObject({
  column,
  scale: z.enum(SCALE_TYPES),
  inverted: z.boolean(),
  domain: z.strictObject(domainShape).optional(),
});

export const angleSchema = z.strictObject({
  left: angleAxis,
  right: angleAxis,
  min: z.number(),
  max: z.number(),
  negated: z.boolean(),
});

/** The parts of a view that define the filter. */
export const filterShape = {
  /** A column can occur several times, once per range. */
  brushes: z.array(brushSchema),
  negated: z.array(column).default([]),
  angles: z.array(angleSchema).default([]),
  combine: z.enum(['all', 'any']).default('all'),
};

export const stepSchema = z.strictObject({ action: z.enum(['keep', 'exclude']), ...filterShape });

export type Brush = z.infer<typeof brushSchema>;
export type Angle = z.infer<typeof angleSchema>;
export type Step = z.infer<typeof stepSchema>;
export type FilterView = { readonly [key in keyof typeof filterShape]: z.infer<(typeof filterShape)[key]> };

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

export function toStep({ action, filter }: FilterStep): Step {
  const { brushes, negated, angles, combine } = filter;
  return { action, brushes: toBrushes(brushes), negated: [...negated], angles: [...angles], combine };
}

export function fromStep({ action, brushes, negated, angles, combine }: Step): FilterStep {
  return {
    action,
    filter: { brushes: fromBrushes(brushes), negated: new Set(negated), angles, combine },
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
