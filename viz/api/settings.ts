import { findColumn, inferAxes } from '../core/columns.ts';
import { canScale, type ScaleType } from '../core/scale-types.ts';
import { parseView, type PlotView } from '../core/view.ts';
import type { Table } from '../../history/index.ts';
import { entriesOf, toViewBrush } from './by-column.ts';
import type { ByColumn, FrameSettings, PlotRange, PlotSettings } from './types.ts';

/** What settings are applied to. */
export interface SettingsContext {
  readonly table: Table;
  /** The visible axes at present. */
  readonly axes: readonly string[];
  readonly warn: (message: string) => void;
}

/** The settings that a view holds one by one. */
type ViewSettings = Required<
  Omit<PlotSettings, keyof FrameSettings | 'view' | 'selection' | 'highlight' | 'pinned' | 'mostAxes'>
>;

/** How each setting is written into a view. It may throw on what is no such setting; what it writes is checked after. */
const writers: {
  readonly [Name in keyof ViewSettings]: (
    value: ViewSettings[Name],
    view: PlotView,
    context: SettingsContext,
  ) => Partial<PlotView>;
} = {
  axes(names, view, context) {
    const axes = known(names, context);
    const hidden = context.table.columns.map(({ name }) => name).filter((name) => !axes.includes(name));
    return { order: axes, shown: axes, hidden, ...withoutBrushes(view, hidden) };
  },
  order(names, _, context) {
    const order = known(names, context);
    return { order: [...new Set([...order, ...context.axes, ...inferAxes(context.table)])] };
  },
  hidden(names, view, context) {
    const hidden = known(names, context);
    const shown = [...view.shown, ...view.hidden].filter((name) => !hidden.includes(name));
    return { hidden, shown: [...new Set(shown)], ...withoutBrushes(view, hidden) };
  },
  scales(scales, _, context) {
    const entries = knownEntries(scales, context);
    for (const [name, type] of entries) warnOfScale(name, type, context);
    return { scales: entries.map(([column, type]) => ({ column, type })) };
  },
  inverted: (names, _, context) => ({ inverted: known(names, context) }),
  colorBy(name, _, context) {
    if (name !== null) known([name], context);
    return { colorBy: name };
  },
  brushes(brushes, _, context) {
    const entries = knownEntries(brushes, context);
    return {
      brushes: entries.flatMap(([name, ranges]) =>
        (Array.isArray(ranges) ? (ranges as readonly PlotRange[]) : [ranges as PlotRange]).map((range) =>
          toViewBrush(name, range),
        ),
      ),
    };
  },
  categoryOrders(orders, _, context) {
    const entries = knownEntries(orders, context);
    return { categoryOrders: entries.map(([column, names]) => ({ column, names: [...names] })) };
  },
  palette: (palette, view) => ({ palette: { ...view.palette, ...palette } }),
  negated: (names, _, context) => ({ negated: known(names, context) }),
  combine: (combine) => ({ combine }),
  marks: (marks) => ({ marks: [...marks] }),
  domains(domains, _, context) {
    const entries = knownEntries(domains, context);
    return {
      domains: entries.map(([column, { min, max }]) => ({ column, min: Number(min), max: Number(max) })),
    };
  },
  lines: (lines, view) => ({ lines: { ...view.lines, ...lines } }),
  best(best, _, context) {
    if (best === null) return { best };
    if (typeof best === 'number') return { best: { count: best } };
    if (best.by !== undefined) known([best.by], context);
    return { best: { ...best } };
  },
};

/** Their names. */
export const viewSettings: readonly string[] = Object.keys(writers);

/**
 * `view` with what `settings` ask for. Columns that the table does not have are warned of, but stay asked for; a setting
 * that is none is warned of and left out.
 */
export function applySettings(view: PlotView, settings: PlotSettings, context: SettingsContext): PlotView {
  let result = view;
  const write = (name: string, change: () => unknown) => {
    try {
      result = parseView(change());
    } catch (error) {
      const reason =
        error instanceof Error ? error.message.replace('Not a saved view: view', '') : String(error);
      context.warn(`The setting ${name} is left out: ${reason}`);
    }
  };
  const { view: given } = settings;
  if (given !== undefined) write('view', () => given);
  for (const name of Object.keys(settings).filter(isViewSetting)) {
    const value = settings[name];
    if (value === undefined) continue;
    const writer = writers[name] as (value: unknown, view: PlotView, context: SettingsContext) => object;
    write(name, () => ({ ...result, ...writer(value, result, context) }));
  }
  return result;
}

function isViewSetting(name: string): name is keyof ViewSettings {
  return Object.hasOwn(writers, name);
}

/** The names as a list. Warns of those that are no columns. */
function known(names: readonly string[], { table, warn }: SettingsContext): string[] {
  if (!Array.isArray(names)) throw new TypeError(`expected a list of columns, got ${String(names)}`);
  const unknown = names.filter((name) => findColumn(table, name as string) === undefined);
  for (const name of unknown) warn(`There is no column "${String(name)}".`);
  return [...new Set(names as readonly string[])];
}

function knownEntries<Value>(values: ByColumn<Value>, context: SettingsContext): [string, Value][] {
  const entries = entriesOf(values);
  known(
    entries.map(([name]) => name),
    context,
  );
  return entries;
}

function warnOfScale(name: string, type: ScaleType, { table, warn }: SettingsContext): void {
  const column = findColumn(table, name);
  if (column === undefined || canScale(column, type)) return;
  warn(`The column "${name}" cannot have the scale "${String(type)}".`);
}

/** A filter that cannot be seen would mislead, so a hidden axis loses its ranges and its angles. */
function withoutBrushes(
  { brushes, negated, angles }: PlotView,
  hidden: readonly string[],
): Partial<PlotView> {
  return {
    brushes: brushes.filter(({ column }) => !hidden.includes(column)),
    negated: negated.filter((column) => !hidden.includes(column)),
    angles: angles.filter(
      ({ left, right }) => !hidden.includes(left.column) && !hidden.includes(right.column),
    ),
  };
}
