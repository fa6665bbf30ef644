import { selectionFacts } from '../../analysis/index.ts';
import type { Column, Table } from '../../history/index.ts';
import { setOf } from '../core/persistent.ts';
import { formatCell, formatTime, formatValue } from '../core/scale/format.ts';
import { timeUnit } from '../core/scale/dates.ts';
import { profileOf } from '../core/rows/columns.ts';
import { describeFacts } from '../core/rows/selection-sentences.ts';
import type { SplitName } from '../core/layout/split-name.ts';
import { finish, type Steps } from '../core/scale/steps.ts';
import { describeSelection } from '../core/rows/summary.ts';
import type { AxesState } from './axes-state.svelte.ts';
import type { LinesState } from './lines-state.svelte.ts';
import type { SelectionState } from './selection-state.svelte.ts';

/** Names of rows, and a summary of the selection. */
export class SummaryState {
  readonly #table: () => Table;
  readonly #axes: AxesState;
  readonly #selection: SelectionState;
  readonly #lines: LinesState;

  constructor(table: () => Table, axes: AxesState, selection: SelectionState, lines: LinesState) {
    this.#table = table;
    this.#axes = axes;
    this.#selection = selection;
    this.#lines = lines;
  }

  /** The name of a row: from the column that names rows, and its epoch if there is one. */
  rowName(row: number): string {
    return `${this.#runName(row)}${this.#epochOf(row)}`;
  }

  /**
   * The name of a row among others, split where it may be truncated: without its epoch if no neighbour in the table and
   * none of the others is of the same run.
   */
  nameAmong(row: number, others: readonly number[]): SplitName {
    const head = this.#runName(row);
    const isSame = (other: number) => other !== row && this.#runName(other) === head;
    const beside = [row - 1, row + 1].filter((other) => other >= 0 && other < this.#table().length);
    const tail = [...beside, ...others].some(isSame) ? this.#epochOf(row) : '';
    return { head, tail, whole: head + tail };
  }

  /**
   * The number of selected rows and the brushes, what the rows have in common that others lack, and the best row. Takes
   * time proportional to rows and parameters, so call it after a gesture. `noun`: the plural noun for rows.
   */
  summary(noun = 'rows'): string {
    return finish(this.summaryInSteps(noun));
  }

  /** The same in steps, for many rows. */
  *summaryInSteps(noun = 'rows'): Steps<string> {
    const { rows, selected: selection, brushes } = this.#selection;
    const { shownColumns, target } = this.#axes;
    const count = describeSelection(
      selection.length,
      rows.length,
      this.#selection,
      noun,
      this.#inFront(),
      (name, value) => this.#formatNumber(name, value),
    );
    const all = [...shownColumns.values()];
    const parameters = all.filter(({ role }) => role === 'parameter');
    const facts = yield* selectionFacts({
      columns:
        parameters.length > 0
          ? parameters
          : all.filter(({ name, role }) => role !== 'identity' && name !== target),
      brushed: setOf(brushes.keys()),
      rows,
      selection,
      target: target === undefined ? undefined : shownColumns.get(target),
      rangeOf: (column) => {
        const { min, max, lanes } = profileOf(column);
        return { min, max, isComplete: lanes.size === 0 };
      },
    });
    const sentences = describeFacts(facts, {
      isSingle: selection.length === 1,
      nameOf: (row) => (this.#isOfWholeRun(target!, row) ? this.#runName(row) : this.rowName(row)),
      formatNumber: (name, value) => this.#formatNumber(name, value),
    });
    return [count, ...sentences].join(' ');
  }

  /** The column that names rows. */
  get #names(): Column | undefined {
    return this.#table().columns.find(({ role }) => role === 'identity');
  }

  #runName(row: number): string {
    const names = this.#names;
    return names === undefined ? `row ${(row + 1).toLocaleString('en')}` : formatCell(names, row);
  }

  /** `, epoch 3`; empty where rows have no epochs or no names. */
  #epochOf(row: number): string {
    const epoch = this.#table().columns.find(({ role, name }) => role === 'progress' && name === 'epoch');
    return epoch === undefined || this.#names === undefined ? '' : `, epoch ${formatCell(epoch, row)}`;
  }

  /** Whether a column has one value per run, as a test after training does. */
  #isOfWholeRun(name: string, row: number): boolean {
    const names = this.#names;
    const column = this.#axes.shownColumns.get(name);
    if (column?.kind !== 'number' || names === undefined) return false;
    const runs = names.kind === 'number' ? names.values : names.codes;
    const [run, value] = [runs[row], column.values[row]];
    let count = 0;
    for (let other = 0; other < runs.length; other++) {
      if (runs[other] !== run) continue;
      if (column.values[other] !== value) return false;
      count++;
    }
    return count > 1;
  }

  /** `the best 20 by loss`; null if all selected rows are highlighted. */
  #inFront(): string | null {
    if (this.#lines.front.length === this.#selection.selected.length) return null;
    return `the best ${this.#lines.front.length.toLocaleString('en')} by ${this.#lines.bestBy!}`;
  }

  #formatNumber(name: string, value: number): string {
    const column = this.#axes.shownColumns.get(name);
    if (column?.kind !== 'number' || this.#axes.scales.get(name) !== 'time') return formatValue(value);
    return formatTime(value * (timeUnit(column) ?? 1));
  }
}
