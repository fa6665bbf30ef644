import { classCodes, NO_CLASS, rampColor, rampFractions, type ColorScale, type RampScale } from '../color.ts';
import { noValueColor, toRgb, type Rgb } from '../palette.ts';

/** Colours are mixed in linear light, where a mean of colours looks like what it is a mean of. */
export type LinearRgb = readonly [number, number, number];

/** Rows drawn alike: `order` from `start` to `end`. Without a colour each row takes its own from the ramp. */
export interface InkGroup {
  readonly start: number;
  readonly end: number;
  readonly color: LinearRgb | null;
}

/** Which rows are drawn in which colour. */
export interface Ink {
  /** The rows, sorted by group. */
  readonly order: Uint32Array;
  readonly groups: readonly InkGroup[];
  /** Per row of the table its place on the ramp, 0 to 1; null when no group takes its colours from one. */
  readonly fractions: Float32Array | null;
  readonly ramp: RampTable | null;
}

/** How each row of a table is coloured, whichever of them are drawn. */
export interface RowColors {
  /** Per row an index into `colors`; null when all rows are of the first. */
  readonly codes: Uint16Array | null;
  /** Null stands for the ramp. */
  readonly colors: readonly (LinearRgb | null)[];
  readonly fractions: Float32Array | null;
  readonly ramp: RampTable | null;
}

/** Every row in one colour. */
export function flatColors(color: Rgb): RowColors {
  return { codes: null, colors: [toLinear(color)], fractions: null, ramp: null };
}

/** The colours of a scale. */
export function scaleColors(scale: ColorScale): RowColors {
  const none = toLinear(toRgb(noValueColor));
  if (scale.kind === 'ramp') {
    const fractions = rampFractions(scale);
    const codes = Uint16Array.from(fractions, (fraction) => (Number.isNaN(fraction) ? 1 : 0));
    return { codes, colors: [null, none], fractions, ramp: createRampTable(scale) };
  }
  const colors = scale.colors.map((color) => toLinear(toRgb(color)));
  const codes = classCodes(scale).map((code) => (code === NO_CLASS ? colors.length : code));
  return { codes, colors: [...colors, none], fractions: null, ramp: null };
}

/** Sorts `rows` by colour, in linear time. */
export function createInk(rows: Uint32Array, { codes, colors, fractions, ramp }: RowColors): Ink {
  if (codes === null) {
    return { order: rows, groups: [{ start: 0, end: rows.length, color: colors[0]! }], fractions, ramp };
  }
  const starts = new Uint32Array(colors.length + 1);
  for (const row of rows) starts[codes[row]! + 1]!++;
  for (let code = 0; code < colors.length; code++) starts[code + 1]! += starts[code]!;
  const groups = colors
    .map((color, code) => ({ start: starts[code]!, end: starts[code + 1]!, color }))
    .filter((group) => group.end > group.start);
  const order = new Uint32Array(rows.length);
  for (const row of rows) order[starts[codes[row]!]!++] = row;
  return { order, groups, fractions, ramp };
}

/** Linear red, green and blue in turn, of `rampSteps` steps from low to high. */
export type RampTable = Float32Array;

export const rampSteps = 256;

function createRampTable(scale: RampScale): RampTable {
  const table = new Float32Array(rampSteps * 3);
  for (let step = 0; step < rampSteps; step++) {
    table.set(toLinear(toRgb(rampColor(scale, step / (rampSteps - 1)))), step * 3);
  }
  return table;
}

/** From 0–255 with sRGB's transfer curve to linear 0–1. */
export function toLinear(color: Rgb): LinearRgb {
  const [r, g, b] = color.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return [r!, g!, b!];
}

const srgbSteps = 4095;
const srgbTable = Uint8Array.from({ length: srgbSteps + 1 }, (_, step) => {
  const c = step / srgbSteps;
  return Math.round(255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055));
});

/** From linear 0–1 to 0–255 with sRGB's transfer curve. */
export function toByte(linear: number): number {
  return srgbTable[(Math.max(0, Math.min(1, linear)) * srgbSteps + 0.5) | 0]!;
}
