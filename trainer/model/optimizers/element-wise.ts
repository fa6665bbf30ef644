import { dispose, tensor, tidy, variable, zerosLike } from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Optimizer } from './types.ts';

/** One variable that a step changes. */
export interface Update {
  readonly parameter: Variable;
  readonly gradient: Tensor;
  /** The running values of this variable, 0 at first. */
  readonly slots: readonly Variable[];
}

export interface Step {
  readonly learningRate: number;
  /** Counted from 1. */
  readonly step: number;
}

/** An optimiser whose step treats each variable by itself, with some running values of the variable's shape. */
export function createElementWise(
  variables: readonly Variable[],
  slotCount: number,
  take: (updates: readonly Update[], step: Step) => void,
): Optimizer {
  const slots = tidy(() =>
    variables.map((each) =>
      Array.from({ length: slotCount }, () => variable(zerosLike(each as Tensor), false)),
    ),
  );
  const all = slots.flat();
  let step = 0;
  return {
    step(gradients, learningRate) {
      step++;
      tidy(() => {
        const updates = variables.map((parameter, i) => {
          return { parameter, gradient: gradients[parameter.name]!, slots: slots[i]! };
        });
        take(updates, { learningRate, step });
      });
    },
    read: async () => ({ steps: step, slots: await readAll(all) }),
    restore(state) {
      step = state.steps;
      assignAll(all, state.slots);
    },
    dispose: () => dispose(all),
  };
}

/** Copies of the variables' values: a backend may go on writing into the arrays that it gives. */
function readAll(variables: readonly Variable[]): Promise<Float32Array[]> {
  return Promise.all(variables.map(async (each) => ((await each.data()) as Float32Array).slice()));
}

/** @throws {Error} when there are not as many values as the variables have */
function assignAll(variables: readonly Variable[], values: readonly Float32Array[]): void {
  if (values.length !== variables.length) {
    const counts = `${String(variables.length)} slots, got ${String(values.length)}`;
    throw new Error(`optimiser state: expected ${counts}`);
  }
  tidy(() => {
    for (const [i, each] of variables.entries()) each.assign(tensor(values[i]!.slice(), each.shape));
  });
}
