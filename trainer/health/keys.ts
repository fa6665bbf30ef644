import type { Dictionary, MetricDefinition } from '../../history/index.ts';

/**
 * The health metrics of a record, layers counted from 1. `dead_i`, `saturated_i` and `zeros_i` are fractions of hidden
 * layer i; `grad_i` is the root mean square (RMS) of the gradient of kernel i; `grad_ratio` is that of the first hidden
 * layer divided by that of the last; `update_ratio_i` is log10(RMS of the last step of kernel i / RMS of the kernel),
 * usually about −3.
 */
export function healthMetrics(hiddenLayers: number): Dictionary<MetricDefinition> {
  const numbered = (name: string, layers: number) =>
    Array.from({ length: layers }, (_, i) => `${name}_${String(i + 1)}`);
  const keys = [
    ...['dead', 'saturated', 'zeros'].flatMap((name) => numbered(name, hiddenLayers)),
    ...numbered('grad', hiddenLayers + 1),
    ...(hiddenLayers > 1 ? ['grad_ratio'] : []),
    ...numbered('update_ratio', hiddenLayers + 1),
  ];
  return Object.fromEntries(keys.map((key) => [key, { direction: 'none' } as const]));
}

/** The name of a hidden layer's histogram among a run's distributions. */
export function distributionName(layer: number): string {
  return `pre_activation_${String(layer)}`;
}
