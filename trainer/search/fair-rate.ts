import { indexOfBest, mean, type Run } from '../../history/index.ts';
import { activationText } from '../config.ts';
import type { PlannedCandidate, SearchPlan } from './plan.ts';

/** Half a decade apart, from rates at which most networks learn slowly to rates at which many diverge. */
export const FAIR_RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3] as const;

/** The part of a configuration that is needed to choose its rate. */
export interface RatedCandidate {
  readonly activation: string;
  readonly learningRate: number;
  /** Ids of its folds' runs. */
  readonly folds: readonly string[];
}

/** One cell of the rate × activation table. */
export interface RateCell<Candidate extends RatedCandidate = RatedCandidate> {
  readonly learningRate: number;
  readonly candidate: Candidate;
  /** Mean over the folds of the last epoch's `metric`; NaN where a fold failed or diverged. */
  readonly value: number;
}

/** An activation with its chosen learning rate and the values behind the choice. */
export interface FairRate<Candidate extends RatedCandidate = RatedCandidate> {
  readonly activation: string;
  readonly cells: readonly RateCell<Candidate>[];
  /** The cell with the best value, at the lowest rate if tied; null if every rate failed. */
  readonly chosen: RateCell<Candidate> | null;
  /** Whether the best rate is the lowest or highest one tried, so that a better one may lie outside. */
  readonly isAtEdge: boolean;
}

export interface FairRates<Candidate extends RatedCandidate = RatedCandidate> {
  /** The metric by which rates are chosen. */
  readonly metric: string;
  readonly rates: readonly number[];
  readonly activations: readonly FairRate<Candidate>[];
}

/** A candidate of a plan, for choosing its rate. */
export type PlannedRate = RatedCandidate & { readonly planned: PlannedCandidate };

/**
 * The best learning rate of each activation in a search over rates × activations.
 *
 * @param runs of the search
 * @throws {Error} if the search was not cross-validated
 */
export function fairRates(plan: SearchPlan, runs: readonly Run[]): FairRates<PlannedRate> {
  if (plan.splits === 0) throw new Error('fair learning rates need folds');
  const candidates = plan.candidates.map((planned) => ({
    activation: activationText(planned.config.activation),
    learningRate: planned.config.learningRate,
    folds: planned.jobs.map(({ id }) => id),
    planned,
  }));
  return fairRatesOf(candidates, runs);
}

/**
 * The best learning rate of each activation. Chosen by the validation rows within each fold's training rows, so that the
 * held-out rows of the folds, on which the verdict is based, do not influence the choice.
 *
 * @param runs including those of the folds
 */
export function fairRatesOf<Candidate extends RatedCandidate>(
  candidates: readonly Candidate[],
  runs: readonly Run[],
): FairRates<Candidate> {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const metrics = Object.entries(runs.find(({ records }) => records.length > 0)?.metrics ?? {});
  const byScore = metrics.find(([name, { direction }]) => name.startsWith('valid_') && direction === 'max');
  const [metric, direction] = byScore ? [byScore[0], 'max' as const] : ['valid_loss', 'min' as const];

  const names = new Set(candidates.map(({ activation }) => activation));
  const activations = [...names].map((activation): FairRate<Candidate> => {
    const cells = candidates
      .filter((candidate) => candidate.activation === activation)
      .map((candidate) => ({
        learningRate: candidate.learningRate,
        candidate,
        value: mean(candidate.folds.map((id) => lastValue(byId.get(id), metric))),
      }))
      .sort((a, b) => a.learningRate - b.learningRate);
    const best = indexOfBest(
      cells.map(({ value }) => value),
      direction,
    );
    const chosen = cells[best] ?? null;
    const isAtEdge = cells.length > 1 && (chosen === cells[0] || chosen === cells.at(-1));
    return { activation, cells, chosen, isAtEdge };
  });
  const rates = [...new Set(activations.flatMap(({ cells }) => cells.map((cell) => cell.learningRate)))];
  return { metric, rates: rates.sort((a, b) => a - b), activations };
}

/** The same search with only the chosen rate of each activation, for the verdict. */
export function atFairRates(plan: SearchPlan, { activations }: FairRates<PlannedRate>): SearchPlan {
  const candidates = activations.flatMap(({ chosen }) => chosen?.candidate.planned ?? []);
  return { ...plan, candidates, jobs: candidates.flatMap(({ jobs }) => jobs) };
}

function lastValue(run: Run | undefined, metric: string): number {
  if (run?.status !== 'completed') return NaN;
  const value = run.records.at(-1)?.[metric];
  return typeof value === 'number' ? value : NaN;
}
