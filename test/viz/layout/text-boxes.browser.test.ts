import { beforeEach, describe, expect, it } from 'vitest';
import type { SentSettings } from '../plot-page.ts';
import { usePlotPage } from '../use-plot-page.ts';
import { problemsWithTexts } from './text-boxes.ts';

const opened = usePlotPage(['a']);

type Values = readonly (number | string | null | undefined)[];

interface TestSet {
  readonly columns: Readonly<Record<string, Values>>;
  readonly settings?: SentSettings;
}

const rows = 60;
const cells = <Value>(valueAt: (row: number) => Value) =>
  Array.from({ length: rows }, (_, row) => valueAt(row));
const fraction = (row: number, seed: number) => ((row * 7919 + seed * 104_729) % 1009) / 1009;
const noise = (seed: number) => cells((row) => fraction(row, seed));
const numbered = (count: number, nameOf: (at: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [nameOf(at), noise(at)]));

const sets: Readonly<Record<string, TestSet>> = {
  'long names': {
    columns: numbered(
      6,
      (at) => `optimizer.parameter_groups.${String(at)}.learning_rate_schedule.warmup_steps`,
    ),
  },
  'long categories': {
    columns: {
      model: cells((row) => `organisation/a-language-model-with-a-long-name-${String(row % 5)}`),
      other: cells((row) => `organisation/another-model-with-a-long-name-${String(row % 7)}`),
      loss: noise(1),
    },
  },
  dates: {
    columns: {
      day: cells((row) => new Date(Date.UTC(2024, 0, 1 + 3 * row)).toISOString().slice(0, 10)),
      lr: noise(1),
      loss: noise(2),
    },
    settings: { colorBy: 'day', brushes: { lr: { min: 0.2, max: 0.7 } } },
  },
  'tiny ranges': {
    columns: {
      a: cells((row) => 1 + row * 1e-9),
      b: cells((row) => 1e6 + row * 1e-3),
      loss: cells((row) => 0.123456 + row * 1e-7),
    },
    settings: { brushes: { loss: { min: 0.1234563, max: 0.1234587 } } },
  },
  lanes: {
    columns: {
      lr: noise(1),
      momentum: cells((row) => (row % 3 === 0 ? undefined : row)),
      loss: cells((row) => [null, undefined, NaN, Infinity, -Infinity, row][row % 6]),
      accuracy: noise(3),
    },
    settings: { brushes: { loss: { lanes: ['missing', 'nan'] } } },
  },
  'one axis': { columns: { 'activations.layer_norm.gamma': noise(1) } },
  'titles with line breaks and from right to left': {
    columns: {
      'first line\nsecond line': noise(1),
      'معدل التعلم للشبكة العصبية العميقة': noise(2),
      'tab\tand  spaces': noise(3),
      loss: noise(4),
    },
  },
  'big and small numbers': {
    columns: {
      flops: cells((row) => 10 ** (12 + (row % 9))),
      eps: cells((row) => 10 ** -(row % 13)),
      sum: cells((row) => (row - 30) * 1e7),
      zero: cells((row) => (row % 2 === 0 ? 0 : 1e-7)),
      loss: noise(1),
    },
    settings: { brushes: { flops: { min: 1e13, max: 1e15 } } },
  },
  pins: {
    columns: {
      lr: noise(1),
      net: cells((row) => ['relu', 'tanh'][row % 2]),
      accuracy: noise(2),
      loss: noise(3),
    },
    settings: { pinned: [1, 2, 3, 4], brushes: { loss: { min: 0.3, max: 0.6 } } },
  },
  'brushes with bounds': {
    columns: { lr: noise(1), decay: noise(2), accuracy: noise(3), loss: noise(4) },
    settings: {
      brushes: {
        lr: { min: 0.5, max: 0.52 },
        decay: { min: 0, max: 1 },
        accuracy: { min: 0.001234, max: 0.0123456 },
        loss: { min: 0.9512345, max: 0.998765 },
      },
    },
  },
  histograms: {
    columns: { lr: noise(1), net: cells((row) => ['relu', 'tanh', 'gelu'][row % 3]), loss: noise(3) },
    settings: { marks: ['histograms', 'correlations'], brushes: { net: { values: ['relu'] } } },
  },
  'fixed ends': {
    columns: { lr: noise(1), loss: noise(2), accuracy: noise(3) },
    settings: { domains: { loss: { min: 0.2, max: 0.5 } } },
  },
  'sixty categories': {
    columns: {
      lr: noise(1),
      host: cells((row) => `node-${String(row).padStart(3, '0')}.cluster.example.org`),
      loss: noise(2),
    },
    settings: { colorBy: 'host' },
  },
  'a constant and zeros': {
    columns: {
      seed: cells(() => 42),
      zero: cells(() => 0),
      epochs: cells((row) => 10 * (row % 3)),
      loss: noise(1),
    },
  },
  'thirty axes': { columns: numbered(30, (at) => `metric ${String(at)}`) },
};

beforeEach(async () => {
  await opened.page.evaluate(() => {
    document.body.style.margin = '0';
  });
});

describe.each([360, 768, 1440, 2560])('at a width of %s', (width) => {
  it.each(Object.keys(sets))('no text is cut or covers another: %s', async (name) => {
    const { page } = opened;
    const { columns, settings = {} } = sets[name]!;
    await page.setViewportSize({ width, height: 700 });
    await page.evaluate(
      ([data, wanted, size]) => {
        const element = document.getElementById('a')!;
        element.style.width = `${String(size)}px`;
        element.style.height = '480px';
        window.plots.a = window.heddle.mountParallelPlot(element, data, wanted);
      },
      [columns, settings, width] as const,
    );
    await expect.poll(() => page.locator('.drawing').getAttribute('data-busy')).toBe('false');
    expect(await page.evaluate(problemsWithTexts)).toEqual([]);
  });
});
