import {
  categoryCodes,
  NO_CATEGORY,
  sequentialColor,
  sequentialFractions,
  type ColorScale,
  type SequentialScale,
} from '../color/color.ts';
import { profileOf } from '../rows/columns.ts';
import { noValueColor, toRgb, type Rgb } from '../color/palette.ts';
import { toLinear, type LinearRgb } from './linear-rgb.ts';
import { sequentialSteps } from './job.ts';

/** The colour of each row of a table. */
export type RowColors =
  | { readonly kind: 'flat'; readonly color: LinearRgb }
  | {
      readonly kind: 'sequential';
      /** Fraction per row, 0 to 1; NaN for rows without a value. */
      readonly fractions: Float32Array;
      readonly table: ColorTable;
      /** The colour of rows without a value; null if every row has one. */
      readonly none: LinearRgb | null;
    }
  | {
      readonly kind: 'categorical';
      /** Index into `colors` per row. */
      readonly codes: Uint16Array;
      readonly colors: ColorTable;
    };

/** Four numbers per colour: 1, then linear red, green and blue. */
export type ColorTable = Float32Array;

/** One colour for every row. */
export function flatColors(color: Rgb): RowColors {
  return { kind: 'flat', color: toLinear(color) };
}

/** The row colours of a colour scale. */
export function scaleColors(scale: ColorScale): RowColors {
  const none = toLinear(toRgb(noValueColor));
  if (scale.kind === 'sequential') {
    const isWhole = profileOf(scale.column).lanes.size === 0;
    return {
      kind: 'sequential',
      fractions: sequentialFractions(scale),
      table: createSequentialTable(scale),
      none: isWhole ? null : none,
    };
  }
  const colors = scale.colors.map((color) => toLinear(toRgb(color)));
  const codes = categoryCodes(scale).map((code) => (code === NO_CATEGORY ? colors.length : code));
  return { kind: 'categorical', codes, colors: createTable([...colors, none]) };
}

function createSequentialTable(scale: SequentialScale): ColorTable {
  const colors = Array.from({ length: sequentialSteps }, (_, step) =>
    sequentialColor(scale, step / (sequentialSteps - 1)),
  );
  return createTable(colors.map((color) => toLinear(toRgb(color))));
}

function createTable(colors: readonly LinearRgb[]): ColorTable {
  return Float32Array.from(colors.flatMap((color) => [1, ...color]));
}
