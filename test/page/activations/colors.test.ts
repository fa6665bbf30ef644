import { describe, expect, it } from 'vitest';
import { activationColor, activationPlaces } from '../../../src/page/activations/colors.ts';
import { activationNames } from '../../../trainer/index.ts';
import { noClasses, rememberClasses } from '../../../viz/core/color/class-memory.ts';
import { createColorScale } from '../../../viz/core/color/color.ts';
import { columnOf, tableOf } from '../../viz/make.ts';

/** The colours of these activations in a plot that has shown nothing before. */
function plotColors(labels: readonly string[], name = 'activation'): readonly string[] {
  const column = { ...columnOf([...labels]), name };
  const memory = rememberClasses(noClasses, tableOf(column), activationPlaces);
  const scale = createColorScale(column, 'category', undefined, memory.get(name));
  if (scale?.kind !== 'categorical') throw new Error('expected categories');
  return labels.map((label) => scale.colors[scale.labels.indexOf(label)]!);
}

describe('The colour of an activation', () => {
  it('is its own, and the same in every table', () => {
    const all = plotColors(activationNames);
    expect(new Set(all).size).toBe(activationNames.length);
    for (const [i, name] of activationNames.entries()) {
      expect(plotColors(['mine', name])[1]).toBe(all[i]);
      expect(activationColor(name, [], 'heddle', () => null)).toBe(all[i]);
    }
  });

  it.each([
    ['relu', ['ReLU', 'ReLU()']],
    ['tanh', ['Tanh', 'Tanh()']],
    ['leaky_relu', ['LeakyReLU', 'LeakyReLU(negative_slope=0.01)']],
    ['gelu', ['GELU', "GELU(approximate='none')"]],
    ['silu', ['SiLU()']],
    ['linear', ['Identity()']],
  ])('of %s is that of the module as PyTorch prints it: %j', (name, printed) => {
    const [color] = plotColors([name]);
    for (const each of printed) {
      expect(plotColors([each], 'module__activation')).toEqual([color]);
      expect(plotColors([name, each])).toEqual([color, color]);
    }
  });

  it('of one without a fixed colour is another', () => {
    const fixed = plotColors(activationNames);
    for (const color of plotColors(['mine', 'LeakyReLU(negative_slope=0.3)']))
      expect(fixed).not.toContain(color);
    expect(fixed).not.toContain(activationColor('mine', [...activationNames, 'mine'], 'heddle', () => null));
  });

  it('is that of the plot where it has one', () => {
    expect(activationColor('relu', [], 'heddle', () => '#123456')).toBe('#123456');
  });

  it('is not fixed in columns of other things', () => {
    expect(activationPlaces('optimizer')).toBeUndefined();
    expect(activationPlaces('deactivation')).toBeUndefined();
  });
});
