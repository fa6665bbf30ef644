import {
  classCodes,
  NO_CLASS,
  rampColor,
  rampFractions,
  type ColorScale,
  type RampScale,
} from '../color/color.ts';
import { profileOf } from '../rows/columns.ts';
import { noValueColor, toRgb, type Rgb } from '../color/palette.ts';
import { toLinear, type LinearRgb } from './linear-rgb.ts';
import { rampSteps } from './job.ts';

/** How each row of a table is coloured, whichever of them are drawn. */
export type RowColors =
  | { readonly kind: 'flat'; readonly color: LinearRgb }
  | {
      readonly kind: 'ramp';
      /** Per row its place on the ramp, 0 to 1; NaN for rows that have none. */
      readonly fractions: Float32Array;
      readonly ramp: ColorTable;
      /** The colour of these; null where all rows have a place. */
      readonly none: LinearRgb | null;
    }
  | {
      readonly kind: 'classes';
      /** Per row an index into `colors`. */
      readonly codes: Uint16Array;
      readonly colors: ColorTable;
    };

/** Four numbers a colour: 1, then linear red, green and blue. */
export type ColorTable = Float32Array;

/** Every row in one colour. */
export function flatColors(color: Rgb): RowColors {
  return { kind: 'flat', color: toLinear(color) };
}

/** The colours of a scale. */
export function scaleColors(scale: ColorScale): RowColors {
  const none = toLinear(toRgb(noValueColor));
  if (scale.kind === 'ramp') {
    const isWhole = profileOf(scale.column).lanes.size === 0;
    return {
      kind: 'ramp',
      fractions: rampFractions(scale),
      ramp: createRampTable(scale),
      none: isWhole ? null : none,
    };
  }
  const colors = scale.colors.map((color) => toLinear(toRgb(color)));
  const codes = classCodes(scale).map((code) => (code === NO_CLASS ? colors.length : code));
  return { kind: 'classes', codes, colors: createTable([...colors, none]) };
}

function createRampTable(scale: RampScale): ColorTable {
  const colors = Array.from({ length: rampSteps }, (_, step) => rampColor(scale, step / (rampSteps - 1)));
  return createTable(colors.map((color) => toLinear(toRgb(color))));
}

function createTable(colors: readonly LinearRgb[]): ColorTable {
  return Float32Array.from(colors.flatMap((color) => [1, ...color]));
}
