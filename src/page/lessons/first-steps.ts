import type { Lesson } from './lesson.ts';
import { last, runWith, short } from './readings.ts';

/** A small network that learns a spiral in a second: small batches, so that there are many steps. */
export const small = {
  epochs: '40',
  hidden: '16, 16',
  batchSize: '32',
  learningRate: '0.01',
  shuffle: true,
} as const;

/** A link part: a line per run with its last values, coloured by activation. */
export const byRun = 'level=runs&lens=last&color=activation';

const firstLoss: Lesson = {
  name: 'first-loss',
  title: 'The first loss',
  question:
    'Four classes of equal size, and a network that has learned nothing yet: about how large is its loss?',
  choices: ['0.25, one in four', 'ln 4 = 1.39', '4, one per class'],
  correct: 1,
  answer:
    'With PyTorch’s initial weights all classes are about equally probable: the cross-entropy is −ln(1/4) = ln 4 = 1.39, whatever the ' +
    'activation. With a standard deviation of 2 the untrained network is confidently wrong, and its loss is far above ln 4. The rate is ' +
    '0.000001, so that nothing is learned. A first loss far from ln(classes) is worth a look before any training.',
  data: 'clusters',
  activations: ['relu', 'tanh', 'sigmoid'],
  fields: { ...small, epochs: '2', learningRate: '0.000001', initialScale: '2' },
  varied: { initialisation: ['pytorch', 'normal'] },
  axes: ['activation', 'initialisation', 'train_loss', 'valid_loss', 'valid_acc'],
  view: byRun,
  claim(runs) {
    const names = ['relu', 'tanh', 'sigmoid'];
    const losses = (initialisation: string) =>
      names.map((activation) => last(runWith(runs, { activation, initialisation }), 'valid_loss'));
    const [usual, large] = [losses('pytorch'), losses('normal')];
    return {
      holds:
        usual.every((loss) => Math.abs(loss - Math.log(4)) < 0.2) &&
        large.every((loss) => loss > 1.3 * Math.log(4)),
      measured: `PyTorch’s weights ${usual.map(short).join(', ')}; large weights ${large.map(short).join(', ')}`,
    };
  },
};

const linear: Lesson = {
  name: 'linear',
  title: 'Depth without an activation',
  question: 'Two and five hidden layers on a spiral, linear and with ReLU: which linear network learns it?',
  choices: ['Neither', 'Only the one with five layers', 'Both, only slower'],
  correct: 0,
  answer:
    'Linear layers in a row are one linear layer: with five as with two, the boundaries are straight, and straight lines cannot cut a ' +
    'spiral, so that fewer than 60 % are right. With ReLU both networks learn it (more than 80 %). The nonlinearity is what makes depth ' +
    'worth having. The view Networks shows the boundaries.',
  data: 'spiral',
  activations: ['linear', 'relu'],
  fields: { ...small, epochs: '30', hidden: '16-16, 16-16-16-16-16' },
  axes: ['activation', 'hidden', 'train_loss', 'valid_loss', 'valid_acc'],
  view: `view=networks&${byRun}`,
  claim(runs) {
    const scores = (activation: string) =>
      ['16-16', '16-16-16-16-16'].map((hidden) => last(runWith(runs, { activation, hidden }), 'valid_acc'));
    const [straight, bent] = [scores('linear'), scores('relu')];
    return {
      holds: straight.every((score) => score < 0.6) && bent.every((score) => score > 0.8),
      measured: `accuracy of two and five layers: linear ${straight.map(short).join(', ')}; ReLU ${bent.map(short).join(', ')}`,
    };
  },
};

const units: Lesson = {
  name: 'units',
  title: 'How many units enclose a disc?',
  question: 'One circle inside another, and one hidden layer of ReLUs: how many of them always suffice here?',
  choices: ['None: a linear classifier will do', '2', '16'],
  correct: 2,
  answer:
    'A linear classifier is near chance (less than 70 %), and two ReLUs cannot enclose a region: less than 90 %. Three can, but whether ' +
    'training finds how depends on the seed; look at 3, 4 and 8. Sixteen did in every run (more than 98 %): more units than needed are ' +
    'more chances that some of them lie right.',
  data: 'circles',
  activations: ['relu'],
  fields: { ...small, epochs: '30', hidden: 'none, 2, 3, 4, 8, 16' },
  axes: ['hidden', 'dead_1', 'train_loss', 'valid_loss', 'valid_acc'],
  view: 'view=networks&level=runs&lens=last&color=hidden',
  claim(runs) {
    const score = (hidden: string) => last(runWith(runs, { hidden }), 'valid_acc');
    const [none, two, sixteen] = [score(''), score('2'), score('16')];
    return {
      holds: none < 0.7 && two < 0.9 && sixteen > 0.98,
      measured: `accuracy with none ${short(none)}, 2 units ${short(two)}, 3 units ${short(score('3'))}, 16 units ${short(sixteen)}`,
    };
  },
};

const RATES = [0.0001, 0.001, 0.01, 0.1, 1, 10];

const rates: Lesson = {
  name: 'rates',
  title: 'The curve of learning rates',
  question: 'Six learning rates from 0.0001 to 10, after ten epochs: how does the loss depend on the rate?',
  choices: [
    'It falls with the rate: faster is better',
    'It is flat, falls to a best rate, then rises steeply',
    'Each activation has a curve of another form',
  ],
  correct: 1,
  answer:
    'The form is the same for all three: at 0.0001 the loss is still ln 3 = 1.10, that of guessing; it falls to a minimum, and at 10 it is ' +
    'above that of guessing. Only the place differs: the sigmoid’s best rate is higher than ReLU’s, since its small f′ shortens every step. ' +
    'So look for the rate in powers of ten first, and once per activation.',
  data: 'spiral',
  activations: ['relu', 'tanh', 'sigmoid'],
  fields: { ...small, epochs: '10', learningRate: RATES.map(String).join(', ') },
  axes: ['activation', 'learning_rate', 'train_loss', 'valid_loss', 'valid_acc'],
  view: `view=scatter&scatter.x=learning_rate&scatter.y=train_loss&scales=learning_rate:log,train_loss:log&${byRun}`,
  chart: 'rates',
  claim(runs) {
    const losses = (activation: string) =>
      RATES.map((rate) => last(runWith(runs, { activation, learning_rate: rate }), 'train_loss'));
    const curves = ['relu', 'tanh', 'sigmoid'].map((name) => ({
      name,
      losses: losses(name),
      best: bestRate(losses(name)),
    }));
    const hasForm = ({ losses, best }: (typeof curves)[number]) => {
      const [slow, fast] = [losses[0]!, losses.at(-1)!];
      const isInside = best > RATES[0]! && best < RATES.at(-1)!;
      return isInside && Math.abs(slow - Math.log(3)) < 0.1 && !(fast < 1.2 * Math.log(3));
    };
    const best = Object.fromEntries(curves.map((curve) => [curve.name, curve.best]));
    return {
      holds: curves.every(hasForm) && best['sigmoid']! > best['relu']!,
      measured: `best rates: ${curves.map((curve) => `${curve.name} ${short(curve.best)} (loss ${short(Math.min(...curve.losses.filter(Number.isFinite)))})`).join(', ')}`,
    };
  },
};

/** The rate of the lowest finite loss; NaN if there is none. */
function bestRate(losses: readonly number[]): number {
  const lowest = Math.min(...losses.filter(Number.isFinite));
  return Number.isFinite(lowest) ? RATES[losses.indexOf(lowest)]! : NaN;
}

export const firstSteps: readonly Lesson[] = [firstLoss, linear, units, rates];
