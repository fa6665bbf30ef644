import type { Table } from '../../../history/index.ts';
import { profileOf } from './columns.ts';
import { keptRows } from '../brush/filter.ts';
import { inferScale } from '../scale/scale-types.ts';
import type { Steps } from '../scale/steps.ts';

/** Finds out what a plot asks of a table at first, which is known from then on: a column in a step, then its rows. */
export function* prepareTable(table: Table): Steps<void> {
  for (const column of table.columns) {
    profileOf(column);
    inferScale(column);
    yield;
  }
  keptRows(table, []);
}
