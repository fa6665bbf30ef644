import { customGrad, greater, minimum, mul, reshape, scalar, sum, where } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../types.ts';

/** PyTorch's initial value. */
const FIRST_SLOPE = 0.25;

/** ∂input = incoming · f′(input), ∂slope = Σ incoming · min(input, 0): the slope is one scalar for all elements. */
const preluWithGradient = customGrad((...args) => {
  const [input, slope, save] = args as unknown as [Tensor, Tensor, GradSaveFunc];
  save([input, slope]);
  return {
    value: where(greater(input, 0), input, mul(input, slope)),
    gradFunc: (incoming: Tensor, saved: Tensor[]) => {
      const [savedInput, savedSlope] = saved as [Tensor, Tensor];
      return [
        where(greater(savedInput, 0), incoming, mul(incoming, savedSlope)),
        reshape(sum(mul(incoming, minimum(savedInput, 0))), savedSlope.shape),
      ];
    },
  };
});

/** Like PyTorch's `nn.PReLU()`: one learned slope per layer. */
export const prelu: Activation = {
  name: 'prelu',
  label: 'PReLU',
  formula: 'x where x > 0, else a x; each layer learns its a',
  derivativeFormula: '1 where x > 0, else a',
  range: [-Infinity, Infinity],
  zeroCentred: false,
  maxSlope: 1,
  initialisation: { family: 'he', gain: Math.sqrt(2 / (1 + FIRST_SLOPE ** 2)) },
  use: 'Where there is enough data to learn how leaky each layer should be.',
  firstSlope: FIRST_SLOPE,
  forward: (x, slope = FIRST_SLOPE) => (x > 0 ? x : slope * x),
  derivative: (x, slope = FIRST_SLOPE) => (x > 0 ? 1 : slope),
  apply: (x, slope = scalar(FIRST_SLOPE)) => preluWithGradient(x, slope),
};
