/** A source of numbers uniform in [0, 1). */
export type Random = () => number;

/** The state of a random generator: four 32-bit words. */
export type RandomState = readonly [number, number, number, number];

/** A source whose state can be saved and restored. */
export interface SeededRandom extends Random {
  /** The state to pass to `resumeRandom`. */
  read(): RandomState;
}

/**
 * Independent sequences from one seed. Initial weights, row order and dropout each draw from their own, so that networks
 * of different shapes see the same batches.
 */
const streams = { weights: 0, order: 1, dropout: 2 } as const;
export type RandomStream = keyof typeof streams;

/**
 * xoshiro128** by Blackman and Vigna (https://prng.di.unimi.it/xoshiro128starstar.c), its state filled from `seed`
 * by SplitMix32. Equal seeds give equal sequences on every machine.
 *
 * @param seed whole number from 0 to 2³² − 1
 * @param epoch selects a separate sequence, for streams that restart each epoch
 * @returns multiples of 2⁻³² in [0, 1)
 */
export function createRandom(seed: number, stream: RandomStream = 'weights', epoch = 0): SeededRandom {
  const next = splitMix32(seed ^ Math.imul(streams[stream], 0x632be5ab) ^ Math.imul(epoch, 0x85ebca77));
  return resumeRandom([next(), next(), next(), next()]);
}

/** Continues the sequence from a state returned by `read`. */
export function resumeRandom(state: RandomState): SeededRandom {
  let [a, b, c, d] = state;
  const random = () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result / 2 ** 32;
  };
  return Object.assign(random, { read: (): RandomState => [a, b, c, d] });
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/** A counter scrambled by MurmurHash3's finaliser. It never yields four zeros in a row, a state that xoshiro could not leave. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
}

/** Draws from the standard normal distribution by the Box–Muller transform. */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** Shuffles the elements in place; every order is equally likely (Fisher–Yates). */
export function shuffle(values: Uint32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    [values[last], values[chosen]] = [values[chosen]!, values[last]!];
  }
}
