import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import links from '../../../fixtures/links/links.json' with { type: 'json' };
import { views } from '../../../fixtures/links/views.ts';
import type { Lens } from '../../../history/index.ts';
import { LEVELS } from '../../../src/page/experiments/rows.ts';
import { defaultLines, defaultPalette } from '../../../viz/index.ts';
import { LINE_MODES } from '../../../viz/core/raster/style.ts';
import {
  describeLeftOut,
  initialPage,
  VIEWS,
  readLink,
  writeLink,
  type PageView,
} from '../../../src/page/shell/link/link.ts';

const untouched: PageView = {
  pins: [],
  data: null,
  setup: initialPage.setup,
  rows: initialPage.rows,
  table: initialPage.table,
  visibility: initialPage.visibility,
  runList: initialPage.runList,
  curves: initialPage.curves,
  compare: initialPage.compare,
  scatter: initialPage.scatter,
  importance: initialPage.importance,
  progress: initialPage.progress,
  second: initialPage.second,
  view: 'table',
  plot: {
    order: [],
    hidden: [],
    shown: [],
    inverted: [],
    scales: [],
    categoryOrders: [],
    brushes: [],
    negated: [],
    angles: [],
    combine: 'all',
    steps: [],
    bands: 'sd',
    marks: [],
    domains: [],
    lines: defaultLines,
    best: null,
    palette: defaultPalette,
  },
};

/** The choice of rows that a setting of the first version stands for. */
function rowsOf(former: (typeof views)[number]['rows']): PageView['rows'] {
  if (former === undefined) return untouched.rows;
  if (former.rows === 'epochs') return { ...untouched.rows, level: 'epochs' };
  const { value } = former;
  const lens: Lens = typeof value === 'object' ? { kind: 'epoch', ...value } : { kind: value };
  return { ...untouched.rows, level: 'runs', lens };
}

const name = fc.string({ unit: 'binary', minLength: 1 });
const names = fc.array(name, { maxLength: 4 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const bounds = fc.tuple(number, number).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
const lanes = fc.option(
  fc.subarray(['missing', 'notApplicable', 'nan', 'posInf', 'negInf'] as const, { minLength: 1 }),
  {
    nil: undefined,
  },
);

const withLanes = <Brush extends object>(brush: fc.Arbitrary<Brush>) =>
  fc.tuple(brush, lanes).map(([rest, picked]) => (picked === undefined ? rest : { ...rest, lanes: picked }));

const brush = fc.oneof(
  withLanes(fc.tuple(name, bounds).map(([column, range]) => ({ column, kind: 'range' as const, ...range }))),
  withLanes(fc.record({ column: name, kind: fc.constant('categories' as const), values: names })),
  withLanes(fc.record({ column: name, kind: fc.constant('lanes' as const) })),
);

const side = fc
  .record({
    column: name,
    scale: fc.constantFrom('linear' as const, 'log' as const),
    inverted: fc.boolean(),
  })
  .chain((axis) =>
    fc.oneof(
      fc.constant(axis),
      fc.record({ min: number, max: number }).map((domain) => ({ ...axis, domain })),
    ),
  );

const filter = {
  angles: fc.array(
    fc
      .tuple(fc.record({ left: side, right: side, negated: fc.boolean() }), bounds)
      .map(([angle, slopes]) => ({ ...angle, ...slopes })),
    { maxLength: 2 },
  ),
  brushes: fc.array(brush, { maxLength: 3 }),
  negated: names,
  combine: fc.constantFrom('all' as const, 'any' as const),
  condition: fc.option(name, { nil: undefined }),
};

const count = fc.integer({ min: 1, max: 1e6 });
const lens: fc.Arbitrary<Lens> = fc.oneof(
  fc.constantFrom(
    ...(['best', 'last', 'lastEpoch', 'area', 'epochOfBest'] as const).map((kind) => ({ kind })),
  ),
  fc.record({ kind: fc.constant('epoch' as const), epoch: count }),
  fc.record({ kind: fc.constant('bestOf' as const), metric: name }),
  fc.record({ kind: fc.constant('meanOfLast' as const), count }),
  fc.record({ kind: fc.constant('epochsUntil' as const), threshold: number }),
);

const view: fc.Arbitrary<PageView> = fc.record({
  data: fc.option(fc.stringMatching(/^[0-9a-z]{1,7}$/)),
  setup: fc.constant(initialPage.setup),
  pins: fc.array(fc.record({ run: name, epoch: fc.option(fc.integer({ min: 0, max: 1e6 })) }), {
    maxLength: 3,
  }),
  rows: fc.record({
    level: fc.option(fc.constantFrom(...LEVELS)),
    lens,
    perMetric: fc.array(fc.record({ metric: name, lens }), { maxLength: 2 }),
    allBut: fc.option(fc.array(name, { maxLength: 3 })),
  }),
  // The settings of views have tests of their own.
  table: fc.constant(initialPage.table),
  visibility: fc.constant(initialPage.visibility),
  runList: fc.constant(initialPage.runList),
  curves: fc.constant(initialPage.curves),
  compare: fc.constant(initialPage.compare),
  scatter: fc.constant(initialPage.scatter),
  importance: fc.constant(initialPage.importance),
  progress: fc.constant(initialPage.progress),
  second: fc.option(fc.constantFrom(...VIEWS, 'none' as const)),
  view: fc.constantFrom(...VIEWS),
  plot: fc
    .tuple(
      fc.record({
        order: names,
        hidden: names,
        shown: names,
        inverted: names,
        bands: fc.constantFrom(
          'none' as const,
          'range' as const,
          'sd' as const,
          'ci' as const,
          'boxplot' as const,
        ),
        marks: fc.subarray(['histograms' as const, 'correlations' as const]),
        facet: fc.option(name, { nil: undefined }),
        weight: fc.option(name, { nil: undefined }),
        scales: fc.array(
          fc.record({
            column: name,
            type: fc.constantFrom('linear' as const, 'symlog' as const, 'time' as const),
          }),
        ),
        categoryOrders: fc.array(fc.record({ column: name, names }), { maxLength: 2 }),
        domains: fc.array(
          fc
            .tuple(name, number, number)
            .filter(([, min, max]) => min < max)
            .map(([column, min, max]) => ({ column, min, max })),
          { maxLength: 2 },
        ),
        lines: fc.record({
          width: fc.double({ min: 0.2, max: 12, noNaN: true }),
          opacity: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
          curve: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
          mode: fc.constantFrom(...LINE_MODES),
        }),
        best: fc.option(
          fc.oneof(
            fc.record({ count: fc.integer({ min: 1 }) }),
            fc.record({ count: fc.integer({ min: 1 }), by: name }),
          ),
        ),
        palette: fc.record({
          ramp: fc.constantFrom('heddle' as const, 'viridis' as const),
          reversed: fc.boolean(),
          classes: fc.constantFrom('heddle' as const, 'tableau' as const),
        }),
        ...filter,
        steps: fc.array(
          fc.record({ action: fc.constantFrom('keep' as const, 'exclude' as const), ...filter }),
          { maxLength: 2 },
        ),
      }),
      fc.option(fc.option(name), { nil: undefined }),
    )
    .map(([plot, colorBy]) => (colorBy === undefined ? plot : { ...plot, colorBy })),
});

describe('links', () => {
  it('bring back every view', () => {
    fc.assert(
      fc.property(view, (given) => {
        expect(readLink(`#${writeLink(given)}`)).toEqual({ view: given, leftOut: [] });
      }),
    );
  });

  it('are empty for an unchanged view', () => {
    expect(writeLink(untouched)).toBe('');
    expect(readLink('')).toEqual({ view: untouched, leftOut: [] });
  });

  it('can be read and edited by hand', () => {
    expect(
      writeLink({
        ...untouched,
        rows: { ...initialPage.rows, level: 'runs', lens: { kind: 'last' } },
        view: 'curves',
        pins: [
          { run: 'a, b', epoch: 12 },
          { run: 'c', epoch: null },
        ],
        plot: {
          ...untouched.plot,
          inverted: ['valid_loss'],
          scales: [{ column: 'train_loss', type: 'log' }],
          categoryOrders: [{ column: 'activation', names: ['tanh', 'relu'] }],
          angles: [
            {
              left: { column: 'lr', scale: 'log', inverted: false },
              right: { column: 'valid_acc', scale: 'linear', inverted: true },
              min: -0.2,
              max: 0.1,
              negated: true,
            },
          ],
          domains: [{ column: 'valid_loss', min: 0, max: 0.5 }],
          lines: { width: 2, opacity: 0.25, curve: 0, mode: 'lines' },
          best: { count: 20, by: 'valid_acc' },
          palette: { ...defaultPalette, ramp: 'viridis', reversed: true },
          brushes: [
            { column: 'valid_acc', kind: 'range', min: 0.97, max: 1, lanes: ['nan'] },
            { column: 'activation', kind: 'categories', values: ['relu', 'tanh'] },
          ],
          colorBy: 'activation',
        },
      }),
    ).toBe(
      'level=runs&lens=last&view=curves&inverted=valid_loss&scales=train_loss:log&categories=activation:tanh:relu&domains=valid_loss:0:0.5&brushes=valid_acc:range:0.97:1:~nan,activation:is:relu:tanh&angles=lr:log:valid_acc:linear~:-0.2:0.1:not&color=activation&ramp=viridis~&lines=width:2,opacity:0.25,mode:lines&best=20:valid_acc&pins=a%2C%20b@12,c',
    );
  });

  it.each(views.map((each) => [each.name, each] as const))(
    'that were written by the first version hold %s',
    (_, { name: key, rows, pins = [], plot }) => {
      const { view: read, leftOut } = readLink(`#${(links as Record<string, string>)[key]!}`);
      expect(read).toEqual({
        ...untouched,
        rows: rowsOf(rows),
        pins,
        plot: { ...untouched.plot, ...plot },
      });
      expect(leftOut).toEqual([]);
    },
  );

  it.each([
    ['rows=sometimes', 'rows', 'sometimes'],
    ['brushes=loss:range:low:1', 'brushes', 'loss:range:low:1'],
    ['brushes=loss:range::1', 'brushes', 'loss:range::1'],
    ['brushes=loss:around:1', 'brushes', 'loss:around:1'],
    ['scales=loss:square', 'scales', 'loss:square'],
    ['match=most', 'match', 'most'],
    ['angles=lr:log:acc:linear:low:1', 'angles', 'lr:log:acc:linear:low:1'],
    ['ramp=rainbow', 'ramp', 'rainbow'],
    ['lines=width:fat', 'lines', 'width:fat'],
    ['lines=height:1', 'lines', 'height:1'],
    ['best=few', 'best', 'few'],
    ['pins=a@last', 'pins', 'a@last'],
    ['domains=loss:1:1', 'domains', 'loss:1:1'],
    ['steps=forget|all||', 'steps', 'forget|all||'],
    ['steps=keep|all|lr:range:0:1,loss:range:low:1||', 'steps', 'keep|all|lr:range:0:1,loss:range:low:1||'],
    ['order=%E0%A4%A', 'order', '%E0%A4%A'],
    ['order=p(1-999999999)', 'order', 'p(1-999999999)'],
    ['colour=loss', 'colour', 'loss'],
    ['train.search=greedy', 'train.search', 'greedy'],
  ])('with %s keep all other parts, and name that one', (wrong, key, text) => {
    const right = writeLink({ ...untouched, plot: { ...untouched.plot, colorBy: 'loss', shown: ['a'] } });
    const { view: read, leftOut } = readLink(`#${wrong}&${right}`);
    expect(read).toEqual({ ...untouched, plot: { ...untouched.plot, colorBy: 'loss', shown: ['a'] } });
    expect(leftOut).toEqual([{ key, text }]);
  });

  it('keep the items of a list that can be read', () => {
    const { view: read, leftOut } = readLink(
      '#scales=lr:log,loss:square&lines=width:2,curve:9&marks=histograms,x',
    );
    expect(read.plot.scales).toEqual([{ column: 'lr', type: 'log' }]);
    expect(read.plot.lines).toEqual({ ...defaultLines, width: 2 });
    expect(read.plot.marks).toEqual(['histograms']);
    expect(describeLeftOut(leftOut)).toBe(
      'These parts of the link cannot be read and were left out: scales=loss:square; lines=curve:9; marks=x.',
    );
  });

  it.each([
    ['rows=runs', { rows: { ...untouched.rows, level: 'runs', lens: { kind: 'last' } } }],
    ['rows=epochs', { rows: { ...untouched.rows, level: 'epochs' } }],
    ['rows=epoch-12', { rows: { ...untouched.rows, level: 'runs', lens: { kind: 'epoch', epoch: 12 } } }],
    ['colorBy=loss', { plot: { ...untouched.plot, colorBy: 'loss' } }],
    ['combine=any', { plot: { ...untouched.plot, combine: 'any' } }],
    ['domains=loss:1:0', { plot: { ...untouched.plot, domains: [{ column: 'loss', min: 0, max: 1 }] } }],
    [
      'brushes=loss:range:5:2',
      { plot: { ...untouched.plot, brushes: [{ column: 'loss', kind: 'range', min: 2, max: 5 }] } },
    ],
  ])('are read as they are meant: %s', (hash, expected) => {
    expect(readLink(hash)).toEqual({ view: { ...untouched, ...expected }, leftOut: [] });
  });

  it('list 500 numbered axes in few characters', () => {
    const axes = Array.from({ length: 500 }, (_, at) => `parameter_${String(at).padStart(4, '0')}`);
    const [moved = '', ...rest] = axes;
    const plot = {
      ...untouched.plot,
      order: [...rest.slice(0, 250), moved, ...rest.slice(250)],
      shown: axes,
    };
    const link = writeLink({ ...untouched, plot });
    expect(link.length).toBeLessThan(200);
    expect(readLink(link).view.plot).toEqual(plot);
  });
});
