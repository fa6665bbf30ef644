import type { Run } from '../../../history/index.ts';
import { byRun, small } from './first-steps.ts';
import type { Lesson } from './lesson.ts';
import { outputMoments } from './moments.ts';
import { byLayer, last, runWith, short } from './readings.ts';

const deep = { epochs: '30', hidden: '32, 32, 32, 32, 32', batchSize: '32', shuffle: true } as const;

/** At this rate nothing is learned in an epoch: the network is measured as it was drawn. */
const untrained = { ...deep, epochs: '1', learningRate: '0.000001' } as const;

const layers = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${name}_${String(i + 1)}`);

/** The loss of guessing among the three classes of the spiral. */
const GUESSING = Math.log(3);

const vanishing: Lesson = {
  name: 'vanishing',
  title: 'Sigmoid, five layers deep',
  question: 'The same deep network with sigmoid, tanh and ReLU: which one does not learn?',
  choices: ['Sigmoid', 'Tanh', 'ReLU', 'All three learn'],
  correct: 0,
  answer:
    'The sigmoid’s f′ is at most 1/4, and each layer on the way back multiplies the gradient by it: the loss stays at ln 3 = 1.10, that of ' +
    'guessing among three classes. Tanh and ReLU, whose f′ reaches 1, learn the spiral (more than 85 %). The next lesson measures the gradients.',
  data: 'spiral',
  activations: ['sigmoid', 'tanh', 'relu'],
  fields: deep,
  axes: ['activation', 'epoch', 'grad_ratio', 'train_loss', 'valid_loss', 'valid_acc'],
  view: 'view=curves&level=epochs&color=activation&scales=grad_ratio:log',
  claim(runs) {
    const loss = last(runWith(runs, { activation: 'sigmoid' }), 'valid_loss');
    const others = ['tanh', 'relu'].map((activation) => last(runWith(runs, { activation }), 'valid_acc'));
    return {
      holds: Math.abs(loss - GUESSING) < 0.03 && others.every((score) => score > 0.85),
      measured: `loss of sigmoid ${short(loss)}; accuracy of tanh and ReLU ${others.map(short).join(', ')}`,
    };
  },
};

const flow: Lesson = {
  name: 'flow',
  title: 'The gradient, layer by layer',
  question:
    'Five untrained layers, each with the usual initial weights: how much smaller is the sigmoid’s gradient in layer 1 than in layer 5?',
  choices: ['About as large', 'About 5 times smaller, once per layer', 'More than 50 times smaller'],
  correct: 2,
  answer:
    'Backpropagation multiplies, so each layer costs a factor and not an amount: the scale of the bars is logarithmic. The sigmoid’s gradient falls to ' +
    'less than a fiftieth in the first layer. With tanh and ReLU the first and the last hidden layer differ by less than 10 times. The axes ' +
    'grad_1 to grad_6 show the same as lines.',
  data: 'spiral',
  activations: ['sigmoid', 'tanh', 'relu'],
  fields: { ...untrained, initialisation: 'usual' },
  axes: ['activation', ...layers('grad', 6), 'grad_ratio'],
  view: `view=table&${byRun}&scales=${[...layers('grad', 6), 'grad_ratio'].map((name) => `${name}:log`).join(',')}`,
  chart: 'gradients',
  claim(runs) {
    const ratio = (activation: string) => last(runWith(runs, { activation }), 'grad_ratio');
    const [sigmoid, tanh, relu] = [ratio('sigmoid'), ratio('tanh'), ratio('relu')];
    return {
      holds: sigmoid < 0.02 && [tanh, relu].every((each) => each > 0.1 && each < 10),
      measured: `first layer ÷ last: sigmoid ${short(sigmoid)}, tanh ${short(tanh)}, ReLU ${short(relu)}`,
    };
  },
};

const smallWeights: Lesson = {
  name: 'small-weights',
  title: 'Weights too small',
  question:
    'Five layers of ReLU, drawn with He’s standard deviation (0.25 here) or with 0.01: do small weights harm?',
  choices: ['No: training makes them larger', 'Yes: nothing is learned', 'They only cost a few epochs'],
  correct: 1,
  answer:
    'Each layer makes the signal smaller on its way forward, and the gradient on its way back: with 0.01 nothing arrives in either direction, and ' +
    'the loss stays at ln 3 = 1.10. He’s √(2/inputs) makes up for the half that ReLU cuts off, so that the signal keeps its size: more than 85 % right.',
  data: 'spiral',
  activations: ['relu'],
  fields: { ...deep, epochs: '20', initialScale: '0.01' },
  varied: { initialisation: ['he_normal', 'normal'] },
  axes: ['initialisation', 'epoch', 'grad_1', 'grad_5', 'train_loss', 'valid_acc'],
  view: 'view=curves&level=epochs&color=initialisation',
  chart: 'spreads',
  claim(runs) {
    const loss = last(runWith(runs, { initialisation: 'normal' }), 'valid_loss');
    const score = last(runWith(runs, { initialisation: 'he_normal' }), 'valid_acc');
    return {
      holds: Math.abs(loss - GUESSING) < 0.02 && score > 0.85,
      measured: `loss with 0.01 ${short(loss)}; accuracy with He’s ${short(score)}`,
    };
  },
};

const selu: Lesson = {
  name: 'selu',
  title: 'SELU keeps mean and variance',
  question:
    'Six layers with weights of variance 1/inputs (LeCun): what happens to the spread of the outputs from layer to layer?',
  choices: [
    'It shrinks with SELU and ReLU',
    'SELU keeps it near 1, with ReLU it shrinks',
    'It grows with both',
  ],
  correct: 1,
  answer:
    'SELU’s two constants are the solution for mean 0 and variance 1 with these weights: in all six layers the standard deviation is between 0.7 and ' +
    '1.2 and the mean within 0.1 of 0. ReLU cuts off half of each signal, and its standard deviation in the last layer is less than a third of that ' +
    'in the first. Nothing is trained here: this is the network as it was drawn.',
  data: 'spiral',
  activations: ['selu', 'relu'],
  fields: { ...untrained, hidden: '64, 64, 64, 64, 64, 64', initialisation: 'lecun_normal' },
  axes: ['activation', ...layers('grad', 6), 'valid_loss'],
  view: `view=activations&${byRun}&scales=${layers('grad', 6)
    .map((name) => `${name}:log`)
    .join(',')}`,
  chart: 'spreads',
  claim(runs) {
    const moments = outputMoments(runWith(runs, { activation: 'selu' }));
    const spreads = outputMoments(runWith(runs, { activation: 'relu' })).map(({ stdDev }) => stdDev);
    const isKept = moments.every(({ mean, stdDev }) => Math.abs(mean) < 0.1 && stdDev > 0.7 && stdDev < 1.2);
    const show = (values: readonly number[]) => values.map((value) => value.toFixed(2)).join(', ');
    return {
      holds: moments.length === 6 && isKept && spreads.at(-1)! < spreads[0]! / 3,
      measured: `std. dev. by layer: SELU ${show(moments.map(({ stdDev }) => stdDev))}; ReLU ${show(spreads)}`,
    };
  },
};

const batchNorm: Lesson = {
  name: 'batch-norm',
  title: 'Batch normalisation against vanishing',
  question:
    'The sigmoid network of five layers, with batch normalisation before each activation: does it learn now?',
  choices: ['No: the sigmoid’s f′ is still at most 1/4', 'Yes'],
  correct: 1,
  answer:
    'Each layer’s inputs are scaled to variance 1 over the batch, so that neither signal nor gradient fades: without it the loss stays at ln 3 = ' +
    '1.10, with it the training loss is below 0.9 after 30 epochs. The bars show the gradients. f′ is as small as before: the scaling makes up for it.',
  data: 'spiral',
  activations: ['sigmoid'],
  fields: deep,
  varied: { batchNorm: ['false', 'true'] },
  axes: ['batch_norm', 'epoch', 'grad_ratio', 'train_loss', 'valid_loss', 'valid_acc'],
  view: 'view=curves&level=epochs&color=batch_norm&scales=grad_ratio:log',
  chart: 'gradients',
  claim(runs) {
    const loss = (batch_norm: boolean) => last(runWith(runs, { batch_norm }), 'train_loss');
    const [without, having] = [loss(false), loss(true)];
    return {
      holds: Math.abs(without - GUESSING) < 0.03 && having < 0.9,
      measured: `training loss without ${short(without)}, with ${short(having)}`,
    };
  },
};

const saturation: Lesson = {
  name: 'saturation',
  title: 'Tanh with weights too large',
  question:
    'Five layers of tanh, drawn by Glorot’s rule or with a standard deviation of 2, on the moons: do large weights keep it from learning?',
  choices: ['Yes: saturated units pass no gradient', 'No: it learns all the same'],
  correct: 1,
  answer:
    'With large weights more than 70 % of the values of the first layer lie where tanh is flat (|f′| < 0.05), with Glorot’s less than 10 %. Yet both ' +
    'networks classify more than 93 % of the moons: the values that are not saturated still carry a gradient. ' +
    'Saturation is a warning, not a verdict. The view Activations shows where the values lie.',
  data: 'moons',
  activations: ['tanh'],
  fields: { ...deep, epochs: '40', initialScale: '2' },
  varied: { initialisation: ['glorot_normal', 'normal'] },
  axes: ['initialisation', ...layers('saturated', 5), 'train_loss', 'valid_acc'],
  view: 'view=activations&level=runs&lens=last&color=initialisation',
  claim(runs) {
    const run = (initialisation: string) => runWith(runs, { initialisation });
    const [usual, large] = [run('glorot_normal'), run('normal')];
    const flat = [usual, large].map((each) => last(each, 'saturated_1'));
    const scores = [usual, large].map((each) => last(each, 'valid_acc'));
    return {
      holds: flat[0]! < 0.1 && flat[1]! > 0.7 && scores.every((score) => score > 0.93),
      measured: `saturated in layer 1: Glorot ${short(flat[0]!)}, large ${short(flat[1]!)}; accuracy ${scores.map(short).join(', ')}`,
    };
  },
};

const dying: Lesson = {
  name: 'dying',
  title: 'ReLUs that die',
  question:
    'A learning rate of 0.3 with momentum 0.95 is too high: does leaking 1 % below 0 save the network?',
  choices: [
    'Yes: its units stay alive, and it learns',
    'Its units stay alive, but it does not learn',
    'No: its units die as well',
  ],
  correct: 1,
  answer:
    'Long steps push ReLUs below 0 for every row; f′ is 0 there, so that nothing brings them back: more than 90 % of the second layer are dead. Leaky ' +
    'ReLU passes a hundredth of the gradient, and none of its units is dead. But the rate is too high for both: fewer than 60 % are right, and in ' +
    'some runs the loss is no longer a number. Compare dead_1 and dead_2, then try 0.01.',
  data: 'spiral',
  activations: ['relu', 'leaky_relu'],
  fields: { ...small, epochs: '20', learningRate: '0.3' },
  axes: ['activation', 'epoch', 'dead_1', 'dead_2', 'train_loss', 'valid_acc'],
  view: 'view=curves&level=epochs&color=activation',
  claim(runs) {
    const [relu, leaky] = ['relu', 'leaky_relu'].map((activation) => runWith(runs, { activation })) as [
      Run,
      Run,
    ];
    const scores = [relu, leaky].map((run) => last(run, 'valid_acc'));
    const dead = byLayer(leaky, 'dead');
    return {
      holds:
        last(relu, 'dead_2') > 0.9 &&
        dead.length === 2 &&
        dead.every((share) => share === 0) &&
        scores.every((score) => score < 0.6),
      measured: `dead in layer 2: ReLU ${short(last(relu, 'dead_2'))}, leaky ${short(last(leaky, 'dead_2'))}; accuracy ${scores.map(short).join(', ')}`,
    };
  },
};

const deadOrSaturated: Lesson = {
  name: 'dead-or-saturated',
  title: 'Dead is not saturated',
  question:
    'A rate of 0.5 drives ReLU and tanh into their flat parts. Which of them still classifies four clusters?',
  choices: ['Neither', 'Only tanh', 'Only ReLU', 'Both'],
  correct: 1,
  answer:
    'Hardly any gradient passes in either network. But a dead ReLU outputs 0 for every row: the whole second layer is constant, and the network ' +
    'guesses (25 %). A saturated tanh outputs about −1 or 1, which still depends on the row: more than 80 % of its values are flat, and more than 90 % ' +
    'of the rows are right. zeros_2 distinguishes the two: 1 for dead, 0 for saturated.',
  data: 'clusters',
  activations: ['relu', 'tanh'],
  fields: { ...small, epochs: '15', learningRate: '0.5' },
  axes: ['activation', 'epoch', 'saturated_2', 'zeros_2', 'train_loss', 'valid_acc'],
  view: 'view=networks&level=epochs&color=activation',
  claim(runs) {
    const [relu, tanh] = ['relu', 'tanh'].map((activation) => runWith(runs, { activation })) as [Run, Run];
    const [silent, flat] = [last(relu, 'zeros_2'), last(tanh, 'saturated_2')];
    const scores = [relu, tanh].map((run) => last(run, 'valid_acc'));
    return {
      holds:
        silent === 1 &&
        Math.abs(scores[0]! - 0.25) < 0.05 &&
        flat > 0.8 &&
        last(tanh, 'zeros_2') === 0 &&
        scores[1]! > 0.9,
      measured: `zeros of ReLU ${short(silent)}, saturated tanh ${short(flat)}; accuracy ${scores.map(short).join(', ')}`,
    };
  },
};

export const gradientLessons: readonly Lesson[] = [
  smallWeights,
  vanishing,
  flow,
  batchNorm,
  selu,
  saturation,
  dying,
  deadOrSaturated,
];
