import { encodeCell, writeFinite } from './cell.ts';
import { countRecords } from './columnar/run-parts.ts';
import { joinLines } from './lines.ts';
import type { Tell } from './lines.ts';
import type { Dictionary, Distribution, History, ParameterValue, Run } from './types.ts';

/**
 * The text of a history file, which `readHistory` reads back without loss. The keys of a run come in one fixed order,
 * those of its dictionaries in their own; each record has a line of its own, so that two files can be compared by line.
 */
export function writeHistory(history: History, tell?: Tell): string {
  const { runs: list } = history;
  const total = list.length + countRecords(list);
  let before = 0;
  const writeAt = (index: number) => {
    const run = list[index]!;
    const text = writeRun(run, tell && ((done) => tell(before + done, total)));
    before += 1 + run.records.length;
    return text;
  };
  const runs = joinLines(list.length, writeAt, ',\n', tell && (() => tell(before, total)));
  return `{"format":"heddle","version":${String(history.version)},"runs":[${runs && `\n${runs}\n`}]}\n`;
}

/** One run of a history file; equal text means equal runs. */
export function writeRun(run: Run, tell?: Tell): string {
  const { length } = run.records;
  const records = joinLines(length, (i) => writeDictionary(run.records[i]!), ',\n', tell);
  const { format, file, firstEpoch } = run.source;
  const source = { format, file, ...(firstEpoch === undefined ? {} : { firstEpoch }) };
  const lines = [
    `"id":${JSON.stringify(run.id)},"name":${JSON.stringify(run.name)},"status":"${run.status}"`,
    `"source":${JSON.stringify(source)},"parent":${JSON.stringify(run.parent)}`,
    `"fold":${JSON.stringify(run.fold)},"started":${JSON.stringify(run.started)}`,
    `"parameters":${writeDictionary(run.parameters)}`,
    `"metrics":${JSON.stringify(run.metrics)}`,
    `"summary":${writeDictionary(run.summary)}`,
    `"records":[${records && `\n${records}\n`}]`,
    ...(run.distributions ? [`"distributions":${writeDistributions(run.distributions)}`] : []),
  ];
  return `{${lines.join(',\n ')}}`;
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
