import { describe, expect, it } from 'vitest';
import type { Run } from '../../../history/index.ts';
import { lessons } from '../../../src/page/lessons/lessons.ts';
import { HISTOGRAM_EDGES, histogramOf, madeRun } from './runs.ts';

const ln = Math.log;

/** A run with one record. */
const at = (parameters: Parameters<typeof madeRun>[0], record: Record<string, number>) =>
  madeRun(parameters, [record]);

/** Runs of a search with folds: the score of each fold by activation. */
function withFolds(scores: Record<string, readonly number[]>, rate?: number): Run[] {
  return Object.entries(scores).flatMap(([activation, folds]) => {
    const parameters = { activation, ...(rate === undefined ? {} : { learning_rate: rate }) };
    const mean = folds.reduce((sum, score) => sum + score, 0) / folds.length;
    const parent = madeRun(parameters, [], {
      name: activation,
      summary: {
        ...Object.fromEntries(folds.map((score, i) => [`split${String(i)}_test_score`, score])),
        mean_test_score: mean,
      },
    });
    const runs = folds.map((score, fold) =>
      madeRun({ ...parameters, fold_at: fold }, [], {
        parent: parent.id,
        fold,
        summary: { test_score: score },
      }),
    );
    return [parent, ...runs];
  });
}

const firstLoss = (usual: number, large: number) =>
  ['relu', 'tanh', 'sigmoid'].flatMap((activation) => [
    at({ activation, initialisation: 'pytorch' }, { valid_loss: usual }),
    at({ activation, initialisation: 'normal' }, { valid_loss: large }),
  ]);
const linear = (straight: number, bent: number) =>
  ['16-16', '16-16-16-16-16'].flatMap((hidden) => [
    at({ activation: 'linear', hidden }, { valid_acc: straight }),
    at({ activation: 'relu', hidden }, { valid_acc: bent }),
  ]);
const units = (none: number, two: number, sixteen: number) =>
  Object.entries({ '': none, '2': two, '3': 0.8, '16': sixteen }).map(([hidden, valid_acc]) =>
    at({ hidden }, { valid_acc }),
  );
const rates = (losses: Record<string, readonly number[]>) =>
  Object.entries(losses).flatMap(([activation, values]) =>
    values.map((train_loss, i) =>
      at({ activation, learning_rate: [1e-4, 1e-3, 0.01, 0.1, 1, 10][i]! }, { train_loss }),
    ),
  );
const threeScores = (sigmoid: number, tanh: number, relu: number) => [
  at({ activation: 'sigmoid' }, { valid_loss: sigmoid }),
  at({ activation: 'tanh' }, { valid_acc: tanh }),
  at({ activation: 'relu' }, { valid_acc: relu }),
];
const ratios = (sigmoid: number, tanh: number, relu: number) =>
  Object.entries({ sigmoid, tanh, relu }).map(([activation, grad_ratio]) =>
    at({ activation }, { grad_ratio }),
  );
const weights = (loss: number, score: number) => [
  at({ initialisation: 'normal' }, { valid_loss: loss }),
  at({ initialisation: 'he_normal' }, { valid_acc: score }),
];
/** Six layers whose pre-activations are ±z for SELU, and of the given sizes for ReLU. */
const spreads = (selu: number, relu: readonly number[]) =>
  Object.entries({ selu: relu.map(() => selu), relu }).map(([activation, sizes]) =>
    madeRun({ activation }, [], {
      distributions: Object.fromEntries(
        sizes.map((z, i) => [
          `pre_activation_${String(i + 1)}`,
          { edges: HISTOGRAM_EDGES, epochs: [1], counts: [histogramOf([-z, z])] },
        ]),
      ),
    }),
  );
const norm = (without: number, having: number) => [
  at({ batch_norm: false }, { train_loss: without }),
  at({ batch_norm: true }, { train_loss: having }),
];
const saturation = (usual: number, large: number, score: number) => [
  at({ initialisation: 'glorot_normal' }, { saturated_1: usual, valid_acc: 0.99 }),
  at({ initialisation: 'normal' }, { saturated_1: large, valid_acc: score }),
];
const dying = (dead: number, leaky: number, score: number) => [
  at({ activation: 'relu' }, { dead_1: 0.5, dead_2: dead, valid_acc: 1 / 3 }),
  at({ activation: 'leaky_relu' }, { dead_1: 0, dead_2: leaky, valid_acc: score }),
];
const deadOrSaturated = (silent: number, flat: number, score: number) => [
  at({ activation: 'relu' }, { zeros_2: silent, valid_acc: 0.25 }),
  at({ activation: 'tanh' }, { zeros_2: 0, saturated_2: flat, valid_acc: score }),
];
const overfitting = (last: number, decayed: number) => [
  madeRun({ weight_decay: 0 }, [
    { train_loss: 0.6, valid_loss: 0.6 },
    { train_loss: 0.4, valid_loss: 0.4 },
    { train_loss: 0.2, valid_loss: last },
  ]),
  madeRun({ weight_decay: 0.02 }, [
    { train_loss: 0.6, valid_loss: 0.6 },
    { train_loss: 0.5, valid_loss: 0.5 },
    { train_loss: 0.45, valid_loss: decayed },
  ]),
];
const fair = (sigmoid: number, best: number) =>
  [0.001, 0.003, 0.01, 0.03, 0.1, 0.3].flatMap((rate) =>
    withFolds({ relu: [0.99], sigmoid: [rate === 0.3 ? best : sigmoid] }, rate),
  );
const same = [0.98, 0.985, 0.99, 0.98, 0.985];
const below = same.map((score, i) => score - 0.05 - 0.001 * i);

/** For each lesson, runs that show what it says, and runs that do not. */
const cases: Record<string, { readonly shows: Run[]; readonly not: Run[][] }> = {
  'first-loss': {
    shows: firstLoss(ln(4) + 0.1, 5),
    not: [firstLoss(0.25, 5), firstLoss(ln(4), 1.4), firstLoss(NaN, 5)],
  },
  linear: { shows: linear(0.4, 0.9), not: [linear(0.7, 0.9), linear(0.4, 0.6), linear(NaN, 0.9)] },
  units: {
    shows: units(0.5, 0.75, 1),
    not: [units(0.8, 0.75, 1), units(0.5, 0.95, 1), units(0.5, 0.75, 0.9)],
  },
  rates: {
    shows: rates({
      relu: [1.1, 1.05, 0.4, 1.1, 1.2, 9],
      tanh: [1.1, 1.05, 0.9, 0.5, 10, NaN],
      sigmoid: [1.1, 1.1, 1.08, 0.99, 1.02, 8],
    }),
    not: [
      rates({
        relu: [1.1, 1.05, 0.4, 1.1, 1.2, 9],
        tanh: [1.1, 1.05, 0.9, 0.5, 0.4, 0.3],
        sigmoid: [1.1, 1.1, 1.08, 0.99, 1.02, 8],
      }),
      rates({
        relu: [1.1, 1.05, 0.9, 0.4, 1.2, 9],
        tanh: [1.1, 1.05, 0.9, 0.5, 10, 20],
        sigmoid: [1.1, 1.1, 1.08, 0.99, 1.02, 8],
      }),
    ],
  },
  'small-weights': { shows: weights(ln(3), 0.95), not: [weights(0.9, 0.95), weights(ln(3), 0.5)] },
  vanishing: {
    shows: threeScores(ln(3), 0.95, 0.9),
    not: [threeScores(0.8, 0.95, 0.9), threeScores(ln(3), 0.5, 0.9), threeScores(ln(3), 0.95, NaN)],
  },
  flow: {
    shows: ratios(0.003, 3, 0.7),
    not: [ratios(0.03, 3, 0.7), ratios(0.003, 30, 0.7), ratios(0.003, 3, 0.01)],
  },
  'batch-norm': { shows: norm(ln(3), 0.7), not: [norm(0.7, 0.7), norm(ln(3), 1.1), norm(ln(3), NaN)] },
  selu: {
    shows: spreads(1, [4, 3, 2, 1.5, 1, 0.5]),
    not: [spreads(1, [2, 2, 2, 2, 2, 2]), spreads(4, [4, 3, 2, 1.5, 1, 0.5]), spreads(1, [4, 1])],
  },
  saturation: {
    shows: saturation(0.02, 0.9, 0.97),
    not: [saturation(0.2, 0.9, 0.97), saturation(0.02, 0.5, 0.97), saturation(0.02, 0.9, 0.5)],
  },
  dying: {
    shows: dying(1, 0, 0.4),
    not: [
      dying(0.5, 0, 0.4),
      dying(1, 0.1, 0.4),
      dying(1, 0, 0.9),
      // The leaky run was not examined.
      [dying(1, 0, 0.4)[0]!, at({ activation: 'leaky_relu' }, { valid_acc: 0.4 })],
    ],
  },
  'dead-or-saturated': {
    shows: deadOrSaturated(1, 0.95, 0.98),
    not: [deadOrSaturated(0.9, 0.95, 0.98), deadOrSaturated(1, 0.3, 0.98), deadOrSaturated(1, 0.95, 0.25)],
  },
  overfitting: { shows: overfitting(0.6, 0.5), not: [overfitting(0.41, 0.5), overfitting(0.6, 0.7)] },
  fair: { shows: fair(0.5, 0.99), not: [fair(0.98, 0.99), fair(0.5, 0.9)] },
  tie: {
    shows: withFolds({ relu: same, gelu: [...same].reverse(), silu: same }),
    not: [withFolds({ relu: same, gelu: same, silu: below })],
  },
  notebook: {
    shows: withFolds({ relu: [0.9, 0.91, 0.92], tanh: [0.91, 0.9, 0.92], leaky_relu: [0.9, 0.91, 0.92] }),
    not: [
      withFolds({ relu: [0.9, 0.91, 0.92], tanh: [0.85, 0.86, 0.87], leaky_relu: [0.9, 0.91, 0.92] }),
      withFolds({ relu: [0.9, 0.95, 0.99], tanh: [0.95, 0.85, 0.9], leaky_relu: [0.9, 0.95, 0.99] }),
    ],
  },
};

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))(
  'the claim of %s',
  (name, { claim }) => {
    const { shows, not } = cases[name]!;

    it('holds for runs that show it, whatever their order', () => {
      expect(claim(shows)).toMatchObject({ holds: true });
      expect(claim([...shows].reverse())).toMatchObject({ holds: true });
    });

    it.each(not.map((runs, i) => [i + 1, runs] as const))('does not hold for others: %d', (_, runs) => {
      expect(claim(runs)).toMatchObject({ holds: false });
    });

    it('cannot be checked without its runs', () => {
      expect(() => claim([])).toThrow(/^expected .*, got /);
    });
  },
);
