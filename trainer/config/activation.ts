import { z } from 'zod';
import { activationNames, createCustomActivation, FormulaError } from '../activations/index.ts';
import type { ActivationName, CustomActivation } from '../activations/index.ts';
import { show } from './checks.ts';

/** The name of a built-in activation, or a user-defined one. */
export type ActivationChoice = ActivationName | CustomActivation;

/** One activation for all hidden layers, or a list with one per layer, from input to output. */
export const activationSetting = z
  .unknown()
  .transform((input, context): ActivationChoice | readonly ActivationChoice[] => {
    const fail = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (!Array.isArray(input)) return checkChoice(input, fail);
    return input.map((each: unknown, i) =>
      checkChoice(each, (message) => fail(`[${String(i)}]: ${message}`)),
    );
  });

function checkChoice(input: unknown, fail: (message: string) => never): ActivationChoice {
  if (typeof input === 'object' && input !== null) return checkCustom(input, fail);
  const name = activationNames.find((each) => each === input);
  return name ?? fail(`expected one of ${activationNames.join(', ')}, got ${show(input)}`);
}

function checkCustom(input: object, fail: (message: string) => never): ActivationChoice {
  const { name, formula, derivative, ...rest } = input as Readonly<Record<keyof CustomActivation, unknown>>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return fail(`expected name, formula and derivative, got "${unknown}"`);
  if (typeof name !== 'string' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return fail(`name: expected a word of letters, digits and _, got ${show(name)}`);
  }
  if (activationNames.some((each) => each === name)) return fail(`name: "${name}" is taken`);
  if (typeof formula !== 'string') return fail(`formula: expected a formula of x, got ${show(formula)}`);
  if (derivative !== undefined && typeof derivative !== 'string') {
    return fail(`derivative: expected a formula of x, got ${show(derivative)}`);
  }
  const custom = { name, formula, ...(derivative === undefined ? {} : { derivative }) };
  try {
    createCustomActivation(custom);
    return custom;
  } catch (error) {
    if (error instanceof FormulaError) return fail(error.message);
    throw error;
  }
}
