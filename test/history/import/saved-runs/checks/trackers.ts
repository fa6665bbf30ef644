import { expect } from 'vitest';
import type { ParameterValue, Run } from '../../../../../history/index.ts';
import type { Check } from '../check-fact.ts';
import { isPresent } from '../subject.ts';
import { checkColumns } from './columns.ts';
import { fileEpochs, STATUS } from './said.ts';

/** `a=1, b=true, c="x", d=list of 3` */
function expectParameters(parameters: Run['parameters'], said: string): void {
  for (const part of said.split(/, (?=\w+=)/)) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(part) ?? [];
    const is: ParameterValue | undefined = parameters[name!];
    if (/^(?:list|dict) of \d+$/.test(value!)) expect(is, name).toBeDefined();
    else expect(`${name!}=${String(is)}`).toBe(`${name!}=${plain(value!)}`);
  }
}

/** A value as it was written, without quotes and with numbers and truth values as JavaScript writes them. */
function plain(text: string): string {
  const bare = text.replace(/^"(.*)"$/, '$1');
  if (/^(?:True|False)$/.test(bare)) return bare.toLowerCase();
  return bare !== '' && !Number.isNaN(Number(bare)) ? String(Number(bare)) : bare;
}

const sevenDigits = (value: unknown) => Number(Math.fround(value as number).toPrecision(7));

/** Facts of what trackers keep. */
export const TRACKERS: readonly Check[] = [
  [
    /^first columns: (.*); last: (`.*)$/,
    (subject, first, last) => {
      checkColumns(subject, first!);
      checkColumns(subject, last!);
      expect(subject.table.columns.map(({ name }) => `\`${name}\``)).toContain(/^`[^`]+`/.exec(last!)![0]);
    },
  ],
  [
    /^column types: (\d+) number, (\d+) text, 1 integer, 1 all empty$/,
    ({ table }, numbers, texts) => {
      const ofKind = (kind: string) => table.columns.filter((column) => column.kind === kind);
      // The runtime is a whole number; of the texts, six tell which run it is, who ran it and when.
      expect(ofKind('number')).toHaveLength(Number(numbers) + 1);
      expect(ofKind('category')).toHaveLength(Number(texts) - 6 + 1);
    },
  ],
  [
    /^(\d+) empty cells in all$/,
    ({ table, cells }) => {
      // All stand in the column of tags, which is none here.
      expect(table.columns.flatMap(({ name }) => cells(name)).every(isPresent)).toBe(true);
    },
  ],
  [
    /^config\.yaml: (\d+) top keys; (.*)$/,
    ({ runs }, count, said) => {
      expectParameters(runs[0]!.parameters, said!);
      // Two keys are the tool's own.
      expect(Object.keys(runs[0]!.parameters)).toHaveLength(Number(count) - 2);
    },
  ],
  [
    /^wandb-summary\.json: (.*)$/,
    ({ runs }, said) => {
      const wanted = Array.from(
        said!.matchAll(/`([^`]+)` ([^;]+)/g),
        ([, name, value]) => [name, Number(value)] as const,
      );
      const values = wanted.filter(([name]) => !name!.startsWith('_'));
      expect(runs[0]!.summary).toMatchObject(Object.fromEntries(values));
    },
  ],
  [
    /^(\d+) experiments: (.*)$/,
    ({ imported }, count, experiments) => {
      const named = Array.from(experiments!.matchAll(/"(\w+)"/g), ([, name]) => name);
      expect(named).toHaveLength(Number(count));
      // One without runs is nothing that could not be read.
      expect(imported.files.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    },
  ],
  [
    /^(\d+) runs \(rows\)$/,
    ({ runs, table }, count) => expect([runs.length, table.length]).toEqual([Number(count), Number(count)]),
  ],
  [
    /^metrics: (.*); params: (.*)$/,
    ({ runs }, metrics, params) => {
      const count = (of: 'summary' | 'parameters', said: string) => {
        for (const [, name, many] of said.matchAll(/`(\w+)` \(in (\d+)\)/g))
          expect([name, runs.filter((run) => Object.hasOwn(run[of], name!)).length]).toEqual([
            name,
            Number(many),
          ]);
      };
      count('summary', metrics!);
      count('parameters', params!);
    },
  ],
  [
    /^run `(\w+)` (\S*) status (\d) (active|deleted): (.*) \| (.*)$/,
    ({ runs, imported }, id, name, status, stage, parameters, metrics) => {
      const run = runs.find((each) => each.id.startsWith(id!))!;
      expect([run.name, run.status]).toEqual([name || id, STATUS[status!]]);
      expectParameters(run.parameters, parameters!);
      for (const [, metric, value] of metrics!.matchAll(/(\w+)=(\S+) \(1 point\)/g))
        expect(run.summary[metric!]).toBe(Number(value));
      const report = imported.files.find((file) => file.runs.includes(run.id))!;
      expect(report.notes.includes('The run is marked as deleted.')).toBe(stage === 'deleted');
    },
  ],
  [
    /^tag `keras`: 1 points, tensor dtype 7, plugin graph_keras_model, steps 0 to 0$/,
    ({ imported }) => {
      expect(imported.files[0]!.notes).toContain('Left out, being graphs: "keras".');
    },
  ],
  [
    /^tag `(\w+)`: (\d+) points, scalar \((?:simple_value|float tensor)\)(?:, plugin scalars)?, steps (\d+) to (\d+), first (\S+), last (\S+), min (\S+), max (\S+)$/,
    ({ runs }, tag, ...said) => {
      const points = runs.flatMap((run) =>
        run.records.flatMap((record, i) =>
          typeof record[tag!] === 'number' ? [[fileEpochs(run)[i]!, sevenDigits(record[tag!])] as const] : [],
        ),
      );
      const values = points.map(([, value]) => value);
      const found = [
        points.length,
        points[0]![0],
        points.at(-1)![0],
        values[0],
        values.at(-1),
        Math.min(...values),
        Math.max(...values),
      ];
      expect(found).toEqual(said.map(Number));
    },
  ],
  [
    /^no summaries: importing it gives a run without points$/,
    ({ runs }) => {
      expect(runs.map(({ records, metrics }) => [records.length, Object.keys(metrics).length])).toEqual([
        [0, 0],
      ]);
    },
  ],
  [
    /^run\.json: status (\w+), start (\S+), stop \S+, result null$/,
    ({ runs }, status, start) => {
      expect(runs[0]!.status).toBe(STATUS[status!]);
      expect(Date.parse(runs[0]!.started!)).toBe(Date.parse(`${start!}Z`));
    },
  ],
  [
    /^config\.json: (\d+) keys: (.*)$/,
    ({ runs }, count, said) => {
      expectParameters(runs[0]!.parameters, said!);
      expect(Object.keys(runs[0]!.parameters).length).toBeGreaterThanOrEqual(Number(count));
    },
  ],
  [
    /^metrics\.json: (\d+) metrics(?:, (\d+) bare NaN)?$/,
    ({ runs, cells }, count, nans) => {
      const names = Object.keys(runs[0]!.metrics);
      expect(names).toHaveLength(Number(count));
      const all = names.flatMap((name) => cells(name));
      expect(all.filter(Number.isNaN)).toHaveLength(Number(nans ?? 0));
    },
  ],
];
