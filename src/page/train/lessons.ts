import type { FieldValues, VariedSettings } from './form/fields.ts';
import { notebookSettings, type TrainingSettings } from './form/settings.ts';

/** Settings worth trying, with what they show. */
export interface Lesson {
  readonly name: string;
  readonly title: string;
  /** Asked before training: a guess makes the reader look closer. */
  readonly question: string;
  /** What the result shows, and why. */
  readonly answer: string;
  readonly data?: string;
  readonly activations: readonly string[];
  readonly fields: Partial<FieldValues>;
  readonly varied?: VariedSettings;
  readonly folds?: string;
}

/** A spiral in a few seconds: small batches, so that there are many steps. */
const spiral = {
  epochs: '40',
  hidden: '16, 16',
  batchSize: '32',
  learningRate: '0.01',
  shuffle: true,
} as const;
const deep = { epochs: '30', hidden: '32, 32, 32, 32, 32', batchSize: '32', shuffle: true } as const;

export const lessons: readonly Lesson[] = [
  {
    name: 'notebook',
    title: 'The notebook: ReLU, tanh, leaky ReLU',
    question: 'Which of the three wins on MNIST, and by how much?',
    answer:
      'All end within half a point of one another, which the three folds call practically equal by a margin of one ' +
      'point: look at Scores. A single run of each would have shown a winner that chance chose.',
    activations: ['relu', 'tanh', 'leaky_relu'],
    fields: {},
    folds: '3',
  },
  {
    name: 'vanishing',
    title: 'Sigmoid, five layers deep',
    question: 'The same deep network with sigmoid, tanh and ReLU: which one does not learn?',
    answer:
      'The sigmoid’s f′ is at most 1/4, so five layers shrink a gradient at least 4⁵ = 1,024 times: its loss stays at ln 3 ≈ ' +
      '1.10, that of guessing among three classes. Look at grad_ratio and the warning in the log.',
    data: 'spiral',
    activations: ['sigmoid', 'tanh', 'relu'],
    fields: deep,
  },
  {
    name: 'dying',
    title: 'ReLUs that die',
    question:
      'A learning rate of 0.3 with momentum 0.95: which units die, and does leaking 1 % below 0 save them?',
    answer:
      'A long step pushes ReLUs below 0 for every row; their f′ is 0 there, so nothing brings them back. Leaky ReLU passes a ' +
      'hundredth of the gradient, and none of its units is dead; but it learns little either, since the rate is too high for ' +
      'both. Compare the axes dead_1 and dead_2, then try 0.01.',
    data: 'spiral',
    activations: ['relu', 'leaky_relu'],
    fields: { ...spiral, learningRate: '0.3' },
  },
  {
    name: 'linear',
    title: 'Depth without an activation',
    question: 'Five linear layers against two of ReLU on the spiral: which boundary bends?',
    answer:
      'Linear layers in a row are one linear layer: the boundary stays straight however deep the network, and a spiral cannot ' +
      'be cut by straight lines. The nonlinearity is what makes depth worth having.',
    data: 'spiral',
    activations: ['linear', 'relu'],
    fields: spiral,
  },
  {
    name: 'selu',
    title: 'SELU with and without its initialisation',
    question: 'SELU is said to keep its layers normalised. Does it, with any initial weights?',
    answer:
      'Its constants are worked out for weights of variance 1/inputs (LeCun, normal). Drawn with a standard deviation of 1 instead, ' +
      'values grow from layer to layer until the loss is no longer a number: SELU then diverges as ReLU does.',
    data: 'spiral',
    activations: ['selu', 'relu'],
    fields: { ...deep, initialScale: '1' },
    varied: { initialisation: ['lecun_normal', 'normal'] },
  },
  {
    name: 'saturation',
    title: 'Tanh with weights too large',
    question:
      'Tanh with Glorot’s initial weights, and with a standard deviation of 2: where do its values lie?',
    answer:
      'Large weights send most values to the flat ends of tanh, where f′ is near 0: look at saturated_1, and open Activations ' +
      'to lay its pre-activations over f′. Two layers learn the moons all the same; give it five, and it will not.',
    data: 'moons',
    activations: ['tanh'],
    fields: { ...spiral, initialScale: '2' },
    varied: { initialisation: ['glorot_normal', 'normal'] },
  },
  {
    name: 'tie',
    title: 'ReLU, GELU, SiLU: a lesson in error bars',
    question: 'Smooth or with a kink: which is better on the moons, over five folds?',
    answer:
      'None that five folds could show: the interval of each difference contains 0. A table of means alone would have named a ' +
      'winner.',
    data: 'moons',
    activations: ['relu', 'gelu', 'silu'],
    fields: { ...spiral, epochs: '15' },
    folds: '5',
  },
  {
    name: 'fair',
    title: 'Each at its own learning rate',
    question: 'Sigmoid loses to ReLU at a rate of 0.01. Is it worse, or only slower?',
    answer:
      'The table in Scores has each activation at six rates. At 0.01 the sigmoid is still guessing where ReLU is near perfect; ' +
      'at a rate ten times as high it learns as well, and Scores says what three folds can decide of the rest. A comparison at one rate says ' +
      'how well that rate suits them.',
    data: 'circles',
    activations: ['relu', 'tanh', 'sigmoid'],
    fields: { ...spiral, epochs: '15', learningRate: '0.001, 0.003, 0.01, 0.03, 0.1, 0.3' },
    folds: '3',
  },
];

/** The settings of a lesson; those it leaves out are the notebook's. */
export function settingsOfLesson({ data, activations, fields, varied, folds }: Lesson): TrainingSettings {
  const base = notebookSettings();
  return {
    ...base,
    data: { ...base.data, name: data ?? 'mnist' },
    activations: [...activations],
    fields: { ...base.fields, ...fields },
    varied: { ...varied },
    folds: { ...base.folds, count: folds ?? '' },
  };
}
