import { untrack } from 'svelte';
import type { Table } from '../../history/index.ts';
import { isSameGap, withAngle, type AngleBrush } from '../core/brush/angles.ts';
import { sameExtent, toggleValue, type Extent } from '../core/brush/extent.ts';
import { filterRows, isFiltering, keptRows, type ConditionMask, type Filter } from '../core/brush/filter.ts';
import { setOf, toggled, withEntry } from '../core/persistent.ts';
import { followRows } from '../core/rows/follow-rows.ts';
import type { RowKey } from '../core/rows/row-cells.ts';
import { withoutBrushes, type ViewTimeline } from './view-timeline.svelte.ts';

/** The selected rows: by ranges on axes, angles between them, Keep and Exclude, and picks. */
export class SelectionState {
  readonly #view: ViewTimeline;
  readonly #table: () => Table;
  readonly #data: () => Table;
  readonly #conditionMask: ConditionMask;
  /** Whether a drag between axes draws an angle brush, also without Alt. */
  isDrawingAngles = $state(false);

  #picked = $state.raw<ReadonlySet<number> | null>(null);
  #hidden = $state.raw<Uint8Array | null>(null);

  readonly #brushes = $derived.by(() => this.#view.present.brushes);
  readonly #negated = $derived.by(() => this.#view.present.negated);
  readonly #angles = $derived.by(() => this.#view.present.angles);
  readonly #combine = $derived.by(() => this.#view.present.combine);
  readonly #steps = $derived.by(() => this.#view.present.steps);
  readonly #condition = $derived.by(() => this.#view.present.condition);
  /** Conditions are written in the names and values of the data, not of the axes. */
  readonly #mask: ConditionMask = (condition) => this.#conditionMask(condition, this.#data());
  readonly #kept = $derived.by(() => keptRows(this.#table(), this.#steps, this.#mask));
  readonly #rows = $derived.by(() => this.#shownOf(this.#kept));
  readonly #passing = $derived.by(() =>
    this.#shownOf(filterRows(this.#table(), this.#filter(), this.#steps, this.#mask)),
  );
  readonly #selection = $derived.by(() => {
    const picked = this.#picked;
    return picked === null ? this.#passing : this.#passing.filter((row) => picked.has(row));
  });

  /**
   * @param table the table as the axes show it: brushes are extents of its columns
   * @param data the same rows as they were given
   */
  constructor(
    view: ViewTimeline,
    table: () => Table,
    data: () => Table,
    conditionMask: ConditionMask = () => null,
  ) {
    this.#view = view;
    this.#table = table;
    this.#data = data;
    this.#conditionMask = conditionMask;
  }

  /** The brushes: ranges per column in data units; a row has to lie in one of them. */
  get brushes(): ReadonlyMap<string, readonly Extent[]> {
    return this.#brushes;
  }
  /** Brushes a column with one range; null clears its ranges. */
  setBrush(name: string, extent: Extent | null): void {
    this.setRanges(name, extent === null ? [] : [extent]);
  }
  /**
   * Brushes a column with these ranges; none clears its brush. Ranges equal to the current ones change nothing.
   * Until `endGesture`, further changes of the same column's ranges are one step of `undo`.
   */
  setRanges(name: string, extents: readonly Extent[]): void {
    const present = this.#brushes.get(name) ?? [];
    const isSame =
      present.length === extents.length && present.every((extent, at) => sameExtent(extent, extents[at]!));
    if (isSame) return;
    const brushes = withEntry(this.#brushes, name, extents);
    const change =
      extents.length > 0
        ? { brushes }
        : { ...withoutBrushes(this.#view.present, (other) => other === name), angles: this.#angles };
    this.#view.change(change, `ranges of ${name}`);
  }
  /** Toggles one value of a column, a category or a number, in its brush. */
  toggleValue(name: string, value: string | number): void {
    this.setRanges(name, toggleValue(this.#brushes.get(name) ?? [], value));
    this.#view.endGesture();
  }
  /** Columns whose ranges select the values outside of them. */
  get negated(): ReadonlySet<string> {
    return this.#negated;
  }
  toggleNegated(name: string): void {
    this.#view.change({ negated: toggled(this.#negated, name) });
  }

  /** The angle brushes: at most one between two columns. */
  get angles(): readonly AngleBrush[] {
    return this.#angles;
  }
  /** Until `endGesture`, further changes of the angle between these columns are one step of `undo`. */
  setAngle(angle: AngleBrush): void {
    const { left, right } = angle;
    this.#view.change({ angles: withAngle(this.#angles, angle) }, `angle ${left.column} ${right.column}`);
  }
  removeAngle(angle: AngleBrush): void {
    this.#view.change({ angles: this.#angles.filter((other) => !isSameGap(other, angle)) });
  }

  /** The condition that brushes cannot express, as text; empty for none. */
  get condition(): string {
    return this.#condition;
  }
  /** The brushes and the condition. */
  get filter(): Filter {
    return this.#filter();
  }
  /**
   * Replaces ranges, negated columns, their combination and the condition; angles stay. Until `endGesture`, further
   * changes are one step of `undo`.
   */
  setFilter({ brushes, negated, combine, condition }: Omit<Filter, 'angles'>): void {
    this.#view.change({ brushes, negated, combine, condition }, 'filter');
  }

  /** Whether anything is brushed, by range or by angle, or there is a condition. */
  get isBrushed(): boolean {
    return isFiltering(this.#filter());
  }
  /** The number of brushes: axes with ranges, angles, and the condition. */
  get brushCount(): number {
    return this.#brushes.size + this.#angles.length + (this.#condition === '' ? 0 : 1);
  }
  /** Clears all brushes, the condition and picks; Keep and Exclude stay in effect. */
  clearBrushes(): void {
    this.#picked = null;
    if (this.isBrushed) this.#view.change(this.#withoutFilter());
  }
  /** Whether a selected row passes all brushes, or any. */
  get combine(): Filter['combine'] {
    return this.#combine;
  }
  setCombine(combine: Filter['combine']): void {
    if (combine !== this.#combine) this.#view.change({ combine });
  }

  /** Keeps only the selected rows; `exclude` keeps only the others. Both clear the brushes. */
  keep(): void {
    this.#setAside('keep');
  }
  exclude(): void {
    this.#setAside('exclude');
  }
  /** Restores all rows that `keep` and `exclude` removed. */
  restore(): void {
    if (this.#steps.length > 0) this.#view.change({ steps: [] });
  }
  /** The number of rows of the table that `keep` and `exclude` removed. */
  get setAsideCount(): number {
    return this.#table().length - this.#kept.length;
  }

  /**
   * Hides rows of the current table: they are neither drawn nor selected nor counted. Not part of the view. A mask for a
   * table of another length has no effect.
   * @param hidden per row 1 if it is hidden; null to show all
   */
  hideRows(hidden: Uint8Array | null): void {
    this.#hidden = hidden;
  }

  #shownOf(rows: Uint32Array): Uint32Array {
    const hidden = this.#hidden;
    if (hidden?.length !== this.#table().length) return rows;
    return rows.filter((row) => hidden[row] === 0);
  }

  /**
   * Restricts the selection to these rows, in addition to the brushes; null for all. Rows are those of the current table,
   * so picks are not part of the view and cannot be undone.
   */
  pickRows(rows: Iterable<number> | null): void {
    this.#picked = rows === null ? null : setOf(rows);
  }
  /** Moves picks to the rows with the same keys when the table `before` is replaced by `after`. */
  follow(before: Table, after: Table, key: RowKey | null): void {
    const picked = untrack(() => this.#picked);
    if (picked === null || key === null) return;
    const rows = [...picked].filter((row) => row >= 0 && row < before.length);
    const rowOf = followRows(before, after, rows, key);
    this.#picked = setOf(rows.flatMap((row) => rowOf(row) ?? []));
  }

  /** The rows to select from, ascending: all but hidden ones and those that `keep` and `exclude` removed. */
  get rows(): Uint32Array {
    return this.#rows;
  }
  /** Rows that pass the brushes and were picked, ascending. */
  get selected(): Uint32Array {
    return this.#selection;
  }
  get selectedCount(): number {
    return this.#selection.length;
  }
  get total(): number {
    return this.#rows.length;
  }

  #filter(): Filter {
    return {
      brushes: this.#brushes,
      negated: this.#negated,
      angles: this.#angles,
      combine: this.#combine,
      condition: this.#condition,
    };
  }

  #setAside(action: 'keep' | 'exclude'): void {
    if (!this.isBrushed) return;
    const step = { action, filter: this.#filter() };
    this.#view.change({ steps: [...this.#steps, step], ...this.#withoutFilter() });
  }

  #withoutFilter() {
    return { ...withoutBrushes(this.#view.present, () => true), condition: '' };
  }
}
