import type { Distribution, Run } from '../../../history/index.ts';
import { activationNames, activations, type Activation } from '../../../trainer/index.ts';

/** Mean and standard deviation of the outputs of a layer over units and rows. */
export interface Moments {
  readonly mean: number;
  readonly stdDev: number;
}

/**
 * The moments of the outputs of each hidden layer after the last epoch, from the histograms of the pre-activations: each
 * bin counts as its middle, and values outside −8 to 8 as the nearest edge, so that larger spreads are underestimated.
 * Empty for a run without histograms or with an unknown activation.
 */
export function outputMoments({
  parameters,
  distributions,
}: Pick<Run, 'parameters' | 'distributions'>): Moments[] {
  const name = activationNames.find((each) => each === parameters['activation']);
  const moments: Moments[] = [];
  if (name === undefined) return moments;
  for (let layer = 1; ; layer++) {
    const distribution = distributions?.[`pre_activation_${String(layer)}`];
    if (distribution === undefined) return moments;
    moments.push(momentsOf(distribution, activations[name]));
  }
}

function momentsOf({ edges, counts }: Distribution, { forward }: Activation): Moments {
  const weights = counts.at(-1) ?? [];
  const outputs = weights.map((_, bin) => {
    const [low, high] = [edges[bin - 1], edges[bin]];
    return forward(low === undefined ? high! : high === undefined ? low : (low + high) / 2);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weighted = (f: (output: number) => number) =>
    outputs.reduce((sum, output, bin) => sum + weights[bin]! * f(output), 0) / total;
  const mean = weighted((output) => output);
  return { mean, stdDev: Math.sqrt(weighted((output) => (output - mean) ** 2)) };
}
