import { expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { hostSettings } from '../../../viz/view/host-settings.ts';
import { PlotState } from '../../../viz/index.ts';

interface Setting {
  readonly set?: (value: unknown, plot: PlotState, warn: (message: string) => void) => void;
}

it.each<[keyof typeof hostSettings, unknown, readonly string[]]>([
  ['rowKey', 3, ['The setting rowKey is left out: expected a column, a function or null, got 3']],
  ['rowKey', 'ghost', ['There is no column "ghost".']],
  ['rowKey', 'lr', []],
  [
    'axisOptions',
    'lr',
    ['The setting axisOptions is left out: expected an object with options for each column, got "lr"'],
  ],
  ['axisOptions', { ghost: {} }, ['There is no column "ghost".']],
  [
    'axisOptions',
    { lr: 'Rate' },
    ['The setting axisOptions of "lr" is left out: expected an object, got "Rate"'],
  ],
  [
    'axisOptions',
    { lr: { title: 3, tickFormat: '.2f', color: 'red' } },
    [
      'The setting axisOptions of "lr": title is left out: expected text, got 3',
      'The setting axisOptions of "lr": tickFormat is left out: expected a function, got ".2f"',
      'The setting axisOptions of "lr": there is no "color".',
    ],
  ],
  ['axisOptions', new Map([['lr', { unit: 's' }]]), []],
  [
    'colors',
    'red',
    ['The setting colors is left out: expected an object with colours for each column, got "red"'],
  ],
  ['colors', { ghost: ['red', 'blue'] }, ['There is no column "ghost".']],
  [
    'colors',
    { lr: 'red' },
    ['The setting colors of "lr" is left out: expected a list or an object of colours, got "red"'],
  ],
  ['colors', { lr: [] }, ['The setting colors of "lr" is left out: expected CSS colours, got an empty list']],
  [
    'colors',
    { lr: ['red', 'blurple'] },
    ['The setting colors of "lr" is left out: expected CSS colours, got "blurple"'],
  ],
  [
    'colors',
    { lr: { 1: '#12', 2: 'rgb(1, 2, 3)' } },
    ['The setting colors of "lr": "1" is left out: expected a CSS colour, got "#12"'],
  ],
  ['colors', new Map([['lr', ['#000', 'hsl(20, 50%, 50%)', 'gold']]]), []],
  ['tooltip', 'text', ['The setting tooltip is left out: expected a function or null, got "text"']],
  ['readOnly', 'yes', ['The setting readOnly is left out: expected true or false, got "yes"']],
])('%s warns of what is wrong in %o', (name, value, expected) => {
  const warnings: string[] = [];
  const plot = new PlotState(readData({ lr: [1, 2] }));
  (hostSettings[name] as Setting).set!(value, plot, (message) => warnings.push(message));
  expect(warnings).toEqual(expected);
});
