import { inferAxes } from '../core/rows/columns.ts';
import type { Filter, FilterStep } from '../core/brush/filter.ts';
import { defaultBands, type PlotBands } from '../core/bands/kinds.ts';
import type { Overlay } from '../core/overlays.ts';
import type { FixedDomain } from '../core/scale/numeric-scale.ts';
import { defaultPalette, type Palette } from '../core/color/palette.ts';
import { defaultStyle, type LineMode, type LineStyle } from '../core/raster/style.ts';
import type { ScaleType } from '../core/scale/scale-types.ts';
import type { CategoryOrders } from '../core/order/shown-columns.ts';
import type { Best } from '../core/order/best.ts';
import type { ByColumn, PlotDomain, PlotRange } from '../api/types.ts';
import { rangesOf, toViewBrush } from './by-column.ts';
import { listOf, nullable, objectOf, optional, text, withDefault, type Check } from './check.ts';
import { knownEntries, knownName, knownNames, warnOfScale } from './context.ts';
import { fromBrushes, fromStep, toBrushes, toStep, withoutBrushes } from './filter-view.ts';
import {
  bandsSchema,
  bestSchema,
  categoryOrderSchema,
  classesSchema,
  domainSchema,
  filterShape,
  lineShape,
  objectiveSchema,
  overlaySchema,
  rampShape,
  scaleSchema,
  stepSchema,
} from './schemas.ts';
import type { PlotObjective, PlotView } from './plot-view.ts';
import { namesOfText, plainSetting, viewSetting } from './setting.ts';

const columnNames = listOf(text);

const namesSetting = {
  schema: withDefault(columnNames, []),
  initial: new Set<string>(),
  toState: (all: readonly string[]): ReadonlySet<string> => new Set(all),
  toJson: (all: ReadonlySet<string>) => [...all],
};

/** The name of a column; null, and absent in a view, for none. */
function columnSetting(name: 'facet' | 'weight') {
  return plainSetting({
    schema: optional(text),
    initial: undefined,
    property: {
      get: (plot): string | null => plot.viewState[name] ?? null,
      write: (value: string | null, _, context) => (value === null ? undefined : knownName(value, context)),
      attributes: { [name]: (text: string) => text },
    },
  });
}

/**
 * The settings that are stored in views. The schema of views, undo, the properties of a plot and the attributes of
 * the element are derived from this table. Its texts in links are in `link/view-link.ts`, its descriptions in `settings-help.ts`:
 * the plot as a library needs neither.
 */
export const viewSettings = {
  /** The leftmost axes, in this order; the others follow. */
  order: viewSetting({
    schema: withDefault(columnNames, []),
    initial: [],
    toState: (order): readonly string[] => order,
    toJson: (order) => [...order],
    property: {
      get: (plot): readonly string[] => [...plot.axes],
      write: (value: readonly string[], _, context) => [
        ...new Set([...knownNames(value, context), ...context.axes, ...inferAxes(context.table)]),
      ],
      attributes: { order: namesOfText },
    },
  }),
  /** Columns without an axis. */
  hidden: viewSetting({
    ...namesSetting,
    property: {
      get: (plot): readonly string[] => plot.hiddenAxes,
      write: (value: readonly string[], _, context) => knownNames(value, context),
      also(value, view) {
        const shown = [...view.shown, ...view.hidden].filter((name) => !value.includes(name));
        return { shown: [...new Set(shown)], ...withoutBrushes(view, value) };
      },
      attributes: { 'hidden-axes': namesOfText },
      elementName: 'hiddenAxes',
    },
  }),
  shown: viewSetting(namesSetting),
  /** Axes with the minimum at the top. */
  inverted: viewSetting({
    ...namesSetting,
    property: {
      get: (plot): readonly string[] => [...plot.inverted],
      write: (value: readonly string[], _, context) => knownNames(value, context),
      attributes: { inverted: namesOfText },
    },
  }),
  /** The scale of each column. Setting it replaces all previous scales. */
  scales: viewSetting({
    schema: withDefault(listOf(scaleSchema), []),
    initial: new Map<string, ScaleType>(),
    toState: (scales): ReadonlyMap<string, ScaleType> =>
      new Map(scales.map(({ column, type }) => [column, type])),
    toJson: (scales) => Array.from(scales, ([name, type]) => ({ column: name, type })),
    property: {
      get: (plot): ReadonlyMap<string, ScaleType> => plot.scales,
      write(value: ByColumn<ScaleType>, _, context) {
        const scales = knownEntries(value, context);
        for (const [name, type] of scales) warnOfScale(name, type, context);
        return scales.map(([name, type]) => ({ column: name, type }));
      },
    },
  }),
  /** The order of categories, starting with the lowest; categories that are not listed are above. */
  categoryOrders: viewSetting({
    schema: withDefault(listOf(categoryOrderSchema), []),
    initial: new Map<string, readonly string[]>(),
    toState: (orders): CategoryOrders => new Map(orders.map(({ column, names }) => [column, names])),
    toJson: (orders) => Array.from(orders, ([name, all]) => ({ column: name, names: [...all] })),
    property: {
      get: (plot): ReadonlyMap<string, readonly string[]> => plot.categoryOrders,
      write: (value: ByColumn<readonly string[]>, _, context) =>
        knownEntries(value, context).map(([name, all]) => ({ column: name, names: [...all] })),
    },
  }),
  /** The limits of axes; values outside are drawn at the edge. */
  domains: viewSetting({
    schema: withDefault(listOf(domainSchema), []),
    initial: new Map<string, FixedDomain>(),
    toState: (domains): ReadonlyMap<string, FixedDomain> =>
      new Map(domains.map(({ column, min, max }) => [column, { min, max }])),
    toJson: (domains) => Array.from(domains, ([name, { min, max }]) => ({ column: name, min, max })),
    property: {
      get: (plot): ReadonlyMap<string, FixedDomain> => plot.domains,
      write: (value: ByColumn<PlotDomain>, _, context) =>
        knownEntries(value, context).map(([name, { min, max }]) => ({
          column: name,
          min: Number(min),
          max: Number(max),
        })),
    },
  }),
  /** One or more ranges per column. */
  brushes: viewSetting({
    schema: withDefault(filterShape.brushes, []),
    initial: new Map(),
    toState: (brushes): Filter['brushes'] => fromBrushes(brushes),
    toJson: (brushes) => toBrushes(brushes),
    property: {
      get: (plot): ReadonlyMap<string, readonly PlotRange[]> => rangesOf(toBrushes(plot.brushes)),
      write: (value: ByColumn<PlotRange | readonly PlotRange[]>, _, context) =>
        knownEntries(value, context).flatMap(([name, ranges]) =>
          (Array.isArray(ranges) ? (ranges as readonly PlotRange[]) : [ranges as PlotRange]).map((range) =>
            toViewBrush(name, range),
          ),
        ),
    },
  }),
  /** Columns whose ranges select the values outside. */
  negated: viewSetting({
    ...namesSetting,
    property: {
      get: (plot): readonly string[] => [...plot.negated],
      write: (value: readonly string[], _, context) => knownNames(value, context),
    },
  }),
  angles: viewSetting({
    schema: filterShape.angles,
    initial: [],
    toState: (angles): Filter['angles'] => angles,
    toJson: (angles) => [...angles],
  }),
  /** Whether a selected row matches all brushed columns, or any. */
  combine: plainSetting({
    schema: filterShape.combine,
    initial: 'all',
    property: {
      get: (plot): Filter['combine'] => plot.combine,
      write: (value: Filter['combine']) => value,
    },
  }),
  /** A condition that brushes cannot express, as text: only evaluated where the plot was given an evaluator. */
  condition: viewSetting({
    schema: filterShape.condition,
    initial: '',
    toState: (condition) => condition ?? '',
    toJson: (condition) => (condition === '' ? undefined : condition),
  }),
  steps: viewSetting({
    schema: withDefault(listOf(stepSchema), []),
    initial: [],
    toState: (steps): readonly FilterStep[] => steps.map(fromStep),
    toJson: (steps) => steps.map(toStep),
  }),
  /** The column that rows are compared by: always an axis, the last one, and the first choice for colours; inferred if absent. */
  objective: plainSetting({
    schema: optional(objectiveSchema),
    initial: undefined,
    property: {
      get: (plot): PlotObjective | null => plot.objective ?? null,
      write(value: string | PlotObjective | null, _, context) {
        if (value === null) return undefined;
        const objective = typeof value === 'string' ? { metric: value } : value;
        knownNames([objective.metric], context);
        return objective;
      },
      attributes: { objective: (text) => text },
    },
  }),
  /** The column that determines colours; null for a single colour; inferred if absent. */
  colorBy: plainSetting({
    schema: optional(nullable(text)),
    initial: undefined,
    property: {
      get: (plot): string | null => plot.colorBy,
      write: (value: string | null, _, context) => (value === null ? null : knownName(value, context)),
      attributes: { 'color-by': (text) => text },
    },
  }),
  /** The palettes of numbers and of categories; absent properties keep their values. */
  palette: plainSetting({
    schema: withDefault(
      objectOf({
        ramp: withDefault(rampShape.ramp, defaultPalette.ramp),
        reversed: withDefault(rampShape.reversed, defaultPalette.reversed),
        classes: withDefault(classesSchema, defaultPalette.classes),
      }),
      defaultPalette,
    ),
    initial: defaultPalette,
    property: {
      get: (plot): Palette => plot.palette,
      write: (value: Partial<Palette>, present) => ({ ...present, ...value }),
    },
  }),
  /** The style of lines; absent properties keep their values. */
  lines: plainSetting({
    schema: withDefault(objectOf(lineShape), defaultStyle),
    initial: defaultStyle,
    property: {
      get: (plot): LineStyle => plot.lines,
      write: (value: Partial<LineStyle>, present) => ({ ...present, ...value }),
      attributes: {
        'line-width': (text) => ({ width: Number(text) }),
        'line-opacity': (text) => ({ opacity: text === 'auto' ? null : Number(text) }),
        curve: (text) => ({ curve: Number(text) }),
        'line-mode': (text) => ({ mode: text as LineMode }),
      },
    },
  }),
  /** The number of best selected rows to highlight, the others de-emphasised; null for all. */
  best: plainSetting({
    schema: withDefault(nullable(bestSchema), null),
    initial: null,
    property: {
      get: (plot): Best | null => plot.best,
      write(value: number | Best | null, _, context) {
        if (value === null) return value;
        if (typeof value === 'number') return { count: value };
        if (value.by !== undefined) knownNames([value.by], context);
        return { ...value };
      },
      attributes: { best: (text) => Number(text) },
    },
  }),
  /** What is drawn of the spread of configurations, or of the selected rows. */
  bands: plainSetting({
    schema: withDefault(bandsSchema, defaultBands),
    initial: defaultBands,
    property: {
      get: (plot): PlotBands => plot.bands,
      write: (value: PlotBands) => value,
      attributes: { bands: (text) => text as PlotBands },
    },
  }),
  /** The visible overlays. */
  marks: viewSetting({
    schema: withDefault(listOf(overlaySchema), []),
    initial: new Set<Overlay>(),
    toState: (overlays): ReadonlySet<Overlay> => new Set(overlays),
    toJson: (overlays) => [...overlays],
    property: {
      get: (plot): readonly Overlay[] => [...plot.overlays],
      write: (value: readonly Overlay[]) => [...value],
    },
  }),
  /** The column whose values split the plot into small multiples; null for none. */
  facet: columnSetting('facet'),
  /** The column whose numbers scale the opacity of lines; null for none. */
  weight: columnSetting('weight'),
} satisfies {
  readonly [Name in keyof Required<PlotView>]: { readonly schema: Check<PlotView[Name]> };
};
