import { largest, type TwinStep } from '../../../../trainer/index.ts';
import type { TwinProbe } from './twin-service.ts';

/** A hidden unit and how far apart its outputs are. */
export interface PartedUnit {
  /** From 1. */
  readonly layer: number;
  /** From 1. */
  readonly unit: number;
  readonly distance: number;
}

/** An example on which the twins differ. */
export interface PartedExample {
  /** Row of the data set, from 0. */
  readonly row: number;
  readonly truth: string;
  /** The predicted class of each twin; empty for a regression. */
  readonly predicted: readonly string[];
  readonly distance: number;
}

/** The units that differ most at a step, over all hidden layers. */
export function partedUnits({ units }: TwinStep, count: number): PartedUnit[] {
  const all = units.flatMap((distances, layer) =>
    Array.from(distances, (distance, unit) => ({ layer: layer + 1, unit: unit + 1, distance })),
  );
  const distances = all.map(({ distance }) => distance);
  return largest(distances, count).map((i) => all[i]!);
}

/** The examples of the probe that differ most at a step. */
export function partedExamples(
  { examples, predictions }: TwinStep,
  { rows, truths, classNames }: TwinProbe,
  count: number,
): PartedExample[] {
  return largest(examples, count).map((i) => ({
    row: rows[i]!,
    truth: truths[i]!,
    predicted: predictions.flatMap((classes) =>
      classes.length === 0 ? [] : [classNames[classes[i]!] ?? String(classes[i])],
    ),
    distance: examples[i]!,
  }));
}

/** A share as a percentage with two digits: `1.2 %`. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${String(Number((100 * share).toPrecision(2)))} %` : String(share);
}

/** A step by its epoch and batch. */
export const placeOf = ({ step, epoch, batch }: TwinStep) =>
  `batch ${String(step)} (epoch ${String(epoch)}, batch ${String(batch)} of it)`;
