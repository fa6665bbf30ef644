import { color } from 'd3';
import type { ByColumn } from '../api/types.ts';
import type { OwnColors } from '../core/color/own-colors.ts';
import { entriesOf } from './by-column.ts';
import { valueText } from './value-text.ts';

/** The colours of a column without wrong ones, which cause a warning; null if they are neither a list nor an object. */
export function checkColors(name: string, value: unknown, warn: (message: string) => void): OwnColors | null {
  const place = `colors of "${name}"`;
  const isColor = (css: unknown): css is string => typeof css === 'string' && color(css) !== null;
  if (Array.isArray(value)) {
    const wrong = value.find((css: unknown) => !isColor(css));
    if (value.length > 0 && value.every(isColor)) return value;
    const got = value.length === 0 ? 'an empty list' : valueText(wrong);
    warn(`The setting ${place} is left out: expected CSS colours, got ${got}`);
    return null;
  }
  if (typeof value !== 'object' || value === null) {
    warn(
      `The setting ${place} is left out: expected a list or an object of colours, got ${valueText(value)}`,
    );
    return null;
  }
  const entries = entriesOf(value as ByColumn<unknown>).filter(([category, css]) => {
    if (isColor(css)) return true;
    warn(`The setting ${place}: "${category}" is left out: expected a CSS colour, got ${valueText(css)}`);
    return false;
  });
  return new Map(entries as [string, string][]);
}
