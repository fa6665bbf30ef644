import type { RowKey } from '../core/rows/row-cells.ts';
import { findColumn } from '../core/rows/columns.ts';
import type { PlotState } from '../state/plot.svelte.ts';
import { valueText } from './issue-text.ts';
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
};

const hasColumn = ({ table }: PlotState, name: string) => findColumn(table, name) !== undefined;
