import { looksLikeMetric } from '../../direction.ts';
import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { listed } from '../flat/table.ts';
import type { FlatCell, ListedTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { groupBy } from '../shared/group-by.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

/** Neptune's attributes as `neptune-exporter` writes them, one per row, as CSV; its files are Parquet. */
export const neptuneAttributes: Format = {
  name: 'neptune',
  description: "Neptune's attributes, as neptune-exporter writes them",
  detect: (content) => content.kind === 'table' && isNeptune(content.table.names),
  read: (content, context) =>
    content.kind === 'table' ? runsOfNeptune(listed(typeTexts(content.table, context)), context) : [],
};

/** Whether a table has an attribute of a run in each row. */
export function isNeptune(names: readonly string[]): boolean {
  return ['run_id', 'attribute_path', 'attribute_type'].every((name) => names.includes(name));
}

/** The columns with the values of each type of attribute. */
const VALUES: Readonly<Record<string, string>> = {
  float: 'float_value',
  int: 'int_value',
  string: 'string_value',
  bool: 'bool_value',
  datetime: 'datetime_value',
  float_series: 'float_value',
};

/** Reads the runs of a table of attributes: series are records by step, other values parameters or, if named so, metrics. */
export function runsOfNeptune({ names, length, columns }: ListedTable, context: Context): Run[] {
  const cell = (name: string, row: number): FlatCell => columns[names.indexOf(name)]?.[row];
  const left = new Set<string>();
  const rowsOfRuns = groupBy(Array.from({ length }).keys(), (row) => String(cell('run_id', row)));
  const runs = [...rowsOfRuns].map(([id, own]) => {
    const about = new Map<string, FlatCell>();
    const rows: LogRow[] = [];
    const attributes: [string, FlatCell][] = [];
    for (const row of own) {
      const [path, type] = [String(cell('attribute_path', row)), String(cell('attribute_type', row))];
      const column = Object.hasOwn(VALUES, type) ? VALUES[type] : undefined;
      const value = column === undefined ? undefined : cell(column, row);
      if (column === undefined) left.add(type);
      else if (path.startsWith('sys/')) about.set(path, value);
      else if (type !== 'float_series') attributes.push([path, value]);
      else {
        const step = numberOfJson(cell('step', row)) ?? null;
        rows.push(
          new Map<string, RecordValue>([
            ['step', step],
            [path, numberOfJson(value) ?? null],
          ]),
        );
      }
    }
    return runOf({ format: 'neptune', id, about, attributes, rows }, context);
  });
  if (left.size > 0) context.note(`Attributes of these types are left out: ${[...left].join(', ')}.`);
  return runs;
}

/**
 * Neptune's table of runs as CSV: a run per row, with `sys/id`, `sys/name` and other attributes as columns. The file does not
 * distinguish parameters from the last values of metrics.
 */
export const neptuneRuns: Format = {
  name: 'neptune-runs',
  description: "Neptune's table of runs as CSV",
  detect: (content) => content.kind === 'table' && content.table.names.some((name) => ID.test(name)),
  read(content, context) {
    if (content.kind !== 'table') return [];
    const { names, length, columns } = listed(typeTexts(content.table, context));
    return Array.from({ length }, (_, row) => {
      const entries = names.map((name, column) => [name, columns[column]![row]] as const);
      const about = new Map(entries.filter(([name]) => name.startsWith('sys/')));
      const id = about.get('sys/custom_run_id') ?? about.get('sys/id') ?? row + 1;
      const own = entries.filter(([name]) => !name.startsWith('sys/'));
      return runOf({ format: 'neptune-runs', id: String(id), about, attributes: own, rows: [] }, context);
    });
  },
};

const ID = /^sys\/(?:id|custom_run_id)$/;

/** A folder of attributes that usually has parameters. */
const PARAMETERS = /^(?:hyper_?)?param(?:eter)?s?\/|^(?:config|args|hparams|settings)\//i;

interface NeptuneRun {
  readonly format: 'neptune' | 'neptune-runs';
  readonly id: string;
  /** The attributes about the run itself, `sys/…`. */
  readonly about: ReadonlyMap<string, FlatCell>;
  readonly attributes: readonly (readonly [string, FlatCell])[];
  readonly rows: readonly LogRow[];
}

function runOf({ format, id, about, attributes, rows }: NeptuneRun, context: Context): Run {
  const name = about.get('sys/name');
  const isFailed = about.get('sys/failed');
  const filled = attributes.filter(([, value]) => value !== null && value !== undefined);
  const isMetric = ([path, value]: readonly [string, FlatCell]) =>
    typeof value === 'number' && looksLikeMetric(path) && !PARAMETERS.test(path);
  const parameters = filled
    .filter((entry) => !isMetric(entry))
    .map(([path, value]): [string, ParameterValue] => [path, parameterValue(value)]);
  return createLogRun(
    {
      format,
      id,
      name: typeof name === 'string' && name !== '' ? name : id,
      status:
        isFailed === true || isFailed === 1 ? 'failed' : (STATUS.get(about.get('sys/state')) ?? 'unknown'),
      started: about.get('sys/creation_time'),
      parameters,
      rows,
      summary: filled.filter(isMetric).map(([path, value]) => [path, value as number]),
    },
    context,
  );
}

const STATUS = new Map<unknown, Run['status']>([
  ['running', 'running'],
  ['Active', 'running'],
]);
