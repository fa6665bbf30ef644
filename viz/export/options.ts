import { valueText } from '../view/value-text.ts';
import { isPaper } from './paper.ts';
import type { PictureOptions } from './svg.ts';

interface Check {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const oneOf = (...choices: readonly string[]): Check => ({
  expected: choices.join(', '),
  accepts: (value) => choices.includes(value as string),
});
const positive: Check = {
  expected: 'a positive number',
  accepts: (value) => typeof value === 'number' && value > 0 && value < Infinity,
};
const count: Check = {
  expected: 'a number from 0',
  accepts: (value) => typeof value === 'number' && value >= 0,
};

const checks: { readonly [Name in keyof Required<PictureOptions>]: Check } = {
  width: positive,
  height: positive,
  title: { expected: 'text', accepts: (value) => typeof value === 'string' },
  theme: oneOf('light', 'dark'),
  legend: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  orientation: oneOf('horizontal', 'vertical'),
  maxPaths: count,
  mostPaths: count,
  imageScale: positive,
  paper: {
    expected: 'an object with a width in inches, a height, a fontFamily and a fontSize in points',
    accepts: isPaper,
  },
};

/** The options of a picture without wrong ones, which cause a warning. */
export function checkOptions(options: PictureOptions, warn: (message: string) => void): PictureOptions {
  if (typeof options !== 'object' || options === null) {
    warn(`options of the picture: expected an object, got ${valueText(options)}`);
    return {};
  }
  const entries = Object.entries(options).filter(([name, value]) => {
    if (value === undefined) return false;
    if (!Object.hasOwn(checks, name)) {
      warn(`There is no option "${name}" of a picture.`);
      return false;
    }
    const { expected, accepts } = checks[name as keyof PictureOptions];
    const isFine = accepts(value);
    if (!isFine)
      warn(`The option ${name} of the picture is left out: expected ${expected}, got ${valueText(value)}`);
    return isFine;
  });
  return Object.fromEntries(entries);
}
