import type { RecordValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { readHeadText, readSibling } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat, ImportGroup } from '../groups/folder-format.ts';
import { readJsonLines } from '../json-lines.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow, LoggedRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

/** Metrics of an experiment as Comet's API returns them, one object per value, as JSON lines or a list. */
export const cometMetrics: Format = {
  name: 'comet',
  description: "Comet's metrics of an experiment as JSON",
  detect(content) {
    const json = jsonOf(content);
    return Array.isArray(json) && isMetric(json[0]);
  },
  read(content, context) {
    const values = (jsonOf(content) ?? []) as readonly unknown[];
    return [createLogRun({ format: 'comet', ...loggedOf(values, context) }, context)];
  },
};

/**
 * An experiment that `cometx download` (or `comet download`) wrote: `metrics.jsonl`, beside `parameters.json`, `metadata.json`
 * and `others.jsonl`. Newer versions write `metrics_summary.jsonl` and a file per metric below `metrics`.
 */
export const cometFolder: FolderFormat = {
  name: 'comet',
  description: "Comet's download of an experiment",
  find(set) {
    const folders = set.folders.filter((folder) => isDownload(set, folder));
    return (isDownload(set, '') ? ['', ...folders] : folders).map((folder) => groupOf(set, folder));
  },
};

const isMetric = (json: unknown) =>
  isObject(json) && Object.hasOwn(json, 'metricName') && Object.hasOwn(json, 'metricValue');

/** The files beside the metrics. Both names are common: `matches` looks into them. */
function isDownload(set: FileSet, folder: string): boolean {
  const has = (name: string) => set.at(joinPath(folder, name)) !== undefined;
  return has('metadata.json') && (has('parameters.json') || has('metrics.jsonl'));
}

/** The files of the run, of its environment and of its project, which are no histories. */
const OTHER = /^(?:system_details|git_metadata|others|assets_metadata|metrics_summary)\.jsonl?$/;

function groupOf(set: FileSet, folder: string): ImportGroup {
  const at = (name: string) => set.at(joinPath(folder, name));
  const [metadata, parameters, others] = [at('metadata.json')!, at('parameters.json'), at('others.jsonl')];
  const metrics = [
    at('metrics.jsonl'),
    ...set.in(joinPath(folder, 'metrics')).filter(({ path }) => path.endsWith('.jsonl')),
  ].filter((file) => file !== undefined);
  const beside = set.in(folder).filter(({ path }) => OTHER.test(nameOf(path)));
  const assets = set.below(joinPath(folder, 'assets'));
  const files = [metadata, parameters, others, ...metrics, ...beside, ...assets];
  return {
    path: folder || metadata.path,
    files: [...new Set(files.filter((file) => file !== undefined))],
    matches: async () => METADATA.test(await readHeadText(metadata)),
    read: (context) => readExperiment({ metadata, parameters, others, metrics }, context),
  };
}

/** A key of Comet's description of an experiment. */
const METADATA = /"(?:experimentKey|cometDownloadVersion)"\s*:/;

interface Experiment {
  readonly metadata: FileEntry;
  readonly parameters: FileEntry | undefined;
  readonly others: FileEntry | undefined;
  readonly metrics: readonly FileEntry[];
}

async function readExperiment(files: Experiment, context: Context): Promise<Run[]> {
  const metadata = await readSibling(files.metadata, context);
  const [key, name, started] = ['experimentKey', 'experimentName', 'startTimeMillis'].map((each) =>
    memberOf(metadata, each),
  );
  const values: unknown[] = [];
  for (const file of files.metrics) for (const line of await readJsonLines(file, context)) values.push(line);
  const parameters = await readSibling(files.parameters, context);
  const logged = new Map(valuesOf(files.others ? await readJsonLines(files.others, context) : []));
  const given = logged.get('Name');
  logged.delete('Name');
  if (logged.size > 0)
    context.note(
      `Left out, since they describe the run itself: ${[...logged.keys()].slice(0, 10).join(', ')}.`,
    );
  const found = [name, given, key].find((each) => typeof each === 'string' && each !== '') as
    string | undefined;
  const folder = folderOf(files.metadata.path);
  return [
    createLogRun(
      {
        format: 'comet',
        id: typeof key === 'string' ? key : folder || context.title,
        ...(found === undefined ? {} : { name: found }),
        status: statusOf(metadata),
        started,
        parameters: valuesOf(Array.isArray(parameters) ? parameters : []),
        ...loggedOf(values, context),
      },
      context,
    ),
  ];
}

function statusOf(metadata: unknown): Run['status'] {
  if (memberOf(metadata, 'hasCrashed') === true) return 'failed';
  if (memberOf(metadata, 'running') === true) return 'running';
  return memberOf(metadata, 'endTimeMillis') === undefined ? 'unknown' : 'completed';
}

/** Values of Comet's summaries by name: each has the last value as text. */
function valuesOf(list: readonly unknown[]) {
  return list.flatMap((each): [string, ReturnType<typeof parameterValue>][] => {
    const name = memberOf(each, 'name');
    const value = memberOf(each, 'valueCurrent');
    return typeof name === 'string' && value !== undefined ? [[name, parameterValue(value)]] : [];
  });
}

/** Metrics of the machine. */
const SYSTEM = /^sys\./;

/** The rows of a list of metrics; values of nothing that counts are the summary. */
function loggedOf(list: readonly unknown[], { note }: Context): Pick<LoggedRun, 'rows' | 'summary'> {
  const metrics = list.filter(isMetric);
  const own = metrics.filter((each) => !SYSTEM.test(String(memberOf(each, 'metricName'))));
  if (own.length < metrics.length) note('The metrics of the machine, called sys.…, are left out.');
  if (metrics.length < list.length)
    note(`${String(list.length - metrics.length)} entries have no metric and are left out.`);
  const rows: LogRow[] = [];
  const summary = new Map<string, number | null>();
  for (const each of own) {
    const [step, epoch] = ['step', 'epoch'].map((key) => numberOfJson(memberOf(each, key)));
    const name = String(memberOf(each, 'metricName'));
    const value = numberOfJson(memberOf(each, 'metricValue')) ?? null;
    if (step === undefined && epoch === undefined) summary.set(name, value);
    else {
      const counters = [
        ['epoch', epoch],
        ['step', step],
      ].filter((entry): entry is [string, number] => entry[1] !== undefined);
      rows.push(new Map<string, RecordValue>([...counters, [name, value]]));
    }
  }
  return { rows, summary };
}
