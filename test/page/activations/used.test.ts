import { expect, it } from 'vitest';
import { firstActivations } from '../../../src/page/activations/used.ts';

const known = ['relu', 'sigmoid', 'tanh', 'leaky_relu', 'gelu'];

it.each([
  ['those that the runs use', ['gelu', 'sigmoid'], known, ['gelu', 'sigmoid']],
  ['of those the known ones', ['swish_of_mine', 'gelu'], known, ['gelu']],
  ['the usual ones if the runs use none', [], known, ['relu', 'tanh', 'leaky_relu']],
  ['the usual ones if the runs use unknown ones', ['ReLU()'], known, ['relu', 'tanh', 'leaky_relu']],
  ['nothing unknown', [], ['tanh'], ['tanh']],
])('shows at first %s', (_, used, all, shown) => {
  expect(firstActivations(used, all)).toEqual(shown);
});
