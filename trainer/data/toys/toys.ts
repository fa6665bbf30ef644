import { createRandom, normal, shuffle } from '../../random.ts';
import type { Random } from '../../random.ts';
import type { Dataset } from '../dataset.ts';
import type { ToyName } from './toy-names.ts';

const ROWS = 2000;

/** Draws a point of a class, before noise. */
type Sampler = (random: Random) => readonly [x: number, y: number];

interface Toy {
  /** One for each class. */
  readonly classes: readonly Sampler[];
  /** Default standard deviation of the Gaussian noise on each coordinate. */
  readonly noise: number;
}

const onCircle = (radius: number, from: number, to: number, centre: readonly [number, number]): Sampler => {
  return (random) => {
    const angle = from + (to - from) * random();
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  };
};

const fixed =
  (x: number, y: number): Sampler =>
  () => [x, y];

/** In the two quadrants where the signs of x and y agree, or in the two others. */
const inQuadrants = (agree: boolean): Sampler => {
  return (random) => {
    const [x, y] = [random(), random()];
    const side = random() < 0.5 ? 1 : -1;
    return [side * x, side * (agree ? y : -y)];
  };
};

/**
 * Classic sets in the plane:
 * - `circles`: a circle of radius ½ within one of radius 1, like scikit-learn's `make_circles`;
 * - `moons`: two interleaving half circles, like its `make_moons`;
 * - `xor`: the square from −1 to 1, the class being whether the signs of x and y agree;
 * - `clusters`: four Gaussian clusters around (±1, ±1).
 */
const toys: Readonly<Record<ToyName, Toy>> = {
  circles: {
    classes: [onCircle(1, 0, 2 * Math.PI, [0, 0]), onCircle(0.5, 0, 2 * Math.PI, [0, 0])],
    noise: 0.08,
  },
  moons: {
    classes: [onCircle(1, 0, Math.PI, [0, 0]), onCircle(1, Math.PI, 2 * Math.PI, [1, 0.5])],
    noise: 0.15,
  },
  xor: { classes: [inQuadrants(true), inQuadrants(false)], noise: 0.05 },
  clusters: { classes: [fixed(1, 1), fixed(-1, 1), fixed(-1, -1), fixed(1, -1)], noise: 0.4 },
};

/**
 * One of the toy data sets: 2,000 rows in random order, with balanced classes.
 *
 * @param seed whole number from 0 to 2³² − 1; equal seeds give equal data
 * @param noise standard deviation of the Gaussian noise on each coordinate, at least 0; default: that of the toy
 */
export function makeToy(name: ToyName, seed: number, noise: number = toys[name].noise): Dataset {
  const { classes }: Toy = toys[name];
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: ROWS }, (_, row) => row);
  shuffle(order, random);
  const features = new Float32Array(ROWS * 2);
  const labels = new Uint8Array(ROWS);
  for (const [i, row] of order.entries()) {
    const label = i % classes.length;
    const [x, y] = classes[label]!(random);
    features[row * 2] = x + noise * normal(random);
    features[row * 2 + 1] = y + noise * normal(random);
    labels[row] = label;
  }
  return {
    name,
    features,
    labels,
    count: ROWS,
    dimensions: 2,
    classes: classes.length,
    inputNames: ['x', 'y'],
  };
}
