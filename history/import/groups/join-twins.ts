import { countRecords } from '../../runs/run-parts.ts';
import type { EpochRecord, Run } from '../../types.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileReport } from '../import-files.ts';
import { groupBy } from '../shared/group-by.ts';

/** Maximum number of runs of a file that are compared with those of event files. */
const MAX_RUNS = 100;

interface ReadGroup {
  readonly runs: readonly Run[];
  readonly report: FileReport;
}

/**
 * Joins the runs of files that have the same training. The run of the first kind stays, with its counters:
 * - of a log and of event files in its folder, in one below it, or in one of the same name, as `csv/version_0` and
 *   `tb/version_0`: the log, which gets what only the event files have.
 * - of MMEngine's `scalars.json` and the log named by its time beside it: `scalars.json`.
 * - of the logs that several processes wrote, as `log_rank0.jsonl` and `log_rank1.jsonl`, with the same moments: the first.
 */
export function joinTwins<Group extends ReadGroup>(groups: readonly Group[]): readonly Group[] {
  const joined = [...groups];
  for (const [at, group] of groups.entries()) {
    if (isEvents(group)) {
      const [folder = ''] = group.report.files.map(folderOf);
      joinWith(joined, at, (other) => !isEvents(other) && areNear(folderOf(other.report.path), folder));
    } else if (MMENGINE_TIME.test(nameOf(group.report.path))) {
      const folder = folderOf(group.report.path);
      joinWith(joined, at, ({ report: { path } }) => path === joinPath(folder, 'scalars.json'));
    }
  }
  return withoutRanks(joined);
}

/** The number of a process in the name of a file. */
const RANK = /((?:^|[^a-z])(?:rank|gpu|worker|process)[-_]?)(\d+)(?=[^/]*$)/i;

/** Leaves out the runs of all processes but the first, if their files have the same metrics at the same moments. */
function withoutRanks<Group extends ReadGroup>(groups: readonly Group[]): readonly Group[] {
  const withRank = groups.filter(({ report, runs }) => RANK.test(report.path) && runs.length === 1);
  const first = new Map<Group, Group>();
  for (const ranks of groupBy(withRank, ({ report }) => report.path.replace(RANK, '$1#')).values()) {
    const [lowest, ...others] = ranks.toSorted((a, b) => rankOf(a) - rankOf(b));
    for (const other of others)
      if (areSameMoments(lowest!.runs[0]!, other.runs[0]!)) first.set(other, lowest!);
  }
  return groups.map((group) => {
    const other = first.get(group);
    if (other === undefined) return group;
    const note = `${nameOf(other.report.path)} has the same moments, as where several processes write one training: the values there are taken.`;
    return withRuns(group, [], note);
  });
}

function rankOf({ report }: ReadGroup): number {
  return Number(RANK.exec(report.path)?.[2]);
}

function areSameMoments(a: Run, b: Run): boolean {
  const names = Object.keys(a.metrics);
  return (
    a.records.length > 1 &&
    a.records.length === b.records.length &&
    names.length === Object.keys(b.metrics).length &&
    names.every((name) => Object.hasOwn(b.metrics, name)) &&
    a.records.every(({ epoch, step }, i) => epoch === b.records[i]!.epoch && step === b.records[i]!.step)
  );
}

/** The name of MMEngine's log: the time at which it was started. */
const MMENGINE_TIME = /^\d{8}_\d{6}\.json$/;

function isEvents({ report }: ReadGroup): boolean {
  return report.format === 'tensorboard';
}

/** Whether a log in one folder may have the training of event files in the other. */
function areNear(log: string, events: string): boolean {
  return log === events || log === folderOf(events) || (log !== '' && nameOf(log) === nameOf(events));
}

/** Moves the runs of a group to those of other groups that are the same. */
function joinWith<Group extends ReadGroup>(
  joined: Group[],
  at: number,
  mayHave: (other: Group) => boolean,
): void {
  const original = joined[at]!;
  for (const run of original.runs.length > MAX_RUNS ? [] : original.runs) {
    const place = joined.findIndex((other, i) => {
      const isWanted = i !== at && other.runs.length <= MAX_RUNS && mayHave(other);
      return isWanted && other.runs.some((each) => isTwin(each, run));
    });
    if (place < 0) continue;
    const [twinGroup, log] = [joined[at]!, joined[place]!];
    const twin = log.runs.findIndex((each) => isTwin(each, run));
    const whole = withExtras(log.runs[twin]!, run);
    const what = isEvents(twinGroup) ? 'Event files have' : `${nameOf(twinGroup.report.path)} has`;
    joined[place] = withRuns(log, log.runs.with(twin, whole), `${what} the same training: it is one run.`);
    joined[at] = withRuns(
      twinGroup,
      twinGroup.runs.filter((each) => each !== run),
      `The same training is in ${nameOf(log.report.path)}: it is one run.`,
    );
  }
}

function withRuns<Group extends ReadGroup>(group: Group, runs: readonly Run[], note: string): Group {
  const notes = [...group.report.notes, note];
  return { ...group, runs, report: { ...group.report, notes, runs: runs.map(({ id }) => id) } };
}

/** Whether two runs share the name of a metric, and all metrics with the same name have the same values in their order. */
function isTwin(log: Run, events: Run): boolean {
  if (countRecords([log]) < 2 || countRecords([events]) < 2) return false;
  const names = new Map(Object.keys(log.metrics).map((name) => [plain(name), name]));
  const shared = Object.keys(events.metrics).flatMap((name) => {
    const other = names.get(plain(name));
    return other === undefined ? [] : [[valuesOf(log, other), valuesOf(events, name)] as const];
  });
  const varies = shared.some(([values]) => new Set(values).size > 1);
  return (
    varies && shared.every(([a, b]) => a.length === b.length && a.every((value, i) => isNear(value, b[i]!)))
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_');
}

function valuesOf({ records }: Run, name: string): number[] {
  return records.map((record) => record[name]).filter((value) => typeof value === 'number');
}

/** Event files have single precision, and logs often five digits. */
function isNear(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-6 + 1e-4 * Math.max(Math.abs(a), Math.abs(b));
}

/** Adds histograms, and metrics that only the event files have if both have the same number of records. */
function withExtras(log: Run, events: Run): Run {
  const known = new Set(Object.keys(log.metrics).map(plain));
  const extra = Object.entries(events.metrics).filter(([name]) => !known.has(plain(name)));
  const isAligned = log.records.length === events.records.length;
  const keys = isAligned ? extra.flatMap(([name]) => [name, `${name}_best`]) : [];
  const records = log.records.map((record, i): EpochRecord => {
    const own = Object.entries(events.records[i] ?? {}).filter(
      ([key]) => keys.includes(key) && !Object.hasOwn(record, key),
    );
    return { ...record, ...Object.fromEntries(own) } as EpochRecord;
  });
  const shift = (log.records[0]?.epoch ?? 0) - (events.records[0]?.epoch ?? 0);
  const distributions = Object.entries(events.distributions ?? {}).map(
    ([name, each]) => [name, { ...each, epochs: each.epochs.map((epoch) => epoch + shift) }] as const,
  );
  return {
    ...log,
    metrics: { ...log.metrics, ...(isAligned && Object.fromEntries(extra)) },
    parameters: { ...events.parameters, ...log.parameters },
    records: keys.length > 0 ? records : log.records,
    ...(distributions.length > 0 && {
      distributions: { ...log.distributions, ...Object.fromEntries(distributions) },
    }),
  };
}
