import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divergenceOf, partingOf, plateauOf, spikesOf, trendsOf } from '../../../analysis/index.ts';
import { createRandom, curve, epochs, noise, withoutTurn } from './curves.ts';

describe('a plateau', () => {
  it.each<{ name: string; values: number[]; epoch: number | null }>([
    { name: 'a constant', values: Array<number>(10).fill(0.5), epoch: 1 },
    { name: 'a fall, then a constant', values: [5, 4, 3, 2, ...Array<number>(10).fill(1)], epoch: 5 },
    { name: 'a steady fall', values: Array.from({ length: 30 }, (_, i) => -i), epoch: null },
    {
      name: 'a constant, then a fall',
      values: [...Array<number>(10).fill(9), 8, 7, 6, 5, 4, 3, 2, 1],
      epoch: null,
    },
    { name: 'few epochs', values: [1, 1, 1, 1, 1, 1, 1], epoch: null },
  ])('of $name begins at $epoch', ({ values, epoch }) => {
    const found = plateauOf(epochs(values.length), Float64Array.from(values), 'min');
    if (epoch === null) expect(found).toBeNull();
    else expect(Math.abs(found!.epoch - epoch)).toBeLessThanOrEqual(1);
  });

  it('is not claimed while a curve falls, and found where it no longer does', () => {
    const random = createRandom(3);
    const curves = 300;
    for (const length of [10, 20, 40, 100, 300]) {
      const starts = (name: string) =>
        Array.from({ length: curves }, () => {
          const values = curve(length, withoutTurn[name]!, noise(length, 0.3, random));
          return plateauOf(epochs(length), values, 'min')?.record ?? -1;
        });
      const falling = starts('falling steeply').filter((start) => start >= 0);
      const slow = starts('falling').filter((start) => start > 0);
      expect((falling.length + slow.length) / (2 * curves)).toBeLessThanOrEqual(0.05);
      if (length < 40) continue;
      const level = starts('falling for two thirds, then level').filter((start) => {
        return start >= 0.55 * length && start <= 0.8 * length;
      });
      expect(level.length / curves).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('of a fall without noise begins where hardly anything is left', () => {
    const found = plateauOf(
      epochs(30),
      curve(30, (share) => Math.exp(-20 * share)),
      'min',
    )!;
    const left = (epoch: number) => Math.exp((-20 * (epoch - 1)) / 29);
    expect(left(found.epoch)).toBeLessThan(0.05);
    expect(left(found.epoch)).toBeGreaterThan(0.001);
  });

  it('has the level of its records', () => {
    const values = Float64Array.from([0.2, 0.5, 0.8, ...Array<number>(9).fill(0.9)]);
    expect(plateauOf(epochs(12), values, 'max')).toMatchObject({ epoch: 4, count: 9 });
    expect(plateauOf(epochs(12), values, 'max')!.level).toBeCloseTo(0.9);
  });
});

describe('spikes', () => {
  const base = Array.from({ length: 24 }, (_, i) => 1 / (i + 1) + 0.002 * (i % 3));
  const at = (...jumps: [number, number][]) => {
    const values = Float64Array.from(base);
    for (const [index, size] of jumps) values[index]! += size;
    return values;
  };

  it.each<{ name: string; values: Float64Array; expected: number[] }>([
    { name: 'none', values: at(), expected: [] },
    { name: 'one', values: at([12, 1]), expected: [13] },
    { name: 'two', values: at([9, 2], [18, 1]), expected: [10, 19] },
    { name: 'one of three epochs', values: at([12, 1], [13, 0.8], [14, 0.4]), expected: [13] },
    {
      name: 'a jump that stays',
      values: at(...base.map((_, i): [number, number] => [i, i >= 12 ? 1 : 0])),
      expected: [],
    },
    { name: 'a jump at the end', values: at([23, 1]), expected: [] },
    { name: 'a jump for the better', values: at([12, -1]), expected: [] },
    { name: 'a jump too small to matter', values: at([20, 0.02]), expected: [] },
  ])('$name', ({ values, expected }) => {
    expect(spikesOf(epochs(24), values, 'min').map(({ epoch }) => epoch)).toEqual(expected);
    const mirrored = values.map((value) => -value);
    expect(spikesOf(epochs(24), mirrored, 'max').map(({ epoch }) => epoch)).toEqual(expected);
  });

  it('are found in at most 5 % of curves without, and in nearly all with one', () => {
    const random = createRandom(8);
    const curves = 300;
    for (const length of [10, 20, 40, 100, 300]) {
      for (const phi of [0, 0.5, 0.8]) {
        let [without, withOne] = [0, 0];
        for (let i = 0; i < curves; i++) {
          const values = curve(length, (share) => 20 * Math.exp(-5 * share), noise(length, phi, random));
          if (spikesOf(epochs(length), values, 'min').length > 0) without++;
          values[Math.floor(0.6 * length)]! += 40;
          if (spikesOf(epochs(length), values, 'min').length === 1) withOne++;
        }
        expect(without / curves).toBeLessThanOrEqual(0.05);
        if (length >= 20) expect(withOne / curves).toBeGreaterThanOrEqual(0.95);
      }
    }
  });
});

describe('divergence', () => {
  it.each<{ name: string; values: number[]; expected: object | null }>([
    {
      name: 'NaN to the end',
      values: [2, 1, NaN, NaN],
      expected: { kind: 'notFinite', epoch: 3, value: NaN },
    },
    {
      name: 'an infinity at the end',
      values: [2, 1, Infinity],
      expected: { kind: 'notFinite', value: Infinity },
    },
    { name: 'NaN in between', values: [2, NaN, 1, 0.9], expected: null },
    { name: 'NaN throughout', values: [NaN, NaN], expected: null },
    {
      name: 'growth by powers',
      values: [2, 1.5, 1, 3, 9, 27, 81, 243],
      expected: { kind: 'growing', epoch: 3 },
    },
    { name: 'a steady rise', values: [2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], expected: null },
    { name: 'a spike', values: [2, 1.5, 1, 3, 9, 27, 243, 1, 1], expected: null },
    { name: 'a fall', values: [5, 4, 3, 2, 1, 0.5, 0.1], expected: null },
    { name: 'nothing', values: [], expected: null },
  ])('by $name', ({ values, expected }) => {
    const found = divergenceOf(epochs(values.length), Float64Array.from(values), 'min');
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});

describe('the epoch where two curves part', () => {
  const x = epochs(20);
  const ramp = { x, y: x.map((epoch) => Math.max(0, epoch - 8)) };
  const zero = { x, y: new Float64Array(20) };

  it.each<{ name: string; y: Float64Array; epoch: number | null }>([
    { name: 'from the first epoch', y: x.map(() => 0.1), epoch: 1 },
    { name: 'later', y: ramp.y, epoch: 9 },
    { name: 'and come closer again', y: x.map((epoch) => 10 - 0.9 * Math.abs(epoch - 10)), epoch: 1 },
    { name: 'at the last crossing', y: x.map((epoch) => (epoch < 10 ? 1 : -1)), epoch: 10 },
    { name: 'never: equal', y: zero.y, epoch: null },
    { name: 'never: equal again', y: x.map((epoch) => (epoch < 20 ? 1 : 0)), epoch: null },
    { name: 'too late to tell', y: x.map((epoch) => Number(epoch > 14)), epoch: null },
  ])('$name: $epoch', ({ y, epoch }) => {
    expect(partingOf({ x, y }, zero)?.epoch ?? null).toBe(epoch);
    expect(partingOf(zero, { x, y })?.epoch ?? null).toBe(epoch);
  });

  it('is taken from common epochs with finite values', () => {
    const y = ramp.y.slice();
    y[19] = NaN;
    const odd = { x: x.filter((epoch) => epoch % 2 === 1 || epoch > 9), y: zero.y };
    expect(partingOf({ x, y }, odd)).toMatchObject({ epoch: 9, count: 11 });
    expect(partingOf(ramp, { x: x.map((epoch) => epoch + 0.5), y: zero.y })).toBeNull();
  });

  it('does not depend on which is first', () => {
    const values = fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const one = { x: epochs(a.length), y: Float64Array.from(a) };
        const two = { x: epochs(b.length), y: Float64Array.from(b) };
        const [forward, backward] = [partingOf(one, two), partingOf(two, one)];
        const mirrored = backward && { ...backward, difference: -backward.difference };
        expect(forward).toEqual(mirrored);
      }),
    );
  });

  it('is found in at most 5 % of pairs of equal curves, and in nearly all that part', () => {
    const random = createRandom(5);
    const pairs = 300;
    for (const length of [10, 20, 40, 100, 300]) {
      for (const phi of [0, 0.3, 0.5, 0.7]) {
        let [equal, parting] = [0, 0];
        for (let i = 0; i < pairs; i++) {
          const one = { x: epochs(length), y: noise(length, phi, random) };
          if (partingOf(one, { x: one.x, y: noise(length, phi, random) }) !== null) equal++;
          const away = curve(length, (share) => 30 * Math.max(0, share - 0.3), noise(length, phi, random));
          const found = partingOf(one, { x: one.x, y: away });
          if (found !== null && Math.abs(found.epoch / length - 0.3) < 0.25) parting++;
        }
        expect(equal / pairs).toBeLessThanOrEqual(0.05);
        if (length >= 20) expect(parting / pairs).toBeGreaterThanOrEqual(0.9);
      }
    }
  });
});

describe('the trends of many runs', () => {
  it('are those of each, joined with training where it was recorded', () => {
    const x = epochs(20);
    const u = x.map((epoch) => Math.abs(epoch - 8));
    const falling = x.map((epoch) => -epoch);
    const join = (...parts: Float64Array[]) => Float64Array.from(parts.flatMap((part) => [...part]));
    const valid = {
      runs: Uint32Array.of(4, 7, 9),
      starts: Uint32Array.of(0, 20, 40, 60),
      x: join(x, x, x),
      y: join(u, falling, u),
    };
    // Training of run 9 gets worse with validation, and was recorded half as often; run 4 has none.
    const train = {
      runs: Uint32Array.of(9, 7),
      starts: Uint32Array.of(0, 10, 30),
      x: join(
        x.filter((epoch) => epoch % 2 === 0),
        x,
      ),
      y: join(
        u.filter((_, i) => i % 2 === 1),
        falling,
      ),
    };
    const found = trendsOf({ valid, train, direction: 'min' });
    expect(found.map(({ run, overfitting }) => [run, overfitting?.epoch ?? null])).toEqual([
      [4, 8],
      [7, null],
      [9, null],
    ]);
    expect(found[0]!.overfitting!.gain).toBeNull();
    expect(trendsOf({ valid, train: null, direction: 'min' })[2]!.overfitting?.epoch).toBe(8);
  });
});
