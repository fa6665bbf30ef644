import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { applySettings } from '../../../viz/api/settings.ts';
import { parseView, type PlotView } from '../../../viz/index.ts';

const table = readData({ lr: [0.1, 0.2], loss: [1, 2], acc: [0.5, 0.6] });
const context = { table, axes: ['lr', 'loss', 'acc'], warn: () => undefined };

const side = (column: string) => ({ column, scale: 'linear' as const, inverted: false });
const angle = (left: string, right: string) => ({
  left: side(left),
  right: side(right),
  min: 0,
  max: 1,
  negated: false,
});

const brushed: PlotView = parseView({
  order: [],
  hidden: [],
  shown: [],
  inverted: [],
  scales: [],
  brushes: [
    { column: 'lr', kind: 'range', min: 0, max: 1 },
    { column: 'acc', kind: 'range', min: 0, max: 1 },
  ],
  negated: ['lr'],
  angles: [angle('lr', 'loss'), angle('loss', 'acc')],
});

describe('settings that hide an axis', () => {
  it.each([
    ['hidden', { hidden: ['lr'] }],
    ['axes', { axes: ['loss', 'acc'] }],
  ])('remove its brushes: %s', (_, settings) => {
    const view = applySettings(brushed, settings, context);
    expect(view.hidden).toEqual(['lr']);
    expect(view.brushes.map(({ column }) => column)).toEqual(['acc']);
    expect(view.negated).toEqual([]);
    expect(view.angles).toEqual([angle('loss', 'acc')]);
  });
});

describe('a wrong setting', () => {
  it.each<[string, unknown, string]>([
    ['lines', { width: 'wide' }, '.lines.width: expected a number, got "wide"'],
    ['lines', { width: 99 }, '.lines.width: expected at most 12, got 99'],
    ['lines', { mode: 'dots' }, '.lines.mode: expected auto, lines, density, got "dots"'],
    ['lines', { colour: 'red' }, '.lines: there is no "colour"'],
    ['best', 0, '.best.count: expected at least 1, got 0'],
    ['best', 1.5, '.best.count: expected a whole number, got 1.5'],
    ['combine', 'none', '.combine: expected all, any, got "none"'],
    ['colorBy', 7, '.colorBy: expected text, got 7'],
    ['domains', { lr: { min: 1, max: 0 } }, '.domains[0]: min must be less than max'],
    ['domains', { lr: { min: 'a', max: 0 } }, '.domains[0].min: expected a number, got NaN'],
    ['marks', ['histogram'], '.marks[0]: expected histograms, correlations, got "histogram"'],
    [
      'scales',
      { lr: 'square' },
      expect.stringMatching(/^.scales.0..type: expected linear, log, .*, got "square"$/),
    ],
    ['view', 'none', ': expected an object, got "none"'],
    ['hidden', 'lr', 'expected a list of columns, got lr'],
  ])('is left out with a warning in its own words: %s %j', (name, value, reason) => {
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    expect(applySettings(brushed, { [name]: value }, { ...context, warn })).toBe(brushed);
    const [, text] = /^The setting \w+ is left out: (.*)$/.exec(warnings.at(-1)!)!;
    expect(text).toEqual(reason);
  });
});
