/** Uniform in [0, 1): Mulberry32 by Tommy Ettinger. */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** First-order autoregressive noise of unit variance; `phi` is the correlation of neighbours. */
export function noise(length: number, phi: number, random: () => number): Float64Array {
  const out = new Float64Array(length);
  let value = normal(random);
  for (let i = 0; i < length; i++) {
    if (i > 0) value = phi * value + Math.sqrt(1 - phi * phi) * normal(random);
    out[i] = value;
  }
  return out;
}

/** 1, 2, …, as epochs are counted. */
export function epochs(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => i + 1);
}

/** A course of values over the share of a run that has passed, from 0 to 1. */
export type Course = (share: number) => number;

export function curve(length: number, course: Course, noise?: Float64Array): Float64Array {
  return Float64Array.from({ length }, (_, i) => course(i / (length - 1)) + (noise?.[i] ?? 0));
}

/** Courses without a turn, in standard deviations of the noise. */
export const withoutTurn: Readonly<Record<string, Course>> = {
  flat: () => 0,
  falling: (share) => -8 * share,
  'falling steeply': (share) => -60 * share,
  'falling exponentially': (share) => 20 * Math.exp(-8 * share),
  'falling ever more slowly': (share) => 10 * Math.exp(-3 * share),
  'falling for a third, then level': (share) => (share < 1 / 3 ? 20 - 60 * share : 0),
  'falling for two thirds, then level': (share) => (share < 0.7 ? 200 - (200 * share) / 0.7 : 0),
};
