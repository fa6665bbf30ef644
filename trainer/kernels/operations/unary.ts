import { Erf, Exp, Expm1, Selu, Sigmoid, Softplus, Tanh } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressesOf, checkFloats, sizeOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

/** TensorFlow.js's element-wise functions that are replaced, in the order of assembly/unary.ts. */
const unaryFunctions: readonly string[] = [Exp, Expm1, Tanh, Sigmoid, Softplus, Erf, Selu];

/** The number of the function in the WebAssembly module. */
export function unaryNumber(name: string): number {
  return unaryFunctions.indexOf(name);
}

const createUnary =
  (name: string, kind: number): KernelCreator =>
  ({ run }) =>
  ({ inputs, backend }) => {
    const { x } = inputs as { x: TensorInfo };
    checkFloats(name, [x]);
    const out = backend.makeOutput(x.shape, 'float32');
    const [from, to] = addressesOf(backend, [x, out]) as [number, number];
    run.unary(kind, from, to, sizeOf(x));
    return out;
  };

export const unaryKernels = Object.fromEntries(
  unaryFunctions.map((name, kind) => [name, createUnary(name, kind)]),
);
