import type { Table } from '../../history/index.ts';
import { noAxisOptions, type AxisLabels, type AxisOptions } from '../core/layout/axis-labels.ts';
import { noOwnColors } from '../core/color/own-colors.ts';
import { rowCells, type RowKey, type RowTooltip } from '../core/rows/row-cells.ts';

/** What the page that embeds a plot determines, and people cannot change. Not part of the view. */
export class HostOptions {
  /** Called with what goes wrong in a function of the embedding page. */
  warn: (message: string) => void = () => undefined;
  /** What identifies a row in new data; null for its run and record. */
  rowKey = $state.raw<RowKey | null>(null);
  /** Titles, units and formats by column. */
  axisOptions = $state.raw(noAxisOptions);
  /** Colours in place of the palettes', by column. */
  colors = $state.raw(noOwnColors);
  /** The content of tooltips; null for the default one. */
  tooltip = $state.raw<RowTooltip | null>(null);
  /** Whether people can look only: nothing of the view changes by gestures or keys. */
  isReadOnly = $state(false);

  /** The labels of axes by `axisOptions`; a new object when they change. */
  readonly labels: AxisLabels = $derived.by(() => {
    const options = this.axisOptions;
    return {
      titleOf: (name) => titleOf(name, options.get(name)),
      formatOf: (name, value) => {
        const tickFormat = options.get(name)?.tickFormat;
        return tickFormat === undefined
          ? null
          : this.call('axisOptions', () => String(tickFormat(value)), null);
      },
    };
  });

  /** `rowKey` as a function that does not throw. */
  get safeRowKey(): RowKey | null {
    const key = this.rowKey;
    return typeof key === 'function' ? (row) => this.call('rowKey', () => key(row), undefined) : key;
  }

  /** The title of a column, without its unit. */
  titleOf(name: string): string {
    return this.axisOptions.get(name)?.title ?? name;
  }

  /** A value in a tooltip, as `text` by default. */
  valueText(name: string, value: number | null, text: string): string {
    if (value === null) return text;
    const { unit } = this.axisOptions.get(name) ?? {};
    const shown = this.labels.formatOf(name, value) ?? text;
    return unit === undefined ? shown : `${shown} ${unit}`;
  }

  /** The tooltip of a row: text or a node; null for none, undefined for the default one. */
  tooltipOf(table: Table, row: number): string | Node | null | undefined {
    const { tooltip } = this;
    if (tooltip === null) return undefined;
    const content: unknown = this.call('tooltip', () => tooltip(rowCells(table, row), row), null);
    if (content === null || content === undefined) return null;
    return content instanceof Node ? content : String(content as string);
  }

  /** The result of a function of the embedding page; `fallback`, with a warning, if it throws. */
  call<Output>(setting: string, run: () => Output, fallback: Output): Output {
    try {
      return run();
    } catch (error) {
      this.warn(`The setting ${setting} failed: ${error instanceof Error ? error.message : String(error)}`);
      return fallback;
    }
  }
}

function titleOf(name: string, { title = name, unit }: AxisOptions = {}): string {
  return unit === undefined ? title : `${title} (${unit})`;
}
