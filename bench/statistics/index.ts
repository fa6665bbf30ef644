import { randomLcg, randomNormal } from 'd3';
import { compareFamily, type Contender } from '../../analysis/index.ts';
import { mean } from '../../history/index.ts';
import { printTable } from '../table.ts';
import { averageFolds, drawScores, type Design, type Setup } from './model.ts';

const FOLDS = [3, 5, 10];
const CONFIGURATIONS = [2, 8, 20];
const SEED_NOISE = [0, 0.5, 1];

const DESIGNS: readonly { readonly name: string; readonly design: Design; readonly repeats: number }[] = [
  { name: 'one', design: 'reshuffled', repeats: 1 },
  { name: '3 × reshuffled', design: 'reshuffled', repeats: 3 },
  { name: '3 × same folds', design: 'sameFolds', repeats: 3 },
  { name: '3 × reshuffled, a seed for all folds', design: 'sharedSeed', repeats: 3 },
];

/** Of each row; enough for a standard error of 0.35 percentage points at 5 %. */
const SEARCHES = 4000;

interface Rates {
  /** Searches with any false "better". */
  readonly family: number;
  /** Searches in which every simultaneous interval covers the true difference, 0. */
  readonly simultaneous: number;
  /** Intervals of single comparisons that cover it. */
  readonly single: number;
  /** Searches with any false "better", as verdicts were made before. */
  readonly before: number;
}

/**
 * `npm run bench -- statistics`: how often verdicts on equal configurations are wrong, and intervals cover the true
 * difference, in simulated searches. Without a margin: every "better" is false.
 */
export function benchStatistics(): void {
  for (const { name, ...design } of DESIGNS) {
    const setups = FOLDS.flatMap((folds) =>
      CONFIGURATIONS.flatMap((configurations) =>
        SEED_NOISE.map((seedNoise): Setup => ({ folds, configurations, seedNoise, ...design })),
      ),
    );
    printTable(
      `Repeats: ${name}; ${SEARCHES.toLocaleString('en')} searches a row, percent`,
      [
        'folds',
        'configurations',
        'seed noise',
        'false better',
        'before',
        'all intervals cover',
        'single intervals cover',
      ],
      setups.map((setup) => {
        const { family, before, simultaneous, single } = simulate(setup);
        const { folds, configurations, seedNoise } = setup;
        return [
          ...[folds, configurations, seedNoise].map(String),
          ...[family, before, simultaneous, single].map(percent),
        ];
      }),
    );
  }
}

function simulate(setup: Setup): Rates {
  const normal = randomNormal.source(randomLcg(0.42))();
  const testShare = 1 / (setup.folds - 1);
  let [family, simultaneous, single, pairs, before] = [0, 0, 0, 0, 0];
  for (let i = 0; i < SEARCHES; i++) {
    const drawn = drawScores(setup, normal);
    const contenders = setup.design === 'sameFolds' ? averageFolds(drawn, setup.folds) : drawn;
    const { verdicts } = compareFamily(contenders, { testShare, margin: 0 });
    family += Number(verdicts.some(({ outcome }) => outcome === 'better'));
    simultaneous += Number(verdicts.every(({ interval }) => covers(interval!)));
    single += verdicts.filter(({ test }) => covers(test!.interval)).length;
    pairs += verdicts.length;
    before += Number(isBetterBefore(drawn, testShare));
  }
  return {
    family: family / SEARCHES,
    simultaneous: simultaneous / SEARCHES,
    single: single / pairs,
    before: before / SEARCHES,
  };
}

/** The verdicts before: the best against each other one, adjusted for k − 1 comparisons, all repeats counted as independent. */
function isBetterBefore(contenders: readonly Contender[], testShare: number): boolean {
  const means = contenders.map(({ scores }) => mean(scores));
  const best = means.indexOf(Math.max(...means));
  const { verdicts } = compareFamily(contenders, { testShare, margin: 0, baseline: best });
  return verdicts.some(({ adjusted }) => adjusted < 0.05);
}

const covers = ([low, high]: readonly [number, number]) => low <= 0 && 0 <= high;
const percent = (share: number) => (100 * share).toFixed(1);
