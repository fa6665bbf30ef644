import { customGrad } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs-core';

/**
 * An element-wise function with its backward pass written out, so that no table of gradients has to be loaded.
 *
 * @param forward input to output, of one shape
 * @param kept which of the two the backward pass needs
 * @param backward incoming gradient and what was kept, to the gradient of the input; all of one shape
 */
export function elementwise(
  forward: (input: Tensor) => Tensor,
  kept: 'input' | 'output' | 'nothing',
  backward: (incoming: Tensor, kept: Tensor) => Tensor,
): (input: Tensor) => Tensor {
  const withGradient = customGrad((...args) => {
    const [input, save] = args as unknown as [Tensor, GradSaveFunc];
    const value = forward(input);
    if (kept !== 'nothing') save([kept === 'input' ? input : value]);
    return { value, gradFunc: (incoming: Tensor, saved: Tensor[]) => backward(incoming, saved[0]!) };
  });
  return (input) => withGradient(input);
}
