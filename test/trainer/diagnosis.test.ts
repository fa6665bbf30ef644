import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readHistory, type EpochRecord, type Run, type RunStatus } from '../../history/index.ts';
import { diagnose } from '../../trainer/index.ts';

const healthy = {
  train_loss: 0.5,
  valid_loss: 0.6,
  dead_1: 0.1,
  saturated_1: 0.1,
  grad_ratio: 0.8,
  update_ratio_1: -3,
};

/** The diagnosis of a run whose last epochs are healthy except for the given values. */
function ailments(
  last: Record<string, number>,
  { activation = 'tanh', status = 'completed' as RunStatus, ill = 2 } = {},
) {
  const records = Array.from({ length: 5 }, (_, i): EpochRecord => {
    return { epoch: i + 1, ...healthy, ...(i >= 5 - ill ? last : {}) };
  });
  return diagnose({ records, status, parameters: { activation, learning_rate: 0.3 } });
}

describe('The diagnosis of a run', () => {
  it('is empty if it is healthy or has no records', () => {
    expect(ailments({})).toEqual([]);
    expect(diagnose({ records: [], status: 'running', parameters: {} })).toEqual([]);
  });

  it.each<[string, Record<string, number>, string]>([
    ['saturated', { saturated_1: 0.9 }, '90 % of the values of layer 1 lie where the activation is flat'],
    ['vanishing', { grad_ratio: 0.0005 }, '1/2000 of that in the last'],
    ['vanishing', { grad_ratio: 0 }, 'all but gone'],
    ['exploding', { grad_ratio: 5000 }, '5000 times that in the last'],
    ['too_fast', { update_ratio_1: 0 }, 'by 100 % of their size'],
    ['stuck', { update_ratio_1: -7 }, 'stopped learning'],
  ])('%s: %j', (kind, record, words) => {
    const found = ailments(record);
    expect(found.map((each) => [each.kind, each.epoch])).toEqual([[kind, 4]]);
    expect(found[0]!.text).toContain(words);
  });

  it('tells units that are off from units that are saturated', () => {
    const [off] = ailments({ dead_2: 0.63 }, { activation: 'relu' });
    expect(off).toMatchObject({ kind: 'dead', label: '63 % dead', epoch: 4 });
    expect(off!.text).toContain('63 % of the units of layer 2 are dead');
    const saturated = ailments({ dead_1: 1, saturated_1: 1, zeros_1: 0 });
    expect(saturated.map(({ kind, label }) => [kind, label])).toEqual([['saturated', '100 % saturated']]);
    expect(saturated[0]!.text).toContain('100 % of the units of layer 1 are saturated for every row');
    expect(saturated[0]!.text).not.toMatch(/dead|leaky/);
    // ReLU6 is flat on both sides, and these units are off.
    const [relu6] = ailments({ dead_1: 0.7, zeros_1: 0.8 }, { activation: 'relu6' });
    expect(relu6!.kind).toBe('dead');
  });

  it.each([
    [1e6, 'try 0.1.'],
    [0.3, 'try 0.03.'],
    [1e-3, 'try 0.0001.'],
  ])('of a run that diverged at the rate %d advises one that may work: %s', (rate, advice) => {
    const records: EpochRecord[] = [{ epoch: 1, train_loss: Infinity }];
    const [found] = diagnose({ records, status: 'diverged', parameters: { learning_rate: rate } });
    expect(found!.text).toContain(advice);
  });

  it('raises no alarm where the network learns well', () => {
    const ill = { saturated_1: 0.9, dead_1: 0.8, grad_ratio: 1e-4 };
    expect(ailments({ ...ill, valid_acc: 0.958, train_loss: 0.2 })).toEqual([]);
    expect(ailments({ ...ill, valid_r2: 0.93, train_loss: 0.2 })).toEqual([]);
    // Nine in ten rows are of one class, and nothing was learned.
    expect(ailments({ ...ill, valid_acc: 0.9, train_loss: 0.49 })).not.toEqual([]);
    expect(ailments({ ...ill, valid_acc: 0.81, train_loss: 0.2 })).not.toEqual([]);
  });

  it.each<[string, Record<string, number>, object]>([
    ['half of ReLU’s values are flat', { saturated_1: 0.9 }, { activation: 'relu' }],
    ['half of the units are dead', { dead_1: 0.5 }, {}],
    ['a ratio that is NaN', { grad_ratio: NaN }, {}],
    ['it was ill and is no more', { dead_1: 0.9 }, { ill: 0 }],
  ])('is nothing where %s', (_, record, options) => {
    expect(ailments(record, options)).toEqual([]);
  });

  it('of a diverged run has only the loss, the epoch and a lower rate', () => {
    const found = ailments({ train_loss: NaN, dead_1: 1 }, { status: 'diverged', ill: 1 });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: 'diverged', epoch: 5 });
    expect(found[0]!.text).toBe(
      'Diverged: train_loss became NaN in epoch 5. The learning rate 0.3 may be too high: try 0.03.',
    );
  });

  it('finds nothing in the notebook’s grid', () => {
    const file = fileURLToPath(new URL('../../fixtures/runs/mnist-grid.json', import.meta.url));
    expect(existsSync(file)).toBe(true);
    const { runs } = readHistory(readFileSync(file, 'utf8'));
    const ill = runs.filter((run: Run) => diagnose(run).length > 0);
    expect(ill.map(({ name }) => name)).toEqual([]);
  });
});
