import type { RowKey } from '../core/rows/row-cells.ts';

/** What the page that embeds a plot determines, and people cannot change. Not part of the view. */
export class HostOptions {
  /** Called with what goes wrong in a function of the embedding page. */
  warn: (message: string) => void = () => undefined;
  /** What identifies a row in new data; null for its run and record. */
  rowKey = $state.raw<RowKey | null>(null);

  /** `rowKey` as a function that does not throw. */
  get safeRowKey(): RowKey | null {
    const key = this.rowKey;
    return typeof key === 'function' ? (row) => this.call('rowKey', () => key(row), undefined) : key;
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
