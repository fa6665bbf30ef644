import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readHistory, type EpochRecord, type RunStatus } from '../../../history/index.ts';
import { healthOf } from '../../../src/page/train/health.ts';

const valid = [
  0.71, 0.45, 0.31, 0.26, 0.234, 0.241, 0.262, 0.301, 0.338, 0.392, 0.441, 0.489, 0.543, 0.588, 0.588,
];

function healthNotes(
  { train = (i: number) => 0.7 * 0.7 ** i, status = 'completed' as RunStatus, last = {} } = {},
  losses = valid,
) {
  const records = losses.map((valid_loss, i): EpochRecord => {
    return { epoch: i + 1, train_loss: train(i), valid_loss, ...(i === losses.length - 1 ? last : {}) };
  });
  return healthOf({ records, status, parameters: {} });
}

describe('The health of a run', () => {
  it('says when validation loss rises from 0.234 to 0.588 while training goes on improving', () => {
    const notes = healthNotes();
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ kind: 'overfitting', label: 'overfitting' });
    expect(Math.abs(notes[0]!.epoch - 5)).toBeLessThanOrEqual(1);
    expect(notes[0]!.text).toContain('from 0.234 to 0.588');
  });

  it.each<[string, ReturnType<typeof healthNotes>]>([
    ['validation falls', healthNotes({}, valid.slice(4).toReversed())],
    ['training gets worse too', healthNotes({ train: (i) => 0.1 * i })],
    ['there are no records', healthNotes({}, [])],
  ])('is silent where %s', (_, notes) => {
    expect(notes).toEqual([]);
  });

  it('puts problems within the network first', () => {
    expect(healthNotes({ last: { dead_1: 0.9 } }).map(({ kind }) => kind)).toEqual(['dead', 'overfitting']);
  });

  it('of a diverged run says so alone', () => {
    const notes = healthNotes({ status: 'diverged', last: { valid_loss: NaN } });
    expect(notes.map(({ kind }) => kind)).toEqual(['diverged']);
  });

  it('is said of every run of the notebook’s grid without words for what they lack', () => {
    const file = fileURLToPath(new URL('../../../fixtures/runs/mnist-grid.json', import.meta.url));
    const { runs } = readHistory(readFileSync(file, 'utf8'));
    const kinds = new Set(runs.flatMap((run) => healthOf(run).map(({ kind }) => kind)));
    expect([...kinds].filter((kind) => kind !== 'overfitting')).toEqual([]);
  });
});
