import { describe, expect, it } from 'vitest';
import { importText } from '../fixture.ts';

const jsonLines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** Logs in the form that the documentation of each tool shows, which the readers of general tables read. */
describe('the log of a tool without a reader of its own', () => {
  it.each<[tool: string, file: string, text: string, metrics: Record<string, (number | null)[]>]>([
    [
      'LLaMA-Factory',
      'trainer_log.jsonl',
      jsonLines(
        { current_steps: 10, total_steps: 20, loss: 0.9, epoch: 0.5, elapsed_time: '0:00:12' },
        { current_steps: 20, total_steps: 20, loss: 0.7, epoch: 1, elapsed_time: '0:00:25' },
      ),
      { loss: [0.9, 0.7], elapsed_time: [12, 25] },
    ],
    [
      'detectron2',
      'metrics.json',
      jsonLines(
        { iteration: 19, total_loss: 1.5 },
        { iteration: 39, total_loss: 1.2 },
        { iteration: 39, 'bbox/AP': 12.5 },
      ),
      { total_loss: [1.5, 1.2], 'bbox/AP': [null, 12.5] },
    ],
    [
      'flair',
      'loss.tsv',
      'EPOCH\tTIMESTAMP\tLEARNING_RATE\tTRAIN_LOSS\tDEV_PRECISION\n1\t10:00:01\t0.1\t0.9\t0.5\n2\t10:01:01\t0.1\t0.7\t0.6\n',
      { TRAIN_LOSS: [0.9, 0.7], DEV_PRECISION: [0.5, 0.6] },
    ],
    [
      'Chainer',
      'log',
      JSON.stringify([
        { 'main/loss': 0.9, 'validation/main/accuracy': 0.5, epoch: 1, iteration: 600 },
        { 'main/loss': 0.7, 'validation/main/accuracy': 0.6, epoch: 2, iteration: 1200 },
      ]),
      { 'main/loss': [0.9, 0.7], 'validation/main/accuracy': [0.5, 0.6] },
    ],
  ])('%s is one run', (_, file, text, metrics) => {
    const { runs } = importText(text, file).history;
    expect(runs).toHaveLength(1);
    for (const [name, values] of Object.entries(metrics))
      expect(runs[0]!.records.map((record) => record[name] ?? null)).toEqual(values);
  });
});
