import { indexOfBest, mean, type Run } from '../../history/index.ts';
import { activationText } from '../config.ts';
import type { PlannedCandidate, SearchPlan } from './plan.ts';

/** Half a decade apart, from where most networks learn slowly to where many diverge. */
export const FAIR_RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3] as const;

/** What of a configuration the choice of its rate needs. */
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

/** An activation at its own learning rate, with what speaks for it. */
export interface FairRate<Candidate extends RatedCandidate = RatedCandidate> {
  readonly activation: string;
  readonly cells: readonly RateCell<Candidate>[];
  /** The cell of the best value, of equals the lowest rate; null where every rate failed. */
  readonly chosen: RateCell<Candidate> | null;
  /** Whether the best rate is the lowest or highest tried, so that a better one may lie beyond. */
  readonly isAtEdge: boolean;
}

export interface FairRates<Candidate extends RatedCandidate = RatedCandidate> {
  /** What the rates are chosen by. */
  readonly metric: string;
  readonly rates: readonly number[];
  readonly activations: readonly FairRate<Candidate>[];
}

/** A candidate of a plan, as the choice of its rate needs it. */
export type PlannedRate = RatedCandidate & { readonly planned: PlannedCandidate };

/**
 * The learning rate at which each activation of a search over rates × activations does best.
 *
 * @param runs of the search
 * @throws {Error} when the search was not cross-validated
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
 * The learning rate at which each activation does best. Chosen by the validation rows that each fit keeps apart from its
 * training rows, so that the rows held out from the folds, which give the verdict, had no say in it.
 *
 * @param runs the folds' among them
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

/** The same search with each activation at its chosen rate alone, as the verdict takes it. */
export function atFairRates(plan: SearchPlan, { activations }: FairRates<PlannedRate>): SearchPlan {
  const candidates = activations.flatMap(({ chosen }) => chosen?.candidate.planned ?? []);
  return { ...plan, candidates, jobs: candidates.flatMap(({ jobs }) => jobs) };
}

function lastValue(run: Run | undefined, metric: string): number {
  if (run?.status !== 'completed') return NaN;
  const value = run.records.at(-1)?.[metric];
  return typeof value === 'number' ? value : NaN;
}
