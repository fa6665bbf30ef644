import { customGrad } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs-core';

/**
 * An element-wise function with an explicit backward pass, so that no gradient registry needs to be loaded.
 *
 * @param forward maps input to output of the same shape
 * @param saved which of the two the backward pass needs
 * @param backward maps the incoming gradient and the saved tensor to the gradient of the input; all of the same shape
 */
export function elementwise(
  forward: (input: Tensor) => Tensor,
  saved: 'input' | 'output' | 'nothing',
  backward: (incoming: Tensor, saved: Tensor) => Tensor,
): (input: Tensor) => Tensor {
  const withGradient = customGrad((...args) => {
    const [input, save] = args as unknown as [Tensor, GradSaveFunc];
    const value = forward(input);
    if (saved !== 'nothing') save([saved === 'input' ? input : value]);
    return { value, gradFunc: (incoming: Tensor, tensors: Tensor[]) => backward(incoming, tensors[0]!) };
  });
  return (input) => withGradient(input);
}
