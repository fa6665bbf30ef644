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
  /** Rows that one of them has right come first. */
  readonly shown: readonly Shown[];
  /** The numbers of rows that only the first, and only the second, has right. */
  readonly onlyRight: readonly [number, number];
}

/** The rows for which two classifiers predict different classes. */
export function differencesOf(a: Evaluation, b: Evaluation): Differences {
  const placeInB = new Map(Array.from(b.rows, (row, place) => [row, place]));
  const common = Array.from(a.rows, (row, place) => ({ row, place })).flatMap(({ row, place }) => {
    const other = a.where === b.where ? placeInB.get(row) : undefined;
    return other === undefined ? [] : [{ row, place, other }];
  });
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
  const right = (model: number) => shown.filter(({ label, predicted }) => predicted[model] === label).length;
  return { common: common.length, shown, onlyRight: [right(0), right(1)] };
}
