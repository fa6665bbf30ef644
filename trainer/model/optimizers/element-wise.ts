import { dispose, tensor, tidy, variable, zerosLike } from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Optimizer } from './types.ts';

/** A variable that a step updates. */
export interface Update {
  readonly parameter: Variable;
  readonly gradient: Tensor;
  /** The running values of this variable, initially 0. */
  readonly slots: readonly Variable[];
}

export interface Step {
  readonly learningRate: number;
  /** Counted from 1. */
  readonly step: number;
}

/** An optimiser that updates each variable separately, with `slotCount` running values of the variable's shape. */
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

/** Copies the variables' values, since a backend may reuse the arrays that it returns. */
function readAll(variables: readonly Variable[]): Promise<Float32Array[]> {
  return Promise.all(variables.map(async (each) => ((await each.data()) as Float32Array).slice()));
}

/** @throws {Error} if the numbers of values and variables differ */
function assignAll(variables: readonly Variable[], values: readonly Float32Array[]): void {
  if (values.length !== variables.length) {
    const counts = `${String(variables.length)} slots, got ${String(values.length)}`;
    throw new Error(`optimiser state: expected ${counts}`);
  }
  tidy(() => {
    for (const [i, each] of variables.entries()) each.assign(tensor(values[i]!.slice(), each.shape));
  });
}
