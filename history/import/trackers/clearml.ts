import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { readHeadText, readSibling } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { readJsonLines } from '../json-lines.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow, LoggedRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

/**
 * ClearML's scalars of a task, as `get_reported_scalars()` returns them, `{title: {series: {name, x, y}}}`, or the events of an
 * offline session, of which each line is a list.
 */
export const clearmlScalars: Format = {
  name: 'clearml',
  description: "ClearML's scalars of a task as JSON",
  detect(content) {
    const json = jsonOf(content);
    return areEvents(json) || (Array.isArray(json) ? areEvents(json[0]) : isScalars(json));
  },
  read(content, context) {
    const json = jsonOf(content);
    const points = Array.isArray(json) ? eventsOf(areEvents(json) ? [json] : json) : pointsOf(json);
    return [createLogRun({ format: 'clearml', ...loggedOf(points, context) }, context)];
  },
};

/** An offline session of ClearML, mostly a zip archive: `task.json` beside `metrics.jsonl` and `log.jsonl`. */
export const clearmlSession: FolderFormat = {
  name: 'clearml',
  description: "ClearML's offline session",
  find(set) {
    return set.files.flatMap((task) => {
      if (nameOf(task.path) !== 'task.json') return [];
      const folder = folderOf(task.path);
      const [metrics, log] = ['metrics.jsonl', 'log.jsonl'].map((name) => set.at(joinPath(folder, name)));
      if (metrics === undefined && log === undefined) return [];
      const data = set.below(joinPath(folder, 'data'));
      return [
        {
          path: folder || task.path,
          files: [task, metrics, log, ...data].filter((file) => file !== undefined),
          matches: async () => TASK.test(await readHeadText(task)),
          read: (context) => readSession(task, metrics, context),
        },
      ];
    });
  },
};

/** A key of a task. */
const TASK = /"(?:offline_folder|offline_output_models|hyperparams|execution|project_name)"\s*:/;

/** One reported scalar. */
interface Point {
  readonly metric: unknown;
  readonly variant: unknown;
  readonly iter: unknown;
  readonly value: unknown;
}

const isEvent = (json: unknown) =>
  isObject(json) &&
  Object.hasOwn(json, 'metric') &&
  Object.hasOwn(json, 'variant') &&
  Object.hasOwn(json, 'task');

const areEvents = (line: unknown) => Array.isArray(line) && line.length > 0 && isEvent(line[0]);

/** Events with a value; plots and images have none. */
function eventsOf(lines: readonly unknown[]): Point[] {
  return lines
    .flatMap((line) => (Array.isArray(line) ? (line as unknown[]) : []))
    .filter((event) => isEvent(event) && isObject(event) && Object.hasOwn(event, 'value'))
    .map((event) => event as unknown as Point);
}

const isSeries = (json: unknown) => Array.isArray(memberOf(json, 'x')) && Array.isArray(memberOf(json, 'y'));

function isScalars(json: unknown): boolean {
  const titles = isObject(json) ? Object.values(json) : [];
  return (
    titles.length > 0 &&
    titles.every((series) => isObject(series) && Object.values(series).length > 0) &&
    titles.every((series) => Object.values(series as object).every(isSeries))
  );
}

function pointsOf(json: unknown): Point[] {
  return Object.entries(json as Record<string, Record<string, unknown>>).flatMap(([metric, all]) =>
    Object.entries(all).flatMap(([variant, series]) => {
      const [x, y] = [memberOf(series, 'x'), memberOf(series, 'y')] as [unknown[], unknown[]];
      return x.map((iter, i): Point => ({ metric, variant, iter, value: y[i] }));
    }),
  );
}

/** The iteration of a value that was reported once, by `report_single_value`. */
const SINGLE = -(2 ** 31);

/** Titles of what ClearML reports of the machine. */
const MACHINE = /^:monitor:/;

function loggedOf(points: readonly Point[], { note }: Context): Pick<LoggedRun, 'rows' | 'summary'> {
  const own = points.filter(({ metric }) => !MACHINE.test(String(metric)));
  if (own.length < points.length) note('The metrics of the machine, called :monitor:…, are left out.');
  const rows: LogRow[] = [];
  const summary = new Map<string, number | null>();
  for (const { metric, variant, iter, value } of own) {
    const step = numberOfJson(iter);
    const number = numberOfJson(value) ?? null;
    if (step === undefined || step === SINGLE) summary.set(String(variant), number);
    else
      rows.push(
        new Map<string, RecordValue>([
          ['step', step],
          [nameOfMetric(metric, variant), number],
        ]),
      );
  }
  return { rows, summary };
}

/** The title and the series, which are often the same. */
function nameOfMetric(metric: unknown, variant: unknown): string {
  const [title, series] = [String(metric), String(variant)];
  return title === series ? title : `${title}/${series}`;
}

async function readSession(
  task: FileEntry,
  metrics: FileEntry | undefined,
  context: Context,
): Promise<Run[]> {
  const json = await readSibling(task, context);
  const about = memberOf(json, 'task') ?? json;
  const [id, name] = ['id', 'name'].map((key) => memberOf(about, key));
  const lines = metrics ? await readJsonLines(metrics, context) : [];
  return [
    createLogRun(
      {
        format: 'clearml',
        id: typeof id === 'string' ? id : context.title,
        ...(typeof name === 'string' && name !== '' ? { name } : {}),
        status: STATUS.get(memberOf(about, 'status')) ?? 'unknown',
        started: memberOf(about, 'started') ?? memberOf(about, 'created'),
        parameters: parametersOf(about),
        ...loggedOf(eventsOf(lines), context),
      },
      context,
    ),
  ];
}

const STATUS = new Map<unknown, Run['status']>([
  ['in_progress', 'running'],
  ['completed', 'completed'],
  ['published', 'completed'],
  ['closed', 'completed'],
  ['stopped', 'stopped'],
  ['failed', 'failed'],
]);

/** Parameters by name, with their section if several have the same; before version 0.16 they had none. */
function parametersOf(task: unknown): [string, ParameterValue][] {
  const sections = memberOf(task, 'hyperparams');
  const found = (isObject(sections) ? Object.entries(sections) : []).flatMap(([section, all]) =>
    (isObject(all) ? Object.entries(all) : []).map(
      ([name, each]) => [section, name, parameterValue(memberOf(each, 'value'))] as const,
    ),
  );
  const old = memberOf(memberOf(task, 'execution'), 'parameters');
  const isShared = (name: string) => found.filter((each) => each[1] === name).length > 1;
  return [
    ...(isObject(old) ? Object.entries(old) : []).map(([name, value]): [string, ParameterValue] => [
      name,
      parameterValue(value),
    ]),
    ...found.map(([section, name, value]): [string, ParameterValue] => [
      isShared(name) ? `${section}/${name}` : name,
      value,
    ]),
  ];
}
