import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importSet } from '../files.ts';
import { isThere, SAVED_RUNS } from './facts-index.ts';

const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, SAVED_RUNS)));
const sevenDigits = (value: unknown) => Number(Math.fround(value as number).toPrecision(7));

describe.skipIf(!isThere)('TensorBoard', () => {
  it('joins the two halves of the Keras run in the folders where they were', async () => {
    const [train, validation] = [
      '1664082589.DESKTOP-27TFO05.4004.0.v2',
      '1664085067.DESKTOP-27TFO05.4004.1.v2',
    ];
    const { history, files } = await importSet({
      [`tb_logs/run/train/events.out.tfevents.${train}`]: bytesOf(
        `tensorboard/10tanmay100__DEEPCNNCLASSIFIER__train__events.out.tfevents.${train}`,
      ),
      [`tb_logs/run/validation/events.out.tfevents.${validation}`]: bytesOf(
        `tensorboard/10tanmay100__DEEPCNNCLASSIFIER__validation__events.out.tfevents.${validation}`,
      ),
    });
    expect(
      history.runs[0]!.records.map((record) =>
        Object.entries(record).map(([key, value]) => [
          key,
          typeof value === 'number' ? sevenDigits(value) : value,
        ]),
      ),
    ).toEqual([
      expect.arrayContaining([
        ['train_loss', 6.304667],
        ['train_accuracy', 0.6843],
        ['val_loss', 1.075351],
        ['val_accuracy', 0.9010417],
      ]),
    ]);
    expect(files[0]!.notes).toContain('Left out, being graphs: "keras".');
  });

  it('joins the folders of the curves of one PyTorch run', async () => {
    const prefix = 'tensorboard/AI-Tech-Research-Lab__AsquaredM__';
    const { history } = await importSet({
      'runs/events.out.tfevents.1736867729.flatdarts.17118.0': bytesOf(
        `${prefix}events.out.tfevents.1736867729.flatdarts.17118.0`,
      ),
      'runs/accuracy_train/events.out.tfevents.1736868176.flatdarts.17118.1': bytesOf(
        `${prefix}accuracy_train__events.out.tfevents.1736868176.flatdarts.17118.1`,
      ),
      'runs/loss_valid/events.out.tfevents.1736868176.flatdarts.17118.4': bytesOf(
        `${prefix}loss_valid__events.out.tfevents.1736868176.flatdarts.17118.4`,
      ),
    });
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]!.records).toHaveLength(50);
    expect(Object.keys(history.runs[0]!.metrics)).toEqual(['accuracy_train', 'loss_valid']);
    expect(history.runs[0]!.metrics['loss_valid']).toEqual({ direction: 'min' });
  });
});
