import { describe, expect, it } from 'vitest';
import { importText } from '../fixture.ts';

const lines = (...values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const importLines = (...values: readonly object[]) => importText(lines(...values), 'scalars.json');

/** Lines of training, with `perEpoch` of them in each epoch, and a line of validation after each epoch. */
function training(epochs: number, perEpoch: number, keys: { epoch: string; step: string }, first = 1) {
  return Array.from({ length: epochs }, (_, e) => [
    ...Array.from({ length: perEpoch }, (_line, i) => {
      const step = e * perEpoch + i + 1;
      return { loss: 1 / step, time: 0.5, [keys.epoch]: e + first, [keys.step]: step };
    }),
    { mAP: e / 10, time: 0.25, [keys.step]: e + 1 },
  ]).flat();
}

describe('a log of training by steps and validation by epochs', () => {
  it.each([
    ['as MMEngine names them', { epoch: 'epoch', step: 'step' }, 1],
    ['of other names', { epoch: 'Epoch', step: 'global_step' }, 1],
    ['with epochs from 0', { epoch: 'epoch', step: 'iter' }, 0],
  ])('is one run with each value in its epoch: counters %s', (_, keys, first) => {
    const { history, notes } = importLines(...training(3, 4, keys, first));
    const [run, ...others] = history.runs;
    expect(others).toEqual([]);
    expect(run!.records.map(({ step, epoch, loss }) => [step, epoch, loss])).toEqual(
      Array.from({ length: 12 }, (_line, i) => [i + 1, Math.floor(i / 4) + first, 1 / (i + 1)]),
    );
    const judged = run!.records.filter(({ mAP }) => mAP !== undefined);
    expect(judged.map(({ step, epoch, mAP, time, val_time }) => [step, epoch, mAP, time, val_time])).toEqual([
      [4, first, 0, 0.5, 0.25],
      [8, first + 1, 0.1, 0.5, 0.25],
      [12, first + 2, 0.2, 0.5, 0.25],
    ]);
    expect(Object.keys(run!.metrics).toSorted()).toEqual(['loss', 'mAP', 'time', 'val_time']);
    expect(run!.parameters).toEqual({});
    expect(notes.join()).not.toMatch(/resumed/);
  });

  it('takes the later records where it was resumed', () => {
    const whole = training(3, 4, { epoch: 'epoch', step: 'step' });
    const { history, notes } = importLines(...whole.slice(0, 13), ...whole.slice(10));
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]!.records).toHaveLength(12);
    expect(notes.some((note) => note.startsWith('The run was resumed'))).toBe(true);
  });

  it('leaves validation that counts the same steps to the general reader', () => {
    const { history, format } = importLines(
      { epoch: 1, step: 10, loss: 1 },
      { step: 10, acc: 0.5 },
      { epoch: 1, step: 20, loss: 0.5 },
      { step: 20, acc: 0.75 },
    );
    expect(format).toBe('records');
    expect(
      history.runs.map(({ records }) => records.map(({ step, loss, acc }) => [step, loss, acc])),
    ).toEqual([
      [
        [10, 1, 0.5],
        [20, 0.5, 0.75],
      ],
    ]);
  });
});

describe('a log of MMCV', () => {
  const train = (epoch: number, iter: number) => ({
    mode: 'train',
    epoch,
    iter,
    lr: 0.1,
    loss: 1 / (epoch + iter),
  });
  const val = (epoch: number, iter: number) => ({ mode: 'val', epoch, iter, lr: 0.1, bbox_mAP: epoch / 10 });

  it('is one run although iterations start again in each epoch, with the parameters of its first line', () => {
    const { history, notes } = importLines(
      { env_info: 'sys.platform: linux\nPython: 3.8', seed: 7, exp_name: 'faster_rcnn.py' },
      ...[train(1, 50), train(1, 100), val(1, 117), train(2, 50), train(2, 100), val(2, 117)],
    );
    const [run, ...others] = history.runs;
    expect(others).toEqual([]);
    expect(run!.parameters).toEqual({ seed: 7, exp_name: 'faster_rcnn.py' });
    expect(
      run!.records.map(({ epoch, step, iter, loss, bbox_mAP }) => [epoch, step, iter, loss, bbox_mAP]),
    ).toEqual([
      [1, 1, 50, 1 / 51, undefined],
      [1, 2, 100, 1 / 101, 0.1],
      [2, 3, 50, 1 / 52, undefined],
      [2, 4, 100, 1 / 102, 0.2],
    ]);
    expect(notes.join()).toMatch(/starts again in each epoch/);
    expect(notes.join()).toMatch(/"env_info"/);
  });
});
