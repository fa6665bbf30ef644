import type { ParameterValue, Run } from '../../types.ts';
import { listed } from '../flat/table.ts';
import type { FlatCell, ListedTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { Context, Format } from '../types.ts';

/**
 * The table of runs that Aim's page exports as CSV: a run per row. A metric is called by its name and context,
 * `loss_subset="val"`, and named `val/loss` here; parameters are paths such as `hparams.lr`, with text in quotes.
 */
export const aimRuns: Format = {
  name: 'aim',
  description: "Aim's table of runs as CSV",
  detect: (content) =>
    content.kind === 'table' &&
    ['run', 'experiment', 'date'].every((name) => content.table.names.includes(name)) &&
    content.table.names.some((name) => name === 'hash' || name === 'description' || name === 'duration'),
  read: (content, context) =>
    content.kind === 'table' ? readRuns(listed(typeTexts(content.table, context)), context) : [],
};

/** Columns about the run itself. */
const ABOUT = new Set(
  'run hash experiment experiment_description description date duration creator tags notes active archived actions'.split(
    ' ',
  ),
);

/** The context of a metric, after its name and `_`. */
const CONTEXT = /_((?:[\w.]+="[^"]*"(?:, ?)?)+)$/;

const SYSTEM = /^__system__/;

function readRuns({ names, length, columns }: ListedTable, context: Context): Run[] {
  const cell = (name: string, row: number): FlatCell => columns[names.indexOf(name)]?.[row];
  const own = names.flatMap((name, column) => (ABOUT.has(name) || SYSTEM.test(name) ? [] : [column]));
  const isMetric = own.map((column) => isMetricColumn(names[column]!, columns[column]!));
  if (names.some((name) => SYSTEM.test(name))) context.note('The metrics of the machine are left out.');
  // Groups of runs are separated by a row of `--`.
  const rows = Array.from({ length }, (_, row) => row).filter((row) =>
    columns.some((cells) => isFilled(cells[row])),
  );
  return rows.map((row) => {
    const parameters: [string, ParameterValue][] = [];
    const summary: [string, number | null][] = [];
    for (const [i, column] of own.entries()) {
      const [name, value] = [names[column]!, columns[column]![row]];
      if (isMetric[i]) summary.push([metricOf(name), typeof value === 'number' ? value : null]);
      else if (isFilled(value)) parameters.push([name, unquoted(value)]);
    }
    const [id, name] = [cell('hash', row), cell('run', row)];
    const duration = cell('duration', row);
    if (typeof duration === 'number') summary.push(['duration', duration]);
    return createLogRun(
      {
        format: 'aim',
        id: String(id ?? name ?? row + 1),
        name: String(name ?? id ?? row + 1),
        started: timeOf(cell('date', row)),
        parameters,
        summary,
      },
      context,
    );
  });
}

function isFilled(cell: FlatCell): cell is Exclude<FlatCell, null | undefined> {
  return cell !== null && cell !== undefined && cell !== '-';
}

/** Columns of metrics end in a context or, without one, in `_`. */
function isMetricColumn(name: string, cells: readonly FlatCell[]): boolean {
  return (
    (CONTEXT.test(name) || name.endsWith('_')) &&
    cells.every((cell) => !isFilled(cell) || typeof cell === 'number')
  );
}

function metricOf(name: string): string {
  const context = CONTEXT.exec(name);
  if (!context) return name.replace(/_$/, '');
  const values = [...context[1]!.matchAll(/="([^"]*)"/g)].map((each) => each[1]!);
  return [...values, name.slice(0, context.index)].join('/');
}

function unquoted(cell: Exclude<FlatCell, null | undefined>): ParameterValue {
  return typeof cell === 'string' && /^".*"$/s.test(cell) ? cell.slice(1, -1) : parameterValue(cell);
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `14:05:09 · 3 May, 24`, in the time zone of the export, as ISO 8601 without a time zone. */
function timeOf(cell: FlatCell): FlatCell {
  const [, time, day, name, year] =
    /^(\d\d:\d\d:\d\d)\s*·\s*(\d{1,2}) (\w{3}),? (\d\d(?:\d\d)?)$/.exec(String(cell)) ?? [];
  const month = MONTHS.indexOf(name ?? '') + 1;
  if (time === undefined || month === 0) return cell;
  return `${year!.padStart(4, '20')}-${String(month).padStart(2, '0')}-${day!.padStart(2, '0')}T${time}`;
}
