import { describe, expect, it } from 'vitest';
import { valueEvent } from '../binary/tf-writer.ts';
import { importSet } from '../files.ts';

const json = (value: unknown) => JSON.stringify(value);
const lines = (...values: readonly object[]) => values.map((value) => `${json(value)}\n`).join('');

describe('a log in pieces', () => {
  const epoch = (at: number, key: string) => json({ [key]: at, training_loss: 1 / (at + 1), best_epoch: at });

  it.each([
    ['AllenNLP', 'metrics_epoch_#.json', 'epoch'],
    ['another', 'eval-#-final.json', 'Epoch'],
  ])('is one run with a record per file: %s', async (_, name, key) => {
    const files = [2, 0, 1, 10].map((at) => [`run/${name.replace('#', String(at))}`, epoch(at, key)]);
    const { history, files: reports } = await importSet(Object.fromEntries(files) as Record<string, string>);
    expect(
      history.runs.map(({ name, records }) => [name, records.map((r) => [r.epoch, r.training_loss])]),
    ).toEqual([
      [
        'run',
        [
          [1, 1],
          [2, 1 / 2],
          [3, 1 / 3],
          [11, 1 / 11],
        ],
      ],
    ]);
    expect(reports.map(({ outcome, files }) => [outcome, files.length])).toEqual([['taken', 4]]);
  });

  it('leaves numbered files of other content to their formats', async () => {
    const history = json({ loss: [3, 2], val_loss: [4, 3] });
    const {
      history: { runs },
    } = await importSet({ 'a/run_1.json': history, 'a/run_2.json': history });
    expect(runs.map(({ records }) => records.length)).toEqual([2, 2]);
  });

  it('needs a counter that differs from file to file', async () => {
    const { history } = await importSet({ 'a/m_1.json': epoch(3, 'epoch'), 'a/m_2.json': epoch(3, 'epoch') });
    expect(history.runs).toEqual([]);
  });
});

describe('a measurement that does not change in one of several logs', () => {
  const log = (...lengths: readonly number[]) =>
    lines(
      ...lengths.map((length, i) => ({
        step: 50 * (i + 1),
        loss: 1 / (i + 1),
        'train/length': length,
        lr: 0.1,
      })),
    );

  it('is a metric in all of them, and hyperparameters stay parameters', async () => {
    const { runs } = (await importSet({ 'a/m.jsonl': log(50, 50), 'b/m.jsonl': log(50, 31) })).history;
    expect(runs.map(({ records }) => records.map((record) => record['train/length']))).toEqual([
      [50, 50],
      [50, 31],
    ]);
    for (const { parameters, metrics } of runs) {
      expect(Object.keys(metrics)).toContain('train/length');
      expect(parameters).toEqual({ lr: 0.1 });
    }
  });

  it('is a parameter if it changes in none', async () => {
    const { runs } = (await importSet({ 'a/m.jsonl': log(50, 50), 'b/m.jsonl': log(31, 31) })).history;
    expect(runs.map(({ parameters }) => parameters['train/length'])).toEqual([50, 31]);
  });

  it('stays a parameter if a file of parameters says so', async () => {
    const { runs } = (
      await importSet({
        'a/m.jsonl': lines({ step: 1, loss: 3 }, { step: 2, loss: 2 }),
        'a/config.json': json({ depth: 5 }),
        'b/m.jsonl': lines({ step: 1, loss: 3, depth: 1 }, { step: 2, loss: 2, depth: 2 }),
      })
    ).history;
    expect(runs[0]!.parameters).toEqual({ depth: 5 });
  });
});

describe('one training in two files', () => {
  const log = lines(...[1, 2, 3].map((at) => ({ loss: 1 / at, acc: at / 4, epoch: at, iter: at, step: at })));

  it("MMEngine's scalars.json and the log named by its time are one run", async () => {
    const { history, files } = await importSet({
      'w/vis_data/20240101_120000.json': log,
      'w/vis_data/scalars.json': log,
    });
    expect(history.runs.map(({ source }) => source.file)).toEqual(['w/vis_data/scalars.json']);
    expect(files.map(({ notes }) => notes.at(-1))).toEqual([
      'The same training is in scalars.json: it is one run.',
      '20240101_120000.json has the same training: it is one run.',
    ]);
  });

  it('files of other values are two', async () => {
    const { history } = await importSet({
      'w/vis_data/20240101_120000.json': log.replaceAll('"acc":0.5', '"acc":0.6'),
      'w/vis_data/scalars.json': log,
    });
    expect(history.runs).toHaveLength(2);
  });

  it.each([
    ['csv/version_0', 'tb/version_0', 1],
    ['csv/version_0', 'tb/version_1', 2],
  ])("Lightning's %s and %s", async (csv, tb, count) => {
    const rows = [1, 2, 3].map((at) => [at - 1, at * 10 - 1, 1 / at] as const);
    const events = rows.map(([, step, loss]) =>
      valueEvent('train_loss', step, (pbf) => pbf.writeFloatField(2, loss)),
    );
    const { history } = await importSet({
      [`${csv}/metrics.csv`]: `epoch,step,train_loss\n${rows.map((row) => `${row.join(',')}\n`).join('')}`,
      [`${tb}/events.out.tfevents.1.host`]: Buffer.concat(events),
    });
    expect(history.runs).toHaveLength(count);
  });
});
