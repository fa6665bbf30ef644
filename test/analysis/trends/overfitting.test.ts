import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overfittingOf } from '../../../analysis/index.ts';
import { createRandom, curve, epochs, noise, withoutTurn, type Course } from './curves.ts';

/** Training that improves throughout: it never hides a false alarm of validation. */
const improving = (length: number) => epochs(length).map((epoch) => -epoch);

function overfitting(valid: Float64Array, train: Float64Array | null = improving(valid.length)) {
  return overfittingOf({ x: epochs(valid.length), train, valid, direction: 'min' });
}

describe('overfitting', () => {
  const rising = [0.61, 0.42, 0.31, 0.26, 0.234, 0.252, 0.297, 0.351, 0.402, 0.466, 0.527, 0.588];
  const falling = rising.map((_, i) => 0.5 / (i + 1));

  it.each<{ name: string; valid: number[]; train: number[] | null; epoch: number | null }>([
    { name: 'validation rises while training falls', valid: rising, train: falling, epoch: 5 },
    { name: 'training is not known', valid: rising, train: null, epoch: 5 },
    { name: 'both rise', valid: rising, train: rising, epoch: null },
    { name: 'training stands still', valid: rising, train: rising.map(() => 0.1), epoch: null },
    { name: 'validation falls', valid: falling, train: falling, epoch: null },
    { name: 'validation is constant', valid: rising.map(() => 0.3), train: falling, epoch: null },
    { name: 'validation rises from the first epoch', valid: falling.toReversed(), train: falling, epoch: 1 },
    { name: 'only the last epoch is worse', valid: [...falling, 3], train: [...falling, 0], epoch: null },
    { name: 'there are few epochs', valid: rising.slice(2, 9), train: falling.slice(2, 9), epoch: null },
    {
      name: 'accuracies on few rows take two steps back',
      valid: [0.5, 0.7, 0.8, 0.9, 0.92, 0.92, 0.92, 0.92, 0.9, 0.9].map((value) => -value),
      train: falling.slice(0, 10),
      epoch: null,
    },
    { name: 'there are no epochs', valid: [], train: [], epoch: null },
  ])('where $name: $epoch', ({ valid, train, epoch }) => {
    const found = overfitting(Float64Array.from(valid), train === null ? null : Float64Array.from(train));
    expect(found?.epoch ?? null).toBe(epoch);
  });

  it('has the size of both changes, and evidence', () => {
    const found = overfitting(Float64Array.from(rising), Float64Array.from(falling))!;
    expect(found.record).toBe(4);
    // The last value is taken as the median of the last three.
    expect(found.loss).toBeCloseTo(0.527 - 0.234, 2);
    expect(found.best).toBeCloseTo(0.234, 2);
    expect(found.gain).toBeGreaterThan(0);
    expect(found.p).toBeLessThan(0.001);
  });

  it('reads a metric to maximise by its sign', () => {
    const valid = Float64Array.from(rising, (value) => 1 - value);
    const train = Float64Array.from(falling);
    const x = epochs(valid.length);
    const found = overfittingOf({ x, valid, train, direction: 'max', trainDirection: 'min' });
    expect(found).toMatchObject({ epoch: 5 });
    expect(found!.best).toBeCloseTo(1 - 0.234, 2);
    expect(overfittingOf({ x, valid, train, direction: 'max' })).toBeNull();
  });

  it('passes over records that are not finite, and keeps their place', () => {
    const valid = Float64Array.from([NaN, Infinity, ...rising.slice(0, 6), NaN, ...rising.slice(6)]);
    expect(overfitting(valid)).toMatchObject({ record: 6, epoch: 7 });
  });

  it('does not depend on the unit or the origin of the metric', () => {
    const random = createRandom(4);
    const valid = curve(40, (share) => 20 * Math.abs(share - 0.4), noise(40, 0.3, random));
    const found = overfitting(valid)!;
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.integer({ min: -9, max: 9 }),
        (unit, origin) => {
          const scaled = overfitting(valid.map((value) => unit * (value + origin)));
          expect(scaled?.epoch).toBe(found.epoch);
          expect(scaled!.loss / unit).toBeCloseTo(found.loss, 6);
          expect(scaled!.p).toBeCloseTo(found.p, 6);
        },
      ),
    );
  });
});

const lengths = [10, 15, 20, 40, 100, 300, 500];

describe('without a turn, in at most 5 % of curves, overfitting is found', () => {
  it.each([0, 0.3, 0.5, 0.7, 0.8])('in noise with a correlation of %d', (phi) => {
    const random = createRandom(17);
    const curves = 150;
    const byCourse = new Map<string, number>();
    for (const length of lengths) {
      let found = 0;
      for (const [name, course] of Object.entries(withoutTurn)) {
        for (let i = 0; i < curves; i++) {
          if (overfitting(curve(length, course, noise(length, phi, random))) === null) continue;
          found++;
          byCourse.set(name, (byCourse.get(name) ?? 0) + 1);
        }
      }
      expect(
        found / curves / Object.keys(withoutTurn).length,
        `${String(length)} epochs`,
      ).toBeLessThanOrEqual(0.05);
    }
    for (const [name, found] of byCourse) {
      expect(found / curves / lengths.length, name).toBeLessThanOrEqual(0.05);
    }
  });

  it('where noise shrinks, or has large outliers', () => {
    const random = createRandom(23);
    const curves = 300;
    for (const length of lengths) {
      let [shrinking, heavy] = [0, 0];
      for (let i = 0; i < curves; i++) {
        const base = noise(length, 0, random);
        const loud = base.map((value, at) => value * Math.exp((-3 * at) / length));
        if (overfitting(curve(length, (share) => 20 * Math.exp(-5 * share), loud)) !== null) shrinking++;
        const rough = base.map((value) => value * (random() < 0.1 ? 6 : 1));
        if (overfitting(curve(length, () => 0, rough)) !== null) heavy++;
      }
      expect(shrinking / curves).toBeLessThanOrEqual(0.05);
      expect(heavy / curves).toBeLessThanOrEqual(0.05);
    }
  });
});

/** Courses that end 1 above their best, with the share of the run at which they are best. */
const turning: { name: string; course: Course; at: number }[] = [
  { name: 'a corner', course: (share) => (share < 0.4 ? (0.4 - share) / 0.4 : (share - 0.4) / 0.6), at: 0.4 },
  {
    name: 'an exponential fall, then a steady rise',
    // exp(−8s) + 8s exp(−2.8) is least at s = 0.35.
    course: (share) => {
      const loss = (at: number) => Math.exp(-8 * at) + 8 * Math.exp(-2.8) * at;
      return (loss(share) - loss(0.35)) / (loss(1) - loss(0.35));
    },
    at: 0.35,
  },
  { name: 'a parabola', course: (share) => 4 * (share - 0.5) ** 2, at: 0.5 },
];

describe.each(turning)('a turn of $name', ({ course, at }) => {
  it.each([
    // Rise in standard deviations of the noise, and the share of curves in which it must be found.
    { length: 12, rise: 20, power: 0.9, tolerance: 0.15 },
    { length: 20, rise: 10, power: 0.7, tolerance: 0.15 },
    { length: 40, rise: 10, power: 0.99, tolerance: 0.12 },
    { length: 100, rise: 5, power: 0.99, tolerance: 0.12 },
    { length: 300, rise: 5, power: 0.99, tolerance: 0.1 },
    { length: 1000, rise: 10, power: 0.99, tolerance: 0.06 },
  ])(
    'of $rise deviations in $length epochs is found within $tolerance of them',
    ({ length, rise, power, tolerance }) => {
      const random = createRandom(31);
      const curves = 200;
      let [found, near] = [0, 0];
      for (let i = 0; i < curves; i++) {
        const turn = overfitting(curve(length, (share) => rise * course(share), noise(length, 0.2, random)));
        if (turn === null) continue;
        found++;
        if (Math.abs(turn.record - at * (length - 1)) <= tolerance * length) near++;
      }
      expect(found / curves).toBeGreaterThanOrEqual(power);
      expect(near / found).toBeGreaterThanOrEqual(0.9);
    },
  );
});
