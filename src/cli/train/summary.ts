import { compareToBest } from '../../../analysis/index.ts';
import type { Run } from '../../../history/index.ts';
import {
  atFairRates,
  fairRates,
  foldScores,
  scorers,
  scoreTable,
  type FairRates,
  type SearchPlan,
} from '../../../trainer/index.ts';
import { describeVerdict } from '../../shared/verdict-sentence.ts';
import type { TrainArguments } from './options.ts';
import { scoreLines } from './report.ts';

/** The lines printed after a search: scores, the table of learning rates, the verdicts. */
export function summaryLines(plan: SearchPlan, runs: readonly Run[], args: TrainArguments): string[] {
  if (plan.splits === 0) return [];
  const scores = plan.scoring.flatMap((scorer) => {
    const column = plan.scoring.length === 1 ? 'score' : scorer;
    return [...scoreLines(scoreTable(runs, column), column), ''];
  });
  if (!args['fair-lr']) return [...scores, ...(args.verdict ? verdictLines(plan, runs) : [])];
  const fair = fairRates(plan, runs);
  return [...scores, ...rateLines(fair), '', ...verdictLines(atFairRates(plan, fair), runs)];
}

function verdictLines(plan: SearchPlan, runs: readonly Run[]): string[] {
  return plan.scoring.flatMap((scorer) => {
    try {
      const { candidates, testShare } = foldScores(plan, runs, scorer);
      const { isShare } = scorers[scorer];
      return compareToBest(candidates, { testShare }).map((each) =>
        describeVerdict(each, { scorer, isShare }),
      );
    } catch (error) {
      return [`No verdict: ${(error as Error).message}.`];
    }
  });
}

/** A table with a row per learning rate and a column per activation; the chosen rates are marked. */
function rateLines({ metric, rates, activations }: FairRates): string[] {
  const widths = activations.map(({ activation }) => Math.max(9, activation.length));
  const line = (first: string, cells: readonly string[]) =>
    [first.padStart(13), ...cells.map((cell, i) => cell.padStart(widths[i]!))].join('  ');
  const head = line(
    'learning_rate',
    activations.map(({ activation }) => activation),
  );
  const body = rates.map((rate) => {
    const cells = activations.map(({ cells, chosen }) => {
      const cell = cells.find(({ learningRate }) => learningRate === rate);
      if (!cell) return '';
      return `${cell.value.toFixed(4)}${cell === chosen ? '*' : ' '}`;
    });
    return line(String(rate), cells);
  });
  const edges = activations
    .filter(({ isAtEdge }) => isAtEdge)
    .map(({ activation, chosen }) => {
      const rate = String(chosen!.learningRate);
      return `${activation} does best at ${rate}, the last rate tried: a better one may lie beyond.`;
    });
  const failed = activations
    .filter(({ chosen }) => chosen === null)
    .map(({ activation }) => `${activation} did not train at any rate.`);
  return [
    `Mean ${metric} by learning rate; * marks the rate used for the verdict`,
    head,
    ...body,
    ...edges,
    ...failed,
  ];
}
