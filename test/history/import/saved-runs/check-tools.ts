import { expect } from 'vitest';
import type { ParameterValue, Run } from '../../../../history/index.ts';
import { checkColumns } from './check-columns.ts';
import type { Check } from './check-fact.ts';
import { checkValues } from './check-values.ts';
import { isPresent } from './subject.ts';
import type { Subject } from './subject.ts';

/** Epochs as the file counts them. */
function fileEpochs({ source, records }: Run): number[] {
  return records.map(({ epoch }) => epoch - 1 + (source.firstEpoch ?? 1));
}

function textOf({ bytes }: Subject): string {
  return new TextDecoder().decode(bytes);
}

function numbersIn(list: string): number[] {
  return Array.from(list.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g), ([number]) => Number(number));
}

/** `a=1, b=true, c="x", d=list of 3` */
function expectParameters(parameters: Run['parameters'], said: string): void {
  for (const part of said.split(/, (?=\w+=)/)) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(part) ?? [];
    const is: ParameterValue | undefined = parameters[name!];
    if (/^(?:list|dict) of \d+$/.test(value!)) expect(is, name).toBeDefined();
    else expect(`${name!}=${textOfParameter(is)}`).toBe(`${name!}=${plain(value!)}`);
  }
}

function textOfParameter(value: ParameterValue | undefined): string {
  return typeof value === 'boolean' ? String(value) : String(value);
}

/** A value as it was written, without quotes and with numbers and truth values as JavaScript writes them. */
function plain(text: string): string {
  const bare = text.replace(/^"(.*)"$/, '$1');
  if (/^(?:True|False)$/.test(bare)) return bare.toLowerCase();
  return bare !== '' && !Number.isNaN(Number(bare)) ? String(Number(bare)) : bare;
}

const STATUS: Readonly<Record<string, Run['status']>> = {
  ...{ COMPLETED: 'completed', FAILED: 'failed', INTERRUPTED: 'stopped' },
  ...{ RUNNING: 'running', COMPLETE: 'completed', PRUNED: 'stopped', FAIL: 'failed' },
  ...{ 1: 'running', 3: 'completed', 4: 'failed' },
};

const sevenDigits = (value: unknown) => Number(Math.fround(value as number).toPrecision(7));

const SKORCH: readonly Check[] = [
  [
    /^list of (\d+) epochs \(one row each\), epoch (\d+) to (\d+)$/,
    ({ runs }, count, first, last) => {
      const epochs = fileEpochs(runs[0]!);
      expect([epochs.length, epochs[0], epochs.at(-1)]).toEqual([count, first, last].map(Number));
    },
  ],
  [
    /^keys beside batches: (.*)$/,
    ({ runs }, keys) => {
      const wanted = Array.from(keys!.matchAll(/`(\w+)`/g), ([, key]) => key);
      expect(new Set(Object.keys(runs[0]!.records[0]!))).toEqual(new Set(wanted));
    },
  ],
  [
    /^batches per epoch: (\d+) to (\d+), (\d+) batch records in all; batch keys /,
    ({ runs }, least, most, all) => {
      const counts = runs[0]!.records.map(
        (record) => Number(record.train_batch_count) + Number(record.valid_batch_count),
      );
      const total = counts.reduce((sum, count) => sum + count, 0);
      expect([Math.min(...counts), Math.max(...counts), total]).toEqual([least, most, all].map(Number));
      expect(Object.hasOwn(runs[0]!.records[0]!, 'batches')).toBe(false);
    },
  ],
];

const HIPLOT: readonly Check[] = [
  [
    /^(\d+) datapoints \(rows\), (\d+) value columns; top keys /,
    ({ table }, rows, columns) => {
      expect([table.length, table.columns.length - 1]).toEqual([Number(rows), Number(columns)]);
    },
  ],
  [
    /^(\d+ bare (?:NaN|Infinity|-Infinity)(?:, )?.*)$/,
    ({ table, cells }, said) => {
      const words = table.columns.flatMap(({ name }) => cells(name).map(String));
      for (const [, count, word] of said!.matchAll(/(\d+) bare (\S+?)(?:,|$)/g))
        expect([word, words.filter((each) => each === word).length]).toEqual([word, Number(count)]);
    },
  ],
  [
    /^(\d+) distinct uids; (\d+) rows have a from_uid, 0 of them point to no row$/,
    ({ runs, imported }, uids, linked) => {
      expect(new Set(runs.map(({ id }) => id)).size).toBe(Number(uids));
      expect(runs.filter(({ parent }) => parent !== null)).toHaveLength(Number(linked));
      expect(imported.files.flatMap(({ notes }) => notes).join()).not.toMatch(/not among these files/);
    },
  ],
  [
    /^parameters_definition for: /,
    ({ imported }) => {
      expect(imported.files[0]!.notes.join(' ')).toMatch(/colours and scales of columns .* are left out/);
    },
  ],
];

const LOGS: readonly Check[] = [
  [
    /^epoch starts again at rows 0, (\d+); epochs run (\d+) to (\d+) and then (\d+) to (\d+)$/,
    ({ runs }, at, ...ends) => {
      const epochs = runs.map(fileEpochs);
      expect(epochs[0]).toHaveLength(Number(at));
      expect(epochs.flatMap((each) => [each[0], each.at(-1)])).toEqual(ends.map(Number));
    },
  ],
  [
    /^(\d+) distinct steps, (\d+) distinct epochs; merging rows that share a step gives (\d+) rows$/,
    ({ cells, table }, steps, epochs, rows) => {
      const counts = [new Set(cells('step')).size, new Set(cells('epoch')).size, table.length];
      expect(counts).toEqual([steps, epochs, rows].map(Number));
    },
  ],
  [
    /^top keys: `best_metric`=(\S+), `best_model_checkpoint`=(?:\S+), `epoch`=(\S+), `global_step`=(\d+), `max_steps`=(\d+), `num_train_epochs`=(\d+), `trial_name`=null, `trial_params`=null$/,
    ({ runs }, best, epoch, step, most, epochs) => {
      const [{ records, parameters, metrics }] = runs as [Run];
      expect(parameters).toMatchObject({ max_steps: Number(most), num_train_epochs: Number(epochs) });
      expect(records.at(-1)!.step).toBe(Number(step));
      // Old versions round the epochs of entries.
      expect(records.at(-1)!.epoch).toBeCloseTo(Number(epoch), 2);
      if (best === 'null') return;
      const holders = Object.keys(metrics).filter((name) => {
        return records.some((record) => record[name] === Number(best) && record[`${name}_best`] === true);
      });
      expect(holders).toEqual(['eval_accuracy']);
    },
  ],
  [
    /^log_history has (\d+) entries: (\d+) training, (\d+) evaluation; (\d+) distinct steps \((\d+) to (\d+)\)$/,
    ({ cells }, all, training, evaluation, steps, first, last) => {
      const counts = ['loss', 'eval_loss'].map((name) => cells(name).filter(isPresent).length);
      expect(counts).toEqual([Number(training), Number(evaluation)]);
      expect(counts[0]! + counts[1]!).toBe(Number(all));
      expect([new Set(cells('step')).size, cells('step')[0], cells('step').at(-1)]).toEqual(
        [steps, first, last].map(Number),
      );
    },
  ],
  [
    /^columns: ((?:`\w+` \(\d+\)(?:, )?)+)$/,
    ({ cells }, columns) => {
      for (const [, name, count] of columns!.matchAll(/`(\w+)` \((\d+)\)/g)) {
        // Entries of one step are one record, which has their step and epoch once.
        if (name === 'epoch' || name === 'step') expect(cells(name).every(isPresent)).toBe(true);
        else expect([name, cells(name!).filter(isPresent).length]).toEqual([name, Number(count)]);
      }
    },
  ],
  [
    /^(\d+) rows with a cell count other than the header's, first at row 0/,
    ({ imported }, count) => {
      expect(imported.files[0]!.notes.join(' ')).toContain(`${count!} rows have fewer cells than the header`);
    },
  ],
  [
    /^the header line is repeated at rows (.*)$/,
    ({ imported, runs }, rows) => {
      const count = rows!.split(', ').length + 1;
      expect(imported.files[0]!.notes.join(' ')).toContain(`The header stands ${String(count)} times`);
      expect(runs).toHaveLength(count);
    },
  ],
  [
    /^without the repeated headers: (\d+) rows, of which (\d+) are unfinished \(#na#, two cells missing\); epoch starts again at rows (.*) of these; `(\w+)` in this numbering: ([^`]*); `(\w+)` in this numbering: (.*)$/,
    (subject, rows, unfinished, starts, ...more) => {
      expect(subject.table.length).toBe(Number(rows));
      expect(subject.cells('accuracy').filter((cell) => cell === null)).toHaveLength(Number(unfinished));
      let row = 0;
      const begins = subject.runs.map(({ records }) => (row += records.length) - records.length);
      expect(begins).toEqual(numbersIn(starts!));
      for (const [name, said] of [more.slice(0, 2), more.slice(2)])
        checkValues(subject, name!, said!, ' in this numbering');
    },
  ],
  [
    /^catboost_training\.json: (\d+) iterations \(rows\), learn metrics \['RMSE'\], test metrics \[\], planned \d+$/,
    ({ table, runs }, rows) => {
      expect(table.length).toBe(Number(rows));
      expect(Object.keys(runs[0]!.metrics)).toEqual(['learn/RMSE']);
    },
  ],
  // The same values in other files of the folder, which are no runs of their own.
  [
    /^(?:learn\/events\.out\.tfevents|learn_error\.tsv|time_left\.tsv): (?:\d+) bytes/,
    ({ imported, runs }) => {
      expect(runs).toHaveLength(1);
      expect(imported.files[0]!.files).toHaveLength(4);
    },
  ],
];

const SEARCHES: readonly Check[] = [
  [
    /^(\d+) trial folders \(one row each when only the last result counts\)$/,
    ({ runs }, count) => {
      expect(runs).toHaveLength(Number(count));
    },
  ],
  [
    /^experiment_state\S+\.json: keys trial_data, runner_data, stats; (\d+) trials$/,
    ({ runs }, count) => {
      expect(runs).toHaveLength(Number(count));
    },
  ],
  [
    /^`([^`]+)`: params (\{.*\}); (\d+) result line\(s\), \d+ progress row\(s\); last `score` (\S+), training_iteration (\d+)$/,
    ({ runs }, folder, params, lines, score, iteration) => {
      const run = runs.find(({ id }) => id.endsWith(`/${folder!}`))!;
      expect(run.parameters).toEqual(JSON.parse(params!));
      expect(run.records).toHaveLength(Number(lines));
      expect(run.records.at(-1)).toMatchObject({ score: Number(score), epoch: Number(iteration) });
    },
  ],
  [
    /^\d+ bytes, LF line ends; (\d+) log lines, op codes (.*)$/,
    (subject, lines, codes) => {
      expect(textOf(subject).trimEnd().split('\n')).toHaveLength(Number(lines));
      const counts = new Map(
        Array.from(codes!.matchAll(/(\d)×(\d+)/g), ([, code, count]) => [code, Number(count)]),
      );
      const { runs } = subject;
      const parameters = runs.reduce((sum, run) => sum + Object.keys(run.parameters).length, 0);
      const records = runs.reduce((sum, run) => sum + run.records.length, 0);
      expect([runs.length, parameters, records]).toEqual([
        counts.get('4'),
        counts.get('5'),
        counts.get('7') ?? 0,
      ]);
      // What is left of those that were never told how they ended.
      expect(runs.filter(({ status }) => status !== 'running')).toHaveLength(counts.get('6')!);
    },
  ],
  [
    /^studies created: (\w+) \(directions \[2\]\)/,
    ({ runs }, study) => {
      for (const { id, metrics } of runs) {
        expect(id).toMatch(new RegExp(`^${study!}/\\d+$`));
        expect(metrics.value).toEqual({ direction: 'max' });
      }
    },
  ],
  [
    /^(\d+) trials \(rows\): (.*)$/,
    ({ runs }, count, states) => {
      expect(runs).toHaveLength(Number(count));
      for (const [, many, state] of states!.matchAll(/(\d+) ([A-Z]+)/g))
        expect([state, runs.filter(({ status }) => status === STATUS[state!]).length]).toEqual([
          state,
          Number(many),
        ]);
    },
  ],
  [
    /^parameters: (`\w+` (?:float|int) .*)$/,
    ({ runs, imported }, said) => {
      const notes = imported.files[0]!.notes.join(' ');
      for (const part of said!.split('; ')) {
        const [, name, type, low, high, log, step] =
          /^`(\w+)` (float|int|choices) (?:(\S+)\.\.(\S+?)( log)?(?: step (\d+))?$)?/.exec(part) ?? [];
        const values = runs.map(({ parameters }) => parameters[name!]);
        if (type === 'choices') {
          expect(new Set(values)).toEqual(new Set(['adam', 'rmsprop']));
          expect(notes).toContain(`${name!} adam or rmsprop`);
          continue;
        }
        expect(
          values.every((value) => Number(value) >= Number(low) && Number(value) <= Number(high)),
          name,
        ).toBe(true);
        if (type === 'int') expect(values.every(Number.isInteger), name).toBe(true);
        if (step !== undefined)
          expect(
            values.every((value) => Number(value) % Number(step) === 0),
            name,
          ).toBe(true);
        const range = `${name!} ${String(Number(low))} to ${String(Number(high))}`;
        expect(notes).toContain(
          range + (log === undefined ? '' : ' (log)') + (step === undefined ? '' : ` by ${step}`),
        );
      }
    },
  ],
  [/^objective over COMPLETE trials: (.*)$/, (subject, said) => checkValues(subject, 'objective', said!)],
  [
    /^(\d+) intermediate values over (\d+) trials, steps \[(.*)\]…$/,
    ({ table, runs, cells }, values, trials, steps) => {
      expect([cells('intermediate_value').filter(isPresent).length, table.length]).toEqual([
        Number(values),
        Number(values),
      ]);
      expect(runs.filter(({ records }) => records.length > 0)).toHaveLength(Number(trials));
      expect([...new Set(cells('step'))]).toEqual(numbersIn(steps!));
    },
  ],
  [
    /^each line is an array of (\d+) to \1 items$/,
    ({ table, expected }) => expect(table.length).toBe(expected.rows),
  ],
  [
    /^(\d+) configs, budgets (.*); objectives \[(.*)\]; status codes \{1: (\d+), 4: (\d+)\}$/,
    ({ runs, cells }, configs, budgets, objectives, done, failed) => {
      expect(runs).toHaveLength(Number(configs));
      expect([...new Set(cells('epoch'))].sort()).toEqual(numbersIn(budgets!));
      const directions = Array.from(objectives!.matchAll(/'(\w+)', '(\w+)'/g), ([, name, way]) => [
        name,
        { direction: way === 'upper' ? 'max' : 'min' },
      ]);
      expect(Object.entries(runs[0]!.metrics)).toEqual(directions);
      const accuracies = cells('accuracy');
      expect([
        accuracies.filter(isPresent).length,
        accuracies.filter((cell) => !isPresent(cell)).length,
      ]).toEqual([Number(done), Number(failed)]);
    },
  ],
  [
    /^(\d+) configs in results\.json, \1 in configs\.json, budgets (.*); 0 lines without a result; parameters: (.*)$/,
    ({ runs, cells }, configs, budgets, parameters) => {
      expect(runs).toHaveLength(Number(configs));
      expect([...new Set(cells('epoch'))]).toEqual(numbersIn(budgets!));
      expect(cells('loss').every(isPresent)).toBe(true);
      for (const [, name, count] of parameters!.matchAll(/`(\w+)` \(in (\d+)\)/g))
        expect([name, runs.filter((run) => Object.hasOwn(run.parameters, name!)).length]).toEqual([
          name,
          Number(count),
        ]);
    },
  ],
  [
    /^keys \['stats', 'data', 'configs', 'config_origins'\]; (\d+) data rows of 10 items; (\d+) configs$/,
    ({ runs }, rows, configs) => {
      expect(runs).toHaveLength(Number(rows));
      expect(new Set(runs.map(({ name }) => name.replace(/ .seed.*| \/.*/, ''))).size).toBe(Number(configs));
    },
  ],
  [
    /^config keys: (.*)$/,
    ({ runs }, keys) => {
      const found = new Set(runs.flatMap(({ parameters }) => Object.keys(parameters)));
      expect(found).toEqual(new Set([...keys!.split(', '), 'seed']));
    },
  ],
  [
    /^(\d+) run folders with parameters\.json and result\.csv$/,
    ({ runs }, count) => expect(runs).toHaveLength(Number(count)),
  ],
  [
    /^parameters: (run_info \(object.*)$/,
    ({ runs }, said) => {
      const names = Array.from(said!.matchAll(/(\w+) \((?:list|float|str|int)/g), ([, name]) => name!);
      for (const { parameters } of runs)
        expect(Object.keys(parameters)).toEqual(
          expect.arrayContaining([...names, 'run_info.start_time', 'run_info.hostname']),
        );
      expect(runs[0]!.parameters.ar_coeffs).toBe('[0.5, -0.3, 0.2]');
    },
  ],
  [
    /^result\.csv header: (.*); rows per run (\d+) to \2$/,
    ({ runs, table }, header, rows) => {
      expect(table.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(header!.split(',')));
      for (const { records } of runs) expect(records).toHaveLength(Number(rows));
    },
  ],
  [
    /^last `mean` per run, by gain: (.*)$/,
    ({ runs }, pairs) => {
      const last = runs.map(
        ({ parameters, records }) => [parameters.gain, records.at(-1)!.mean] as [number, number],
      );
      const wanted = pairs!.split(', ').map((pair) => pair.split(': ').map(Number));
      expect(last.toSorted(([a], [b]) => a - b)).toEqual(wanted);
    },
  ],
];

const TRACKERS: readonly Check[] = [
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

/** Facts of the files of one tool. */
export const TOOL_CHECKS: readonly Check[] = [...SKORCH, ...HIPLOT, ...LOGS, ...SEARCHES, ...TRACKERS];
