import type { Table } from '../../../history/index.ts';
import { profileOf } from './columns.ts';
import { keptRows } from '../brush/filter.ts';
import { inferScale } from '../scale/scale-types.ts';
import type { Steps } from '../scale/steps.ts';

/** Computes and caches what a plot needs of a new table: one column per step, then its rows. */
export function* prepareTable(table: Table): Steps<void> {
  for (const column of table.columns) {
    profileOf(column);
    inferScale(column);
    yield;
  }
  keptRows(table, []);
}
