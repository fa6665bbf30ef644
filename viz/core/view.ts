import { z } from 'zod';
import type { Arrangement } from './arrangement.ts';
import type { ScaleType } from './columns.ts';
import { pickedLanes, picksOf, type Extent } from './extent.ts';
import { LANES } from './lanes.ts';

const lanes = z.array(z.enum(LANES)).optional();
const column = z.string();

const brush = z.discriminatedUnion('kind', [
  z.strictObject({ column, kind: z.literal('range'), min: z.number(), max: z.number(), lanes }),
  z.strictObject({ column, kind: z.literal('categories'), values: z.array(z.string()), lanes }),
  z.strictObject({ column, kind: z.literal('lanes'), lanes }),
]);

const view = z.strictObject({
  order: z.array(column),
  hidden: z.array(column),
  shown: z.array(column),
  inverted: z.array(column),
  scales: z.array(z.strictObject({ column, type: z.enum(['linear', 'log', 'category']) })),
  brushes: z.array(brush),
  colorBy: z.string().nullable().optional(),
});

type Brush = z.infer<typeof brush>;

/**
 * Everything that somebody did to a plot, as plain JSON. Lists hold column names as values, never as keys, since a
 * column may be called `__proto__`. Without `colorBy` the colour is inferred; null is no colour.
 */
export type PlotView = z.infer<typeof view>;

/** The state of a plot that a view stands for. */
export interface ViewState {
  readonly arrangement: Arrangement;
  readonly inverted: ReadonlySet<string>;
  readonly scales: ReadonlyMap<string, ScaleType>;
  readonly brushes: ReadonlyMap<string, Extent>;
  readonly colorBy: string | null | undefined;
}

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

export function toView({ arrangement, inverted, scales, brushes, colorBy }: ViewState): PlotView {
  return {
    order: [...arrangement.order],
    hidden: [...arrangement.hidden],
    shown: [...arrangement.shown],
    inverted: [...inverted],
    scales: Array.from(scales, ([name, type]) => ({ column: name, type })),
    brushes: Array.from(brushes, ([name, extent]) => toBrush(name, extent)),
    ...(colorBy === undefined ? {} : { colorBy }),
  };
}

export function fromView({ order, hidden, shown, inverted, scales, brushes, colorBy }: PlotView): ViewState {
  return {
    arrangement: { order, hidden: new Set(hidden), shown: new Set(shown) },
    inverted: new Set(inverted),
    scales: new Map(scales.map((scale) => [scale.column, scale.type])),
    brushes: new Map(brushes.map((brush) => [brush.column, toExtent(brush)])),
    colorBy,
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
