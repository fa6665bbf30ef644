import { add, backend as currentBackend, div, mul, sqrt, square, sub } from '@tensorflow/tfjs-core';
import type { Tensor, TensorInfo, Variable } from '@tensorflow/tfjs-core';
import type { WasmBackend } from './instance.ts';
import { runOwn } from './own-op.ts';
import { addressesOf, sizeOf } from './wasm-kernel.ts';
import type { KernelCreator } from './wasm-kernel.ts';

const SGD = 'HeddleSgdStep';
const ADAM = 'HeddleAdamStep';

export interface SgdStep {
  readonly parameter: Variable;
  readonly velocity: Variable;
  readonly gradient: Tensor;
  readonly learningRate: number;
  readonly momentum: number;
  /** Whether the step looks ahead along its velocity. */
  readonly nesterov: boolean;
}

/** v ← momentum · v + g, p ← p − learningRate · v; with Nesterov p ← p − learningRate · (g + momentum · v). */
export function sgdStep({ parameter, velocity, gradient, ...settings }: SgdStep): void {
  if (areAlone([parameter, velocity])) {
    if (runOwn(SGD, { parameter, velocity, gradient }, settings)) return;
  }
  const { learningRate, momentum, nesterov } = settings;
  velocity.assign(add(mul(velocity as Tensor, momentum), gradient));
  const ahead = nesterov ? add(gradient, mul(velocity as Tensor, momentum)) : velocity;
  parameter.assign(sub(parameter as Tensor, mul(ahead as Tensor, learningRate)));
}

export interface AdamStep {
  readonly parameter: Variable;
  /** Running mean of the gradients. */
  readonly first: Variable;
  /** Running mean of their squares. */
  readonly second: Variable;
  readonly gradient: Tensor;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Counted from 1. */
  readonly step: number;
}

/**
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − learningRate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and
 * v̂ = v / (1 − β₂ᵗ) at step t.
 */
export function adamStep({ parameter, first, second, gradient, ...settings }: AdamStep): void {
  const { learningRate, beta1, beta2, epsilon, step } = settings;
  const rate = learningRate / (1 - beta1 ** step);
  const rootCorrection = Math.sqrt(1 - beta2 ** step);
  if (areAlone([parameter, first, second])) {
    const attrs = { rate, rootCorrection, beta1, beta2, epsilon };
    if (runOwn(ADAM, { parameter, first, second, gradient }, attrs)) return;
  }
  first.assign(add(mul(first as Tensor, beta1), mul(gradient, 1 - beta1)));
  second.assign(add(mul(second as Tensor, beta2), mul(square(gradient), 1 - beta2)));
  const root = add(div(sqrt(second as Tensor), rootCorrection), epsilon);
  parameter.assign(sub(parameter as Tensor, mul(div(first as Tensor, root), rate)));
}

/** Whether nobody else holds the values, such as a clone: a step in place would change those too. */
function areAlone(variables: readonly Variable[]): boolean {
  const { refCount } = currentBackend() as unknown as WasmBackend;
  return variables.every(({ dataId }) => refCount.call(currentBackend(), dataId) === 1);
}

type Named<Name extends string> = Record<Name, TensorInfo>;

const createSgd: KernelCreator =
  ({ run }) =>
  ({ inputs, backend, attrs }) => {
    const { parameter, velocity, gradient } = inputs as Named<'parameter' | 'velocity' | 'gradient'>;
    const [p, v, g] = addressesOf(backend, [parameter, velocity, gradient]) as [number, number, number];
    const { learningRate, momentum, nesterov } = attrs as unknown as SgdStep;
    run.sgd(p, v, g, sizeOf(parameter), learningRate, momentum, nesterov);
    return [];
  };

const createAdam: KernelCreator =
  ({ run }) =>
  ({ inputs, backend, attrs }) => {
    const { parameter, first, second, gradient } = inputs as Named<
      'parameter' | 'first' | 'second' | 'gradient'
    >;
    const addresses = addressesOf(backend, [parameter, first, second, gradient]) as [
      number,
      number,
      number,
      number,
    ];
    const { rate, rootCorrection, beta1, beta2, epsilon } = attrs as Record<string, number>;
    run.adam(
      ...addresses,
      sizeOf(parameter),
      rate!,
      rootCorrection!,
      beta1!,
      beta2!,
      1 - beta1!,
      1 - beta2!,
      epsilon!,
    );
    return [];
  };

export const optimizerKernels = { [SGD]: createSgd, [ADAM]: createAdam };
