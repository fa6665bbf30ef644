import { add, backend as currentBackend, div, mul, sqrt, square, sub } from '@tensorflow/tfjs-core';
import type { Tensor, TensorInfo, Variable } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../instance.ts';
import { runOwn } from '../own-op.ts';
import { addressesOf, sizeOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

const SGD = 'HeddleSgdStep';
const ADAM = 'HeddleAdamStep';

/** A variable that a step updates. */
export interface SgdVariable {
  readonly parameter: Variable;
  readonly velocity: Variable;
  readonly gradient: Tensor;
}

export interface SgdStep {
  readonly learningRate: number;
  readonly momentum: number;
  /** Whether the step looks ahead along its velocity. */
  readonly nesterov: boolean;
}

/** v ← momentum · v + g, p ← p − learningRate · v; with Nesterov p ← p − learningRate · (g + momentum · v). */
export function sgdStep(variables: readonly SgdVariable[], step: SgdStep): void {
  if (runInPlace(SGD, variables, ['parameter', 'velocity'], { ...step })) return;
  const { learningRate, momentum, nesterov } = step;
  for (const { parameter, velocity, gradient } of variables) {
    velocity.assign(add(mul(velocity as Tensor, momentum), gradient));
    const ahead = nesterov ? add(gradient, mul(velocity as Tensor, momentum)) : velocity;
    parameter.assign(sub(parameter as Tensor, mul(ahead as Tensor, learningRate)));
  }
}

export interface AdamVariable {
  readonly parameter: Variable;
  /** Running mean of the gradients. */
  readonly first: Variable;
  /** Running mean of their squares. */
  readonly second: Variable;
  readonly gradient: Tensor;
}

export interface AdamStep {
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
export function adamStep(variables: readonly AdamVariable[], settings: AdamStep): void {
  const { learningRate, beta1, beta2, epsilon, step } = settings;
  const rate = learningRate / (1 - beta1 ** step);
  const rootCorrection = Math.sqrt(1 - beta2 ** step);
  const attrs = { rate, rootCorrection, beta1, beta2, epsilon };
  if (runInPlace(ADAM, variables, ['parameter', 'first', 'second'], attrs)) return;
  for (const { parameter, first, second, gradient } of variables) {
    first.assign(add(mul(first as Tensor, beta1), mul(gradient, 1 - beta1)));
    second.assign(add(mul(second as Tensor, beta2), mul(square(gradient), 1 - beta2)));
    const root = add(div(sqrt(second as Tensor), rootCorrection), epsilon);
    parameter.assign(sub(parameter as Tensor, mul(div(first as Tensor, root), rate)));
  }
}

/**
 * Takes the step of all variables in a single launch, updating the named ones in place.
 *
 * @returns false if the backend lacks the kernel, or if another tensor, such as a clone, shares the values and would
 * change too
 */
function runInPlace<Name extends string>(
  kernel: string,
  variables: readonly (Readonly<Record<Name, Variable>> & { readonly gradient: Tensor })[],
  changed: readonly Name[],
  attrs: Readonly<Record<string, unknown>>,
): boolean {
  const { refCount } = currentBackend() as unknown as WasmBackend;
  const isAlone = ({ dataId }: Variable) => refCount.call(currentBackend(), dataId) === 1;
  if (!variables.every((variable) => changed.every((name) => isAlone(variable[name])))) return false;
  const inputs = variables.flatMap((variable, i) => [
    ...changed.map((name) => [`${name}${String(i)}`, variable[name]] as const),
    [`gradient${String(i)}`, variable.gradient] as const,
  ]);
  return runOwn(kernel, Object.fromEntries(inputs), { ...attrs, count: variables.length }) !== null;
}

/** A kernel that processes one variable after another, given the addresses of the named inputs. */
function onEach(
  names: readonly string[],
  write: (addresses: readonly number[], size: number, attrs: Readonly<Record<string, unknown>>) => void,
): ReturnType<KernelCreator> {
  return ({ inputs, backend, attrs }) => {
    for (let i = 0; i < (attrs['count'] as number); i++) {
      const tensors = names.map((name) => inputs[`${name}${String(i)}`]!);
      write(addressesOf(backend, tensors), sizeOf(tensors[0] as TensorInfo), attrs);
    }
    return [];
  };
}

const createSgd: KernelCreator = ({ run }) =>
  onEach(['parameter', 'velocity', 'gradient'], ([p, v, g], size, attrs) => {
    const { learningRate, momentum, nesterov } = attrs as unknown as SgdStep;
    run.sgd(p!, v!, g!, size, learningRate, momentum, nesterov);
  });

const createAdam: KernelCreator = ({ run }) =>
  onEach(['parameter', 'first', 'second', 'gradient'], ([p, m, v, g], size, attrs) => {
    const { rate, rootCorrection, beta1, beta2, epsilon } = attrs as Record<string, number>;
    const shares = [1 - beta1!, 1 - beta2!] as const;
    run.adam(p!, m!, v!, g!, size, rate!, rootCorrection!, beta1!, beta2!, ...shares, epsilon!);
  });

export const optimizerKernels = { [SGD]: createSgd, [ADAM]: createAdam };
