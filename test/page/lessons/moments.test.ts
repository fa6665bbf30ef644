import { expect, it } from 'vitest';
import { outputMoments } from '../../../src/page/lessons/moments.ts';
import { HISTOGRAM_EDGES, histogramOf } from './runs.ts';

const runOf = (activation: string, ...epochs: (readonly number[])[]) => ({
  parameters: { activation },
  distributions: {
    pre_activation_1: {
      edges: HISTOGRAM_EDGES,
      epochs: epochs.map((_, i) => i + 1),
      counts: epochs.map(histogramOf),
    },
  },
});

it.each([
  ['the identity of one value', 'linear', [0.125], 0.125, 0],
  ['both sides', 'linear', [-1.125, 1.125], 0, 1.125],
  ['what ReLU cuts off', 'relu', [-2.125, 2.125], 1.0625, 1.0625],
  ['values beyond the histogram, as its edges', 'linear', [-20, 20], 0, 8],
] as const)('are those of the outputs: %s', (_, activation, values, mean, stdDev) => {
  const [moments] = outputMoments(runOf(activation, values));
  expect(moments!.mean).toBeCloseTo(mean, 12);
  expect(moments!.stdDev).toBeCloseTo(stdDev, 12);
});

it('are those of the last epoch', () => {
  expect(outputMoments(runOf('linear', [0.125], [1.125]))[0]!.mean).toBe(1.125);
});

it('are none without histograms, or for an activation that is not built in', () => {
  expect(outputMoments({ parameters: { activation: 'relu' } })).toEqual([]);
  expect(outputMoments(runOf('mine', [1]))).toEqual([]);
});
