import { flagOf } from '../../best-flags.ts';
import { looksLikeMetric } from '../../direction.ts';
import { HistoryError } from '../../error.ts';
import { describePath, describeValue } from '../../file/issue.ts';
import { batchKind } from '../../file/batches.ts';
import type {
  Dictionary,
  EpochBatches,
  EpochRecord,
  MetricDefinition,
  RecordValue,
  Run,
} from '../../types.ts';
import { directionOf, inconsistentFlags, withFlags } from '../shared/flags.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { JsonObject } from '../flat/json/json-table.ts';
import { knownName } from '../flat/known-names.ts';
import { numberOfText } from '../flat/text-cells.ts';
import type { Context, Format } from '../types.ts';

/**
 * skorch's `history.json`: a record for each epoch, key for key, with its batches and their number where the file does not
 * give it. Flags are the file's own: skorch sets `<score>_best` by the same rule as `isBetter`, except
 * that an infinity can be a best, and goes on from the earlier epochs when a net is fitted again; where one differs
 * from that rule a note says so. skorch writes no parameters.
 *
 * A last epoch that was interrupted is left out if it has no score yet.
 */
export const skorch: Format = {
  name: 'skorch',
  description: "skorch's history.json",
  detect: ({ ...content }) =>
    content.kind === 'json' &&
    Array.isArray(content.json) &&
    content.json.slice(0, 3).some((epoch) => Array.isArray(memberOf(epoch, 'batches'))),
  read(content, context) {
    const json = content.kind === 'json' && Array.isArray(content.json) ? (content.json as unknown[]) : [];
    return readEpochs(json, context);
  },
};

function readEpochs(json: readonly unknown[], context: Context): Run[] {
  const { fileName, title, note } = context;
  const nested = new Set<string>();
  const epochs = json.map((epoch, index) => {
    if (isObject(epoch)) return scalarsOf(epoch, nested);
    throw new HistoryError(`[${String(index)}]: expected an object, got ${describeValue(epoch)}`);
  });
  const batches = json.map((epoch) => batchColumns(memberOf(epoch, 'batches')));
  if (batches.includes(null))
    note(
      'Batches with other values than numbers, or with some values missing, are left out; their number is kept.',
    );
  if (nested.size > 0)
    note(`Lists and objects are left out, in ${[...nested].map((key) => `"${key}"`).join(', ')}.`);

  const numeric = metricKeys(epochs);
  const records = finishedEpochs(epochs, numeric, note).map((epoch, index) =>
    recordOf(epoch, numeric, index),
  );
  const parts = partAtRestarts(records);
  const batchesOf = new Map(records.map((record, index) => [record, batches[index]]));
  if (parts.length > 1) note(`The epochs begin anew, so they are taken as ${String(parts.length)} runs.`);
  const metrics = definitions(numeric, parts);
  const runs = parts.map((part, i): Run => {
    const name = parts.length > 1 ? `${title} ${String(i + 1)}` : title;
    const recorded = part.flatMap((record): EpochBatches[] => {
      const columns = batchesOf.get(record);
      return columns ? [{ epoch: record.epoch, columns }] : [];
    });
    return {
      id: name,
      name,
      status: 'unknown',
      source: { format: 'skorch', file: fileName },
      parent: null,
      fold: null,
      started: null,
      parameters: {},
      metrics,
      records: part,
      summary: {},
      ...(recorded.length > 0 ? { batches: recorded } : {}),
    };
  });
  for (const run of runs) noteOddFlags(run, context);
  return withFlags(runs, context);
}

function noteOddFlags(run: Run, { note }: Context): void {
  for (const [metric, epochs] of inconsistentFlags(run))
    note(
      `${flagOf(metric)} is kept as in the file, though it is not the best so far at epoch ${epochs.join(', ')}.`,
    );
}

/** The epoch without its batches, with their counts, and without other lists and objects. */
function scalarsOf(epoch: JsonObject, nested: Set<string>): Dictionary<RecordValue> {
  const entries = Object.entries(epoch).filter((entry): entry is [string, RecordValue] => {
    const [key, value] = entry;
    const isNested = typeof value === 'object' && value !== null;
    if (isNested && key !== 'batches') nested.add(key);
    return !isNested;
  });
  const batches = memberOf(epoch, 'batches');
  const counts = ['train', 'valid'].flatMap((kind): [string, number][] => {
    const key = `${kind}_batch_count`;
    if (!Array.isArray(batches) || Object.hasOwn(epoch, key)) return [];
    return [[key, batches.filter((batch) => isObject(batch) && hasPrefix(batch, `${kind}_`)).length]];
  });
  return Object.fromEntries([...entries, ...counts.filter(([, count]) => count > 0)]);
}

/** The batches of an epoch as columns; undefined without any, null if they do not have the same numbers. */
function batchColumns(batches: unknown): EpochBatches['columns'] | null | undefined {
  if (!Array.isArray(batches) || batches.length === 0) return undefined;
  const columns = new Map<string, number[]>();
  const counts = new Map<string, number>();
  for (const batch of batches as unknown[]) {
    const entries = isObject(batch) ? Object.entries(batch) : [];
    for (const [name, value] of entries) {
      const number = typeof value === 'string' ? numberOfText(value) : value;
      if (typeof number !== 'number') return null;
      const column = columns.get(name);
      if (column) column.push(number);
      else columns.set(name, [number]);
    }
    for (const kind of new Set(entries.map(([name]) => batchKind(name))))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const isComplete = [...columns].every(([name, { length }]) => length === counts.get(batchKind(name)));
  return isComplete ? Object.fromEntries(columns) : null;
}

function hasPrefix(batch: JsonObject, prefix: string): boolean {
  return Object.keys(batch).some((key) => key.startsWith(prefix));
}

/** The keys whose values are numbers, at least one of them. A key that only looks like a metric may not mix in text. */
function metricKeys(epochs: readonly Dictionary<RecordValue>[]): string[] {
  const keys = new Set(epochs.flatMap((epoch) => Object.keys(epoch)));
  return [...keys].filter((key) => {
    if (key === 'epoch' || knownName(key) === 'progress') return false;
    const values = epochs
      .map((epoch) => memberOf(epoch, key))
      .filter((value) => value !== undefined && value !== null);
    if (!values.some((value) => typeof value === 'number')) return false;
    return values.every((value) => typeof value === 'number') || looksLikeMetric(key);
  });
}

function finishedEpochs(
  epochs: readonly Dictionary<RecordValue>[],
  metrics: readonly string[],
  note: Context['note'],
): readonly Dictionary<RecordValue>[] {
  const last = epochs.at(-1);
  if (!last) return epochs;
  const found = metrics.filter((key) => Object.hasOwn(last, key));
  if (found.length === 0) {
    note('The last epoch was interrupted before its first score and is left out.');
    return epochs.slice(0, -1);
  }
  if (found.length === metrics.length && Object.hasOwn(last, 'epoch')) return epochs;
  note('The last epoch was interrupted; what it lacks is missing.');
  const before = memberOf(epochs.at(-2), 'epoch');
  return Object.hasOwn(last, 'epoch')
    ? epochs
    : [...epochs.slice(0, -1), { epoch: typeof before === 'number' ? before + 1 : epochs.length, ...last }];
}

function recordOf(epoch: Dictionary<RecordValue>, metrics: readonly string[], index: number): EpochRecord {
  const fail = (key: string, value: unknown): never => {
    throw new HistoryError(`${describePath([index, key])}: expected a number, got ${describeValue(value)}`);
  };
  const number = memberOf(epoch, 'epoch');
  if (typeof number !== 'number' || !Number.isFinite(number)) fail('epoch', number);
  const entries = Object.entries(epoch).map(([key, value]): [string, RecordValue] => {
    if (typeof value !== 'string' || !metrics.includes(key)) {
      return typeof value === 'boolean' && metrics.includes(key) ? fail(key, value) : [key, value];
    }
    return [key, numberOfText(value) ?? fail(key, value)];
  });
  return Object.fromEntries(entries) as EpochRecord;
}

function partAtRestarts(records: readonly EpochRecord[]): EpochRecord[][] {
  const parts: EpochRecord[][] = [[]];
  for (const record of records) {
    const part = parts.at(-1)!;
    if (part.length > 0 && record.epoch <= part.at(-1)!.epoch) parts.push([record]);
    else part.push(record);
  }
  return parts;
}

function definitions(
  metrics: readonly string[],
  parts: readonly (readonly EpochRecord[])[],
): Dictionary<MetricDefinition> {
  const entries = metrics.map((metric) => {
    const runs = parts.map((records) => ({
      values: records.map((record) => memberOf(record, metric)),
      flags: records.map((record) => memberOf(record, flagOf(metric))),
    }));
    return [metric, { direction: directionOf(metric, runs) }] as const;
  });
  return Object.fromEntries(entries);
}
