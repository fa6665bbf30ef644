import { expect, it } from 'vitest';
import { partedExamples, partedUnits, percent } from '../../../../src/page/activations/twins/describe.ts';
import type { TwinStep } from '../../../../trainer/index.ts';

const step: TwinStep = {
  ...{ step: 4, epoch: 2, batch: 1, losses: [0.5, 0.25], outputs: 0.25 },
  weights: { total: 0, layers: [0] },
  examples: Float32Array.of(0.25, 0, 0.5),
  predictions: [Uint8Array.of(0, 0, 1), Uint8Array.of(1, 0, 0)],
  units: [Float32Array.of(1, 4), Float32Array.of(0, 2)],
};
const probe = { rows: Uint32Array.of(10, 11, 12), truths: ['no', 'no', 'yes'], classNames: ['no', 'yes'] };

it('lists the units of all layers, the most different first', () => {
  expect(partedUnits(step, 2)).toEqual([
    { layer: 1, unit: 2, distance: 4 },
    { layer: 2, unit: 2, distance: 2 },
  ]);
});

it('lists the examples with what both twins predict', () => {
  expect(partedExamples(step, probe, 5)).toEqual([
    { row: 12, truth: 'yes', predicted: ['yes', 'no'], distance: 0.5 },
    { row: 10, truth: 'no', predicted: ['no', 'yes'], distance: 0.25 },
  ]);
});

it('has no predictions for a regression', () => {
  const regression = { ...step, predictions: [new Uint8Array(), new Uint8Array()] } as const;
  expect(partedExamples(regression, probe, 1)[0]!.predicted).toEqual([]);
});

it.each([
  [0.0123, '1.2 %'],
  [0, '0 %'],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
])('percent of %d', (share, text) => {
  expect(percent(share)).toBe(text);
});
