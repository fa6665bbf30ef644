import { expect } from 'vitest';
import type { Run } from '../../../../../history/index.ts';
import type { Check } from '../check-fact.ts';
import { isPresent } from '../subject.ts';
import { fileEpochs, numbersIn } from './said.ts';
import { checkValues } from './values.ts';

/** Facts of the logs of training loops. */
export const LOGS: readonly Check[] = [
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
      expect(imported.files[0]!.notes.join(' ')).toContain(`The header occurs ${String(count)} times`);
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
