import { describe, expect, it } from 'vitest';
import { baseOfRun, smallBase, twinSettings } from '../../../../src/page/activations/twins/settings.ts';
import { configParameters, parseConfig, type TrainConfig } from '../../../../trainer/index.ts';
import { makeRun } from '../../../history/make.ts';

const runOf = (config: Partial<TrainConfig>) => ({
  ...makeRun('run'),
  parameters: { ...configParameters(parseConfig(config)), rows: 500 },
});
const base = smallBase();

describe('twinSettings', () => {
  it.each([
    ['all layers', null, ['tanh', 'tanh']],
    ['the first layer', 0, ['tanh', 'relu']],
    ['the last layer', 1, ['relu', 'tanh']],
  ])('gives the second twin its activation in %s', (_, layer, activations) => {
    const settings = twinSettings(base, { other: 'tanh', layer, swapAfter: 0 });
    expect(settings.activations).toEqual(activations);
    expect(settings.config.activation).toEqual(['relu', 'relu']);
  });

  it('trains as many whole epochs as 2,000 steps allow', () => {
    const config = parseConfig({ data: 'moons', hidden: [2], batchSize: 10, epochs: 100 });
    // 800 training rows are 80 steps an epoch.
    const settings = twinSettings({ config, rows: 1000 }, { other: 'tanh', layer: null, swapAfter: 0 });
    expect(settings.config.epochs).toBe(25);
  });

  it.each([
    ['a layer that does not exist', { layer: 2, swapAfter: 0 }, 'layer: expected 1 to 2, got 3'],
    [
      'a swap after the last epoch',
      { layer: null, swapAfter: 10 },
      'swap: expected an epoch before 10, the last, got 10',
    ],
  ])('refuses %s', (_, form, message) => {
    expect(() => twinSettings(base, { other: 'tanh', ...form })).toThrow(message);
  });
});

describe('baseOfRun', () => {
  it('takes the settings and the number of rows', () => {
    const found = baseOfRun(runOf({ data: 'moons:0.3', hidden: [4], activation: 'gelu', seed: 7 }));
    expect(found).toMatchObject({
      rows: 500,
      config: { data: 'moons:0.3', hidden: [4], activation: 'gelu', seed: 7 },
    });
  });

  it.each([
    ['data that do not come with the page', runOf({ data: 'wine.csv' })],
    ['no hidden layer', runOf({ data: 'moons', hidden: [] })],
    ['no network', makeRun('other', { parameters: { data: 'moons', lr: 1 } })],
  ])('is null for a run with %s', (_, run) => {
    expect(baseOfRun(run)).toBeNull();
  });
});
