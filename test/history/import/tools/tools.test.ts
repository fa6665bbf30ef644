import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toolSets } from '../../../../fixtures/formats/tools.ts';
import { readHistory, toTable, writeHistory } from '../../../../history/index.ts';
import type { Run } from '../../../../history/index.ts';
import { importSet } from '../files.ts';

const sets = toolSets();

async function runsOf(name: string): Promise<readonly Run[]> {
  const { history, files } = await importSet(sets[name]!);
  expect(files.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  return history.runs;
}

/** What a run has of some keys, record by record; undefined where a record has no such key. */
function series({ records }: Run, ...keys: readonly string[]): unknown[][] {
  return records.map((record) => keys.map((key) => record[key]));
}

describe('an MLflow run whose tags name itself as its parent', () => {
  it('has no parent, so that its history can be written and read', async () => {
    const run = {
      info: { run_id: 'r1', run_name: 'a' },
      data: { tags: [{ key: 'mlflow.parentRunId', value: 'r1' }], metrics: [] },
    };
    const { history } = await importSet({ 'runs.json': JSON.stringify({ runs: [run] }) });
    expect(history.runs.map(({ id, parent }) => [id, parent])).toEqual([['r1', null]]);
    expect(readHistory(writeHistory(history))).toEqual(history);
  });
});

describe('tools', () => {
  it('Keras: lists, whole objects, pandas', async () => {
    const [every] = await runsOf('keras history with a validation every second epoch');
    expect(series(every!, 'epoch', 'loss', 'val_loss', 'lr')).toEqual([
      [1, 4, null, 0.1],
      [2, 3, 2, 0.1],
      [3, NaN, null, 0.01],
      [4, 1, 0.5, 0.01],
    ]);
    const [whole] = await runsOf('keras whole dump');
    expect(whole!.parameters).toEqual({ epochs: 2, steps: 10 });
    expect(series(whole!, 'epoch', 'acc')).toEqual([
      [1, 0.5],
      [2, 0.75],
    ]);
    const [pandas] = await runsOf('keras pandas dump');
    expect(series(pandas!, 'loss', 'val_accuracy')).toEqual([
      [2, 0.5],
      [1, null],
    ]);
  });

  it('Keras Tuner: means of executions, the direction that the file says, no bookkeeping', async () => {
    const [good, bad] = await runsOf('keras tuner');
    expect(good).toMatchObject({
      name: 'trial 0',
      status: 'completed',
      parameters: { units: 32, lr: 0.01, 'tuner/epochs': 3 },
      summary: { score: 0.9 },
    });
    expect(Object.keys(good!.parameters)).toHaveLength(3);
    expect(good!.metrics.weird).toEqual({ direction: 'max' });
    expect(series(good!, 'weird')).toEqual([[0.6], [0.9]]);
    expect(bad).toMatchObject({ status: 'failed', records: [], summary: {} });
  });

  it('Hugging Face: the last checkpoint, merged by step, the direction of the best metric', async () => {
    const runs = await runsOf('hugging face checkpoints');
    expect(runs).toHaveLength(1);
    expect(series(runs[0]!, 'epoch', 'loss', 'eval_odd')).toEqual([
      [0.5, 2, 0.5],
      [1, 1, 0.75],
    ]);
    expect(runs[0]).toMatchObject({
      status: 'completed',
      summary: { train_runtime: 9, train_loss: 1.5 },
      parameters: { lr: 0.1 },
    });
    expect(runs[0]!.metrics.eval_odd).toEqual({ direction: 'max' });
  });

  it('Ray: a trial without a report, NaN as "null", a line that is cut off', async () => {
    const [failed, cut] = await runsOf('ray trial that failed and one that was cut off');
    expect(failed).toMatchObject({
      status: 'failed',
      records: [],
      parameters: { lr: 0.1, 'opt.name': 'sgd' },
    });
    expect(series(cut!, 'epoch', 'loss', 'info/kl', 'dur')).toEqual([
      [1, 1, 1, 2],
      [2, NaN, 2, 2],
    ]);
    expect(cut!.parameters).toEqual({ lr: 0.2, 'opt.name': 'adam' });
  });

  it('Ray: how trials ended stands in the state of the experiment', async () => {
    const trial = (id: string, status: string) => [JSON.stringify({ trial_id: id, status }), '{}'];
    const folder = (id: string) => ({
      [`ray/exp/train_${id}_00000_0_lr=0.1_2024-05-01_10-00-00/params.json`]: '{"lr": 0.1}',
      [`ray/exp/train_${id}_00000_0_lr=0.1_2024-05-01_10-00-00/result.json`]: `{"loss": 1, "training_iteration": 1, "trial_id": "${id}_00000", "done": false}\n`,
    });
    const states = [
      ['ab12', 'TERMINATED'],
      ['cd34', 'ERROR'],
      ['ef56', 'RUNNING'],
      ['b12', 'PENDING'],
    ] as const;
    const files = Object.assign({}, ...states.map(([id]) => folder(id))) as Record<string, string>;
    const state = { trial_data: states.map(([id, status]) => trial(`${id}_00000`, status)) };
    const statuses = async (text: string) => {
      const { history } = await importSet({ ...files, 'ray/exp/experiment_state-2024-05-01.json': text });
      return history.runs.map(({ status }) => status);
    };
    expect(await statuses(JSON.stringify(state))).toEqual(['completed', 'unknown', 'failed', 'running']);
    expect(await statuses(JSON.stringify(state).slice(0, -9))).toEqual(Array(4).fill('unknown'));
  });

  it('Optuna: the journal replayed', async () => {
    const [first, second, ...others] = await runsOf('optuna journal with everything');
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      status: 'completed',
      started: '2024-05-01T10:00:00.123456',
      parameters: { act: 'relu', host: 'a' },
      summary: { values_0: 0.5, values_1: Infinity },
    });
    expect([first!.metrics.values_0, first!.metrics.values_1]).toEqual([
      { direction: 'min' },
      { direction: 'max' },
    ]);
    expect(series(first!, 'step', 'intermediate_value')).toEqual([[3, NaN]]);
    expect(second).toMatchObject({
      status: 'completed',
      parameters: { act: null },
      summary: { values_0: 1, values_1: 2 },
    });
  });

  it('Weights & Biases: history, configuration and summary of a folder; charts', async () => {
    const [run] = await runsOf('wandb folder of old');
    expect(run).toMatchObject({
      name: 'abc123',
      started: '2024-05-01T10:00:00.000Z',
      parameters: { lr: 0.1, 'net.act': 'relu' },
      summary: { best: 0.75 },
    });
    expect(Object.keys(run!.summary)).toEqual(['best']);
    expect(series(run!, 'step', 'loss', 'acc', 'image/path')).toEqual([
      [0, 2, undefined, undefined],
      [1, NaN, 0.5, undefined],
    ]);
    const runs = await runsOf('wandb chart of two runs');
    expect(runs.map((each) => [each.name, series(each, 'step', 'loss')])).toEqual([
      [
        'a - b',
        [
          [0, 2],
          [1, 1],
        ],
      ],
      ['c', [[1, 5]]],
    ]);
  });

  it('MLflow: store, REST and frame', async () => {
    const [run] = await runsOf('mlflow store with steps');
    expect(run).toMatchObject({
      id: 'r1',
      name: 'one',
      status: 'completed',
      started: '2024-05-01T10:00:00.000Z',
      parameters: { lr: 0.1 },
    });
    expect(series(run!, 'step', 'val/loss', 'old')).toEqual([
      [0, 0.5, 7],
      [1, NaN, 8],
      [2, -Infinity, undefined],
    ]);
    const [one, child] = await runsOf('mlflow rest');
    expect(one).toMatchObject({
      name: 'one',
      parameters: { lr: 0.1, act: null },
      summary: { loss: NaN, huge: Infinity },
    });
    expect(child).toMatchObject({ parent: 'r1', status: 'stopped' });
    const [first, second] = await runsOf('mlflow frame');
    expect(first).toMatchObject({
      id: 'r1',
      name: 'first',
      status: 'completed',
      parameters: { lr: 0.1 },
      summary: { acc: 0.5 },
    });
    expect(Object.keys(first!.parameters)).toEqual(['lr']);
    expect(second).toMatchObject({
      status: 'failed',
      parameters: { lr: 0.2, act: 'relu' },
      summary: { acc: null },
    });
  });

  it('TensorBoard downloads: the tags of a run together', async () => {
    const runs = await runsOf('tensorboard downloads');
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ name: 'train', started: '2024-05-01T10:00:00.500Z' });
    expect(series(runs[0]!, 'step', 'loss', 'acc')).toEqual([
      [0, 2, 0.25],
      [1, 1, NaN],
    ]);
  });

  it('Sacred: numbers of NumPy', async () => {
    const [run] = await runsOf('sacred with numpy values');
    expect(run).toMatchObject({
      name: 'mnist 3',
      status: 'completed',
      started: '2024-05-01T10:00:00.123456Z',
      parameters: { seed: 1, lr: 0.1 },
      summary: { result: 0.5 },
    });
    expect(series(run!, 'loss')).toEqual([[2], [NaN]]);
  });

  it('the small ones', async () => {
    const [boosted] = await runsOf('lightgbm evaluation');
    expect(series(boosted!, 'epoch', 'training/l2', 'valid_0/l2')).toEqual([
      [1, 2, 3],
      [2, 1, Infinity],
    ]);
    const [dvc] = await runsOf('dvclive');
    expect(series(dvc!, 'step', 'train/acc', 'loss')).toEqual([
      [0, 0.5, 2],
      [1, 0.75, NaN],
    ]);
    expect(dvc).toMatchObject({ parameters: { lr: 0.1 }, summary: { test_acc: 0.5 } });
    const dump = await runsOf('nevergrad');
    expect(dump.map(({ parameters, summary }) => [parameters.lr, summary.loss])).toEqual([
      [0.1, 0.5],
      [0.2, NaN],
    ]);
    const [guild] = await runsOf('guild');
    expect(guild).toMatchObject({
      status: 'failed',
      started: '2024-05-01T10:00:00.000Z',
      parameters: { lr: 0.1, act: 'relu' },
    });
    const hydra = await runsOf('hydra multirun');
    expect(hydra.map(({ parameters }) => parameters)).toEqual([
      { lr: 0.1, 'model.act': 'relu' },
      { lr: 0.2 },
    ]);
    const fastai = await runsOf('fastai appended');
    expect(fastai.map((run) => series(run, 'epoch', 'valid_loss', 'time'))).toEqual([
      [
        [1, 1, 5],
        [2, null, 3605],
      ],
      [[1, 2, 7]],
    ]);
    const [agent] = await runsOf('spinning up');
    expect(agent!.parameters).toEqual({ gamma: 0.99 });
    expect(agent!.records.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    const [windows] = await runsOf('a byte order mark and windows line ends');
    expect(windows!.parameters).toEqual({ lr: 0.1 });
    expect(windows!.records.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
  });

  it.each(Object.keys(sets))('%s is a history that files and tables hold', async (name) => {
    const { history } = await importSet(sets[name]!);
    const text = writeHistory(history);
    expect(writeHistory(readHistory(text))).toBe(text);
    expect(toTable(history, { rows: 'runs', value: 'last' }).length).toBe(history.runs.length);
  });
});

describe('whatever the bytes of a set become', () => {
  const change = fc.record({
    file: fc.nat(),
    at: fc.nat(),
    cut: fc.nat({ max: 30 }),
    put: fc.constantFrom('', '{', '"', 'NaN', '\n', ',,', '__proto__', '[[', '1e999', ': '),
  });

  it('every import ends in a history or a reason, and touches no prototype', async () => {
    const keys = Reflect.ownKeys(Object.prototype);
    const property = fc.asyncProperty(
      fc.constantFrom(...Object.keys(sets)),
      fc.array(change, { maxLength: 3 }),
      async (name, changes) => {
        const files = Object.entries(sets[name]!);
        for (const { file, at, cut, put } of changes) {
          const [path, text] = files[file % files.length]!;
          const place = at % (text.length + 1);
          files[file % files.length] = [path, text.slice(0, place) + put + text.slice(place + cut)];
        }
        const { history, files: reports } = await importSet(Object.fromEntries(files));
        const text = writeHistory(history);
        expect(writeHistory(readHistory(text))).toBe(text);
        for (const { notes } of reports)
          expect(notes.join(' ')).not.toMatch(/TypeError|RangeError|undefined/);
        toTable(history, { rows: 'epochs' });
      },
    );
    await fc.assert(property, { numRuns: 400 });
    expect(Reflect.ownKeys(Object.prototype)).toEqual(keys);
  });

  it('ten thousand columns and a nest ten thousand deep', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${String(i)}`);
    const wide = `epoch,${names.join(',')}\n1,${names.map(() => '1').join(',')}\n2,${names.map(() => '2').join(',')}\n`;
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const flow = `${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const { history, files } = await importSet({
      'x/wide.csv': wide,
      'x/deep.jsonl': `${deep}\n`,
      'y/log.csv': 'epoch,loss\n1,2\n2,1\n',
      'y/config.yaml': flow,
    });
    const [wideRun, run] = history.runs;
    expect(history.runs).toHaveLength(2);
    expect(Object.keys(wideRun!.metrics)).toEqual(names);
    expect(wideRun!.records.map((record) => [record.epoch, record.c0, record.c9999])).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
    // What nests too deep is left out, a line or a file with its reason, and spoils nothing.
    expect(run!.records).toHaveLength(2);
    expect(files.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['x/deep.jsonl', 'taken'],
      ['x/wide.csv', 'taken'],
      ['y/log.csv', 'taken'],
    ]);
    expect(files[0]!.notes.join()).toMatch(/nested deeper than 1000 levels/);
    expect(files[2]!.notes.join()).toMatch(/The parameters in config\.yaml are left out: /);
  });
});
