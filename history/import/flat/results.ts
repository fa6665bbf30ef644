import { kindAt } from '../../runs/cells.ts';
import { packCells } from '../../runs/growing-cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { runList } from '../../runs/run-list.ts';
import type { RunRecords, RunShape } from '../../runs/run-list.ts';
import { NOT_APPLICABLE } from '../../table/table.ts';
import type { Run, Source } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import type { ColumnUse } from './classify.ts';
import type { Groups } from './runs/group.ts';
import { cellsOfFirstRows, cellsOfRecords, countRuns } from './table.ts';
import type { FlatTable } from './table.ts';

/** Maximum number of rows for which runs are created; larger tables stay columns, with runs created on access. */
export const MAX_EAGER_ROWS = 10_000;

/**
 * Returns the runs of a large table as columns. Runs without a name are numbered, since names from parameters would take a
 * string per run.
 * @param records null if each row is a run
 */
export function columnsOfTable(
  table: FlatTable,
  groups: Groups,
  uses: readonly ColumnUse[],
  source: Source,
  title: string,
  records: RunRecords | null,
): readonly Run[] {
  const { layout } = groups;
  const length = countRuns(layout);
  const used = (use: ColumnUse['use']) => uses.filter((each) => each.use === use);
  const perRun = (use: ColumnUse['use']) =>
    used(use).map(({ name, column }) => ({ name, cells: cellsOfFirstRows(table.columns[column]!, layout) }));
  const metrics = used('metric');
  const measured = metrics.map(({ name, column, direction }) => ({
    name,
    direction,
    cells: cellsOfRecords(table.columns[column]!, layout),
  }));
  const [folds] = perRun('fold');
  const parameters = perRun('parameter');
  const summary = records === null ? measured.map(({ name, cells }) => ({ name, cells })) : [];
  const isMeasured = measured.map(({ cells }) => applicableRuns(cells, length, records?.starts ?? null));
  const applies = parameters.map(({ cells }) => applicableRuns(cells, length, null));
  const shape = (parameterAt: (i: number) => boolean, metricAt: (i: number) => boolean): RunShape => {
    const own = measured.filter((_, i) => metricAt(i));
    return {
      status: 'unknown',
      source,
      parameters: parameters.filter((_, i) => parameterAt(i)).map(({ name }) => name),
      metrics: Object.fromEntries(own.map(({ name, direction }) => [name, { direction }])),
      summary: records === null ? own.map(({ name }) => name) : [],
    };
  };
  return runList({
    length,
    ...shapesOf(length, applies, isMeasured, shape),
    ...namesOf(table, groups, length),
    title,
    parents: null,
    folds: folds?.cells ?? null,
    started: null,
    parameters,
    summary,
    records,
  });
}

/** Returns for each run whether any of its cells is applicable; null if this holds for all. */
function applicableRuns(cells: Cells, length: number, starts: Uint32Array | null): Uint8Array | null {
  if (cells.kinds === null) return null;
  const applies = new Uint8Array(length);
  for (let run = 0; run < length; run++) {
    const end = starts === null ? run + 1 : starts[run + 1]!;
    for (let row = starts === null ? run : starts[run]!; row < end && applies[run] === 0; row++) {
      if (kindAt(cells, row) !== NOT_APPLICABLE) applies[run] = 1;
    }
  }
  return applies.includes(0) ? applies : null;
}

/** Returns the distinct shapes of runs, by their applicable columns. */
function shapesOf(
  length: number,
  parameters: readonly (Uint8Array | null)[],
  metrics: readonly (Uint8Array | null)[],
  shape: (parameterAt: (i: number) => boolean, metricAt: (i: number) => boolean) => RunShape,
) {
  const partial = [...parameters, ...metrics].filter((applies) => applies !== null);
  if (partial.length === 0) {
    const all = () => true;
    return { shapes: [shape(all, all)], shapeOf: null };
  }
  const places = new Map<string, number>();
  const shapes: RunShape[] = [];
  const shapeOf = new Uint32Array(length);
  for (let run = 0; run < length; run++) {
    let marks = '';
    for (const applies of partial) marks += applies[run] === 1 ? '1' : '0';
    let place = places.get(marks);
    if (place === undefined) {
      places.set(marks, (place = shapes.length));
      const of = (list: readonly (Uint8Array | null)[]) => (i: number) => list[i]?.[run] !== 0;
      shapes.push(shape(of(parameters), of(metrics)));
    }
    shapeOf[run] = place;
  }
  return { shapes, shapeOf: shapes.length === 1 ? null : shapeOf };
}

function namesOf(
  table: FlatTable,
  { layout, nameColumn, nameOf, idOf }: Groups,
  length: number,
): { readonly names: Cells | null; readonly ids: Cells | null } {
  if (nameColumn !== undefined)
    return { names: cellsOfFirstRows(table.columns[nameColumn]!, layout), ids: null };
  if (nameOf(0) === null) return { names: null, ids: null };
  const names = Array.from({ length }, (_, run) => nameOf(run)!);
  const ids = uniqueNames(names.map((name, run) => idOf(run) ?? name));
  const isSame = ids.every((id, run) => id === names[run]);
  return { names: packCells(names), ids: isSame ? null : packCells(ids) };
}
