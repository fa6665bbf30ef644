import type { Standardisation } from '../config.ts';
import type { Dataset } from './dataset.ts';

/** How features become inputs: `(feature − mean) / deviation`, with one entry for all columns or one for each. */
export interface Scaling {
  readonly mean: Float64Array;
  /** Sample deviations (divided by n − 1), 1 where a column is constant. */
  readonly deviation: Float64Array;
}

/**
 * Measures the scaling of a whole data set, as is done before any split. `all` takes one mean and one sample deviation
 * over all values (PyTorch's `(data − data.mean()) / data.std()`), `columns` one of each for every column.
 */
export function measureScaling(dataset: Dataset, standardisation: Standardisation): Scaling {
  if (standardisation === 'none') return { mean: Float64Array.of(0), deviation: Float64Array.of(1) };
  const { features, dimensions } = dataset;
  if (standardisation === 'all' && features instanceof Uint8Array) return measureBytes(features);
  const groups = standardisation === 'columns' ? dimensions : 1;
  const perGroup = features.length / groups;

  // Two passes: the textbook's one-pass form cancels where the mean is large beside the deviation.
  const mean = new Float64Array(groups);
  for (let i = 0; i < features.length; i++) mean[i % groups]! += features[i]!;
  for (let group = 0; group < groups; group++) mean[group]! /= perGroup;

  const squares = new Float64Array(groups);
  for (let i = 0; i < features.length; i++) {
    const group = i % groups;
    squares[group]! += (features[i]! - mean[group]!) ** 2;
  }
  const deviation = squares.map((sum) => Math.sqrt(sum / (perGroup - 1)));
  return { mean, deviation: deviation.map((value) => (value > 0 ? value : 1)) };
}

/** Measuring takes passes over the whole data set, which all its runs and folds share. */
const scalings = new WeakMap<Dataset, Map<Standardisation, Scaling>>();

/** As `measureScaling`, which is called once for a data set. */
export function scalingOf(dataset: Dataset, standardisation: Standardisation): Scaling {
  const known = scalings.get(dataset) ?? new Map<Standardisation, Scaling>();
  scalings.set(dataset, known);
  const scaling = known.get(standardisation) ?? measureScaling(dataset, standardisation);
  known.set(standardisation, scaling);
  return scaling;
}

/** How often each byte occurs tells all, and takes one pass over what may be tens of millions. */
function measureBytes(bytes: Uint8Array): Scaling {
  const counts = new Float64Array(256);
  // Several times as fast as for…of.
  let left = bytes.length;
  while (left > 0) counts[bytes[--left]!]!++;
  const mean = counts.reduce((sum, count, byte) => sum + count * byte, 0) / bytes.length;
  const squares = counts.reduce((sum, count, byte) => sum + count * (byte - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (bytes.length - 1));
  return { mean: Float64Array.of(mean), deviation: Float64Array.of(deviation > 0 ? deviation : 1) };
}

/** Writes the standardised features of one row of the data set into `target` from `offset` on. */
export type RowWriter = (row: number, target: Float32Array, offset: number) => void;

export function createRowWriter({ features, dimensions }: Dataset, { mean, deviation }: Scaling): RowWriter {
  const groups = mean.length;
  return (row, target, offset) => {
    const start = row * dimensions;
    for (let i = 0; i < dimensions; i++) {
      const group = groups === 1 ? 0 : i;
      target[offset + i] = (features[start + i]! - mean[group]!) / deviation[group]!;
    }
  };
}

/** What each byte becomes under one scaling for all columns. */
export function createByteTable({ mean, deviation }: Scaling): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => (byte - mean[0]!) / deviation[0]!);
}
