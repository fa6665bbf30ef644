import { defaultMargin, mcNemarOutcome, mcNemarTest, type McNemarTest } from '../../../analysis/index.ts';
import { disagreements, type Disagreement } from '../../../trainer/index.ts';
import type { Evaluation } from './models/evaluation-service.ts';

/** An example, by its index among the held-out rows. */
export interface Shown {
  readonly place: number;
  /** Number of the row in its set. */
  readonly row: number;
  readonly label: number;
  /** The prediction of each model. */
  readonly predicted: readonly number[];
}

/** The rows of one cell of a confusion matrix. */
export function rowsOfCell(evaluation: Evaluation, label: number, predicted: number): Shown[] {
  return Array.from(evaluation.labels, (own, place) => ({ own, place })).flatMap(({ own, place }) =>
    own === label && evaluation.predicted[place] === predicted
      ? [{ place, row: evaluation.rows[place]!, label, predicted: [predicted] }]
      : [],
  );
}

/** The differences between the predictions of two models on the same set. */
export interface Differences {
  /** The number of rows that both predicted. */
  readonly common: number;
  /** Rows that one of them predicts correctly come first. */
  readonly shown: readonly Shown[];
  /** Which of them is more accurate; null without common rows. */
  readonly test: McNemarTest | null;
}

/** The rows for which two classifiers predict different classes. */
export function compareEvaluations(a: Evaluation, b: Evaluation): Differences {
  const placeInB = new Map(Array.from(b.rows, (row, place) => [row, place]));
  const common = Array.from(a.rows, (row, place) => ({ row, place })).flatMap(({ row, place }) => {
    const other = a.where === b.where ? placeInB.get(row) : undefined;
    return other === undefined ? [] : [{ row, place, other }];
  });
  // Rows of different data sets may have the same numbers.
  if (common.some(({ place, other }) => a.labels[place] !== b.labels[other])) {
    return { common: 0, shown: [], test: null };
  }
  const labels = Int32Array.from(common, ({ place }) => a.labels[place]!);
  const predictions = [
    common.map(({ place }) => a.predicted[place]!),
    common.map(({ other }) => b.predicted[other]!),
  ];
  const found: Disagreement[] = disagreements({ labels }, predictions);
  const shown = found.map(({ row: index, predicted }) => {
    const { row, place } = common[index]!;
    return { place, row, label: labels[index]!, predicted };
  });
  const [first, second] = predictions.map((classes) => labels.map((label, at) => +(classes[at] === label)));
  const test = common.length > 0 ? mcNemarTest(first!, second!) : null;
  return { common: common.length, shown, test };
}

/** Whether one of two networks is better, they are practically equal, or undecided, as a sentence with its evidence. */
export function describeMcNemar(test: McNemarTest, [first, second]: readonly [string, string]): string {
  const { onlyFirst, onlySecond, exact, midP, difference, interval } = test;
  const points = (share: number) => (100 * share).toFixed(2);
  // As in Scores: accuracies have a common scale, so that their sizes do not matter.
  const share = defaultMargin(true, []);
  const [margin, by] = [String(100 * share), points(Math.abs(difference))];
  const [low, high] = interval.map(points) as [string, string];
  const p = (value: number) => (value < 0.001 ? '< 0.001' : `= ${value.toFixed(3)}`);
  const evidence =
    `95 % interval of ${first} − ${second}: ${low} to ${high} points; McNemar’s test: b = ${String(onlyFirst)}, ` +
    `c = ${String(onlySecond)}, exact p ${p(exact)}, mid-p ${p(midP)}`;
  const sentences = {
    better: `${first} is better than ${second} by ${by} points, more than the margin of ${margin}`,
    worse: `${second} is better than ${first} by ${by} points, more than the margin of ${margin}`,
    equal: `${first} and ${second} are practically equal: the difference of ${by} points lies within the margin of ${margin}`,
    undecided: `${first} against ${second} is undecided: the difference of ${by} points may lie within the margin of ${margin} or outside`,
  };
  return `${sentences[mcNemarOutcome(test, share)]} (${evidence}).`;
}
