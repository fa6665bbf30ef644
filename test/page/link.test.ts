import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLines, defaultPalette } from '../../viz/index.ts';
import { readLink, writeLink, type PageView } from '../../src/page/shell/link.ts';

const untouched: PageView = {
  pins: [],
  rows: { rows: 'epochs' },
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
    marks: [],
    domains: [],
    lines: defaultLines,
    best: null,
    palette: defaultPalette,
  },
};

const name = fc.string({ unit: 'binary', minLength: 1 });
const names = fc.array(name, { maxLength: 4 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const lanes = fc.option(
  fc.subarray(['missing', 'notApplicable', 'nan', 'posInf', 'negInf'] as const, { minLength: 1 }),
  {
    nil: undefined,
  },
);

const withLanes = <Brush extends object>(brush: fc.Arbitrary<Brush>) =>
  fc.tuple(brush, lanes).map(([rest, picked]) => (picked === undefined ? rest : { ...rest, lanes: picked }));

const brush = fc.oneof(
  withLanes(fc.record({ column: name, kind: fc.constant('range' as const), min: number, max: number })),
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
  angles: fc.array(fc.record({ left: side, right: side, min: number, max: number, negated: fc.boolean() }), {
    maxLength: 2,
  }),
  brushes: fc.array(brush, { maxLength: 3 }),
  negated: names,
  combine: fc.constantFrom('all' as const, 'any' as const),
};

const view: fc.Arbitrary<PageView> = fc.record({
  pins: fc.array(fc.record({ run: name, epoch: fc.option(fc.integer({ min: 0, max: 1e6 })) }), {
    maxLength: 3,
  }),
  rows: fc.oneof(
    fc.constant({ rows: 'epochs' as const }),
    fc.record({
      rows: fc.constant('runs' as const),
      value: fc.oneof(
        fc.constantFrom('best' as const, 'last' as const),
        fc.record({ epoch: fc.integer({ min: 1, max: 1e6 }) }),
      ),
    }),
  ),
  plot: fc
    .tuple(
      fc.record({
        order: names,
        hidden: names,
        shown: names,
        inverted: names,
        marks: fc.subarray(['histograms' as const, 'correlations' as const]),
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
        expect(readLink(`#${writeLink(given)}`)).toEqual(given);
      }),
    );
  });

  it('are empty for a view that nobody touched', () => {
    expect(writeLink(untouched)).toBe('');
    expect(readLink('')).toEqual(untouched);
  });

  it('can be read and edited by hand', () => {
    expect(
      writeLink({
        rows: { rows: 'runs', value: 'best' },
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
          lines: { width: 2, opacity: 0.25, curve: 0 },
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
      'rows=best&inverted=valid_loss&scales=train_loss:log&categories=activation:tanh:relu&domains=valid_loss:0:0.5&brushes=valid_acc:range:0.97:1:~nan,activation:is:relu:tanh&angles=lr:log:valid_acc:linear~:-0.2:0.1:not&color=activation&ramp=viridis~&lines=width:2,opacity:0.25&best=20:valid_acc&pins=a%2C%20b@12,c',
    );
  });

  it.each([
    ['rows=sometimes', 'rows: expected epochs, best, last or epoch-N, got "sometimes"'],
    ['brushes=loss:range:low:1', 'brushes[0].min'],
    ['scales=loss:square', 'scales[0].type'],
    ['match=most', 'combine'],
    ['angles=lr:log:acc:linear:low:1', 'angles[0].min'],
    ['ramp=rainbow', 'palette.ramp'],
    ['lines=width:fat', 'lines.width'],
    ['best=few', 'best.count'],
    ['pins=a@last', 'pins: expected RUN or RUN@EPOCH, got "a@last"'],
    ['domains=loss:1:0', 'domains[0]'],
    ['steps=forget|all||', 'steps[0].action'],
    ['order=%E0%A4%A', 'URI malformed'],
  ])('with %s are refused with a reason', (hash, reason) => {
    expect(() => readLink(hash)).toThrow(reason);
  });
});
