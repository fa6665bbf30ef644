import { packCells } from '../../columnar/growing-cells.ts';
import { runList } from '../../columnar/run-list.ts';
import type { Run, Source } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import type { ColumnUse } from './classify.ts';
import type { Groups } from './group.ts';
import { cellsOfRecords } from './table.ts';
import type { FlatTable } from './table.ts';

/** Tables with more rows than this are held as columns to the end, and their runs and records made when asked for. */
export const MANY = 10_000;

/**
 * The runs of a large table with a row for each, held as columns. Runs without a name are numbered: of so many nobody
 * reads the names, and to tell them apart by their parameters would take a text for each.
 */
export function tableOfResults(
  table: FlatTable,
  groups: Groups,
  uses: readonly ColumnUse[],
  source: Source,
  title: string,
): readonly Run[] {
  const { layout } = groups;
  const named = (use: ColumnUse['use']) =>
    uses
      .filter((each) => each.use === use)
      .map(({ name, column }) => ({ name, cells: cellsOfRecords(table.columns[column]!, layout) }));
  const metrics = uses.filter(({ use }) => use === 'metric');
  const [fold] = named('fold');
  return runList({
    length: layout.rows.length,
    source,
    names: namesOf(table, groups),
    title,
    parameters: named('parameter'),
    fold: fold?.cells ?? null,
    summary: named('metric'),
    metrics: Object.fromEntries(metrics.map(({ name, direction }) => [name, { direction }])),
  });
}

function namesOf(table: FlatTable, { layout, nameColumn, nameOf }: Groups) {
  if (nameColumn !== undefined) return cellsOfRecords(table.columns[nameColumn]!, layout);
  if (nameOf(0) === null) return null;
  return packCells(uniqueNames(Array.from(layout.rows, (_, run) => nameOf(run)!)));
}
