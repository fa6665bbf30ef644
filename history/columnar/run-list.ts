import type { Dictionary, MetricDefinition, ParameterValue, Run, Source } from '../types.ts';
import { cellAt } from './cells.ts';
import type { Cell, Cells } from './cells.ts';
import { lazyList } from './lazy-list.ts';
import type { NamedCells } from './record-list.ts';

/** Runs without records as columns, a row for each: a table of results. */
export interface RunColumns {
  readonly length: number;
  readonly source: Source;
  /** What the file calls each run; where it does not, the runs are numbered behind `title`. */
  readonly names: Cells | null;
  readonly title: string;
  /** What is not applicable is a parameter that a run does not have. */
  readonly parameters: readonly NamedCells[];
  readonly fold: Cells | null;
  /** Columns of numbers; what is not applicable is a metric that a run does not have. */
  readonly summary: readonly NamedCells[];
  readonly metrics: Dictionary<MetricDefinition>;
}

const columns = new WeakMap<readonly Run[], RunColumns>();

/** Those runs as a list that makes each when it is asked for. */
export function runList(of: RunColumns): readonly Run[] {
  const list = lazyList(of.length, (row) => runAt(of, row));
  columns.set(list, of);
  return list;
}

/** The columns behind a list of runs; undefined for a list of objects. */
export function columnsOfRuns(runs: readonly Run[]): RunColumns | undefined {
  return columns.get(runs);
}

/** The name of a run, which is its id as well. */
export function runNameAt({ names, title }: RunColumns, row: number): string {
  return names === null ? `${title} ${String(row + 1)}` : String(cellAt(names, row));
}

function runAt(of: RunColumns, row: number): Run {
  const name = runNameAt(of, row);
  const fold = of.fold === null ? null : cellAt(of.fold, row);
  const summary = cellsOfRow<number | null>(of.summary, row);
  return {
    id: name,
    name,
    status: 'unknown',
    source: of.source,
    parent: null,
    fold: typeof fold === 'number' ? fold : null,
    started: null,
    parameters: cellsOfRow<ParameterValue>(of.parameters, row),
    metrics: Object.fromEntries(
      Object.entries(of.metrics).filter(([metric]) => Object.hasOwn(summary, metric)),
    ),
    records: [],
    summary,
  };
}

/** What the columns hold in a row, but for what is not applicable. */
export function cellsOfRow<Value extends Cell>(named: readonly NamedCells[], row: number): Dictionary<Value> {
  return Object.fromEntries(
    named.flatMap(({ name, cells }): [string, Value][] => {
      const cell = cellAt(cells, row);
      return cell === undefined ? [] : [[name, cell as Value]];
    }),
  );
}
