import type { Direction, ParameterValue, Run } from '../../../types.ts';
import { createFileSet, folderOf, nameOf } from '../../files/file-set.ts';
import type { FileEntry } from '../../files/file-set.ts';
import { flatParameters } from '../../shared/flat-parameters.ts';
import type { FolderFormat } from '../../groups/folder-format.ts';
import { createLogRun, isoTime } from '../../shared/log-run.ts';
import type { LogRow } from '../../shared/log-run.ts';
import { ImportError } from '../../types.ts';
import type { Context, Format } from '../../types.ts';
import { numbersOfSummary, rowsOfHistory, startOfHistory } from '../wandb-values.ts';
import { filesBeside, wandbFolder, withoutRepeats } from '../wandb.ts';
import { FIRST_PLACE, isWandbFile, readWandbRecords } from './blocks.ts';
import type { WandbPlace } from './blocks.ts';
import { emptyLog, readRecord } from './record.ts';
import type { MetricRule, WandbLog } from './record.ts';

/** The file `run-<id>.wandb` that Weights & Biases writes as a run goes on, whether it is online or not. */
export const wandbFile: Format = {
  name: 'wandb-file',
  description: "Weights & Biases' .wandb run files",
  detect: (content) => content.kind === 'bytes' && isWandbFile(content.bytes),
  read: (content, context) =>
    content.kind === 'bytes' ? [runOf(addRecords(startOfLog(), content.bytes, context), context)] : [],
};

/**
 * A run folder with its `.wandb` file, which holds all that the other files say; where it is broken, or of a run that ended
 * before it said anything, they are read instead.
 */
export const wandbFileFolder: FolderFormat = {
  name: 'wandb-file',
  description: 'a Weights & Biases run folder with its .wandb file',
  find(set) {
    return set.files
      .filter(({ path }) => path.endsWith('.wandb'))
      .map((file) => {
        const folder = folderOf(file.path);
        const isAlone = set.in(folder).filter(({ path }) => path.endsWith('.wandb')).length === 1;
        const isNamed = /^(?:offline-)?run-\d{8}_\d{6}-/.test(nameOf(folder));
        const own = isNamed ? set.below(folder) : isAlone ? filesBeside(set, folder) : [];
        const isRunFolder = own.length > 0;
        return {
          path: file.path,
          files: [file, ...own.filter(({ path }) => path !== file.path)],
          read: async (context) => {
            const found = await readWandb(file, context);
            if (found !== null && !isBare(found)) return [found];
            const beside = isRunFolder ? wandbFolder.find(createFileSet(own)) : [];
            if (beside[0] !== undefined) {
              context.note(
                `${nameOf(file.path)} has no data: the run is read from the other files in its folder.`,
              );
              return beside[0].read(context);
            }
            if (found !== null) return [found];
            const reason = file.size === 0 ? 'is empty' : 'does not begin as a .wandb file';
            throw new ImportError(`"${file.path}" ${reason}.`);
          },
        };
      });
  },
};

function isBare({ parameters, records, summary }: Run): boolean {
  return [parameters, records, summary].every((part) => Object.keys(part).length === 0);
}

/** What was read of a file, and where to go on when it has grown. */
interface ReadLog {
  readonly log: WandbLog;
  readonly next: WandbPlace;
  /** Number of damaged records. */
  readonly lost: number;
}

const STATE = 'wandb';

function startOfLog(): ReadLog {
  return { log: emptyLog(), next: { ...FIRST_PLACE, at: 0 }, lost: 0 };
}

/** Reads the run in a file, of one that is being written only what is new; null if it does not begin as a `.wandb` file. */
async function readWandb(file: FileEntry, context: Context): Promise<Run | null> {
  const { size, slice, readState } = file;
  const kept = slice && readState?.take<ReadLog>(STATE);
  const known = kept ?? startOfLog();
  const begin = Math.min(known.next.at, size);
  const bytes = slice ? await slice(begin, size) : await file.read();
  if (!kept && !isWandbFile(bytes)) return null;
  const read = addRecords(known, bytes, { ...context, ...(readState && { readState }) });
  readState?.keep(STATE, read);
  return runOf(read, context);
}

/** Adds the records in the bytes that follow those already read. */
function addRecords(
  { log, next: from, lost: before }: ReadLog,
  bytes: Uint8Array,
  context: Context,
): ReadLog {
  const { note, readState } = context;
  const place = from.at === 0 ? FIRST_PLACE : from;
  const { payloads, damaged, isCutOff, next } = readWandbRecords(bytes, from.at, place);
  let unread = 0;
  for (const payload of payloads) {
    try {
      readRecord(payload, log);
    } catch {
      unread++;
    }
  }
  const lost = before + damaged + unread;
  if (lost > 0) note(`Damaged records are left out: ${String(lost)}.`);
  if (readState) readState.hasIncompleteLine ||= isCutOff;
  else if (isCutOff) note('The last record is not whole, as in the file of a running job; it is left out.');
  return { log, next, lost };
}

function runOf({ log }: ReadLog, context: Context): Run {
  const { run, config, summary, history, metrics, exitCode } = log;
  const rows = rowsOfHistory(history, context).map((row) => withOwnEpoch(row, metrics));
  const names = new Set(rows.flatMap((row) => [...row.keys()]));
  noteOwnSteps(names, metrics, context);
  const status = exitCode === null ? 'unknown' : exitCode === 0 ? 'completed' : 'failed';
  const logged = createLogRun(
    {
      format: 'wandb-file',
      ...(run.id === '' ? {} : { id: run.id }),
      ...(run.name || run.id ? { name: run.name || run.id } : {}),
      status,
      started: run.start === null ? startOfHistory(history) : isoTime(run.start),
      parameters: parametersOf(log, config),
      rows,
      summary: numbersOfSummary(summary),
      directions: directionsOf([...names, ...Object.keys(summary)], metrics),
    },
    context,
  );
  return withoutRepeats(logged);
}

/** The configuration, and the group, job type, sweep and tags of the run unless it has parameters of these names. */
function parametersOf({ run }: WandbLog, config: WandbLog['config']): Map<string, ParameterValue> {
  const own = Object.entries(config).filter(([key]) => key !== '_wandb');
  const parameters = flatParameters(Object.fromEntries(own));
  const filed: [string, string][] = [
    ['group', run.group],
    ['job_type', run.jobType],
    ['sweep', run.sweep],
    ['tags', run.tags.join(', ')],
  ];
  for (const [key, value] of filed) if (value !== '' && !parameters.has(key)) parameters.set(key, value);
  return parameters;
}

/** The rule for a metric: the one of its very name, else the last whose pattern it matches. */
function ruleOf(name: string, rules: readonly MetricRule[]): MetricRule | undefined {
  return rules.findLast((rule) => rule.name === name) ?? rules.findLast((rule) => matches(rule.name, name));
}

function matches(pattern: string, name: string): boolean {
  if (!pattern.endsWith('*')) return false;
  return name.startsWith(pattern.slice(0, -1)) && !name.startsWith('_');
}

function directionsOf(names: readonly string[], rules: readonly MetricRule[]): Map<string, Direction> {
  return new Map(
    names.flatMap((name): [string, Direction][] => {
      const goal = ruleOf(name, rules)?.goal ?? 'none';
      return goal === 'none' ? [] : [[name, goal]];
    }),
  );
}

/** A row whose metrics are declared over one that counts epochs has its value as its epoch. */
function withOwnEpoch(row: LogRow, rules: readonly MetricRule[]): LogRow {
  if (row.has('epoch')) return row;
  const axes = new Set(
    [...row.keys()].map((name) => ruleOf(name, rules)?.stepMetric ?? '').filter((axis) => axis !== ''),
  );
  const [axis] = [...axes].filter((name) => /(?:^|[/._ -])epochs?$/i.test(name));
  const value = axis === undefined ? undefined : row.get(axis);
  return typeof value === 'number' ? new Map([['epoch', value], ...row]) : row;
}

function noteOwnSteps(names: ReadonlySet<string>, rules: readonly MetricRule[], { note }: Context): void {
  const axes = new Map<string, string[]>();
  for (const name of names) {
    const axis = ruleOf(name, rules)?.stepMetric ?? '';
    if (axis !== '' && axis !== name) axes.set(axis, [...(axes.get(axis) ?? []), name]);
  }
  for (const [axis, own] of axes) {
    const list = own
      .slice(0, 5)
      .map((name) => `"${name}"`)
      .join(', ');
    note(
      `"${axis}" is the x of ${list}${own.length > 5 ? ', …' : ''}; it stands beside them in each record.`,
    );
  }
}
