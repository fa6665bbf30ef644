import { expect } from 'vitest';
import type { Check } from '../check-fact.ts';
import { isPresent } from '../subject.ts';
import type { Subject } from '../subject.ts';
import { numbersIn, STATUS } from './said.ts';
import { checkValues } from './values.ts';

function textOf({ bytes }: Subject): string {
  return new TextDecoder().decode(bytes);
}

/** Facts of what searches leave behind. */
export const SEARCHES: readonly Check[] = [
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
