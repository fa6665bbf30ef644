import type { PlotSettings } from '../api/types.ts';

/** The description of a setting in the README: its value, and an example. */
export type Help = readonly [value: string, example: string];

/** The settings in the order of the README. Former names are not documented. */
export const settingsHelp: Readonly<Record<Exclude<keyof PlotSettings, 'mostAxes'>, Help>> = {
  axes: ['the visible axes, from left to right', "['lr', 'loss']"],
  order: ['the leftmost axes, in this order; the others follow', "['loss']"],
  hidden: ['columns without an axis', "['seed']"],
  inverted: ['axes with the minimum at the top', "['loss']"],
  scales: ['per column `linear`, `log`, `symlog`, `percentile`, `time` or `category`', "{ lr: 'log' }"],
  categoryOrders: ['per column its categories, starting with the lowest', "{ net: ['mlp', 'cnn'] }"],
  domains: [
    'per column the limits of its axis; values outside are drawn at the edge',
    '{ loss: { min: 0, max: 1 } }',
  ],
  brushes: ['one or more ranges per column', "{ loss: [{ min: 0, max: 0.1 }, { lanes: ['nan'] }] }"],
  negated: ['columns whose ranges select the values outside', "['loss']"],
  combine: ['`all` or `any` of the brushed columns', "'any'"],
  objective: [
    "the column that rows are compared by, with `direction: 'min'` or `'max'` if the data do not say which is better: always an axis, the last one, and the first choice for colours; inferred by default",
    "'loss'`, `{ metric: 'reward', direction: 'max' }",
  ],
  colorBy: ['the column that determines colours; `null` for a single colour', "'accuracy'"],
  palette: ['`ramp`, `reversed`, `classes`', "{ ramp: 'viridis', reversed: true }"],
  colors: [
    "per column colours in place of the palettes': a list, of numbers a ramp from low to high, or an object by category",
    "{ net: { mlp: 'red' }, loss: ['navy', 'gold'] }",
  ],
  lines: [
    '`width` in CSS pixels, `opacity` (`null`: automatic), `curve` from 0 to 1, `mode`: `lines`, `density` or `auto`, by the number of lines',
    '{ curve: 0.5 }',
  ],
  best: [
    'number of best selected rows to highlight; the others are de-emphasised',
    "`20`, `{ count: 20, by: 'loss' }`",
  ],
  bands: [
    'of configurations the spread of their runs behind each mean, for up to 40 selected lines: `range` (smallest to largest), `sd` (standard deviation, the default), `ci` (95 % confidence interval of the mean) or `none`; or `boxplot`, a functional box plot of the selected rows: median line, central half, and outliers',
    "'ci'",
  ],
  marks: ['`histograms`, `correlations`', "['histograms']"],
  facet: [
    'the column whose values split the plot into small multiples with the same axes and brushes: at most twelve panels, by the number of rows, of which the last one has all other values; `null` for none',
    "'optimizer'",
  ],
  weight: [
    'the column whose numbers, divided by the largest one, scale the opacity of lines, where lines are drawn one by one; as in HiPlot what is not a positive number counts as 1; `null` for none',
    "'samples'",
  ],
  maxAxes: ['number of axes shown at first: parameters and main metrics', '10'],
  view: ['all changes as JSON; applied first', 'JSON.parse(saved)'],
  selection: ['restricts the selection to these rows; `null` for all', '[0, 5, 7]'],
  highlight: ['the row whose line is highlighted; `null` for none', '5'],
  pinned: ['rows whose lines stay highlighted', '[5, 8]'],
  rowKey: [
    'column or function of a row that identifies it in new data, so that pins, the highlight and `selection` follow',
    "'id'",
  ],
  axisOptions: [
    'per column `title`, `unit` and `tickFormat`, a function of a number; in axes, tooltips and pictures',
    "{ lr: { title: 'Learning rate' }, time: { unit: 's' } }",
  ],
  tooltip: [
    'function of a row and its number that returns text (never HTML), a node, or `null` for no tooltip',
    '(row) => `run ${row.id}`',
  ],
  readOnly: [
    'whether people can only look: hovering stays; brushing, moving, pinning and menus do not',
    'true',
  ],
  label: ['name for screen readers, title of exported pictures', "'Sweep of May'"],
  theme: ['`light`, `dark`, or `auto` (follows the page)', "'dark'"],
  legend: ['whether the legend is shown', 'false'],
  renderer: ['`gpu`, `cpu`, or `auto` (the faster one)', "'cpu'"],
  orientation: ['`horizontal`, `vertical` (axes below each other), or `auto` (by the width)', "'vertical'"],
};
