import { describe, expect, it } from 'vitest';
import { RunSet, type Direction } from '../../../history/index.ts';
import { turningEpoch } from '../../../src/page/runs/turning-epoch.ts';
import { makeRecords, makeRun } from '../../history/make.ts';

const epochs = Array.from({ length: 40 }, (_, i) => i + 1);

function setOf(
  metrics: Readonly<Record<string, { direction: Direction; valueAt: (epoch: number) => number }>>,
) {
  const records = makeRecords(
    ...epochs.map((epoch) =>
      Object.fromEntries(Object.entries(metrics).map(([name, { valueAt }]) => [name, valueAt(epoch)])),
    ),
  );
  const definitions = Object.fromEntries(
    Object.entries(metrics).map(([name, { direction }]) => [name, { direction }]),
  );
  return RunSet.of([makeRun('run', { metrics: definitions, records })]);
}

const falling = { direction: 'min' as const, valueAt: (epoch: number) => 1 / epoch };
const turningAt = (turn: number) => ({
  direction: 'min' as const,
  valueAt: (epoch: number) => 0.5 + Math.abs(epoch - turn) / 100,
});

describe('the epoch from which a run overfits', () => {
  it.each([
    ['of the preferred metric', { train_loss: falling, valid_loss: turningAt(12) }, 'valid_loss', 12],
    ['of a loss for lack of it', { train_loss: falling, valid_loss: turningAt(20) }, 'score', 20],
    ['null without a turn', { train_loss: falling, valid_loss: falling }, 'valid_loss', null],
    ['null without a training metric', { valid_loss: turningAt(12) }, 'valid_loss', null],
  ])('is that %s', (_, metrics, preferred, expected) => {
    expect(turningEpoch(setOf(metrics), 0, preferred)).toBe(expected);
  });
});
