import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FlatCell } from '../flat/table.ts';
import { listed } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { openText } from '../open.ts';
import { createTrialRuns } from '../shared/trials.ts';
import type { Trial } from '../shared/trials.ts';
import { ForeignFileError } from '../types.ts';
import type { Content, Context, Format } from '../types.ts';
import type { FolderFormat } from '../groups/folder-format.ts';

/** How the table heads the column of an objective: `metric:accuracy [0.0; 1.0] (maximize)`. */
const METRIC = /^metric:(.+) \((minimize|maximize)\)$/;

/** What of a trial is no parameter. */
const ABOUT = new Set(['config_id', 'budget', 'status', 'start_time', 'end_time', 'additional']);

/** DeepCAVE's `trials.csv`: each row a configuration that was tried, its objectives named with their direction. */
export const deepcaveTrials: Format = {
  name: 'deepcave-trials',
  description: "DeepCAVE's trials.csv",
  detect: (content) => content.kind === 'table' && content.table.names.some((name) => METRIC.test(name)),
  read: readTrials,
};

/** The same with `configspace.csv` beside it, which describes the search space and contains no runs. */
export const deepcaveTable: FolderFormat = {
  name: 'deepcave-trials',
  description: "DeepCAVE's trials.csv with configspace.csv",
  find(set) {
    return set.files.flatMap((file) => {
      const prefix = /^(.*)trials\.csv$/.exec(nameOf(file.path))?.[1];
      const space =
        prefix === undefined ? undefined : set.at(joinPath(folderOf(file.path), `${prefix}configspace.csv`));
      if (space === undefined) return [];
      const read = async (context: Context) => {
        const content = openText(await file.read(), context);
        if (!deepcaveTrials.detect(content, context))
          throw new ForeignFileError(`"${file.path}" has no column "metric:… (minimize)" or "(maximize)".`);
        return readTrials(content, context);
      };
      return [{ path: file.path, files: [file, space], read }];
    });
  },
};

function readTrials(content: Content, context: Context): Run[] {
  if (content.kind !== 'table') return [];
  const { names, length, columns } = listed(typeTexts(content.table, context));
  const directions = new Map<string, Direction>();
  const metrics = names.flatMap((name, column) => {
    const [, metric, goal] = METRIC.exec(name) ?? [];
    if (metric === undefined) return [];
    const title = withoutInterval(metric);
    directions.set(title, goal === 'maximize' ? 'max' : 'min');
    return [[title, column] as const];
  });
  const trials = Array.from({ length }, (_, row): Trial => {
    const cell = (name: string): FlatCell => columns[names.indexOf(name)]?.[row] ?? null;
    const id = cell('config_id') ?? row;
    const seed = cell('seed');
    const parameters = names.flatMap((name, column): [string, ParameterValue][] => {
      const value = columns[column]![row];
      if (ABOUT.has(name) || METRIC.test(name) || value === undefined || value === null) return [];
      // A seed of -1 means that there was none.
      return name === 'seed' && value === -1 ? [] : [[name, value]];
    });
    const budget = cell('budget');
    return {
      key: seed === null || seed === -1 ? String(id) : `${String(id)}/seed ${String(seed)}`,
      name: `config ${String(id)}`,
      parameters,
      budget: typeof budget === 'number' ? budget : null,
      values: new Map<string, RecordValue>(
        metrics.map(([metric, column]) => [metric, columns[column]![row] ?? null]),
      ),
      status: statusOf(cell('status')),
      started: cell('start_time'),
    };
  });
  return createTrialRuns(trials, 'deepcave-trials', directions, context);
}

/** `accuracy` for `accuracy [0.0; 1.0]`. */
function withoutInterval(metric: string): string {
  if (!metric.endsWith(']')) return metric;
  const start = metric.indexOf(' [', Math.max(1, metric.lastIndexOf(']', metric.length - 2) + 1));
  return start < 0 ? metric : metric.slice(0, start);
}

function statusOf(status: FlatCell): Run['status'] {
  const word = String(status).toLowerCase();
  if (word === 'success') return 'completed';
  if (word === 'running') return 'running';
  return status === null || status === undefined ? 'unknown' : 'failed';
}
