import type { Column, Table } from '../../history/index.ts';
import type { SplitName } from '../core/layout/split-name.ts';
import { formatCell } from '../core/scale/format.ts';

/** Names of rows. */
export class NamesState {
  readonly #table: () => Table;

  constructor(table: () => Table) {
    this.#table = table;
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
}
