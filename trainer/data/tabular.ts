import { createRandom, normal } from '../random.ts';
import type { Random } from '../random.ts';
import type { Dataset } from './dataset.ts';

const COUNT = 4000;
const CLASSES = 4;
const CLUSTERS_PER_CLASS = 2;
const INFORMATIVE = 6;
const REDUNDANT = 4;
const NOISE = 6;
/** Half the side of the cube whose corners are the cluster centres, in standard deviations of a cluster. */
const HALF_SIDE = 1.5;
/** Fraction of rows with a random label, which bounds the accuracy of any classifier. */
const FLIPPED = 0.02;

/**
 * A table of 4,000 rows and 16 columns in four classes, generated as by scikit-learn's `make_classification`
 * (after I. Guyon, "Design of experiments for the NIPS 2003 variable selection benchmark", 2003):
 * - 6 informative columns: two Gaussian clusters per class, each around its own corner of a 6-cube and stretched by a
 *   random matrix, so that columns correlate and none alone determines the class;
 * - 4 redundant columns: random linear combinations of the informative ones;
 * - 6 columns of noise;
 * - every column on its own scale (times 0.1 to 100), which standardising by columns removes;
 * - random labels for 2 % of the rows.
 *
 * @param seed whole number from 0 to 2³² − 1; equal seeds give equal data
 */
export function makeTabular(seed: number): Dataset {
  const random = createRandom(seed);
  const dimensions = INFORMATIVE + REDUNDANT + NOISE;
  const corners = drawCorners(random, CLASSES * CLUSTERS_PER_CLASS);
  const stretches = corners.map(() => drawMatrix(random, INFORMATIVE, INFORMATIVE));
  const mixing = drawMatrix(random, REDUNDANT, INFORMATIVE);
  const scales = Array.from({ length: dimensions }, () => 10 ** (3 * random() - 1));

  const features = new Float32Array(COUNT * dimensions);
  const labels = new Uint8Array(COUNT);
  for (let row = 0; row < COUNT; row++) {
    const cluster = Math.floor(random() * corners.length);
    const spread = multiply(stretches[cluster]!, drawNormals(random, INFORMATIVE));
    const informative = corners[cluster]!.map((centre, i) => centre + spread[i]!);
    const values = [...informative, ...multiply(mixing, informative), ...drawNormals(random, NOISE)];
    features.set(
      values.map((value, column) => value * scales[column]!),
      row * dimensions,
    );
    labels[row] = random() < FLIPPED ? Math.floor(random() * CLASSES) : cluster % CLASSES;
  }
  return { name: 'tabular', features, labels, count: COUNT, dimensions, classes: CLASSES };
}

type Matrix = readonly (readonly number[])[];

/** Distinct corners of the cube, each as a row of ±`HALF_SIDE`. */
function drawCorners(random: Random, count: number): number[][] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * 2 ** INFORMATIVE));
  return [...chosen].map((corner) =>
    Array.from({ length: INFORMATIVE }, (_, axis) => ((corner >> axis) & 1 ? HALF_SIDE : -HALF_SIDE)),
  );
}

/** Entries uniform in [−1, 1). */
function drawMatrix(random: Random, rows: number, columns: number): Matrix {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => 2 * random() - 1));
}

function drawNormals(random: Random, length: number): number[] {
  return Array.from({ length }, () => normal(random));
}

function multiply(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, entry, i) => sum + entry * vector[i]!, 0));
}
