import type { Run } from '../../../../history/index.ts';
import {
  atFairRates,
  fairRates,
  columnOfScorer,
  scoreTable,
  type FairRates,
  type SearchPlan,
} from '../../../../trainer/index.ts';
import { scoredRuns } from '../../../shared/search-scores.ts';
import { searchVerdicts, type SearchVerdicts } from '../../../shared/search-verdicts.ts';
import {
  describeCaveats,
  describeFamily,
  describeNeed,
  describeProbabilities,
  describeVerdict,
} from '../../../shared/verdict-sentence.ts';
import { amountFrom, type TrainArguments } from '../options.ts';
import { scoreLines } from './report.ts';

/** The lines printed after a search: scores, the table of learning rates, the verdicts. */
export function summaryLines(plan: SearchPlan, runs: readonly Run[], args: TrainArguments): string[] {
  if (plan.splits === 0) return [];
  const scores = plan.scoring.flatMap((scorer) => {
    const column = plan.scoring.length === 1 ? 'score' : scorer;
    return [...scoreLines(scoreTable(runs, column), column), ''];
  });
  if (!args['fair-lr']) return [...scores, ...(args.verdict ? verdictLines(plan, runs, args) : [])];
  const fair = fairRates(plan, runs);
  return [...scores, ...rateLines(fair), '', ...verdictLines(atFairRates(plan, fair), runs, args)];
}

/** The verdicts on the best configuration, or on the baseline, adjusted for the whole family. */
function verdictLines(plan: SearchPlan, runs: readonly Run[], args: TrainArguments): string[] {
  const ids = new Set(plan.candidates.map(({ id }) => id));
  const candidates = runs.filter(({ id, status }) => ids.has(id) && status !== 'stopped');
  const margin = amountFrom('margin', args.margin);
  return plan.scoring.flatMap((scorer) => {
    const column = columnOfScorer(scorer, plan.scoring);
    const scored = scoredRuns({ runs: candidates }, runs, column);
    const folds = plan.splits / plan.repeats;
    try {
      const baseline = args.baseline === undefined ? null : findBaseline(plan, args.baseline);
      return familyLines(searchVerdicts(scored, { scorer: column, folds, margin, baseline }));
    } catch (error) {
      return [`No verdict: ${(error as Error).message}.`];
    }
  });
}

function familyLines(verdicts: SearchVerdicts): string[] {
  const { family } = verdicts;
  const shown = family.verdicts.filter(
    ({ first, second }) => family.baseline !== null || first === family.best || second === family.best,
  );
  return [
    describeFamily(verdicts),
    ...shown.flatMap((verdict) => [
      describeVerdict(verdict, verdicts),
      ...(verdict.probabilities
        ? [`  Probabilities, not adjusted: ${describeProbabilities(verdict.probabilities)}.`]
        : []),
      ...[describeNeed(verdict, verdicts)].filter((text) => text !== '').map((text) => `  ${text}`),
    ]),
    ...describeCaveats(verdicts),
  ];
}

/**
 * The id of the candidate with a name, or of the one with that activation at its fair rate.
 *
 * @throws {Error} if there is none
 */
export function findBaseline({ candidates }: SearchPlan, name: string): string {
  const found =
    candidates.find((candidate) => candidate.name === name) ??
    candidates.find(({ config }) => config.activation === name);
  if (found) return found.id;
  const names = candidates.map((candidate) => `"${candidate.name}"`).join(', ');
  throw new Error(`--baseline: expected one of ${names}, got "${name}"`);
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
