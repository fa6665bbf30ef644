import { describe, expect, it } from 'vitest';
import {
  binsWithin,
  histogramOf,
  sampleCurve,
  saturatedShare,
  valuesOf,
} from '../../../src/page/activations/curve.ts';

const step = (x: number) => (x < 0 ? 0 : 1);

describe('a sampled curve', () => {
  it('runs through the function in one stretch where it is smooth', () => {
    const stretches = sampleCurve(Math.tanh, [-5, 5]);
    expect(stretches).toHaveLength(1);
    for (const [x, y] of stretches[0]!) expect(y).toBe(Math.tanh(x));
    expect(stretches[0]!.at(0)![0]).toBe(-5);
    expect(stretches[0]!.at(-1)![0]).toBe(5);
  });

  it.each([
    ['a step', step, 2],
    ['a steep slope, which is no step', (x: number) => Math.tanh(40 * x), 1],
    ['a kink', (x: number) => Math.abs(x), 1],
    ['a pole', (x: number) => 1 / x, 2],
    ['nowhere finite', () => NaN, 0],
  ])('has as many stretches as it should: %s', (_, at, count) => {
    expect(sampleCurve(at, [-5, 5])).toHaveLength(count);
  });

  it('leaves air above and below, and keeps 0 in sight', () => {
    const [low, high] = valuesOf([{ name: 'f', color: 'red', at: (x) => x + 10 }], [-5, 5]);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(15);
  });

  it.each([
    ['no curve', []],
    ['a curve at 0', [{ name: 'f', color: 'red', at: () => 0 }]],
  ])('has round ends with %s', (_, curves) => {
    expect(valuesOf(curves, [-5, 5])).toEqual([-1, 1]);
  });
});

describe('the share of pre-activations that pass no gradient', () => {
  it.each([
    ['half of an even spread, for a step', [-1, 0, 1], [5, 5], step, 0.5],
    ['by parts of a bin', [-1, 1], [10], step, 0.5],
    ['in proportion to the counts', [-1, 0, 1], [3, 1], step, 0.75],
    ['none, for a line', [-1, 1], [10], () => 1, 0],
  ])('is %s', (_, edges, counts, derivative, share) => {
    expect(saturatedShare({ edges, counts }, derivative, 0.05)).toBeCloseTo(share, 12);
  });

  it('is unknown without values', () => {
    expect(saturatedShare({ edges: [0, 1], counts: [0] }, step, 0.05)).toBeNaN();
  });
});

describe('the pre-activations of an epoch', () => {
  const distribution = {
    edges: [-1, 0, 1],
    epochs: [1, 3],
    counts: [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ],
  };

  it('keep what lies beyond the edges, out to the ends of the chart', () => {
    expect(histogramOf(distribution, 3, [-5, 5])).toEqual({ edges: [-5, -1, 0, 1, 5], counts: [5, 6, 7, 8] });
  });

  it('are unknown for an epoch that was not measured', () => {
    expect(histogramOf(distribution, 2, [-5, 5])).toBeNull();
  });

  it.each<[readonly [number, number], number[], number[][]]>([
    [
      [-5, 5],
      [-1, 0, 1],
      [
        [2, 3],
        [6, 7],
      ],
    ],
    [
      [-0.5, 1],
      [0, 1],
      [[3], [7]],
    ],
    [[2, 5], [], [[], []]],
    [[-0.5, 0.5], [], [[], []]],
  ])('are cut to the bins within %j', (interval, edges, counts) => {
    expect(binsWithin(distribution, interval)).toEqual({ edges, counts });
  });
});
