import { z } from 'zod';
import { inferAxes } from '../core/rows/columns.ts';
import type { Filter, FilterStep } from '../core/brush/filter.ts';
import { OVERLAYS, type Overlay } from '../core/overlays.ts';
import type { FixedDomain } from '../core/scale/numeric-scale.ts';
import {
  CATEGORICAL_PALETTES,
  defaultPalette,
  SEQUENTIAL_PALETTES,
  type Palette,
} from '../core/color/palette.ts';
import {
  defaultStyle,
  LINE_LIMITS,
  LINE_MODES,
  type LineMode,
  type LineStyle,
} from '../core/raster/style.ts';
import { SCALE_TYPES, type ScaleType } from '../core/scale/scale-types.ts';
import type { CategoryOrders } from '../core/order/shown-columns.ts';
import type { Best } from '../core/order/best.ts';
import type { ByColumn, PlotDomain, PlotRange } from '../api/types.ts';
import { rangesOf, toViewBrush } from './by-column.ts';
import { knownEntries, knownNames, warnOfScale } from './context.ts';
import { angleText, brushText, stepText } from './filter-text.ts';
import {
  domainShape,
  filterShape,
  fromBrushes,
  fromStep,
  stepSchema,
  toBrushes,
  toStep,
} from './filter-view.ts';
import { part, partOfProperty } from './link.ts';
import { namesOfText, plainSetting, viewSetting } from './setting.ts';
import {
  checked,
  decodeName,
  encodeName,
  entries,
  list,
  names,
  readBounds,
  readNumber,
  splitList,
  word,
  type TextCodec,
} from './text.ts';
import { withoutBrushes } from './without-brushes.ts';

const columnNames = z.array(z.string());
const column = z.string();

const namesSetting = {
  schema: columnNames.default([]),
  initial: new Set<string>(),
  toState: (all: readonly string[]): ReadonlySet<string> => new Set(all),
  toJson: (all: ReadonlySet<string>) => [...all],
};

const scale = z.strictObject({ column, type: z.enum(SCALE_TYPES) });
const categoryOrder = z.strictObject({ column, names: z.array(z.string()) });
const domain = z
  .strictObject({ column, ...domainShape })
  .refine(({ min, max }) => min < max, 'min must be less than max');
const overlay = z.enum(OVERLAYS);
const ramp = z.strictObject({ ramp: z.enum(SEQUENTIAL_PALETTES), reversed: z.boolean() });
const classes = z.enum(CATEGORICAL_PALETTES);
const lineShape = {
  width: z.number().min(LINE_LIMITS.width.min).max(LINE_LIMITS.width.max).default(defaultStyle.width),
  opacity: z.number().min(LINE_LIMITS.opacity.min).max(1).nullable().default(defaultStyle.opacity),
  curve: z.number().min(0).max(1).default(defaultStyle.curve),
  mode: z.enum(LINE_MODES).default(defaultStyle.mode),
};
const best = z.strictObject({ count: z.int().min(1), by: column.optional() });

/** `viridis`, or `viridis~` if reversed. */
const rampText: TextCodec<Palette> = {
  write: (palette) => (palette.reversed ? `${palette.ramp}~` : palette.ramp),
  read: (text) => ({
    ...ramp.parse({ ramp: text.replace(/~$/, ''), reversed: text.endsWith('~') }),
    classes: defaultPalette.classes,
  }),
};

/** `width:1.3,opacity:auto,curve:0.5,mode:density`; default values are omitted. */
const linesText: TextCodec<LineStyle> = {
  write: (lines) =>
    LINE_KEYS.filter((key) => lines[key] !== defaultStyle[key])
      .map((key) => `${key}:${String(lines[key] ?? 'auto')}`)
      .join(','),
  read(text, skip) {
    const lines = { ...defaultStyle };
    for (const item of splitList(text)) {
      const [name, value] = item.split(':');
      const key = LINE_KEYS.find((each) => each === name);
      try {
        if (key === undefined) skip(item);
        else Object.assign(lines, { [key]: lineShape[key].parse(lineValue(key, value)) });
      } catch {
        skip(item);
      }
    }
    return lines;
  },
};

const LINE_KEYS = ['width', 'opacity', 'curve', 'mode'] as const;

/** The value of a part of a link; opacity is null for `auto`. */
function lineValue(key: (typeof LINE_KEYS)[number], text = ''): unknown {
  if (key === 'mode') return text;
  return text === 'auto' ? null : readNumber(text);
}

/** `20` or `20:valid_loss`: the number of rows, and the column unless it is the target. */
const bestText = checked(best, {
  write: ({ count, by }) => (by === undefined ? String(count) : `${String(count)}:${encodeName(by)}`),
  read(text) {
    const [count, by] = text.split(':');
    return { count: readNumber(count), ...(by === undefined ? {} : { by: decodeName(by) }) };
  },
});

/**
 * The settings that are stored in views. The schema of views, links, undo, the properties of a plot, the attributes of the
 * element and the table in the README are all derived from this table.
 */
export const viewSettings = {
  /** The leftmost axes, in this order; the others follow. */
  order: viewSetting({
    schema: columnNames.default([]),
    initial: [],
    toState: (order): readonly string[] => order,
    toJson: (order) => [...order],
    link: [part(names, 'order')],
    property: {
      help: ['the leftmost axes, in this order; the others follow', "['loss']"],
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
    link: [part(names, 'hidden')],
    property: {
      help: ['columns without an axis', "['seed']"],
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
  shown: viewSetting({ ...namesSetting, link: [part(names, 'shown')] }),
  /** Axes with the minimum at the top. */
  inverted: viewSetting({
    ...namesSetting,
    link: [part(names, 'inverted')],
    property: {
      help: ['axes with the minimum at the top', "['loss']"],
      get: (plot): readonly string[] => [...plot.inverted],
      write: (value: readonly string[], _, context) => knownNames(value, context),
      attributes: { inverted: namesOfText },
    },
  }),
  /** The scale of each column. Setting it replaces all previous scales. */
  scales: viewSetting({
    schema: z.array(scale).default([]),
    initial: new Map<string, ScaleType>(),
    toState: (scales): ReadonlyMap<string, ScaleType> =>
      new Map(scales.map(({ column, type }) => [column, type])),
    toJson: (scales) => Array.from(scales, ([name, type]) => ({ column: name, type })),
    link: [
      part(
        entries(
          scale,
          ({ column, type }) => [encodeName(column), type],
          (name, [type]) => ({ column: name, type }),
        ),
        'scales',
      ),
    ],
    property: {
      help: ['per column `linear`, `log`, `symlog`, `percentile`, `time` or `category`', "{ lr: 'log' }"],
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
    schema: z.array(categoryOrder).default([]),
    initial: new Map<string, readonly string[]>(),
    toState: (orders): CategoryOrders => new Map(orders.map(({ column, names }) => [column, names])),
    toJson: (orders) => Array.from(orders, ([name, all]) => ({ column: name, names: [...all] })),
    link: [
      part(
        entries(
          categoryOrder,
          ({ column, names }) => [column, ...names].map(encodeName),
          (name, all) => ({ column: name, names: all.map(decodeName) }),
        ),
        'categories',
        'categoryOrders',
      ),
    ],
    property: {
      help: ['per column its categories, starting with the lowest', "{ net: ['mlp', 'cnn'] }"],
      get: (plot): ReadonlyMap<string, readonly string[]> => plot.categoryOrders,
      write: (value: ByColumn<readonly string[]>, _, context) =>
        knownEntries(value, context).map(([name, all]) => ({ column: name, names: [...all] })),
    },
  }),
  /** The limits of axes; values outside are drawn at the edge. */
  domains: viewSetting({
    schema: z.array(domain).default([]),
    initial: new Map<string, FixedDomain>(),
    toState: (domains): ReadonlyMap<string, FixedDomain> =>
      new Map(domains.map(({ column, min, max }) => [column, { min, max }])),
    toJson: (domains) => Array.from(domains, ([name, { min, max }]) => ({ column: name, min, max })),
    link: [
      part(
        entries(
          domain,
          ({ column, min, max }) => [encodeName(column), String(min), String(max)],
          (name, [min, max]) => ({ column: name, ...readBounds(min, max) }),
        ),
        'domains',
      ),
    ],
    property: {
      help: [
        'per column the limits of its axis; values outside are drawn at the edge',
        '{ loss: { min: 0, max: 1 } }',
      ],
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
    schema: filterShape.brushes.default([]),
    initial: new Map(),
    toState: (brushes): Filter['brushes'] => fromBrushes(brushes),
    toJson: (brushes) => toBrushes(brushes),
    link: [part(list(brushText), 'brushes')],
    property: {
      help: ['one or more ranges per column', "{ loss: [{ min: 0, max: 0.1 }, { lanes: ['nan'] }] }"],
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
    link: [part(names, 'negated')],
    property: {
      help: ['columns whose ranges select the values outside', "['loss']"],
      get: (plot): readonly string[] => [...plot.negated],
      write: (value: readonly string[], _, context) => knownNames(value, context),
    },
  }),
  angles: viewSetting({
    schema: filterShape.angles,
    initial: [],
    toState: (angles): Filter['angles'] => angles,
    toJson: (angles) => [...angles],
    link: [part(list(angleText), 'angles')],
  }),
  /** Whether a selected row matches all brushed columns, or any. */
  combine: plainSetting({
    schema: filterShape.combine,
    initial: 'all',
    link: [part(word(filterShape.combine), 'match', 'combine')],
    property: {
      help: ['`all` or `any` of the brushed columns', "'any'"],
      get: (plot): Filter['combine'] => plot.combine,
      write: (value: Filter['combine']) => value,
    },
  }),
  steps: viewSetting({
    schema: z.array(stepSchema).default([]),
    initial: [],
    toState: (steps): readonly FilterStep[] => steps.map(fromStep),
    toJson: (steps) => steps.map(toStep),
    link: [part(list(stepText, ';'), 'steps')],
  }),
  /** The column that determines colours; null for a single colour; inferred if absent. */
  colorBy: plainSetting({
    schema: z.string().nullable().optional(),
    initial: undefined,
    link: [
      {
        keys: ['color', 'colorBy'],
        write: (name) => (typeof name === 'string' ? encodeName(name) : null),
        read: (text) => decodeName(text),
      },
      { keys: ['plain'], write: (name) => (name === null ? '' : null), read: () => null },
    ],
    property: {
      help: ['the column that determines colours; `null` for a single colour', "'accuracy'"],
      get: (plot): string | null => plot.colorBy,
      write(value: string | null, _, context) {
        if (value !== null) knownNames([value], context);
        return value;
      },
      attributes: { 'color-by': (text) => text },
    },
  }),
  /** The palettes of numbers and of categories; absent properties keep their values. */
  palette: plainSetting({
    schema: z
      .strictObject({
        ramp: ramp.shape.ramp.default(defaultPalette.ramp),
        reversed: ramp.shape.reversed.default(defaultPalette.reversed),
        classes: classes.default(defaultPalette.classes),
      })
      .default(defaultPalette),
    initial: defaultPalette,
    link: [
      {
        keys: ['ramp'],
        write: (palette) => rampText.write(palette),
        read: (text, palette, skip) => ({ ...rampText.read(text, skip), classes: palette.classes }),
      },
      partOfProperty<Palette, 'classes'>('classes', part(word(classes), 'classes')),
    ],
    property: {
      help: ['`ramp`, `reversed`, `classes`', "{ ramp: 'viridis', reversed: true }"],
      get: (plot): Palette => plot.palette,
      write: (value: Partial<Palette>, present) => ({ ...present, ...value }),
    },
  }),
  /** The style of lines; absent properties keep their values. */
  lines: plainSetting({
    schema: z.strictObject(lineShape).default(defaultStyle),
    initial: defaultStyle,
    link: [part(linesText, 'lines')],
    property: {
      help: [
        '`width` in CSS pixels, `opacity` (`null`: automatic), `curve` from 0 to 1, `mode`: `lines`, `density` or `auto`, by the number of lines',
        '{ curve: 0.5 }',
      ],
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
    schema: best.nullable().default(null),
    initial: null,
    link: [
      {
        keys: ['best'],
        write: (value) => (value === null ? null : bestText.write(value)),
        read: (text, _, skip) => bestText.read(text, skip),
      },
    ],
    property: {
      help: [
        'number of best selected rows to highlight; the others are de-emphasised',
        "`20`, `{ count: 20, by: 'loss' }`",
      ],
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
  /** The visible overlays. */
  marks: viewSetting({
    schema: z.array(overlay).default([]),
    initial: new Set<Overlay>(),
    toState: (overlays): ReadonlySet<Overlay> => new Set(overlays),
    toJson: (overlays) => [...overlays],
    link: [part(list(word(overlay)), 'marks')],
    property: {
      help: ['`histograms`, `correlations`', "['histograms']"],
      get: (plot): readonly Overlay[] => [...plot.overlays],
      write: (value: readonly Overlay[]) => [...value],
    },
  }),
};
