import { grad, grads, tensor1d, tensor2d, type Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../trainer/index.ts';

const finite = fc.double({ min: -6, max: 6, noNaN: true });

describe.each(Object.values(activations))('$name', (activation) => {
  it('has the derivative that central differences find', () => {
    fc.assert(
      fc.property(finite, (x) => {
        const h = 1e-5;
        fc.pre(Math.abs(x) > 2 * h);
        const difference = (activation.forward(x + h) - activation.forward(x - h)) / (2 * h);
        expect(activation.derivative(x)).toBeCloseTo(difference, 6);
      }),
    );
  });

  it('gives the same values and gradients to tensors', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 20 }), (values) => {
        const x = tensor1d(values);
        const y = activation.apply(x).dataSync();
        const slope = grad((input: Tensor) => activation.apply(input))(x).dataSync();
        // Tensors hold single precision, so the oracle is asked about the number that they hold.
        Array.from(x.dataSync()).forEach((held, i) => {
          expect(y[i]).toBeCloseTo(activation.forward(held), 5);
          expect(slope[i]).toBeCloseTo(activation.derivative(held), 5);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the shape: input, output and incoming gradient agree', () => {
    const x = tensor2d([1, -2, 3, -4, 5, -6], [2, 3]);
    const incoming = tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const [input] = grads((value: Tensor) => activation.apply(value))([x], incoming);
    expect(activation.apply(x).shape).toEqual(x.shape);
    expect(input!.shape).toEqual(x.shape);
    const expected = Array.from(x.dataSync(), (value, i) => activation.derivative(value) * (i + 1));
    Array.from(input!.dataSync()).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));
  });
});
