import { createBestTracker } from '../../best-flags.ts';
import { inferDirection } from '../../direction.ts';
import { setOwn } from '../../own.ts';
import type { Dictionary, Direction, EpochRecord, ParameterValue, RecordValue, Run } from '../../types.ts';
import { filledEpochs } from '../flat/fill-epochs.ts';
import { countedRows } from './counted-rows.ts';
import type { Context } from '../types.ts';

/** Values logged at one time, including `epoch`, `step` or both. */
export type LogRow = ReadonlyMap<string, RecordValue>;

/** A run as read from the files of a tool. */
export interface LoggedRun {
  readonly format: string;
  readonly id?: string;
  /** Defaults to the title of the file. */
  readonly name?: string;
  readonly status?: Run['status'];
  readonly parent?: string | null;
  readonly fold?: number | null;
  /** A time, see `isoTime`; anything else is ignored. */
  readonly started?: unknown;
  readonly parameters?: Iterable<readonly [string, ParameterValue]>;
  /** In any order. */
  readonly rows?: readonly LogRow[];
  readonly summary?: Iterable<readonly [string, number | null]>;
  /** Directions stated in the files; the others are inferred from names. */
  readonly directions?: ReadonlyMap<string, Direction>;
  /** Keys of rows that are measurements even if they are named like counters. */
  readonly measured?: ReadonlySet<string>;
}

/**
 * Creates a run with its rows as records, sorted by epoch if each row has its own, else by step. Rows of the same epoch or
 * step are merged, and later values win. Rows that nothing counts are steps in their order. A key with only numbers is a metric. Best-so-far flags are added.
 */
export function createLogRun(logged: LoggedRun, context: Context): Run {
  const { format, status = 'unknown', parent = null, fold = null, directions = new Map() } = logged;
  const name = logged.name ?? context.title;
  const { rows, counters } = countedRows(logged.rows ?? [], logged.measured ?? new Set(), context);
  const drafts = ascending(rows, context);
  // The summary of a tool repeats the last value of each key, also of those that count.
  const summary = [...(logged.summary ?? [])].filter(([key]) => drafts.length === 0 || !counters.has(key));
  const names = new Set([...metricNames(drafts, counters), ...summary.map(([metric]) => metric)]);
  const metrics = Object.fromEntries(
    [...names].map((metric) => [
      metric,
      { direction: (directions.get(metric) as Direction | undefined) ?? inferDirection(metric) },
    ]),
  );
  const tracker = createBestTracker(metrics);
  const empty = emptyKeys(drafts, names);
  return {
    id: logged.id ?? name,
    name,
    status,
    source: { format, file: context.fileName },
    parent,
    fold,
    started: isoTime(logged.started),
    parameters: Object.fromEntries(logged.parameters ?? []),
    metrics,
    records: drafts.map((draft) => tracker.add(recordOf(draft, names, empty))),
    summary: Object.fromEntries(summary),
  };
}

/** A record under construction. */
interface Draft {
  readonly epoch: number;
  readonly step: number | null;
  readonly values: Map<string, RecordValue>;
}

function ascending(rows: readonly LogRow[], { note }: Context): Draft[] {
  const axis = axisOf(rows);
  if (axis === null) return [];
  const rowsByTime = new Map<number, Map<string, RecordValue>>();
  let lost = 0;
  for (const row of rows) {
    const at = row.get(axis);
    if (!isFinite(at)) {
      lost++;
      continue;
    }
    const merged = rowsByTime.get(at);
    if (!merged) rowsByTime.set(at, new Map(row));
    else for (const [key, value] of row) if (value !== null || !merged.has(key)) merged.set(key, value);
  }
  if (lost > 0) note(`${countRows(lost)} no ${axis} and are left out.`);
  const sorted = [...rowsByTime].sort(([a], [b]) => a - b);
  const epochs = axis === 'step' ? filledEpochs(sorted.map(([, values]) => values.get('epoch'))) : null;
  return sorted.map(([at, values], i) => ({
    epoch: epochs?.[i] ?? at,
    step: axis === 'step' ? at : null,
    values,
  }));
}

function countRows(count: number): string {
  return count === 1 ? 'One entry has' : `${String(count)} entries have`;
}

function isFinite(value: RecordValue | undefined): value is number {
  return Number.isFinite(value);
}

/** Returns `epoch` if no epoch has several steps, else `step`. */
function axisOf(rows: readonly LogRow[]): 'epoch' | 'step' | null {
  const steps = rows.filter((row) => isFinite(row.get('step'))).length;
  const epochs = rows.filter((row) => isFinite(row.get('epoch')));
  if (epochs.length < rows.length || epochs.length === 0)
    return steps > 0 ? 'step' : epochs.length > 0 ? 'epoch' : null;
  const stepOf = new Map<unknown, unknown>();
  const isRefined = epochs.some((row) => {
    const [epoch, step] = [row.get('epoch'), row.get('step')];
    if (!stepOf.has(epoch)) stepOf.set(epoch, step);
    return stepOf.get(epoch) !== step;
  });
  return isRefined && steps > 0 ? 'step' : 'epoch';
}

/** Returns the keys whose values are all numbers or missing, with at least one number. */
function metricNames(drafts: readonly Draft[], counters: ReadonlySet<string>): string[] {
  const isNumeric = new Map<string, boolean>();
  for (const { values } of drafts) {
    for (const [key, value] of values) {
      if (counters.has(key) || key === 'dur') continue;
      if (typeof value === 'number') isNumeric.set(key, isNumeric.get(key) ?? true);
      else if (value !== null) isNumeric.set(key, false);
    }
  }
  return [...isNumeric].filter(([, numeric]) => numeric).map(([key]) => key);
}

/** Returns the keys without any value that are not declared metrics. */
function emptyKeys(drafts: readonly Draft[], metrics: ReadonlySet<string>): Set<string> {
  const empty = new Set<string>();
  for (const { values } of drafts) for (const key of values.keys()) if (!metrics.has(key)) empty.add(key);
  for (const { values } of drafts) for (const [key, value] of values) if (value !== null) empty.delete(key);
  return empty;
}

/** Converts a draft to a record. */
function recordOf(
  { epoch, step, values }: Draft,
  metrics: ReadonlySet<string>,
  empty: ReadonlySet<string>,
): EpochRecord {
  const record: Record<string, RecordValue> = { epoch };
  if (step !== null) record.step = step;
  for (const [key, value] of values) {
    if (key === 'epoch' || (key === 'step' && step !== null) || empty.has(key)) continue;
    if (!metrics.has(key) || typeof value === 'number' || value === null) setOwn(record, key, value);
  }
  return record as EpochRecord;
}

/** Returns a time in ISO 8601, null if it is not a time. Numbers are seconds since 1970, or milliseconds above 1e11. */
export function isoTime(time: unknown): string | null {
  if (typeof time === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(time)) {
    const iso = time
      .replace(' ', 'T')
      .replace(/(\.\d{6})\d+/, '$1')
      .replace(/[+]00:?00$/, 'Z')
      .replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
    return Number.isNaN(Date.parse(iso)) ? null : iso;
  }
  if (typeof time !== 'number') return null;
  const date = new Date(time > 1e11 ? time : time * 1000);
  return time > 1e8 && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

/**
 * Converts an object to a row: nested keys become paths with `/`, lists are left out.
 * @param lists gets the names of the lists
 */
export function rowOf(json: Dictionary<unknown>, lists?: Set<string>): Map<string, RecordValue> {
  const row = new Map<string, RecordValue>();
  const visit = (object: Dictionary<unknown>, path: string, depth: number): void => {
    for (const [key, value] of Object.entries(object)) {
      const name = path + key;
      if (typeof value === 'object' && value !== null) {
        if (!Array.isArray(value) && depth < 8) visit(value as Dictionary<unknown>, `${name}/`, depth + 1);
        else lists?.add(name);
      } else if (value !== undefined) row.set(name, value as RecordValue);
    }
  };
  visit(json, '', 0);
  return row;
}

/** Maximum number of names in a note. */
const MAX_NAMED = 10;

/** Notes the names of lists in the entries of a log, which a record has no place for. */
export function noteLists(lists: ReadonlySet<string>, { note }: Pick<Context, 'note'>): void {
  if (lists.size === 0) return;
  const named = [...lists].slice(0, MAX_NAMED).map((name) => JSON.stringify(name));
  note(`Lists are left out, in ${named.join(', ')}${lists.size > MAX_NAMED ? ', …' : ''}.`);
}
