import {
  checkDerivative,
  findOverflow,
  type Candidate,
  type CustomActivation,
} from '../../../trainer/index.ts';

/** Warnings about user-defined activations: a wrong derivative, and an overflow in the numbers of training. */
export function notesOnActivations(candidates: readonly Candidate[]): string[] {
  const own = new Map<string, CustomActivation>();
  for (const { config } of candidates) {
    for (const choice of [config.activation].flat()) {
      if (typeof choice === 'object') own.set(choice.name, choice);
    }
  }
  return [...own.values()].flatMap(({ name, formula, derivative }) => {
    const check = derivative === undefined ? null : checkDerivative(formula, derivative);
    const overflow = findOverflow(formula);
    return [
      ...(check && check.wrong.length > 0 ? [`${name}: the derivative is wrong ${check.message}.`] : []),
      ...(overflow
        ? [
            `${name}: f(${String(overflow.x)}) overflows to ${String(overflow.value)} in the 32-bit numbers of training.`,
          ]
        : []),
    ];
  });
}
