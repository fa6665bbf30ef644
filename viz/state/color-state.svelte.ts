import { untrack } from 'svelte';
import type { Table } from '../../history/index.ts';
import { noClasses, rememberClasses, type FixedClasses } from '../core/color/class-memory.ts';
import { createColorScale, createLegend, inferColorBy, rowColor, type Legend } from '../core/color/color.ts';
import type { Palette } from '../core/color/palette.ts';
import type { HostOptions } from './host-options.svelte.ts';
import type { AxesState } from './axes-state.svelte.ts';
import type { ViewTimeline } from './view-timeline.svelte.ts';

/** The colours of rows. */
export class ColorState {
  readonly #view: ViewTimeline;
  readonly #axes: AxesState;
  readonly #table: () => Table;
  readonly #host: HostOptions;
  #classes = $state.raw(noClasses);
  /** Indices that categories have in every table, whatever is shown first. */
  fixed: FixedClasses | undefined;

  readonly #wanted = $derived.by(() => this.#view.present.colorBy);
  readonly #palette = $derived.by(() => this.#view.present.palette);
  readonly #by = $derived.by(() => this.#resolve());
  readonly #scale = $derived.by(() => {
    const { columns, shownColumns, scales, limits } = this.#axes;
    const type = this.#by === null ? undefined : scales.get(this.#by);
    // Categories are coloured in the order of the data, so that reordering them changes no colour.
    const column = this.#by === null ? undefined : (type === 'time' ? shownColumns : columns).get(this.#by);
    if (column === undefined) return null;
    const { name } = column;
    const own = this.#host.colors.get(name);
    return createColorScale(column, type!, this.#palette, this.#classes.get(name), limits.get(name), own);
  });
  readonly #legend = $derived.by(() => (this.#scale === null ? null : createLegend(this.#scale)));

  constructor(view: ViewTimeline, axes: AxesState, table: () => Table, host: HostOptions) {
    this.#view = view;
    this.#axes = axes;
    this.#table = table;
    this.#host = host;
  }

  /** The column of the colours: chosen or inferred; null for one colour, or if the chosen column is missing. */
  get by(): string | null {
    return this.#by;
  }
  /** Colours by this column; null draws all lines in one colour. */
  setBy(name: string | null): void {
    this.#view.change({ colorBy: name });
  }
  /** The palettes of numbers and categories. */
  get palette(): Palette {
    return this.#palette;
  }
  setPalette(change: Partial<Palette>): void {
    this.#view.change({ palette: { ...this.#palette, ...change } });
  }
  /** The scale from rows to colours; null for one colour. */
  get scale() {
    return this.#scale;
  }
  /** The colour of a row as CSS, whether it is selected or not. */
  rowColor(row: number): string {
    return this.#scale === null ? 'var(--heddle-accent, #3b76c4)' : rowColor(this.#scale, row);
  }
  /** The legend of the colours; null for one colour. */
  get legend(): Legend | null {
    return this.#legend;
  }

  /** Keeps the colours of categories when the table is replaced by `table`. */
  remember(table: Table): void {
    this.#classes = rememberClasses(
      untrack(() => this.#classes),
      table,
      this.fixed,
    );
  }

  #resolve(): string | null {
    if (this.#wanted === undefined)
      return inferColorBy(this.#table(), this.#axes.visible, this.#view.present.objective?.metric);
    return this.#wanted !== null && this.#axes.names.has(this.#wanted) ? this.#wanted : null;
  }
}
