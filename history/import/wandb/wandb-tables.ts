import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { looksLikeMetric } from '../../direction.ts';
import { listed } from '../flat/table.ts';
import type { ListedTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { Context, Format } from '../types.ts';
import { uniqueNames } from '../../unique.ts';

/** Columns of the runs table that are about the run itself. */
const ABOUT = new Set([
  'Name',
  'State',
  'Notes',
  'User',
  'Tags',
  'Created',
  'Runtime',
  'End Time',
  'Updated',
  'ID',
  'Sweep',
  'Group',
  'Job Type',
  'Hostname',
  'GPU Count',
  'GPU Type',
  'Description',
  'Commit',
  'Github',
]);

/** Of these, those of which something is kept. */
const KEPT = new Set(['Name', 'State', 'Created', 'Runtime', 'ID']);

/** What counts the last record of a run, or says when it was written. */
const CLOCKS = /^(?:_timestamp|_step|(?:train|trainer)\/global_step)$/;

const STATUS = new Map<unknown, Run['status']>([
  ['finished', 'completed'],
  ['running', 'running'],
  ['crashed', 'failed'],
  ['failed', 'failed'],
  ['killed', 'stopped'],
]);

/**
 * The runs table of Weights & Biases as CSV: a run for each row. The file does not distinguish configuration from results, so
 * numbers named like a metric are taken for one, and everything else is a parameter.
 */
export const wandbRuns: Format = {
  name: 'wandb-runs',
  description: "Weights & Biases' runs table as CSV",
  detect({ ...content }) {
    if (content.kind !== 'table') return false;
    const { names } = content.table;
    return (
      names.includes('Name') &&
      ['State', 'Created', 'Runtime', 'Sweep', 'Tags', 'ID'].filter((name) => names.includes(name)).length >=
        3
    );
  },
  read: (content, context) =>
    content.kind === 'table' ? readRuns(listed(typeTexts(content.table, context)), context) : [],
};

function readRuns({ names, length, columns }: ListedTable, context: Context): Run[] {
  const cell = (name: string, row: number) => columns[names.indexOf(name)]?.[row];
  const others = names.flatMap((name, column) =>
    ABOUT.has(name) || CLOCKS.test(name) ? [] : [{ name, cells: columns[column]! }],
  );
  const left = names.filter((name, column) => {
    return (
      ABOUT.has(name) && !KEPT.has(name) && columns[column]!.some((each) => each !== null && each !== '-')
    );
  });
  if (left.length > 0)
    context.note(
      `Left out, since they describe the runs themselves: ${left.map((name) => `"${name}"`).join(', ')}.`,
    );
  const isMetric = new Map(
    others.map(({ name, cells }) => {
      const isNumeric = cells.every((each) => typeof each !== 'string' && typeof each !== 'boolean');
      return [name, isNumeric && (looksLikeMetric(name) || /\//.test(name) || name.startsWith('_'))];
    }),
  );
  const ids = uniqueNames(
    Array.from({ length }, (_, row) => String(cell('ID', row) ?? cell('Name', row) ?? row + 1)),
  );
  return ids.map((id, row) => {
    const parameters: [string, ParameterValue][] = [];
    const summary: [string, number | null][] = [];
    for (const { name, cells } of others) {
      const value = cells[row];
      if (isMetric.get(name)) summary.push([name, typeof value === 'number' ? value : null]);
      // An empty cell is one that this run does not have.
      else if (value !== null && value !== undefined) parameters.push([name, value]);
    }
    const runtime = cell('Runtime', row);
    if (typeof runtime === 'number') summary.push(['Runtime', runtime]);
    return createLogRun(
      {
        format: 'wandb-runs',
        id,
        name: String(cell('Name', row) ?? id),
        status: STATUS.get(cell('State', row)) ?? 'unknown',
        started: cell('Created', row),
        parameters,
        summary,
      },
      context,
    );
  });
}

const RANGE = /__M(?:IN|AX)$/;

/**
 * A chart of Weights & Biases as CSV: the first column is what it is drawn along, then for each run and metric the value,
 * its least and its most, which differ only where the chart was sampled or grouped.
 */
export const wandbChart: Format = {
  name: 'wandb-chart',
  description: "Weights & Biases' charts as CSV",
  detect: (content) =>
    content.kind === 'table' &&
    content.table.names.some((name) => name.endsWith('__MIN')) &&
    content.table.names.some((name) => name.endsWith('__MAX')),
  read: (content, context) =>
    content.kind === 'table' ? readChart(listed(typeTexts(content.table, context)), context) : [],
};

function readChart({ names, length, columns }: ListedTable, context: Context): Run[] {
  const [axis] = names;
  const series = names.slice(1).filter((name) => !RANGE.test(name));
  // A run may be named with the same mark; a metric is not.
  const split = (name: string) => {
    const at = name.lastIndexOf(' - ');
    return at < 0 ? ([context.title, name] as const) : ([name.slice(0, at), name.slice(at + 3)] as const);
  };
  const runs = new Map<string, Map<string, number>>();
  for (const name of series) {
    const [run, metric] = split(name);
    const metrics = runs.get(run) ?? new Map<string, number>();
    runs.set(run, metrics.set(metric, names.indexOf(name)));
  }
  const isSampled = series.some((name) =>
    ['__MIN', '__MAX'].some((end) => {
      const [at, range] = [names.indexOf(name), names.indexOf(name + end)];
      return (
        range >= 0 &&
        columns[at]!.some((value, row) => typeof value === 'number' && columns[range]![row] !== value)
      );
    }),
  );
  if (isSampled)
    context.note('The chart was sampled or grouped: the minimum and maximum of each sample are left out.');
  return [...runs].map(([run, metrics]) => {
    const rows: Map<string, RecordValue>[] = [];
    for (let row = 0; row < length; row++) {
      const values = [...metrics].flatMap(([metric, column]): [string, RecordValue][] => {
        const value = columns[column]![row];
        return value === null || value === undefined ? [] : [[metric, value]];
      });
      if (values.length === 0) continue;
      const at = columns[0]![row] ?? null;
      // Keep the values of the named axis beside the step that orders the records.
      rows.push(new Map([...(isStep(axis!) ? [] : [[axis!, at] as const]), ['step', at], ...values]));
    }
    return createLogRun(
      { format: 'wandb-chart', name: run, rows, measured: new Set(metrics.keys()) },
      context,
    );
  });
}

function isStep(name: string): boolean {
  return /^(?:_?step|trainer\/global_step)$/i.test(name);
}
