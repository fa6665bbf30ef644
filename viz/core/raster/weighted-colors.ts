import type { Column } from '../../../history/index.ts';
import type { RowColors } from './row-colors.ts';

/** Weights are rounded to this number of steps: more would be indistinguishable. */
const maxSteps = 64;
/** Codes of colours are 16-bit. */
const maxColors = 2 ** 16;

/**
 * The opacity of each row's line in relation to the heaviest one, above 0 and up to 1: its weight by the largest one. As in
 * HiPlot, a weight that is not a positive finite number counts as 1. Null if all weights are equal.
 */
export function relativeWeights(column: Column): Float32Array | null {
  if (column.kind === 'category') return null;
  const { values, absence } = column;
  const weights = Float32Array.from(values, (value, row) =>
    value > 0 && value < Infinity && (absence === null || absence[row] === 0) ? value : 1,
  );
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  if (weights.every((weight) => weight === largest)) return null;
  return weights.map((weight) => weight / largest);
}

/** The colours of rows with their weights as opacities of composed lines, in steps; the densities of lines have no weights. */
export function weightedColors(colors: RowColors, column: Column | undefined): RowColors {
  const weights = column === undefined ? null : relativeWeights(column);
  if (weights === null) return colors;
  const plain = colors.kind === 'flat' ? Float32Array.of(1, ...colors.color) : colors.colors;
  const count = plain.length / 4;
  const steps = Math.min(maxSteps, Math.floor(maxColors / count));
  const table = new Float32Array(plain.length * steps);
  for (let index = 0; index < count * steps; index++) {
    const color = Math.floor(index / steps);
    table.set(plain.subarray(4 * color, 4 * color + 4), 4 * index);
    table[4 * index] = ((index % steps) + 1) / steps;
  }
  const codes = Uint16Array.from(weights, (weight, row) => {
    const color = colors.kind === 'flat' ? 0 : colors.codes[row]!;
    return color * steps + Math.max(0, Math.round(weight * steps) - 1);
  });
  return { kind: 'indexed', codes, colors: table };
}
