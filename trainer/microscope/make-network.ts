import { createRandom } from '../random.ts';
import type { SmallNetwork } from './trace.ts';

/**
 * A network with PyTorch's default initial weights, uniform within ±1/√inputs of each layer, and an example of ones, as in
 * the notebook.
 */
export function makeSmallNetwork(seed: number, inputs = 2, units = 3): SmallNetwork {
  const random = createRandom(seed);
  const draw = (count: number, fanIn: number) =>
    Array.from({ length: count }, () => (2 * random() - 1) / Math.sqrt(fanIn));
  return {
    x: new Array<number>(inputs).fill(1),
    w1: Array.from({ length: units }, () => draw(inputs, inputs)),
    b1: draw(units, inputs),
    w2: draw(units, units),
    b2: draw(1, units)[0]!,
  };
}
