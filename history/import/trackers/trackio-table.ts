import type { RecordValue, Run } from '../../types.ts';
import { listed } from '../flat/table.ts';
import type { ListedTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { groupBy } from '../shared/group-by.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { Context, Format } from '../types.ts';

/** Columns of the database that are not metrics. */
const ABOUT = new Set(['id', 'timestamp', 'run_name', 'step', 'project_name']);

/** Trackio's metrics of a project as a table, one row a step of a run, as CSV; its data sets have the same as Parquet. */
export const trackioTable: Format = {
  name: 'trackio',
  description: "trackio's metrics as CSV",
  detect: (content) => content.kind === 'table' && isTrackio(content.table.names),
  read: (content, context) =>
    content.kind === 'table' ? runsOfTrackio(listed(typeTexts(content.table, context)), context) : [],
};

export function isTrackio(names: readonly string[]): boolean {
  return ['timestamp', 'run_name', 'step'].every((name) => names.includes(name));
}

/** Returns the runs of a table by name. An empty cell is a metric that was not logged at that step. */
export function runsOfTrackio({ names, length, columns }: ListedTable, context: Context): Run[] {
  const column = (name: string) => columns[names.indexOf(name)]!;
  const [runs, steps, times] = [column('run_name'), column('step'), column('timestamp')];
  const metrics = names.flatMap((name, i) => (ABOUT.has(name) ? [] : [[name, columns[i]!] as const]));
  const rows = groupBy(Array.from({ length }).keys(), (row) => runs[row] ?? null);
  return [...rows].map(([run, own]) =>
    createLogRun(
      {
        format: 'trackio',
        ...(run === null ? {} : { name: String(run) }),
        started: times[own[0]!],
        rows: own.map((row) => {
          const logged = metrics.flatMap(([name, cells]): [string, RecordValue][] => {
            const cell = cells[row];
            return cell === null || cell === undefined ? [] : [[name, cell]];
          });
          return new Map<string, RecordValue>([['step', steps[row] ?? null], ...logged]);
        }),
      },
      context,
    ),
  );
}
