import { numberOfText } from '../flat/text-cells.ts';

/**
 * The number that a JSON value stands for: itself, or what it spells, since writers that cannot write NaN or an infinity
 * write words. Undefined for anything else.
 */
export function numberOfJson(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? numberOfText(value.trim()) : undefined;
}
