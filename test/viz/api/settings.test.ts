import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data.ts';
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
