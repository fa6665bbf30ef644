import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../../../history/index.ts';
import type { EpochRecord } from '../../../../history/index.ts';
import { importSet } from '../files.ts';

/** Files that real tools wrote; they belong to others and so lie beside the project instead of in it. */
const FOLDER = new URL('../../../../../shared/saved-runs/', import.meta.url);
const isThere = existsSync(new URL('INDEX.md', FOLDER));
if (!isThere)
  console.error('Note: the folder of saved runs is not there; tests over real files are left out.');

const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, FOLDER)));
const sevenDigits = (value: unknown) => Number(Math.fround(value as number).toPrecision(7));

/** Points of a tag: how many, first and last step, and to seven digits the first, last, least and greatest value. */
type Series = readonly [
  tag: string,
  count: number,
  steps: readonly [number, number],
  values: readonly number[],
];

describe.skipIf(!isThere)('TensorBoard', () => {
  it.each<readonly [path: string, series: readonly Series[]]>([
    [
      'AI-Tech-Research-Lab__AsquaredM__accuracy_train__events.out.tfevents.1736868176.flatdarts.17118.1',
      [['accuracy', 50, [0, 49], [30.97027, 92.87084, 30.97027, 92.97475]]],
    ],
    [
      'AI-Tech-Research-Lab__AsquaredM__loss_valid__events.out.tfevents.1736868176.flatdarts.17118.4',
      [['loss', 50, [0, 49], [1.66916, 0.488573, 0.488573, 1.66916]]],
    ],
    ['AI-Tech-Research-Lab__AsquaredM__events.out.tfevents.1736867729.flatdarts.17118.0', []],
    [
      '10tanmay100__DEEPCNNCLASSIFIER__train__events.out.tfevents.1664082589.DESKTOP-27TFO05.4004.0.v2',
      [
        ['epoch_loss', 1, [0, 0], [6.304667, 6.304667, 6.304667, 6.304667]],
        ['epoch_accuracy', 1, [0, 0], [0.6843, 0.6843, 0.6843, 0.6843]],
      ],
    ],
    [
      '10tanmay100__DEEPCNNCLASSIFIER__validation__events.out.tfevents.1664085067.DESKTOP-27TFO05.4004.1.v2',
      [
        ['epoch_loss', 1, [0, 0], [1.075351, 1.075351, 1.075351, 1.075351]],
        ['epoch_accuracy', 1, [0, 0], [0.9010417, 0.9010417, 0.9010417, 0.9010417]],
        ['evaluation_loss_vs_iterations', 1, [1250, 1250], [1.075351, 1.075351, 1.075351, 1.075351]],
        ['evaluation_accuracy_vs_iterations', 1, [1250, 1250], [0.9010417, 0.9010417, 0.9010417, 0.9010417]],
      ],
    ],
    [
      '../boosting/12ashwani__student_ml__catboost_info/learn/events.out.tfevents',
      [['RMSE', 100, [0, 99], [13.87948, 4.598115, 4.598115, 13.87948]]],
    ],
  ])('%s', (path, series) => {
    const { history, format } = importFile(bytesOf(`tensorboard/${path}`), path);
    expect(format).toBe('tensorboard');
    const found = history.runs.flatMap(({ metrics, records, source }) =>
      Object.keys(metrics).map((tag): Series => {
        const points = records.filter((record) => typeof record[tag] === 'number');
        const values = points.map((record) => sevenDigits(record[tag]));
        const ends = [values[0]!, values.at(-1)!, Math.min(...values), Math.max(...values)];
        // As the file counts them.
        const counted = ({ epoch }: EpochRecord) => epoch - 1 + (source.firstEpoch ?? 1);
        return [tag, points.length, [counted(points[0]!), counted(points.at(-1)!)], ends];
      }),
    );
    expect(found).toEqual(series);
  });

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
