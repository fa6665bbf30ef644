import { z } from 'zod';
import { untouched, type Arrangement } from './arrangement.ts';
import { domainShape, filterShape, fromFilterView, toFilterView } from './filter-view.ts';
import { noFilter, type Filter, type FilterStep } from './filter.ts';
import { CLASS_PALETTES, defaultPalette, RAMPS, type Palette } from './palette.ts';
import type { CategoryOrders } from './shown-columns.ts';
import { defaultStyle, type LineStyle } from './raster/style.ts';
import type { FixedDomain } from './numeric-scale.ts';
import { SCALE_TYPES, type ScaleType } from './scale-types.ts';
import type { Best } from './best.ts';

const column = z.string();

/** What may be shown beside the lines. */
export const MARKS = ['histograms', 'correlations'] as const;
export type Mark = (typeof MARKS)[number];

/** How wide and how faint lines may be. */
export const LINE_LIMITS = { width: { min: 0.2, max: 12 }, opacity: { min: 0.01 } } as const;

const view = z.strictObject({
  order: z.array(column),
  hidden: z.array(column),
  shown: z.array(column),
  inverted: z.array(column),
  scales: z.array(z.strictObject({ column, type: z.enum(SCALE_TYPES) })),
  /** Names of categories from the lowest; those that are not named stand above. */
  categoryOrders: z.array(z.strictObject({ column, names: z.array(z.string()) })).default([]),
  /** Axes whose ends somebody fixed. */
  domains: z
    .array(
      z
        .strictObject({ column, ...domainShape })
        .refine(({ min, max }) => min < max, 'min has to be below max'),
    )
    .default([]),
  ...filterShape,
  steps: z.array(z.strictObject({ action: z.enum(['keep', 'exclude']), ...filterShape })).default([]),
  marks: z.array(z.enum(MARKS)).default([]),
  colorBy: z.string().nullable().optional(),
  palette: z
    .strictObject({
      ramp: z.enum(RAMPS).default(defaultPalette.ramp),
      reversed: z.boolean().default(defaultPalette.reversed),
      classes: z.enum(CLASS_PALETTES).default(defaultPalette.classes),
    })
    .default(defaultPalette),
  /** In CSS pixels, from 0 to 1 or null for what suits, and from 0 (straight) to 1. */
  lines: z
    .strictObject({
      width: z.number().min(LINE_LIMITS.width.min).max(LINE_LIMITS.width.max).default(defaultStyle.width),
      opacity: z.number().min(LINE_LIMITS.opacity.min).max(1).nullable().default(defaultStyle.opacity),
      curve: z.number().min(0).max(1).default(defaultStyle.curve),
    })
    .default(defaultStyle),
  /** The best rows in front of all others; null for all that are selected. */
  best: z
    .strictObject({ count: z.int().min(1), by: column.optional() })
    .nullable()
    .default(null),
});

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
  readonly domains: ReadonlyMap<string, FixedDomain>;
  readonly lines: LineStyle;
  readonly best: Best | null;
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
  domains: new Map(),
  lines: defaultStyle,
  best: null,
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
  const { arrangement, inverted, scales, categoryOrders, domains, steps, marks, colorBy } = state;
  return {
    order: [...arrangement.order],
    hidden: [...arrangement.hidden],
    shown: [...arrangement.shown],
    inverted: [...inverted],
    scales: Array.from(scales, ([name, type]) => ({ column: name, type })),
    categoryOrders: Array.from(categoryOrders, ([name, names]) => ({ column: name, names: [...names] })),
    domains: Array.from(domains, ([name, { min, max }]) => ({ column: name, min, max })),
    ...toFilterView(state),
    steps: steps.map(({ action, filter }) => ({ action, ...toFilterView(filter) })),
    marks: [...marks],
    ...(colorBy === undefined ? {} : { colorBy }),
    palette: state.palette,
    lines: state.lines,
    best: state.best,
  };
}

export function fromView(view: PlotView): ViewState {
  const { order, hidden, shown, inverted, scales, categoryOrders, domains, steps, marks, colorBy } = view;
  return {
    arrangement: { order, hidden: new Set(hidden), shown: new Set(shown) },
    inverted: new Set(inverted),
    scales: new Map(scales.map((scale) => [scale.column, scale.type])),
    categoryOrders: new Map(categoryOrders.map(({ column, names }) => [column, names])),
    domains: new Map(domains.map(({ column: name, min, max }) => [name, { min, max }])),
    ...fromFilterView(view),
    steps: steps.map((step) => ({ action: step.action, filter: fromFilterView(step) })),
    marks: new Set(marks),
    colorBy,
    palette: view.palette,
    lines: view.lines,
    best: view.best,
  };
}
