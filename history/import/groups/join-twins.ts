import { countRecords } from '../../runs/run-parts.ts';
import type { EpochRecord, Run } from '../../types.ts';
import { folderOf, nameOf } from '../files/file-set.ts';
import type { FileReport } from '../import-files.ts';

/** Maximum number of runs of a file that are compared with those of event files. */
const MAX_RUNS = 100;

interface ReadGroup {
  readonly runs: readonly Run[];
  readonly report: FileReport;
}

/**
 * Joins the runs of event files with those of a log in the same folder, or in the one above, that has the same values: the
 * training was written twice. The run of the log stays, with its counters, and gets what only the event files have.
 */
export function joinTwins<Group extends ReadGroup>(groups: readonly Group[]): readonly Group[] {
  const isEvents = ({ report }: ReadGroup) => report.format === 'tensorboard';
  if (!groups.some(isEvents)) return groups;
  const joined = [...groups];
  for (const [at, group] of groups.entries()) {
    if (!isEvents(group)) continue;
    const [folder] = group.report.files.map(folderOf);
    for (const run of group.runs) {
      const place = joined.findIndex((other) => {
        const own = folderOf(other.report.path);
        const isNear = own === folder || own === folderOf(folder ?? '');
        return (
          !isEvents(other) &&
          isNear &&
          other.runs.length <= MAX_RUNS &&
          other.runs.some((each) => isTwin(each, run))
        );
      });
      if (place < 0) continue;
      const [events, log] = [joined[at]!, joined[place]!];
      const twin = log.runs.findIndex((each) => isTwin(each, run));
      const whole = withExtras(log.runs[twin]!, run);
      const from = nameOf(log.report.path);
      joined[place] = withRuns(
        log,
        log.runs.with(twin, whole),
        `Event files have the same training: it is one run.`,
      );
      joined[at] = withRuns(
        events,
        events.runs.filter((each) => each !== run),
        `The same training is in ${from}: it is one run.`,
      );
    }
  }
  return joined;
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
