import type { Standardisation } from '../config.ts';
import type { Dataset } from './dataset.ts';

/** How features become inputs: `(feature − mean) / deviation`, with one entry for all columns or one per column. */
export interface Scaling {
  readonly mean: Float64Array;
  /** Sample standard deviations (divisor n − 1), 1 where a column is constant. Saved models have it under this name. */
  readonly deviation: Float64Array;
  /** The value that replaces a missing feature, one per column, before scaling; absent if none are missing. */
  readonly fill?: Float64Array;
}

/**
 * Measures the scaling of a whole data set, before any split. `all` computes one mean and one standard deviation over
 * all values (PyTorch's `(data − data.mean()) / data.std()`), `columns` one of each per column. Missing values do not count.
 */
export function measureScaling(dataset: Dataset, standardisation: Standardisation): Scaling {
  if (standardisation === 'none') return { mean: Float64Array.of(0), deviation: Float64Array.of(1) };
  const { features, dimensions } = dataset;
  if (standardisation === 'all' && features instanceof Uint8Array) return measureBytes(features);
  const groups = standardisation === 'columns' ? dimensions : 1;
  const counts = new Float64Array(groups);
  // Two passes: the one-pass formula suffers from cancellation if the mean is large compared to the deviation.
  const mean = new Float64Array(groups);
  for (let i = 0; i < features.length; i++) {
    if (Number.isNaN(features[i])) continue;
    mean[i % groups]! += features[i]!;
    counts[i % groups]!++;
  }
  for (let group = 0; group < groups; group++) mean[group]! /= counts[group]!;

  const squares = new Float64Array(groups);
  for (let i = 0; i < features.length; i++) {
    if (Number.isNaN(features[i])) continue;
    const group = i % groups;
    squares[group]! += (features[i]! - mean[group]!) ** 2;
  }
  const stdDev = squares.map((sum, group) => Math.sqrt(sum / (counts[group]! - 1)));
  return { mean, deviation: stdDev.map((value) => (value > 0 ? value : 1)) };
}

/** Measuring takes passes over the whole data set, so all its runs and folds share the result. */
const scalings = new WeakMap<Dataset, Map<Standardisation, Scaling>>();

/** Memoised `measureScaling`. */
export function scalingOf(dataset: Dataset, standardisation: Standardisation): Scaling {
  const known = scalings.get(dataset) ?? new Map<Standardisation, Scaling>();
  scalings.set(dataset, known);
  const scaling = known.get(standardisation) ?? measureScaling(dataset, standardisation);
  known.set(standardisation, scaling);
  return scaling;
}

/** Counting each byte value takes a single pass over what may be tens of millions of bytes. */
function measureBytes(bytes: Uint8Array): Scaling {
  const counts = new Float64Array(256);
  // Several times as fast as for…of.
  let left = bytes.length;
  while (left > 0) counts[bytes[--left]!]!++;
  const mean = counts.reduce((sum, count, byte) => sum + count * byte, 0) / bytes.length;
  const squares = counts.reduce((sum, count, byte) => sum + count * (byte - mean) ** 2, 0);
  const stdDev = Math.sqrt(squares / (bytes.length - 1));
  return { mean: Float64Array.of(mean), deviation: Float64Array.of(stdDev > 0 ? stdDev : 1) };
}

/** Writes the standardised features of one row of the data set into `target`, starting at `offset`. */
export type RowWriter = (row: number, target: Float32Array, offset: number) => void;

export function createRowWriter(
  { features, dimensions }: Dataset,
  { mean, deviation: stdDev, fill }: Scaling,
): RowWriter {
  const groups = mean.length;
  return (row, target, offset) => {
    const start = row * dimensions;
    for (let i = 0; i < dimensions; i++) {
      const group = groups === 1 ? 0 : i;
      const feature = features[start + i]!;
      const value = fill !== undefined && Number.isNaN(feature) ? fill[i]! : feature;
      target[offset + i] = (value - mean[group]!) / stdDev[group]!;
    }
  };
}

/** The standardised value of each byte, under one scaling for all columns. */
export function createByteTable({ mean, deviation: stdDev }: Scaling): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => (byte - mean[0]!) / stdDev[0]!);
}
