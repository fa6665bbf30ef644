import { looksLikeMetric } from '../../direction.ts';
import type { ParameterValue, Run } from '../../types.ts';
import { listed } from '../flat/table.ts';
import type { FlatCell, ListedTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { Context, Format } from '../types.ts';
import { MLFLOW_STATUS, withInfinities } from './mlflow.ts';

/** Columns about the run itself, which come first. */
const ABOUT = new Set([
  'Start Time',
  'Duration',
  'Run ID',
  'Name',
  'Source Type',
  'Source Name',
  'User',
  'Status',
]);

/**
 * The table of runs that MLflow's page downloads as CSV. Parameters stand first, then metrics, each by their names in
 * order, under no heading that would part them: metrics begin where the names fall back, or else where a column of
 * numbers is named like one.
 */
export const mlflowUi: Format = {
  name: 'mlflow-ui',
  description: "the table of runs of MLflow's page as CSV",
  detect(content) {
    const names = content.kind === 'table' ? content.table.names : [];
    return ['Run ID', 'Source Type', 'Source Name', 'Status'].every((name) => names.includes(name));
  },
  read: (content, context) =>
    content.kind === 'table' ? readRuns(listed(typeTexts(content.table, context)), context) : [],
};

function readRuns(table: ListedTable, context: Context): Run[] {
  const { names, length, columns } = table;
  const own = names.flatMap((name, column) => (ABOUT.has(name) ? [] : [column]));
  const first = firstMetric(table, own);
  if (first < own.length) {
    const name = names[own[first]!]!;
    context.note(
      `The file does not distinguish parameters from metrics: those from "${name}" on are taken as metrics.`,
    );
  }
  return Array.from({ length }, (_, row) => {
    const cell = (name: string): FlatCell => columns[names.indexOf(name)]?.[row];
    const entries = own.map((column) => [names[column]!, columns[column]![row]] as const);
    const parameters = entries
      .slice(0, first)
      .flatMap(([name, value]): [string, ParameterValue][] =>
        value === null || value === undefined ? [] : [[name, parameterValue(value)]],
      );
    const summary = entries
      .slice(first)
      .map(([name, value]) => [name, typeof value === 'number' ? withInfinities(value) : null] as const);
    const seconds = secondsOf(cell('Duration'));
    const id = String(cell('Run ID') ?? row + 1);
    return createLogRun(
      {
        format: 'mlflow-ui',
        id,
        name: String(cell('Name') ?? id.slice(0, 8)),
        status: MLFLOW_STATUS.get(cell('Status')) ?? 'unknown',
        started: cell('Start Time'),
        parameters,
        summary: seconds === null ? summary : [...summary, ['Duration', seconds]],
      },
      context,
    );
  });
}

/** The index of the first metric among the run's own columns; their number if there is none. */
function firstMetric({ names, columns }: ListedTable, own: readonly number[]): number {
  const isNumeric = (column: number) =>
    columns[column]!.every((cell) => typeof cell !== 'string' && typeof cell !== 'boolean');
  const isRest = (from: number) => own.slice(from).every(isNumeric);
  const falls = own.flatMap((column, i) => (i > 0 && names[column]! < names[own[i - 1]!]! ? [i] : []));
  if (falls.length === 1 && isRest(falls[0]!)) return falls[0]!;
  const named = own.findIndex((column, i) => looksLikeMetric(names[column]!) && isRest(i));
  return named < 0 ? own.length : named;
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };

/** `2.5min` as seconds. */
function secondsOf(cell: FlatCell): number | null {
  if (typeof cell === 'number') return cell;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|min|h|d)$/.exec(String(cell)) ?? [];
  return number === undefined ? null : Number(number) * UNITS[unit!]!;
}
