import { describe, expect, it } from 'vitest';
import { itemsOfDict, valueOfRepr } from '../../../../history/import/shared/python.ts';
import type { ParameterValue } from '../../../../history/index.ts';

describe('valueOfRepr', () => {
  it.each<[string, ParameterValue]>([
    ['ReLU()', 'ReLU'],
    ['torch.nn.ReLU()', 'ReLU'],
    ['LeakyReLU(negative_slope=0.01)', 'LeakyReLU(negative_slope=0.01)'],
    ["<class 'torch.nn.modules.activation.ReLU'>", 'ReLU'],
    ["<class 'ReLU'>", 'ReLU'],
    ['np.float64(0.1)', 0.1],
    ['numpy.int64(3)', 3],
    ['np.float64(nan)', NaN],
    ["np.str_('relu')", 'relu'],
    ['np.True_', 'np.True_'],
    ['np.bool_(True)', true],
    ['<function relu at 0x7f3a5c>', 'relu'],
    ['<function make.<locals>.relu at 0x7f3a5c>', 'relu'],
    ['<function <lambda> at 0x7f3a5c>', '<lambda>'],
    ['<built-in function sum>', 'sum'],
    ['<__main__.Net object at 0x10f>', 'Net'],
    ['[<function relu at 0x7f>, <function tanh at 0x80>]', '[relu, tanh]'],
    ['None', null],
    ['True', true],
    ['False', false],
    ["'relu'", 'relu'],
    ['"it\'s"', "it's"],
    ['1e-3', 0.001],
    ['-inf', -Infinity],
    ['(64, 32)', '(64, 32)'],
    [' sgd ', 'sgd'],
    ['', ''],
    ['<b>bold</b>', '<b>bold</b>'],
  ])('%s', (repr, value) => {
    expect(valueOfRepr(repr)).toEqual(value);
  });
});

describe('itemsOfDict', () => {
  it.each<[string, Record<string, string> | null]>([
    ["{'a': 1, 'b': None}", { a: '1', b: 'None' }],
    [
      "{'m': LeakyReLU(negative_slope=0.01, inplace=True), 'n': [1, 2]}",
      { m: 'LeakyReLU(negative_slope=0.01, inplace=True)', n: '[1, 2]' },
    ],
    ["{'d': {'x': 1, 'y': 2}, 's': 'a, b: c'}", { d: "{'x': 1, 'y': 2}", s: "'a, b: c'" }],
    ["{\"q\": 'it\\'s, so', 'r': 2}", { q: "'it\\'s, so'", r: '2' }],
    ['{}', {}],
    ['[1, 2]', null],
    ['{1: 2}', null],
    ["{'a'}", null],
    ['', null],
  ])('%s', (text, items) => {
    const found = itemsOfDict(text);
    expect(found && Object.fromEntries(found)).toEqual(items);
  });
});
