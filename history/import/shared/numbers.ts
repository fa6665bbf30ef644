import { numberOfText } from '../flat/text-cells.ts';

/**
 * Returns the number of a JSON value: a number, or text such as "NaN" or "inf", which writers of strict JSON use. Undefined
 * for anything else.
 */
export function numberOfJson(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? numberOfText(value.trim()) : undefined;
}
