import type { KernelExports } from '../exports.ts';
import { unaryNumber } from './unary.ts';

/** An activation between two addresses, and its gradient from a saved tensor of the forward pass; each `count` numbers. */
export interface DirectActivation {
  readonly saves: 'input' | 'output';
  forward(run: KernelExports, x: number, y: number, count: number): void;
  backward(run: KernelExports, incoming: number, saved: number, out: number, count: number): void;
}

const gate = (slope: number, zeroPasses: boolean): DirectActivation => ({
  saves: 'input',
  forward: (run, x, y, count) => run.gate(x, y, count, slope),
  backward: (run, incoming, x, out, count) => run.gateGradient(incoming, x, out, count, slope, zeroPasses),
});

const sigmoidal = (name: 'Tanh' | 'Sigmoid'): DirectActivation => ({
  saves: 'output',
  forward: (run, x, y, count) => run.unary(unaryNumber(name), x, y, count),
  backward: (run, incoming, y, out, count) =>
    run.sigmoidalGradient(incoming, y, out, count, name === 'Sigmoid'),
});

/** With the same gradients as the ops in activation-gradients.ts. */
const kinds = {
  relu: () => gate(0, true),
  leakyRelu: (slope: number) => gate(slope, false),
  tanh: () => sigmoidal('Tanh'),
  sigmoid: () => sigmoidal('Sigmoid'),
} as const;

/** An activation that the kernel supports; the slope is for leaky ReLU. */
export interface MlpActivation {
  readonly kind: keyof typeof kinds;
  readonly slope?: number;
}

export function directActivation({ kind, slope = 0 }: MlpActivation): DirectActivation {
  return kinds[kind](slope);
}
