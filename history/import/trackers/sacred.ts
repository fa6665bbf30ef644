import type { RecordValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { readHeadText, readSibling } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

const STATUS = new Map<unknown, Run['status']>([
  ['QUEUED', 'running'],
  ['RUNNING', 'running'],
  ['COMPLETED', 'completed'],
  ['INTERRUPTED', 'stopped'],
  ['FAILED', 'failed'],
  ['TIMEOUT', 'failed'],
]);

/**
 * A run folder of Sacred's FileStorageObserver: `run.json`, `config.json`, `metrics.json` and `info.json`. Files that are
 * empty or broken are left out, with a note.
 */
export const sacredFolder: FolderFormat = {
  name: 'sacred',
  description: "Sacred's run folder",
  find(set) {
    const kept = new Set<string>();
    return set.folders.flatMap((folder) => {
      const [about, config, metrics, info] = ['run.json', 'config.json', 'metrics.json', 'info.json'].map(
        (name) => set.at(joinPath(folder, name)),
      );
      if (!about || !config) return [];
      const output = set.at(joinPath(folder, 'cout.txt'));
      // The sources of all runs of a store are in folders beside them: copies of programs and of their data.
      const store = folderOf(folder);
      const shared =
        kept.has(store) || folder === ''
          ? []
          : [...set.below(joinPath(store, '_sources')), ...set.below(joinPath(store, '_resources'))];
      kept.add(store);
      const files = [about, config, metrics, info, output, ...shared].filter((file) => file !== undefined);
      const read: ReturnType<FolderFormat['find']>[number]['read'] = async (context) => {
        const run = await readSibling(about, context);
        const result = numberOfJson(memberOf(run, 'result'));
        const logged = rowsOf(await readSibling(metrics, context));
        const own = readInfo(await readSibling(info, context), logged, context);
        return [
          createLogRun(
            {
              format: 'sacred',
              id: folder || context.title,
              name: nameOfRun(run, folder) ?? context.title,
              status: STATUS.get(memberOf(run, 'status')) ?? 'unknown',
              started: utc(memberOf(run, 'start_time')),
              parameters: flatParameters(plain(await readSibling(config, context))),
              rows: [...logged, ...own.rows],
              summary: [...own.values, ...(result === undefined ? [] : [['result', result] as const])],
            },
            context,
          ),
        ];
      };
      return [{ path: folder || about.path, files, matches: () => isSacredRun(about), read }];
    });
  },
};

/** Number of bytes of `run.json` in which its keys are looked for: lists of artifacts and sources may come first. */
const HEAD_LENGTH = 2 ** 16;

/** Whether a `run.json` is Sacred's, as far as it has been written: other programs use that name, too. */
async function isSacredRun(file: FileEntry): Promise<boolean> {
  try {
    const text = await readHeadText(file, HEAD_LENGTH);
    return text.trim() === '' || /"(?:status|start_time|heartbeat|experiment)"\s*:/.test(text);
  } catch {
    return false;
  }
}

/**
 * Reads `info.json`, which an experiment fills as it likes: numbers are values of the run, and lists of numbers are series,
 * whose values count the steps unless `metrics.json` has steps of its own. A note names everything else.
 */
function readInfo(
  info: unknown,
  logged: readonly LogRow[],
  { note }: Pick<Context, 'note'>,
): { readonly values: readonly (readonly [string, number])[]; readonly rows: readonly LogRow[] } {
  const known = new Set(logged.flatMap((row) => [...row.keys()]));
  const values: (readonly [string, number])[] = [];
  const series: (readonly [string, readonly unknown[]])[] = [];
  const left: string[] = [];
  const visit = (value: unknown, name: string): void => {
    const number = numberOfJson(value);
    if (number !== undefined && !known.has(name)) values.push([name, number]);
    else if (isSeriesOfNumbers(value)) series.push([name, value]);
    else if (isObject(value))
      for (const [key, each] of Object.entries(value)) visit(each, name === '' ? key : `${name}.${key}`);
    else if (value !== undefined) left.push(name);
  };
  visit(plain(info), '');
  // Steps of the metrics are in units that the lists do not have.
  if (logged.length > 0) left.push(...series.splice(0).map(([name]) => name));
  if (left.length > 0) note(`Left out of info.json: ${left.map((name) => `"${name}"`).join(', ')}.`);
  const count = series.reduce((max, [, list]) => Math.max(max, list.length), 0);
  for (const [name, list] of series) {
    if (list.length < count)
      note(`"${name}" of info.json has only ${String(list.length)} of ${String(count)} values.`);
  }
  const rows = Array.from({ length: count }, (_, i) => {
    const cells = series.map(([name, list]) => [name, numberOfJson(list[i]) ?? null] as const);
    return new Map<string, RecordValue>([['step', i], ...cells]);
  });
  return { values, rows };
}

function isSeriesOfNumbers(value: unknown): value is readonly unknown[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => each === null || numberOfJson(each) !== undefined)
  );
}

/** The name of the experiment with the number of the run. */
function nameOfRun(run: unknown, folder: string): string | null {
  const name = memberOf(memberOf(run, 'experiment'), 'name');
  return typeof name === 'string' && /^\d+$/.test(nameOf(folder)) ? `${name} ${nameOf(folder)}` : null;
}

function utc(time: unknown): unknown {
  return typeof time === 'string' && !/Z|[+-]\d\d:?\d\d$/.test(time) ? `${time}Z` : time;
}

/** Sacred's `metrics.json` without the other files of the run. */
export const sacredMetrics: Format = {
  name: 'sacred-metrics',
  description: "Sacred's metrics.json",
  detect(content) {
    const json = content.kind === 'json' ? content.json : null;
    const series = isObject(json) ? Object.values(json) : [];
    return (
      series.length > 0 &&
      series.every((each) =>
        ['values', 'steps', 'timestamps'].every((key) => Array.isArray(memberOf(each, key))),
      )
    );
  },
  read: (content, context) => [
    createLogRun({ format: 'sacred-metrics', rows: rowsOf(jsonOf(content)) }, context),
  ],
};

function rowsOf(metrics: unknown): LogRow[] {
  return Object.entries(isObject(metrics) ? metrics : {}).flatMap(([name, series]) => {
    const [values, steps] = [memberOf(series, 'values'), memberOf(series, 'steps')];
    if (!Array.isArray(values)) return [];
    return (values as unknown[]).map((value, i) => {
      const step = Array.isArray(steps) ? numberOfJson(steps[i]) : undefined;
      return new Map<string, RecordValue>([
        ['step', step ?? i],
        [name, valueOf(value) ?? null],
      ]);
    });
  });
}

/** NumPy values are written as an object around the value; unwrapped, names do not contain its keys. */
function plain(config: unknown): unknown {
  if (!isObject(config)) return config;
  if (Object.hasOwn(config, 'py/object') || Object.hasOwn(config, 'dtype')) {
    return memberOf(config, 'values') ?? memberOf(config, 'value') ?? memberOf(config, 'py/object');
  }
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, plain(value)]));
}

/** Unwraps a NumPy number, which is written as an object. */
function valueOf(value: unknown): number | undefined {
  return numberOfJson(isObject(value) ? (memberOf(value, 'value') ?? plainMongo(value)) : value);
}

/**
 * What Sacred's MongoObserver keeps, as `mongoexport` writes it: the documents of `runs`, of `metrics`, or both in one file,
 * which belong together by the number of the run.
 */
export const sacredDocuments: Format = {
  name: 'sacred-mongo',
  description: "the documents of Sacred's runs and metrics from MongoDB",
  detect(content) {
    const documents = jsonOf(content);
    return (
      Array.isArray(documents) &&
      documents.length > 0 &&
      documents.every((each) => isRun(each) || isSeries(each))
    );
  },
  read(content, context) {
    const documents = jsonOf(content) as unknown[];
    const rows = new Map<string, LogRow[]>();
    for (const series of documents.filter(isSeries)) {
      const id = idOf(memberOf(series, 'run_id'));
      rows.set(id, [...(rows.get(id) ?? []), ...rowsOf({ [String(memberOf(series, 'name'))]: series })]);
    }
    const about = new Map(documents.filter(isRun).map((run) => [idOf(memberOf(run, '_id')), run]));
    if (about.size === 0)
      context.note(
        'The documents of the runs are not in this file, so their parameters are not known; in one file both are joined.',
      );
    return [...new Set([...about.keys(), ...rows.keys()])].map((id) => {
      const run = about.get(id);
      const name = memberOf(memberOf(run, 'experiment'), 'name');
      const result = numberOfJson(memberOf(run, 'result'));
      return createLogRun(
        {
          format: 'sacred-mongo',
          id,
          name: typeof name === 'string' ? `${name} ${id}` : `run ${id}`,
          status: STATUS.get(memberOf(run, 'status')) ?? 'unknown',
          started: utc(plainMongo(memberOf(run, 'start_time'))),
          parameters: flatParameters(plain(plainMongo(memberOf(run, 'config')))),
          rows: rows.get(id) ?? [],
          summary: result === undefined ? [] : [['result', result]],
        },
        context,
      );
    });
  },
};

function isRun(document: unknown): boolean {
  return (
    isObject(memberOf(document, 'config')) &&
    isObject(memberOf(document, 'experiment')) &&
    idOf(memberOf(document, '_id')) !== ''
  );
}

function isSeries(document: unknown): boolean {
  const isNamed = typeof memberOf(document, 'name') === 'string' && idOf(memberOf(document, 'run_id')) !== '';
  return isNamed && ['values', 'steps'].every((key) => Array.isArray(memberOf(document, key)));
}

/** The number of a run, or its MongoDB id if it has none. */
function idOf(id: unknown): string {
  const value = plainMongo(id);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Returns a value without its type: `{"$date": …}`, `{"$numberInt": "3"}`. */
function plainMongo(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [only, ...others] = entries;
  if (only !== undefined && others.length === 0 && only[0].startsWith('$')) return plainMongo(only[1]);
  return Object.fromEntries(entries.map(([key, each]) => [key, plainMongo(each)]));
}
