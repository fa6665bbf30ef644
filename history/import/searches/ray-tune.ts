import { once } from '../../once.ts';
import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { readJsonFile, readSibling, readText } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { flatParameters, parameterValue } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { listed } from '../flat/table.ts';
import { numberOfText, typeTexts } from '../flat/text-cells.ts';
import type { FolderFormat, ImportGroup } from '../groups/folder-format.ts';
import { readJsonLines } from '../json-lines.ts';
import { groupBy } from '../shared/group-by.ts';
import { createLogRun, noteLists, rowOf } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import { splitOutside } from '../shared/python.ts';
import { trialsOfState } from './ray-state.ts';
import { parseCsv } from '../flat/csv/csv-table.ts';
import type { Context, Format } from '../types.ts';

/** Keys that Ray adds to every result and that do not describe the training. */
const BOOKKEEPING = new Set(
  [
    'date timestamp hostname node_ip pid done should_checkpoint trial_id experiment_id experiment_tag config',
    'iterations_since_restore time_since_restore timesteps_since_restore warmup_time checkpoint_dir_name',
    '__duplicate__ __trial_info__ hist_stats timers perf training_iteration time_this_iter_s',
  ].flatMap((line) => line.split(' ')),
);

/** Files of a whole experiment. */
const EXPERIMENT =
  /^(?:experiment_state|search_gen_state|searcher-state|basic-variant-state|exp_stats)[-_.].*json$/;

/**
 * A trial folder of Ray Tune: the reports in `result.json`, JSON lines, or else in `progress.csv`, and the parameters in
 * `params.json`. A trial that failed before its first report is a run without records.
 */
export const rayTrial: FolderFormat = {
  name: 'ray-tune',
  description: "Ray Tune's results folder",
  find(set) {
    const groups: ImportGroup[] = [];
    const ends = new Map<string, () => Promise<TrialEnds>>();
    const taken = new Set<FileEntry>();
    for (const folder of set.folders) {
      const [results, progress, params] = ['result.json', 'progress.csv', 'params.json'].map((name) => {
        return set.at(joinPath(folder, name));
      });
      const log = results ?? progress;
      if (!log || !params) continue;
      const files = [results, progress, params, set.at(joinPath(folder, 'error.txt'))].filter(
        (file) => file !== undefined,
      );
      const state = set.in(folderOf(folder)).filter(({ path }) => EXPERIMENT.test(nameOf(path)));
      for (const file of state) if (!taken.has(file)) files.push(file);
      for (const file of files) taken.add(file);
      const hasFailed = set.in(folder).some(({ path }) => nameOf(path) === 'error.txt');
      const above = folderOf(folder);
      const endsOf = ends.get(above) ?? once(() => readEnds(state));
      ends.set(above, endsOf);
      const read = async (context: Context) => {
        const known = await endsOf();
        return readTrial(folder, log, params, hasFailed ? 'failed' : known(nameOf(folder)), context);
      };
      groups.push({ path: folder, files, read });
    }
    return groups;
  },
};

/** Returns the status of the trial in a folder of that name; null if unknown. */
type TrialEnds = (folder: string) => Run['status'] | null;

/** Reads the statuses of trials from the state of their experiment. A broken state is ignored. */
async function readEnds(states: readonly FileEntry[]): Promise<TrialEnds> {
  const ends: [id: string, status: Run['status']][] = [];
  for (const state of states.filter(({ path }) => nameOf(path).startsWith('experiment_state'))) {
    try {
      for (const { id, status } of trialsOfState(await readJsonFile(state)) ?? [])
        if (status !== null) ends.push([id, status]);
    } catch {
      // The statuses of trials are small compared with their reports.
    }
  }
  // The name of a trial's folder contains its id: `train_b92c8_00001_1_lr=0.1`.
  return (folder) => ends.findLast(([id]) => `_${folder}_`.includes(`_${id}_`))?.[1] ?? null;
}

async function readTrial(
  folder: string,
  log: FileEntry,
  params: FileEntry,
  statusInExperiment: Run['status'] | null,
  context: Context,
): Promise<Run[]> {
  const results =
    nameOf(log.path) === 'result.json'
      ? await readJsonLines(log, context)
      : csvResults(await readText(log), context);
  const parameters = flatParameters(await readSibling(params, context));
  const [run] = readResults(results.filter(isObject), context);
  const status = statusInExperiment ?? run?.status ?? 'unknown';
  if (!run) context.note('The trial reported nothing; only its parameters are known.');
  const bare = createLogRun({ format: 'ray-tune', status }, context);
  const known = { ...Object.fromEntries(parameters), ...run?.parameters };
  return [
    {
      ...(run ?? bare),
      id: folder || context.title,
      name: shortName(context.title),
      parameters: known,
      status,
    },
  ];
}

function csvResults(text: string, context: Context): object[] {
  const texts = text === '' ? null : parseCsv(text, context);
  if (!texts) return [];
  const { names, length, columns } = listed(typeTexts(texts, context));
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(names.map((name, column) => [name, columns[column]![row]])),
  );
}

/** Without the date and the ids that no two trials share: `alpha=0.2,beta=0.1` */
function shortName(title: string): string {
  const name = title.replace(/_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\w*$/, '');
  // Everything up to the last "=" is matched apart: a pattern with two free stretches would take quadratic time.
  const end = name.lastIndexOf('=') + 1;
  const tail = /^.*_([0-9a-f]{5,}(?:_\d+)?_\d+_.*=)$/.exec(name.slice(0, end))?.[1];
  return tail === undefined ? name : tail.replace(/^[0-9a-f]+(?:_\d+)?_(\d+)_/, '$1 ') + name.slice(end);
}

/** Reports of Ray Tune as JSON lines or as `progress.csv`, without the folder around them. */
export const rayResults: Format = {
  name: 'ray-tune',
  description: "Ray Tune's result.json and progress.csv",
  detect(content) {
    const isReport = (names: readonly string[]) => {
      return (
        names.includes('training_iteration') &&
        names.some((name) => /^(?:trial_id|experiment_id|time_this_iter_s)$/.test(name))
      );
    };
    if (content.kind === 'table') return isReport(content.table.names);
    return content.kind === 'lines' && isObject(content.lines[0]) && isReport(Object.keys(content.lines[0]));
  },
  read(content, context) {
    if (content.kind === 'lines') return readResults(content.lines.filter(isObject), context);
    if (content.kind !== 'table') return [];
    const { names, length, columns } = listed(typeTexts(content.table, context));
    const rows = Array.from({ length }, (_, row) =>
      Object.fromEntries(names.map((name, column) => [name, columns[column]![row]])),
    );
    return readResults(rows, context);
  },
};

/**
 * The state of an experiment without the folders of its trials: a run per trial, with its configuration, its status and its
 * last report.
 */
export const rayState: Format = {
  name: 'ray-state',
  description: "Ray Tune's experiment_state.json",
  detect: (content) => content.kind === 'json' && trialsOfState(content.json) !== null,
  read(content, context) {
    const trials = (content.kind === 'json' ? trialsOfState(content.json) : null) ?? [];
    context.note('The file has only the last report of each trial.');
    const [pickled, lists] = [new Set<string>(), new Set<string>()];
    const runs = trials.map(({ id, status, config, lastResult }) => {
      const reports = isObject(lastResult) && Object.keys(lastResult).length > 0 ? [lastResult] : [];
      const rows = reports.map((report) => rowOfReport(report, lists));
      const isCounted = rows.some((row) => typeof row.get('epoch') === 'number');
      const numbers = rows.flatMap((row) => [...row]).filter(([, value]) => isNumber(value));
      const parameters = new Map(flatParameters(withoutPickles(config ?? {}, '', pickled)));
      for (const report of reports)
        for (const [key, value] of parametersOf(report)) if (!parameters.has(key)) parameters.set(key, value);
      return createLogRun(
        {
          format: 'ray-state',
          id,
          name: id,
          status: status ?? 'unknown',
          started: reports.map(startOf)[0],
          parameters,
          ...(isCounted ? { rows } : { summary: numbers as [string, number][] }),
        },
        context,
      );
    });
    noteLists(lists, context);
    if (pickled.size > 0)
      context.note(
        `Left out, since Ray stored them as Python pickles: ${[...pickled].map((name) => `"${name}"`).join(', ')}.`,
      );
    return runs;
  },
};

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

/** Returns a configuration without the values that Ray could only pickle, and adds their paths to `found`. */
function withoutPickles(value: unknown, path: string, found: Set<string>): unknown {
  if (!isObject(value)) return value;
  if (memberOf(value, '_type') === 'CLOUDPICKLE_FALLBACK') {
    found.add(path);
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      withoutPickles(each, path === '' ? key : `${path}.${key}`, found),
    ]),
  );
}

function readResults(results: readonly Readonly<Record<string, unknown>>[], context: Context): Run[] {
  const trials = groupBy(results, (result) =>
    String(memberOf(result, 'trial_id') ?? memberOf(result, 'experiment_id')),
  );
  const lists = new Set<string>();
  const runs = [...trials].map(([id, reports]) => {
    const last = reports.at(-1)!;
    return createLogRun(
      {
        format: 'ray-tune',
        ...(trials.size > 1 ? { id, name: id } : {}),
        status: memberOf(last, 'done') === true ? 'completed' : 'unknown',
        started: startOf(reports[0]!),
        parameters: parametersOf(last),
        rows: reports.map((report) => rowOfReport(report, lists)),
      },
      context,
    );
  });
  noteLists(lists, context);
  return runs;
}

function startOf(report: object): unknown {
  const [end, spent] = [memberOf(report, 'timestamp'), memberOf(report, 'time_total_s')];
  return typeof end === 'number' && typeof spent === 'number' ? end - spent : null;
}

/** The configuration of a report, nested or as `config/…`; else that of its tag: `1_lr=0.1,groups=64`. */
function parametersOf(report: object): Map<string, ParameterValue> {
  const nested = flatParameters(memberOf(report, 'config') ?? {});
  for (const [key, value] of Object.entries(report)) {
    if (key.startsWith('config/') && value !== undefined)
      nested.set(key.slice('config/'.length), parameterValue(value));
  }
  const tag = memberOf(report, 'experiment_tag');
  if (nested.size > 0 || typeof tag !== 'string') return nested;
  for (const pair of splitOutside(tag.replace(/^\d+_/, ''), ',')) {
    const equals = pair.indexOf('=');
    if (equals > 0) nested.set(pair.slice(0, equals).trim(), parameterValue(pair.slice(equals + 1)));
  }
  return nested;
}

/**
 * The values of a report. NumPy's NaN is written as the text "null".
 * @param lists gets the names of the lists, which are left out
 */
function rowOfReport(report: Readonly<Record<string, unknown>>, lists: Set<string>): LogRow {
  const row = new Map<string, RecordValue>();
  const iteration = memberOf(report, 'training_iteration');
  if (typeof iteration === 'number') row.set('epoch', iteration);
  const spent = memberOf(report, 'time_this_iter_s');
  if (typeof spent === 'number') row.set('dur', spent);
  const own = Object.entries(report).filter(
    ([key, value]) => !BOOKKEEPING.has(key) && !key.startsWith('config/') && value !== undefined,
  );
  for (const [key, value] of rowOf(Object.fromEntries(own), lists)) {
    if (key === 'epoch' || key === 'dur') continue;
    row.set(
      key,
      typeof value === 'string' ? (value === 'null' ? NaN : (numberOfText(value) ?? value)) : value,
    );
  }
  return row;
}
