import { encodeCell, writeFinite } from './cell.ts';
import { countRecords } from '../runs/run-parts.ts';
import { joinedLines, joinParts } from './lines.ts';
import type { Tell } from './lines.ts';
import type { Dictionary, Distribution, History, ParameterValue, Run } from '../types.ts';

/** After so many runs it is told how much is written. */
const TOLD = 1024;

/**
 * The text of a history file, which `readHistory` reads back without loss. The keys of a run come in one fixed order,
 * those of its dictionaries in their own; each record has a line of its own, so that two files can be compared by line.
 */
export function writeHistory(history: History): string {
  return joinParts(historyParts(history));
}

/** The same in parts, since a large history is longer than a string can be. */
export function* historyParts({ version, runs }: History, tell?: Tell): Generator<string> {
  const total = runs.length + countRecords(runs);
  let done = 0;
  yield `{"format":"heddle","version":${String(version)},"runs":[`;
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!;
    const before = done;
    yield i === 0 ? '\n' : ',\n';
    yield* runParts(run, tell && ((records) => tell(before + records, total)));
    done += 1 + run.records.length;
    if (i % TOLD === 0) tell?.(done, total);
  }
  yield runs.length > 0 ? '\n]}\n' : ']}\n';
  tell?.(total, total);
}

/** One run of a history file; equal text means equal runs. */
export function writeRun(run: Run): string {
  return joinParts(runParts(run));
}

function* runParts(run: Run, tell?: Tell): Generator<string> {
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
  yield* joinedLines(length, (i) => writeDictionary(run.records[i]!), ',\n', tell);
  const distributions = run.distributions
    ? `,\n "distributions":${writeDistributions(run.distributions)}`
    : '';
  yield `${length > 0 ? '\n' : ''}]${distributions}}`;
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
