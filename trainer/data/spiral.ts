import { createRandom, normal, shuffle } from '../random.ts';
import type { Dataset } from './dataset.ts';

const CLASSES = 3;
const ROWS_PER_CLASS = 1000;
const TURNS = 1.25;
/** Default standard deviation of the noise on each coordinate, relative to the spiral's radius. */
const NOISE = 0.04;

/**
 * Three interleaved spiral arms in the plane, 1,000 points each: arm k is r·(cos θ, sin θ) with r uniform in [0, 1],
 * θ = 2π(1.25 r + k/3) and Gaussian noise. Linear classifiers fail on it, a small network does not. Rows are in random
 * order.
 *
 * @param seed whole number from 0 to 2³² − 1; equal seeds give equal data
 * @param noise standard deviation of the noise on each coordinate; default 0.04
 */
export function makeSpiral(seed: number, noise = NOISE): Dataset {
  const random = createRandom(seed);
  const count = CLASSES * ROWS_PER_CLASS;
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  shuffle(order, random);
  const features = new Float32Array(count * 2);
  const labels = new Uint8Array(count);
  for (const [i, row] of order.entries()) {
    const arm = i % CLASSES;
    const radius = random();
    const angle = 2 * Math.PI * (TURNS * radius + arm / CLASSES);
    features[row * 2] = radius * Math.cos(angle) + noise * normal(random);
    features[row * 2 + 1] = radius * Math.sin(angle) + noise * normal(random);
    labels[row] = arm;
  }
  return { name: 'spiral', features, labels, count, dimensions: 2, classes: CLASSES, inputNames: ['x', 'y'] };
}
