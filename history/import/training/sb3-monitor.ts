import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { folderOf, nameOf } from '../files/file-set.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { listed } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { openText } from '../open.ts';
import { groupBy } from '../shared/group-by.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { Content, Context, Format } from '../types.ts';
import type { FolderFormat } from '../groups/folder-format.ts';

/** One episode, and when it ended in seconds since 1970. */
interface Episode {
  readonly end: number;
  readonly cells: ReadonlyMap<string, RecordValue>;
}

/** What one monitor saw: whether it watched one environment of one process or several makes no difference to a run. */
interface Watched {
  readonly environment: ParameterValue;
  /** Seconds since 1970. */
  readonly start: number;
  readonly episodes: readonly Episode[];
}

/**
 * `monitor.csv` of Stable-Baselines3: a comment with JSON, then reward `r`, length `l` and time `t` of each episode.
 * Episodes are counted from 1 as epochs; the step is how many steps of the environment had been made at their end.
 */
export const sb3Monitor: Format = {
  name: 'sb3-monitor',
  description: "Stable-Baselines3's monitor.csv",
  detect: (content) => isMonitor(content),
  read: (content, context) => {
    const watched = watchedIn(content, context);
    return watched ? [createRun([watched], context.title, context)] : [];
  },
};

/** Several environments of one training have a monitor each, `0.monitor.csv`, `1.monitor.csv`, …: one run. */
export const sb3Monitors: FolderFormat = {
  name: 'sb3-monitor',
  description: "Stable-Baselines3's monitors of several environments",
  find(set) {
    const monitors = set.files.filter(({ path }) => /^\d+\.monitor\.csv$/.test(nameOf(path)));
    return [...groupBy(monitors, ({ path }) => folderOf(path)).values()]
      .filter(({ length }) => length > 1)
      .map((files) => ({
        path: folderOf(files[0]!.path) || files[0]!.path,
        files,
        async read(context) {
          const all: Watched[] = [];
          for (const file of files) {
            const own = { ...context, fileName: file.path };
            const watched = watchedIn(openText(await file.read(), own), own);
            if (watched) all.push(watched);
            else context.note(`"${file.path}" is no monitor and left out.`);
          }
          return all.length > 0 ? [createRun(all, folderOf(files[0]!.path) || context.title, context)] : [];
        },
      }));
  },
};

function isMonitor(content: Content): boolean {
  if (content.kind !== 'table' || !isObject(content.about)) return false;
  return ['r', 'l', 't'].every((name) => content.table.names.includes(name));
}

/** A resumed training appends to the same file, with times that restart. */
function watchedIn(content: Content, context: Context): Watched | null {
  if (content.kind !== 'table' || !isMonitor(content)) return null;
  const start = memberOf(content.about, 't_start');
  const environment = memberOf(content.about, 'env_id');
  const { names, length, columns } = listed(typeTexts(content.table, context));
  const begin = typeof start === 'number' ? start : 0;
  let [before, last, restarts] = [0, 0, 0];
  const episodes = Array.from({ length }, (_, row): Episode => {
    const cells = new Map(names.map((name, column) => [name, columns[column]![row] ?? null] as const));
    const time = cells.get('t');
    if (typeof time === 'number') {
      if (time < last) {
        before += last;
        restarts++;
      }
      last = time;
    }
    return { end: begin + before + last, cells };
  });
  if (restarts > 0)
    context.note(`The clock begins again ${String(restarts)} times: the training was resumed.`);
  return { environment: typeof environment === 'string' ? environment : null, start: begin, episodes };
}

function createRun(all: readonly Watched[], id: string, context: Context): Run {
  const start = all.reduce((first, watched) => Math.min(first, watched.start), Infinity);
  const episodes = all.flatMap((watched) => watched.episodes);
  if (all.length > 1) {
    episodes.sort((a, b) => a.end - b.end);
    context.note(
      `The episodes of ${String(all.length)} environments are taken in the order in which they ended.`,
    );
  }
  let step = 0;
  const rows = episodes.map(({ end, cells }, i) => {
    const steps = cells.get('l');
    step += typeof steps === 'number' && Number.isFinite(steps) ? steps : 0;
    const row = new Map<string, RecordValue>([['epoch', i + 1], ['step', step], ...cells]);
    return all.length > 1 ? row.set('t', Number((end - start).toFixed(6))) : row;
  });
  const environments = [...new Set(all.map(({ environment }) => environment))].filter(
    (name) => name !== null,
  );
  return createLogRun(
    {
      format: 'sb3-monitor',
      id,
      started: start,
      parameters: environments.length > 0 ? [['env_id', environments.join(', ')]] : [],
      rows,
      directions: new Map([['r', 'max']]),
    },
    context,
  );
}
