import type { Column } from '../../history/index.ts';
import { formatCell } from './format.ts';
import { laneOf } from './lanes.ts';

/** What a tooltip says of a row in one column. */
export interface RowFact {
  readonly name: string;
  readonly value: string;
  /** The values of the rows it is compared with, where these differ; null where they do not, or there is none. */
  readonly others: readonly string[] | null;
  /** How the value stands among the selected rows, `above 97 %`, `3 of 96`; empty where nothing is to be said. */
  readonly standing: string;
}

/** More selected rows than these are sampled evenly: a tooltip has a frame's time. */
const mostRows = 5000;

/**
 * A row in these columns, beside `pinned` rows or, where there is none, beside the selected ones. Columns of `hidden`
 * are told only where the row differs from a pinned one.
 */
export function rowFacts(
  row: number,
  columns: readonly Column[],
  hidden: readonly Column[],
  pinned: readonly number[],
  selection: Uint32Array,
): RowFact[] {
  const others = pinned.filter((other) => other !== row);
  const told = (column: Column): RowFact => {
    const value = formatCell(column, row);
    const theirs = others.map((other) => formatCell(column, other));
    const differs = theirs.some((other) => other !== value);
    return {
      name: column.name,
      value,
      others: differs ? theirs : null,
      standing: others.length > 0 ? '' : standing(column, row, selection),
    };
  };
  return [...columns.map(told), ...hidden.map(told).filter((fact) => fact.others !== null)];
}

function standing(column: Column, row: number, selection: Uint32Array): string {
  if (laneOf(column, row) !== null || selection.length < 3) return '';
  const step = Math.max(1, selection.length / mostRows);
  let [below, same, count] = [0, 0, 0];
  const own = column.kind === 'number' ? column.values[row]! : column.codes[row]!;
  const source = column.kind === 'number' ? column.values : column.codes;
  for (let at = 0; at < selection.length; at += step) {
    const other = selection[Math.floor(at)]!;
    if (laneOf(column, other) !== null) continue;
    const value = source[other]!;
    count++;
    if (value < own) below++;
    else if (value === own) same++;
  }
  if (count === 0 || same === count) return '';
  if (column.kind === 'category') return same > 1 ? `${percent(same / count)} have it` : '';
  if (below === 0) return 'lowest';
  return below + same === count ? 'highest' : `above ${percent(below / count)}`;
}

function percent(share: number): string {
  return `${String(Math.max(1, Math.min(99, Math.round(100 * share))))} %`;
}
