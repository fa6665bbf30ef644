import type { Run } from '../../../history/index.ts';
import { FAIR_RATES } from '../../../trainer/index.ts';
import { scoredRuns, searchesOf } from '../../shared/search-scores.ts';
import { searchVerdicts } from '../../shared/search-verdicts.ts';
import { small } from './first-steps.ts';
import type { Finding, Lesson } from './lesson.ts';
import { meanScore, runWith, series, short } from './readings.ts';

const byScore = 'view=scores&level=runs&color=activation';

const overfitting: Lesson = {
  name: 'overfitting',
  title: 'Learning by heart',
  question:
    'Three hundred noisy points, 400 epochs, and a training loss that keeps falling: what does the validation loss do?',
  choices: [
    'It falls, too, only more slowly',
    'It falls, then rises again',
    'It rises from the first epoch on',
  ],
  correct: 1,
  answer:
    'The network first learns the two moons, then the noise: at the end the validation loss is at least 20 % above its lowest value, while the training ' +
    'loss is lower than it was then. With weight decay (0.02) the validation loss ends within 10 % of its lowest value. Early stopping would have kept ' +
    'the epoch of the lowest value.',
  data: 'moons:0.5',
  limit: '300',
  activations: ['relu'],
  fields: { ...small, epochs: '400', hidden: '64, 64', learningRate: '0.02', weightDecay: '0, 0.02' },
  axes: ['weight_decay', 'epoch', 'train_loss', 'valid_loss', 'valid_acc'],
  view: 'view=curves&level=epochs&color=weight_decay',
  claim(runs) {
    const rise = (weight_decay: number) => {
      const valid = series(runWith(runs, { weight_decay }), 'valid_loss');
      return valid.at(-1)! / Math.min(...valid);
    };
    const run = runWith(runs, { weight_decay: 0 });
    const valid = series(run, 'valid_loss');
    const lowest = valid.indexOf(Math.min(...valid));
    const train = series(run, 'train_loss');
    return {
      holds: rise(0) > 1.2 && train.at(-1)! < train[lowest]! && rise(0.02) < 1.1,
      measured: `last ÷ lowest validation loss: ${short(rise(0))} without, ${short(rise(0.02))} with weight decay; lowest in epoch ${String(lowest + 1)}`,
    };
  },
};

const fair: Lesson = {
  name: 'fair',
  title: 'Each at its own learning rate',
  question: 'At a rate of 0.01 the sigmoid is far behind ReLU on the circles. Is it the worse activation?',
  choices: [
    'Yes, at any rate',
    'No: at its own best rate it is as good',
    'It is better at its own best rate',
  ],
  correct: 1,
  answer:
    'At 0.01 it is more than 30 points behind. But with each activation at the best of six rates, ReLU and sigmoid differ by less than one point of ' +
    'accuracy: the comparison at one rate said how well that rate suits them. The table in Scores has all rates; compare activations at their own.',
  data: 'circles',
  activations: ['relu', 'tanh', 'sigmoid'],
  fields: { ...small, epochs: '12', hidden: '16', learningRate: FAIR_RATES.map(String).join(', ') },
  folds: '3',
  axes: ['activation', 'learning_rate', 'valid_loss', 'valid_acc', 'test_score'],
  view: `${byScore}&scales=learning_rate:log`,
  claim(runs) {
    const score = (activation: string, rate: number) =>
      meanScore(runWith(runs, { activation, learning_rate: rate }));
    const best = (activation: string) =>
      Math.max(...FAIR_RATES.map((rate) => score(activation, rate)).filter(Number.isFinite));
    const [atOne, atBest] = [score('relu', 0.01) - score('sigmoid', 0.01), best('relu') - best('sigmoid')];
    return {
      holds: atOne > 0.3 && Math.abs(atBest) < 0.01,
      measured: `ReLU minus sigmoid: ${points(atOne)} at 0.01, ${points(atBest)} at their best rates`,
    };
  },
};

const tie: Lesson = {
  name: 'tie',
  title: 'ReLU, GELU, SiLU: error bars',
  question: 'Three activations on the moons, five folds each, a margin of one point: which is better?',
  choices: ['ReLU', 'GELU', 'SiLU', 'None is shown to be better'],
  correct: 3,
  answer:
    'No verdict says “better”: each difference is practically equal (its interval lies within a point) or undecided (the interval reaches beyond). ' +
    'The means have an order all the same, and another seed gives another one. A table of means alone would have named a winner.',
  data: 'moons',
  activations: ['relu', 'gelu', 'silu'],
  fields: { ...small, epochs: '30', learningRate: '0.03' },
  folds: '5',
  axes: ['activation', 'valid_loss', 'valid_acc', 'test_score'],
  view: byScore,
  claim: noneIsBetter,
};

const notebook: Lesson = {
  name: 'notebook',
  title: 'The notebook: ReLU, tanh, leaky ReLU',
  question:
    'The notebook’s comparison on MNIST, with the first 4,000 images and ten epochs: which activation is better?',
  choices: ['ReLU', 'Tanh', 'Leaky ReLU', 'None is shown to be better'],
  correct: 3,
  answer:
    'All means are within two points of one another, and by three folds no difference is “better” by the margin of one point. A single run of each would ' +
    'have shown a winner that chance chose. For the whole notebook empty Training examples and set 25 epochs.',
  data: 'mnist',
  limit: '4000',
  activations: ['relu', 'tanh', 'leaky_relu'],
  fields: { epochs: '10' },
  folds: '3',
  axes: ['activation', 'valid_loss', 'valid_acc', 'test_score'],
  view: byScore,
  claim(runs) {
    const means = ['relu', 'tanh', 'leaky_relu'].map((activation) =>
      meanScore(runWith(runs, { activation })),
    );
    const finding = noneIsBetter(runs);
    return { ...finding, holds: finding.holds && Math.max(...means) - Math.min(...means) < 0.02 };
  },
};

/** Whether no verdict on the configurations of a search is “better”, by the default margin. */
function noneIsBetter(runs: readonly Run[]): Finding {
  const search = searchesOf(runs)[0];
  if (!search) throw new Error('expected runs with folds, got none');
  const scored = scoredRuns(search, runs, search.scorers[0]!);
  const { family } = searchVerdicts(scored, { scorer: search.scorers[0]!, folds: search.folds });
  const count = (outcome: string) => family.verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return {
    holds: count('better') === 0 && count('untested') === 0,
    measured:
      `${scored.map(({ run, mean }) => `${run.name} ${short(mean)}`).join(', ')}; ` +
      `${String(count('equal'))} practically equal, ${String(count('undecided'))} undecided, ${String(count('better'))} better`,
  };
}

function points(difference: number): string {
  return `${(100 * difference).toFixed(1)} points`;
}

export const comparisons: readonly Lesson[] = [overfitting, fair, tie, notebook];
