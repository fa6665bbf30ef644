import { z } from 'zod';

/** A check of a setting that fails with, for example, `expected a positive number, got -1`. */
export function setting<Value>(expected: string, isValid: (value: unknown) => boolean): z.ZodType<Value> {
  return z.custom<Value>(isValid, { error: (issue) => `expected ${expected}, got ${show(issue.input)}` });
}

export function show(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  return JSON.stringify(value) ?? String(value);
}

export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 1;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const count = setting<number>('a whole number of at least 1', isCount);
export const countFromZero = setting<number>(
  'a whole number of at least 0',
  (value) => isCount(value) || value === 0,
);
export const positive = setting<number>('a positive number', (value) => isNumber(value) && value > 0);
export const notNegative = setting<number>(
  'a number of at least 0',
  (value) => isNumber(value) && value >= 0,
);
/** In [0, 1). */
export const share = setting<number>(
  'a number of at least 0 and less than 1',
  (value) => isNumber(value) && value >= 0 && value < 1,
);
export const flag = setting<boolean>('true or false', (value) => typeof value === 'boolean');
export const oneOf = <Name extends string>(names: readonly Name[]) =>
  setting<Name>(`one of ${names.join(', ')}`, (value) => names.includes(value as Name));
