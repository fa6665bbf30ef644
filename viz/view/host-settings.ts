import type { OwnColors } from '../core/color/own-colors.ts';
import type { AxisOptions } from '../core/layout/axis-labels.ts';
import type { RowKey, RowTooltip } from '../core/rows/row-cells.ts';
import { findColumn } from '../core/rows/columns.ts';
import type { PlotState } from '../state/plot.svelte.ts';
import { valueText } from './value-text.ts';
import type { ByColumn } from '../api/types.ts';
import { checkColors } from './check-colors.ts';
import { entriesOf } from './by-column.ts';
import { plotSetting } from './setting.ts';

/** The settings that the embedding page determines: no gesture changes them, and they are not part of a view. */
export const hostSettings = {
  /** What identifies a row in new data: the name of a column, or a function of the row; null for its number. */
  rowKey: plotSetting<RowKey | null, RowKey | null>({
    property: {
      get: (plot) => plot.host.rowKey,
      attributes: { 'row-key': (text) => text },
    },
    set(value, plot, warn) {
      if (value !== null && typeof value !== 'string' && typeof value !== 'function') {
        warn(
          `The setting rowKey is left out: expected a column, a function or null, got ${valueText(value)}`,
        );
        return;
      }
      if (typeof value === 'string' && !hasColumn(plot, value)) warn(`There is no column "${value}".`);
      plot.host.rowKey = value;
    },
  }),
  /** Titles, units and formats of axes. */
  axisOptions: plotSetting<ReadonlyMap<string, AxisOptions>, ByColumn<AxisOptions>>({
    property: { get: (plot) => plot.host.axisOptions },
    set(value, plot, warn) {
      if (typeof value !== 'object' || value === null) {
        warn(
          `The setting axisOptions is left out: expected an object with options for each column, got ${valueText(value)}`,
        );
        return;
      }
      const entries = entriesOf(value).map(([name, options]) => {
        if (!hasColumn(plot, name)) warn(`There is no column "${name}".`);
        return [name, checkAxisOptions(name, options, warn)] as const;
      });
      plot.host.axisOptions = new Map(entries);
    },
  }),
  /** Colours in place of the palettes': per column a list, of numbers from low to high, or colours by category. */
  colors: plotSetting<ReadonlyMap<string, OwnColors>, ByColumn<readonly string[] | ByColumn<string>>>({
    property: { get: (plot) => plot.host.colors },
    set(value, plot, warn) {
      if (typeof value !== 'object' || value === null) {
        warn(
          `The setting colors is left out: expected an object with colours for each column, got ${valueText(value)}`,
        );
        return;
      }
      const colors = new Map<string, OwnColors>();
      for (const [name, given] of entriesOf(value)) {
        if (!hasColumn(plot, name)) warn(`There is no column "${name}".`);
        const found = checkColors(name, given, warn);
        if (found !== null) colors.set(name, found);
      }
      plot.host.colors = colors;
    },
  }),
  /** The content of tooltips: text, which is never HTML, or a node; null for none. The default one if it is null. */
  tooltip: plotSetting<RowTooltip | null, RowTooltip | null>({
    property: { get: (plot) => plot.host.tooltip },
    set(value, plot, warn) {
      if (value === null || typeof value === 'function') plot.host.tooltip = value;
      else warn(`The setting tooltip is left out: expected a function or null, got ${valueText(value)}`);
    },
  }),
  /** Whether people can look only: hovering stays, brushing, moving, pinning and menus do not. */
  readOnly: plotSetting<boolean, boolean>({
    property: {
      get: (plot) => plot.host.isReadOnly,
      attributes: { 'read-only': (text) => text !== 'false' },
    },
    set(value, plot, warn) {
      if (typeof value === 'boolean') plot.host.isReadOnly = value;
      else warn(`The setting readOnly is left out: expected true or false, got ${valueText(value)}`);
    },
  }),
};

const hasColumn = ({ table }: PlotState, name: string) => findColumn(table, name) !== undefined;

const axisOptionTypes = { title: 'string', unit: 'string', tickFormat: 'function' } as const;
const typeNames = { string: 'text', function: 'a function' } as const;

/** The options of an axis without wrong ones, which cause a warning. */
function checkAxisOptions(name: string, options: unknown, warn: (message: string) => void): AxisOptions {
  const place = `axisOptions of "${name}"`;
  if (typeof options !== 'object' || options === null) {
    warn(`The setting ${place} is left out: expected an object, got ${valueText(options)}`);
    return {};
  }
  const entries = Object.entries(options).filter(([key, value]) => {
    if (value === undefined) return false;
    if (!Object.hasOwn(axisOptionTypes, key)) {
      warn(`The setting ${place}: there is no "${key}".`);
      return false;
    }
    const type = axisOptionTypes[key as keyof typeof axisOptionTypes];
    const isFine = typeof value === type;
    if (!isFine)
      warn(`The setting ${place}: ${key} is left out: expected ${typeNames[type]}, got ${valueText(value)}`);
    return isFine;
  });
  return Object.fromEntries(entries);
}
