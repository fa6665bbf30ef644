import {
  concat,
  dispose,
  keep,
  mean,
  mul,
  reshape,
  sqrt,
  square,
  stack,
  sub,
  tidy,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Dictionary } from '../../history/index.ts';
import type { Activation } from '../activations/index.ts';
import type { Network } from '../model/network.ts';
import type { Batch } from '../training/batches.ts';
import type { Objective } from '../training/objective.ts';
import { layerStatistics } from './statistics.ts';
import type { LayerStatistics } from './statistics.ts';

/** Measures the health of a network after the last step of an epoch, without changing it. */
export interface CheckUp {
  /** Call this right before the last step of an epoch. */
  watchStep(): void;
  /** The values for the record, by the keys of `healthMetrics`, and the statistics behind the histograms. */
  measure(): Promise<{ readonly values: Dictionary<number>; readonly layers: readonly LayerStatistics[] }>;
  /** Frees the copy of a step that was watched but not measured. Does not free the probe. */
  dispose(): void;
}

/**
 * @param probe the same few rows each time, so that changes come from the network and not from the rows
 * @param activations one per hidden layer
 */
export function createCheckUp(
  network: Network,
  objective: Objective,
  activations: readonly Activation[],
  probe: Batch,
): CheckUp {
  let before: Tensor[] = [];
  const freeCopies = () => {
    dispose(before);
    before = [];
  };
  return {
    watchStep() {
      freeCopies();
      // Copies, since a step may change a kernel in place.
      before = network.kernels.map((kernel) => tidy(() => mul(kernel as Tensor, 1)));
    },
    async measure() {
      const hidden = activations.length;
      const sizes = network.kernels.slice(0, hidden).map((kernel) => probe.size * kernel.shape[1]);
      const all = tidy(() => readings(network, objective, probe, before));
      freeCopies();
      // A single read, since each one waits for the backend.
      const values = (await all.data()) as Float32Array;
      all.dispose();
      let at = 0;
      const take = (length: number) => values.subarray(at, (at += length));
      const layers = activations.map((activation, i) => {
        const z = take(sizes[i]!);
        const slope = network.slopes[i] ? take(1)[0] : undefined;
        return layerStatistics(z, network.kernels[i]!.shape[1], activation, slope);
      });
      const kernels = hidden + 1;
      const [gradients, updates, weights] = [take(kernels), take(kernels), take(kernels)];
      return { values: { ...sharesOf(layers), ...flowOf(gradients, updates, weights) }, layers };
    },
    dispose: freeCopies,
  };
}

/** Pre-activations and slope of each hidden layer, then root mean squares of gradients, last updates and kernels, as one tensor. */
function readings(
  network: Network,
  objective: Objective,
  { inputs, targets }: Batch,
  before: Tensor[],
): Tensor1D {
  const zs: Tensor2D[] = [];
  const { grads } = variableGrads(
    () =>
      objective.loss(
        targets,
        network.forward(inputs, undefined, (z) => zs.push(keep(z))),
      ),
    [...network.kernels],
  );
  const parts = [
    ...zs.flatMap((z, i) => [reshape(z, [-1]), ...(network.slopes[i] ? [network.slopes[i] as Tensor] : [])]),
    stack(network.kernels.map((kernel) => size(grads[kernel.name]!))),
    stack(network.kernels.map((kernel, i) => size(sub(kernel, before[i]!)))),
    stack(network.kernels.map((kernel) => size(kernel as Tensor))),
  ] as Tensor1D[];
  const all = concat(parts);
  dispose(zs);
  return all;
}

/** Root mean square. */
function size(values: Tensor): Tensor {
  return sqrt(mean(square(values)));
}

function sharesOf(layers: readonly LayerStatistics[]): Dictionary<number> {
  const entries = (['dead', 'saturated', 'zeros'] as const).flatMap((name) =>
    layers.map((layer, i) => [`${name}_${String(i + 1)}`, layer[name]] as const),
  );
  return Object.fromEntries(entries);
}

function flowOf(gradients: Float32Array, updates: Float32Array, weights: Float32Array): Dictionary<number> {
  const numbered = (name: string, values: ArrayLike<number>) =>
    Array.from(values, (value, i) => [`${name}_${String(i + 1)}`, value] as const);
  const lastHidden = gradients.length - 2;
  const ratios = Array.from(updates, (update, i) => Math.log10(update / weights[i]!));
  return Object.fromEntries([
    ...numbered('grad', gradients),
    ...(lastHidden > 0 ? [['grad_ratio', gradients[0]! / gradients[lastHidden]!] as const] : []),
    ...numbered('update_ratio', ratios),
  ]);
}
