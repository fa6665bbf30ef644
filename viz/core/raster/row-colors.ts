import {
  categoryCodes,
  NO_CATEGORY,
  sequentialColor,
  sequentialFractions,
  type ColorScale,
  type SequentialScale,
} from '../color/color.ts';
import { noValueColor, toRgb, type Rgb } from '../color/palette.ts';
import { toLinear, type LinearRgb } from './linear-rgb.ts';

/** The colour of each row of a table. */
export type RowColors =
  | { readonly kind: 'flat'; readonly color: LinearRgb }
  | {
      readonly kind: 'indexed';
      /** Index into `colors` per row. */
      readonly codes: Uint16Array;
      /** The last one is that of rows without a value. */
      readonly colors: ColorTable;
    };

/** Four numbers per colour: the opacity of composed lines in relation to that of others, then linear red, green and blue. */
export type ColorTable = Float32Array;

/** One colour for every row. */
export function flatColors(color: Rgb): RowColors {
  return { kind: 'flat', color: toLinear(color) };
}

/** Number of colours of a sequential scale; more would be indistinguishable. */
const sequentialSteps = 256;

/** The row colours of a colour scale. */
export function scaleColors(scale: ColorScale): RowColors {
  const names =
    scale.kind === 'sequential'
      ? Array.from({ length: sequentialSteps }, (_, step) =>
          sequentialColor(scale, step / (sequentialSteps - 1)),
        )
      : scale.colors;
  const codes = scale.kind === 'sequential' ? sequentialCodes(scale) : categoryCodes(scale);
  for (let row = 0; row < codes.length; row++) if (codes[row] === NO_CATEGORY) codes[row] = names.length;
  const colors = [...names, noValueColor].flatMap((name) => [1, ...toLinear(toRgb(name))]);
  return { kind: 'indexed', codes, colors: Float32Array.from(colors) };
}

/** The step of each row's colour; `NO_CATEGORY` for rows without a value. */
function sequentialCodes(scale: SequentialScale): Uint16Array {
  const fractions = sequentialFractions(scale);
  const codes = new Uint16Array(fractions.length).fill(NO_CATEGORY);
  for (let row = 0; row < codes.length; row++) {
    const fraction = fractions[row]!;
    if (fraction === fraction) codes[row] = Math.round(fraction * (sequentialSteps - 1));
  }
  return codes;
}
