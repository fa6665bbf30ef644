import fc from 'fast-check';
import type { PbfWriter } from 'pbf';
import { describe, expect, it } from 'vitest';
import { writeEvents } from '../../../../history/export/tensorboard/event.ts';
import { shortFloat } from '../../../../history/import/tensorboard/event.ts';
import { importFile } from '../../../../history/index.ts';
import type { Run } from '../../../../history/index.ts';
import { importSet } from '../files.ts';
import { frame, tensorEvent, valueEvent } from './tf-writer.ts';

type Point = readonly [step: number, tag: string, value: number];

function file(...points: readonly Point[]): Uint8Array {
  const events = points.map(([step, tag, value]) => ({
    wallTime: 1700000001 + step,
    step,
    values: [{ tag, scalar: value }],
  }));
  return writeEvents([{ wallTime: 1700000000, fileVersion: 'brain.Event:2' }, ...events]);
}

const NAME = 'events.out.tfevents.1700000000.host.17.0';

function values(run: Run | undefined, metric: string) {
  return run!.records.map((record) => [record.epoch, record[metric] ?? null]);
}

describe('event files', () => {
  it('gives scalars by step, NaN and infinities too', () => {
    const { history, format } = importFile(
      file([0, 'loss', 0.1], [1, 'loss', NaN], [2, 'loss', -Infinity], [2, 'acc', 0.9010417]),
      NAME,
    );
    expect(format).toBe('tensorboard');
    expect(values(history.runs[0], 'loss')).toEqual([
      [0, 0.1],
      [1, NaN],
      [2, -Infinity],
    ]);
    expect(history.runs[0]!.records[2]!['acc']).toBe(0.9010417);
    expect(history.runs[0]!.started).toBe('2023-11-14T22:13:20.000Z');
  });

  it.each<[string, (tensor: PbfWriter) => void, number]>([
    [
      'float32 as bytes',
      (t) => (t.writeVarintField(1, 1), t.writeBytesField(4, new Uint8Array(Float32Array.of(0.1).buffer))),
      0.1,
    ],
    ['float32 packed', (t) => (t.writeVarintField(1, 1), t.writePackedFloat(5, [0.25])), 0.25],
    ['float32 alone', (t) => (t.writeVarintField(1, 1), t.writeFloatField(5, 0.25)), 0.25],
    [
      'double as bytes',
      (t) => (t.writeVarintField(1, 2), t.writeBytesField(4, new Uint8Array(Float64Array.of(0.1).buffer))),
      0.1,
    ],
    ['double packed', (t) => (t.writeVarintField(1, 2), t.writePackedDouble(6, [1e-300])), 1e-300],
    ['int32', (t) => (t.writeVarintField(1, 3), t.writePackedVarint(7, [7])), 7],
    [
      'int64 as bytes',
      (t) => (t.writeVarintField(1, 9), t.writeBytesField(4, new Uint8Array(BigInt64Array.of(-5n).buffer))),
      -5,
    ],
    ['int64 negative', (t) => (t.writeVarintField(1, 9), t.writeVarintField(10, -3)), -3],
  ])('reads the tensor of a scalar: %s', (_, write, expected) => {
    const bytes = Uint8Array.from([...file(), ...tensorEvent('loss', 4, 'scalars', write)]);
    expect(importFile(bytes, NAME).history.runs[0]!.records).toEqual([
      expect.objectContaining({ epoch: 4, loss: expected }),
    ]);
  });

  it('says what is no scalar and left out', () => {
    const picture = tensorEvent('weights', 0, 'images', (t) => t.writeVarintField(1, 7));
    const old = valueEvent('sound', 0, (value) => value.writeBytesField(6, new Uint8Array(3)));
    const { notes } = importFile(Uint8Array.from([...file([0, 'loss', 1]), ...picture, ...old]), NAME);
    expect(notes).toContain('Left out, being images: "weights".');
    expect(notes).toContain('Left out, being audio: "sound".');
  });

  it('shows a float32 by the shortest decimal that is the same float32', () => {
    fc.assert(
      fc.property(fc.float(), (value) => {
        expect(Math.fround(shortFloat(value))).toBe(value);
      }),
    );
    expect([0.1, 30.97027, 1e-7, 16777216].map((value) => shortFloat(Math.fround(value)))).toEqual([
      0.1, 30.97027, 1e-7, 16777216,
    ]);
  });

  it('drops what a restarted run wrote anew', async () => {
    const { history, files } = await importSet({
      [`logs/run/events.out.tfevents.1700000000.host.1.0`]: file(
        [0, 'loss', 4],
        [1, 'loss', 3],
        [2, 'loss', 2],
      ),
      [`logs/run/events.out.tfevents.1700000900.host.2.0`]: file([1, 'loss', 2.5], [2, 'loss', 1]),
    });
    expect(values(history.runs[0], 'loss')).toEqual([
      [0, 4],
      [1, 2.5],
      [2, 1],
    ]);
    expect(files[0]!.notes.join()).toMatch(/restarted; 2 older values|restarted; 1 older values/);
  });

  it("joins Keras' train and validation, and keeps apart what counts batches", async () => {
    const { history } = await importSet({
      [`logs/fit/train/${NAME}.v2`]: file([0, 'epoch_loss', 2], [1, 'epoch_loss', 1]),
      [`logs/fit/validation/${NAME}.v2`]: file(
        ...([
          [0, 'epoch_loss', 3],
          [1, 'epoch_loss', 4],
          [1250, 'evaluation_loss_vs_iterations', 3],
        ] as const),
      ),
      [`logs/other/train/${NAME}.v2`]: file([0, 'epoch_loss', 7]),
      [`logs/other/validation/${NAME}.v2`]: file([0, 'epoch_loss', 8]),
    });
    expect(history.runs.map(({ name }) => name)).toEqual(['fit', 'fit / steps', 'other']);
    expect(history.runs[0]!.records).toEqual([
      expect.objectContaining({ epoch: 1, train_loss: 2, val_loss: 3 }),
      expect.objectContaining({ epoch: 2, train_loss: 1, val_loss: 4 }),
    ]);
    expect(values(history.runs[1], 'val_evaluation_loss_vs_iterations')).toEqual([[1250, 3]]);
    expect(history.runs[1]!.parent).toBe(history.runs[0]!.id);
  });

  it("joins the folders that PyTorch's add_scalars makes, and no other", async () => {
    const one = 'events.out.tfevents.1700000000.host.17.0';
    const { history } = await importSet({
      [`runs/a/${one}`]: file(),
      [`runs/a/loss_train/events.out.tfevents.1700000001.host.17.1`]: file([0, 'loss', 2]),
      [`runs/a/loss_valid/events.out.tfevents.1700000001.host.17.2`]: file([0, 'loss', 3]),
      [`runs/a/inner/events.out.tfevents.1700000001.host.17.3`]: file([0, 'loss', 4], [0, 'acc', 5]),
    });
    expect(history.runs.map(({ name, records }) => [name, records[0]])).toEqual([
      ['a', expect.objectContaining({ loss_train: 2, loss_valid: 3 })],
      ['a/inner', expect.objectContaining({ loss: 4, acc: 5 })],
    ]);
  });

  it('takes the parameters that lie beside', async () => {
    const { history } = await importSet({
      [`lightning_logs/version_0/${NAME}`]: file([0, 'loss', 2]),
      'lightning_logs/version_0/hparams.yaml': 'lr: 0.1\n',
    });
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]!.parameters).toEqual({ lr: 0.1 });
  });

  it('takes what is whole of a file that is cut off anywhere, and says so', () => {
    const bytes = file([0, 'loss', 2], [1, 'loss', 1]);
    for (let length = 12; length < bytes.length; length++) {
      const { history, notes } = importFile(bytes.slice(0, length), NAME);
      expect(history.runs[0]!.records.length).toBeLessThan(2);
      const isAtEnd = [40, 40 + (bytes.length - 40) / 2].includes(length);
      expect(notes.some((note) => note.startsWith('The last record is not whole'))).toBe(!isAtEnd);
    }
  });

  it('leaves out records whose checksum is wrong, and stops at a length that lies', () => {
    const bytes = file([0, 'loss', 2], [1, 'loss', 1]);
    const flipped = bytes.slice();
    flipped[bytes.length - 6] = flipped[bytes.length - 6]! ^ 255;
    const damaged = importFile(flipped, NAME);
    expect(damaged.history.runs[0]!.records).toHaveLength(1);
    expect(damaged.notes).toContain('Damaged records are left out: 1.');
    const lying = bytes.slice();
    lying[43] = 0x7f;
    expect(importFile(lying, NAME).notes.join()).toMatch(
      /The file is damaged: its last \d+ bytes are no records/,
    );
    const huge = Uint8Array.from([...bytes, ...frame(new Uint8Array()).slice(0, 12)]);
    expect(importFile(huge, NAME).notes.join()).toMatch(/The last record is not whole/);
  });
});
