import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterName } from '../../../../history/import/flat/counters/counter-names.ts';
import { importText } from '../fixture.ts';

describe('names of counters', () => {
  it.each([
    ['Global Step', 'step'],
    ['current_steps', 'step'],
    ['total timesteps', 'step'],
    ['steps', 'step'],
    ['Train Iter', 'step'],
    ['iterationNum', 'step'],
    ['epoch_num', 'epoch'],
    ['EPOCHS', 'epoch'],
    ['Episode', 'other'],
    ['Époques', 'epoch'],
    ['Schritte', 'step'],
    ['步数', 'step'],
    ['エポック', 'epoch'],
  ])('%s counts by %s', (name, unit) => {
    expect(counterName(name)?.unit).toBe(unit);
  });

  it.each([
    'steps_per_epoch',
    'max_iter',
    'warmup_steps',
    'best_epoch',
    'batch_size',
    'index',
    'loss',
    'lr',
    '',
  ])('%j counts nothing', (name) => {
    expect(counterName(name)).toBeNull();
  });

  it.each(['epochs', 'steps', 'num_iterations', 'n_epochs'])('%s may be a hyperparameter', (name) => {
    expect(counterName(name)).toMatchObject({ isAmbiguous: true });
  });
});

/** The runs of a table, without names and sources. */
function runsOf(text: string) {
  return importText(text).history.runs.map(({ parameters, metrics, records }) => ({
    parameters,
    metrics,
    records,
  }));
}

/** The values of a log: the loss and accuracy of each record of each run. */
const log = fc.record({
  runs: fc.array(fc.integer({ min: 4, max: 12 }), { minLength: 1, maxLength: 3 }),
  scale: fc.integer({ min: 1, max: 500 }),
  offset: fc.integer({ min: 0, max: 1000 }),
  name: fc.constantFrom(
    'epochs',
    'Global Step',
    'steps',
    'Episode',
    'Iteration',
    'epoch_num',
    '轮次',
    'Schritt',
  ),
  isLast: fc.boolean(),
});

describe('a log', () => {
  it('has the same runs whatever its counter is called, starts at and advances by, and wherever it restarts', () => {
    fc.assert(
      fc.property(log, ({ runs, scale, offset, name, isLast }) => {
        const rows = runs.flatMap((length) =>
          Array.from({ length }, (_, i) => {
            const values = [String(1 / (i + 1)), String(i / length)];
            const at = String(offset + i * scale);
            return (isLast ? [...values, at] : [at, ...values]).join();
          }),
        );
        const header = isLast ? ['loss', 'acc', name] : [name, 'loss', 'acc'];
        const found = runsOf([header.join(), ...rows].join('\n'));
        expect(found.map(({ records }) => records.map(({ epoch, loss, acc }) => [epoch, loss, acc]))).toEqual(
          runs.map((length) =>
            Array.from({ length }, (_, i) => [offset + i * scale, 1 / (i + 1), i / length]),
          ),
        );
        for (const run of found) {
          expect(run.parameters).toEqual({});
          expect(run.metrics).toEqual({ loss: { direction: 'min' }, acc: { direction: 'max' } });
        }
      }),
    );
  });

  it.each([
    ['a step beside epochs', 'epoch,global_step,loss\n1,100,3\n2,200,2\n3,300,1\n', [100, 200, 300]],
    [
      'a fractional epoch beside steps',
      'current_steps,epoch,loss\n10,0.2,3\n20,0.4,2\n30,0.6,1\n',
      [10, 20, 30],
    ],
    ['a single row', 'epoch,step,loss\n0,9,3\n', [9]],
  ])('keeps %s as the step', (_, text, steps) => {
    const [run, ...others] = runsOf(text);
    expect(others).toEqual([]);
    expect(run!.records.map(({ step }) => step)).toEqual(steps);
    expect(Object.keys(run!.metrics)).toEqual(['loss']);
    expect(run!.parameters).toEqual({});
  });

  it.each([
    ['few settings', 'epochs,lr,acc\n10,0.1,0.8\n20,0.01,0.85\n30,0.001,0.9\n'],
    ['sizes that grow', 'steps,acc\n10,0.8\n100,0.85\n1000,0.9\n10000,0.91\n'],
    ['words', 'epochs,net,acc\n10,a,0.8\n20,b,0.85\n30,c,0.9\n'],
    ['any order', 'epochs,acc\n30,0.8\n10,0.85\n20,0.9\n50,0.9\n'],
  ])('is not a table of results with epochs as a parameter: %s', (_, text) => {
    const runs = runsOf(text);
    expect(runs.every(({ records }) => records.length === 0)).toBe(true);
    expect(runs.length).toBeGreaterThan(2);
  });
});

describe('rows without a counter', () => {
  it.each([
    ['a history', 'loss,val_loss\n3,4\n2,3\n1,2\n'],
    ['the unnamed index of a data frame', ',loss,val_loss\n0,3,4\n1,2,3\n2,1,2\n'],
    ['an index that counts from 1', ',loss,val_loss\n1,3,4\n2,2,3\n3,1,2\n'],
    ['JSON records', '[{"loss":3,"val_loss":4},{"loss":2,"val_loss":3},{"loss":1,"val_loss":2}]'],
    ['learning rates', 'lr,loss,val_loss\n0.3,3,4\n0.2,2,3\n0.1,1,2\n'],
  ])('are epochs in their order: %s', (_, text) => {
    const [run, ...others] = runsOf(text);
    expect(others).toEqual([]);
    expect(run!.records.map(({ epoch, loss, val_loss }) => [epoch, loss, val_loss])).toEqual([
      [1, 3, 4],
      [2, 2, 3],
      [3, 1, 2],
    ]);
  });

  it('begin a new run where the index of a data frame restarts', () => {
    const runs = runsOf(',loss,val_loss\n0,3,4\n1,2,3\n0,5,6\n1,4,5\n');
    expect(runs.map(({ records }) => records.map(({ epoch, loss }) => [epoch, loss]))).toEqual([
      [
        [1, 3],
        [2, 2],
      ],
      [
        [1, 5],
        [2, 4],
      ],
    ]);
  });

  it.each([
    ['numbers', '0.9\n0.7\n0.5\n', [0.9, 0.7, 0.5]],
    ['a whole number first', '1\n0.7\n0.5\n', [1, 0.7, 0.5]],
    ['NaN', '0.9\nnan\n0.5\n', [0.9, NaN, 0.5]],
    ['NaN alone', 'nan\nnan\n', [NaN, NaN]],
    ['infinities', '-inf\n2.5\ninf\n', [-Infinity, 2.5, Infinity]],
  ])('are a curve if there is a single column without a name: %s', (_, text, values) => {
    const [run, ...others] = runsOf(text);
    expect(others).toEqual([]);
    expect(run!.records.map(({ value }) => value)).toEqual(values);
  });

  it('remain a run each if there are parameters, or labels', () => {
    expect(runsOf('lr,loss\n0.1,3\n0.2,2\n')).toHaveLength(2);
    expect(runsOf('class,label\n0,3\n1,2\n')).toHaveLength(2);
    expect(runsOf('accuracy,f1\n0.5,0.25\n0.75,0.5\n')).toHaveLength(2);
  });
});

describe('moments that several processes wrote', () => {
  const row = (step: number, rank: number) => `${String(step)},${String(1 / step + rank / 1000)},0.1`;

  it.each([2, 3, 4])('are records of one run with the rows of the first: %i', (ranks) => {
    const steps = [10, 20, 30, 40];
    const rows = steps.flatMap((step) => Array.from({ length: ranks }, (_, rank) => row(step, rank)));
    const { history, notes } = importText(['step,loss,lr', ...rows].join('\n'));
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]!.records.map(({ step, loss }) => [step, loss])).toEqual(
      steps.map((step) => [step, 1 / step]),
    );
    expect(notes.some((note) => note.includes(`${String(ranks)} processes`))).toBe(true);
  });

  it('are runs of their own if a column tells them apart', () => {
    const rows = [10, 20, 30].flatMap((step) => [0, 1].map((seed) => `${row(step, seed)},${String(seed)}`));
    const { runs } = importText(['step,loss,lr,seed', ...rows].join('\n')).history;
    expect(runs.map(({ parameters, records }) => [parameters.seed, records.length])).toEqual([
      [0, 3],
      [1, 3],
    ]);
  });
});
