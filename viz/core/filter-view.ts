import { z } from 'zod';
import { pickedLanes, picksOf, type Extent } from './extent.ts';
import type { Filter } from './filter.ts';
import { LANES } from './lanes.ts';
import { SCALE_TYPES } from './scale-types.ts';

const lanes = z.array(z.enum(LANES)).optional();
const column = z.string();

const brush = z.discriminatedUnion('kind', [
  z.strictObject({ column, kind: z.literal('range'), min: z.number(), max: z.number(), lanes }),
  z.strictObject({ column, kind: z.literal('categories'), values: z.array(z.string()), lanes }),
  z.strictObject({ column, kind: z.literal('lanes'), lanes }),
]);

/** The ends of an axis that somebody fixed. */
export const domainShape = { min: z.number(), max: z.number() };

const angleAxis = z.strictObject({
  column,
  scale: z.enum(SCALE_TYPES),
  inverted: z.boolean(),
  domain: z.strictObject(domainShape).optional(),
});

/** The parts of a view that say what is brushed. */
export const filterShape = {
  /** A column may occur several times: each is a range on its axis. */
  brushes: z.array(brush),
  negated: z.array(column).default([]),
  angles: z
    .array(
      z.strictObject({
        left: angleAxis,
        right: angleAxis,
        min: z.number(),
        max: z.number(),
        negated: z.boolean(),
      }),
    )
    .default([]),
  combine: z.enum(['all', 'any']).default('all'),
};

type Brush = z.infer<typeof brush>;
export type FilterView = { readonly [key in keyof typeof filterShape]: z.infer<(typeof filterShape)[key]> };

export function toFilterView({ brushes, negated, angles, combine }: Filter): FilterView {
  return {
    brushes: Array.from(brushes).flatMap(([name, extents]) => extents.map((extent) => toBrush(name, extent))),
    negated: [...negated],
    angles: [...angles],
    combine,
  };
}

export function fromFilterView({ brushes, negated, angles, combine }: FilterView): Filter {
  const ranges = new Map<string, Extent[]>();
  for (const brush of brushes) {
    const present = ranges.get(brush.column);
    if (present === undefined) ranges.set(brush.column, [toExtent(brush)]);
    else present.push(toExtent(brush));
  }
  return { brushes: ranges, negated: new Set(negated), angles, combine };
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
