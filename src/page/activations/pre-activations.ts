import type { Distribution, Run } from '../../../history/index.ts';

/** The pre-activations of a hidden layer of a run, per epoch. */
export interface MeasuredLayer {
  readonly run: Run;
  /** Counted from 1. */
  readonly layer: number;
  /** Name of its activation, from the run's parameter. */
  readonly activation: string;
  readonly distribution: Distribution;
}

/** The hidden layers whose pre-activations were measured, of those `runs` that name their activation. */
export function measuredLayers(runs: readonly Run[]): MeasuredLayer[] {
  return runs.flatMap((run) => {
    const { activation } = run.parameters;
    if (typeof activation !== 'string') return [];
    const names = activation.split('-');
    return Object.entries(run.distributions ?? {}).flatMap(([name, distribution]) => {
      const layer = Number(/^pre_activation_(\d+)$/.exec(name)?.[1]);
      if (!Number.isInteger(layer) || distribution.epochs.length === 0) return [];
      return [{ run, layer, activation: names[layer - 1] ?? names[0]!, distribution }];
    });
  });
}
