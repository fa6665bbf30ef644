import { z } from 'zod';
import { untouched, type Arrangement } from './arrangement.ts';
import { pickedLanes, picksOf, type Extent } from './extent.ts';
import { noFilter, type Filter, type FilterStep } from './filter.ts';
import { CLASS_PALETTES, defaultPalette, RAMPS, type Palette } from './palette.ts';
import { LANES } from './lanes.ts';
import type { CategoryOrders } from './shown-columns.ts';
import { SCALE_LABELS, type ScaleType } from './scale-types.ts';

const scaleTypes = Object.keys(SCALE_LABELS) as [ScaleType, ...ScaleType[]];

const lanes = z.array(z.enum(LANES)).optional();
const column = z.string();

const brush = z.discriminatedUnion('kind', [
  z.strictObject({ column, kind: z.literal('range'), min: z.number(), max: z.number(), lanes }),
  z.strictObject({ column, kind: z.literal('categories'), values: z.array(z.string()), lanes }),
  z.strictObject({ column, kind: z.literal('lanes'), lanes }),
]);

const angleAxis = z.strictObject({ column, scale: z.enum(scaleTypes), inverted: z.boolean() });

const filter = {
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

/** What may be shown beside the lines. */
export const MARKS = ['histograms', 'correlations'] as const;
export type Mark = (typeof MARKS)[number];

const view = z.strictObject({
  order: z.array(column),
  hidden: z.array(column),
  shown: z.array(column),
  inverted: z.array(column),
  scales: z.array(z.strictObject({ column, type: z.enum(scaleTypes) })),
  /** Names of categories from the lowest; those that are not named stand above. */
  categoryOrders: z.array(z.strictObject({ column, names: z.array(z.string()) })).default([]),
  ...filter,
  steps: z.array(z.strictObject({ action: z.enum(['keep', 'exclude']), ...filter })).default([]),
  marks: z.array(z.enum(MARKS)).default([]),
  colorBy: z.string().nullable().optional(),
  palette: z
    .strictObject({
      ramp: z.enum(RAMPS).default(defaultPalette.ramp),
      reversed: z.boolean().default(defaultPalette.reversed),
      classes: z.enum(CLASS_PALETTES).default(defaultPalette.classes),
    })
    .default(defaultPalette),
});

type Brush = z.infer<typeof brush>;
type FilterView = { readonly [key in keyof typeof filter]: z.infer<(typeof filter)[key]> };

/**
 * Everything that somebody did to a plot, as plain JSON. Lists hold column names as values, never as keys, since a
 * column may be called `__proto__`. Without `colorBy` the colour is inferred; null is no colour.
 */
export type PlotView = z.infer<typeof view>;

/** The state of a plot that a view stands for. */
export interface ViewState extends Filter {
  readonly arrangement: Arrangement;
  readonly inverted: ReadonlySet<string>;
  readonly scales: ReadonlyMap<string, ScaleType>;
  readonly categoryOrders: CategoryOrders;
  /** What was kept and excluded, in this order. */
  readonly steps: readonly FilterStep[];
  readonly colorBy: string | null | undefined;
  readonly palette: Palette;
  readonly marks: ReadonlySet<Mark>;
}

/** Of a plot to which nobody has done anything. */
export const untouchedView: ViewState = {
  arrangement: untouched,
  inverted: new Set(),
  scales: new Map(),
  categoryOrders: new Map(),
  ...noFilter,
  steps: [],
  colorBy: undefined,
  palette: defaultPalette,
  marks: new Set(),
};

/** Reads a view from unknown JSON. Throws an error that names what is wrong and where, `brushes[0].min: …`. */
export function parseView(json: unknown): PlotView {
  const result = view.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  throw new Error(`Not a saved view: view${path}: ${issue.message}`);
}

export function toView(state: ViewState): PlotView {
  const { arrangement, inverted, scales, categoryOrders, steps, marks, colorBy, palette } = state;
  return {
    order: [...arrangement.order],
    hidden: [...arrangement.hidden],
    shown: [...arrangement.shown],
    inverted: [...inverted],
    scales: Array.from(scales, ([name, type]) => ({ column: name, type })),
    categoryOrders: Array.from(categoryOrders, ([name, names]) => ({ column: name, names: [...names] })),
    ...toFilterView(state),
    steps: steps.map(({ action, filter }) => ({ action, ...toFilterView(filter) })),
    marks: [...marks],
    ...(colorBy === undefined ? {} : { colorBy }),
    palette,
  };
}

export function fromView(view: PlotView): ViewState {
  const { order, hidden, shown, inverted, scales, categoryOrders, steps, marks, colorBy, palette } = view;
  return {
    arrangement: { order, hidden: new Set(hidden), shown: new Set(shown) },
    inverted: new Set(inverted),
    scales: new Map(scales.map((scale) => [scale.column, scale.type])),
    categoryOrders: new Map(categoryOrders.map(({ column, names }) => [column, names])),
    ...fromFilterView(view),
    steps: steps.map((step) => ({ action: step.action, filter: fromFilterView(step) })),
    marks: new Set(marks),
    colorBy,
    palette,
  };
}

function toFilterView({ brushes, negated, angles, combine }: Filter): FilterView {
  return {
    brushes: Array.from(brushes).flatMap(([name, extents]) => extents.map((extent) => toBrush(name, extent))),
    negated: [...negated],
    angles: [...angles],
    combine,
  };
}

function fromFilterView({ brushes, negated, angles, combine }: FilterView): Filter {
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
