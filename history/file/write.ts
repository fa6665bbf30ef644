import { encodeBatches } from './batches.ts';
import { encodeCell, writeFinite } from './cell.ts';
import { countRecords } from '../runs/run-parts.ts';
import { joinedLines, joinParts } from './lines.ts';
import type { ProgressCallback } from './lines.ts';
import type { Dictionary, Distribution, History, ParameterValue, Run } from '../types.ts';

/** Number of runs between progress reports. */
const RUNS_PER_REPORT = 1024;

/**
 * Returns the text of a history file, which `readHistory` reads without loss. The keys of a run are in a fixed order, those
 * of its dictionaries in insertion order; each record is on a line of its own, so that files can be compared by line.
 */
export function writeHistory(history: History): string {
  return joinParts(historyParts(history));
}

/** Yields the text of `writeHistory` in parts, since that of a large history exceeds the maximum length of a string. */
export function* historyParts({ version, runs }: History, onProgress?: ProgressCallback): Generator<string> {
  const total = runs.length + countRecords(runs);
  let done = 0;
  yield `{"format":"heddle","version":${String(version)},"runs":[`;
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!;
    const before = done;
    yield i === 0 ? '\n' : ',\n';
    yield* runParts(run, onProgress && ((records) => onProgress(before + records, total)));
    done += 1 + run.records.length;
    if (i % RUNS_PER_REPORT === 0) onProgress?.(done, total);
  }
  yield runs.length > 0 ? '\n]}\n' : ']}\n';
  onProgress?.(total, total);
}

/** Returns the text of one run in a history file. Runs are equal if and only if their texts are. */
export function writeRun(run: Run): string {
  return joinParts(runParts(run));
}

function* runParts(run: Run, onProgress?: ProgressCallback): Generator<string> {
  const { length } = run.records;
  const { format, file, firstEpoch } = run.source;
  const source = { format, file, ...(firstEpoch === undefined ? {} : { firstEpoch }) };
  const lines = [
    `"id":${JSON.stringify(run.id)},"name":${JSON.stringify(run.name)},"status":"${run.status}"`,
    `"source":${JSON.stringify(source)},"parent":${JSON.stringify(run.parent)}`,
    `"fold":${JSON.stringify(run.fold)},"started":${JSON.stringify(run.started)}`,
    `"parameters":${writeDictionary(run.parameters)}`,
    `"metrics":${JSON.stringify(run.metrics)}`,
    `"summary":${writeDictionary(run.summary)}`,
    `"records":[${length > 0 ? '\n' : ''}`,
  ];
  yield `{${lines.join(',\n ')}`;
  yield* joinedLines(length, (i) => writeDictionary(run.records[i]!), ',\n', onProgress);
  const note = run.note === undefined ? '' : `,\n "note":${JSON.stringify(run.note)}`;
  const distributions = run.distributions
    ? `,\n "distributions":${writeDistributions(run.distributions)}`
    : '';
  const batches = run.batches ? `,\n "batches":${encodeBatches(run.batches)}` : '';
  yield `${length > 0 ? '\n' : ''}]${note}${distributions}${batches}}`;
}

function writeDictionary(values: Dictionary<ParameterValue>): string {
  const members = Object.entries(values).map(([key, value]) => `${JSON.stringify(key)}:${encodeCell(value)}`);
  return `{${members.join(',')}}`;
}

function writeDistributions(distributions: Dictionary<Distribution>): string {
  const list = (values: readonly number[]) => `[${values.map(writeFinite).join(',')}]`;
  const members = Object.entries(distributions).map(([name, { edges, epochs, counts }]) => {
    const rows = counts.map(list).join(',');
    return `${JSON.stringify(name)}:{"edges":${list(edges)},"epochs":${list(epochs)},"counts":[${rows}]}`;
  });
  return `{${members.join(',\n')}}`;
}
