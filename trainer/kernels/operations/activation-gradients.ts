import { greater, less, mul, square, sub, where, zerosLike } from '@tensorflow/tfjs-core';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelInstance } from '../instance.ts';
import { runOwn } from '../own-op.ts';
import { addressesOf, sizeOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

const GATE = 'HeddleGateGradient';
const TANH = 'HeddleTanhGradient';
const SIGMOID = 'HeddleSigmoidGradient';

/**
 * The gradient of ReLU: the incoming one, or 0 where the input was negative. A gate, not a product with 0, so that an
 * infinite gradient becomes 0 instead of NaN. At 0 the gradient passes.
 */
export function reluGradient(incoming: Tensor, input: Tensor): Tensor {
  const [own] = runOwn(GATE, { incoming, kept: input }, { slope: 0, zeroPasses: true }) ?? [];
  return own ?? where(less(input, 0), zerosLike(incoming), incoming);
}

/** The gradient of leaky ReLU: the incoming one, multiplied by `slope` where the input was not positive. */
export function leakyReluGradient(incoming: Tensor, input: Tensor, slope: number): Tensor {
  const [own] = runOwn(GATE, { incoming, kept: input }, { slope, zeroPasses: false }) ?? [];
  return own ?? where(greater(input, 0), incoming, mul(incoming, slope));
}

/** incoming · (1 − output²) */
export function tanhGradient(incoming: Tensor, output: Tensor): Tensor {
  const [own] = runOwn(TANH, { incoming, kept: output }) ?? [];
  return own ?? mul(incoming, sub(1, square(output)));
}

/** incoming · output · (1 − output) */
export function sigmoidGradient(incoming: Tensor, output: Tensor): Tensor {
  const [own] = runOwn(SIGMOID, { incoming, kept: output }) ?? [];
  return own ?? mul(incoming, mul(output, sub(1, output)));
}

type Write = (
  run: KernelInstance['run'],
  addresses: readonly [incoming: number, kept: number, out: number],
  count: number,
  attrs: Readonly<Record<string, unknown>>,
) => void;

const elementWise =
  (write: Write): KernelCreator =>
  ({ run }) =>
  ({ inputs, backend, attrs }) => {
    const { incoming, kept } = inputs as { incoming: TensorInfo; kept: TensorInfo };
    const out = backend.makeOutput(kept.shape, 'float32');
    const addresses = addressesOf(backend, [incoming, kept, out]) as [number, number, number];
    write(run, addresses, sizeOf(kept), attrs);
    return [out];
  };

export const activationGradientKernels = {
  [GATE]: elementWise((run, addresses, count, { slope, zeroPasses }) =>
    run.gateGradient(...addresses, count, slope as number, zeroPasses as boolean),
  ),
  [TANH]: elementWise((run, addresses, count) => run.sigmoidalGradient(...addresses, count, false)),
  [SIGMOID]: elementWise((run, addresses, count) => run.sigmoidalGradient(...addresses, count, true)),
};
