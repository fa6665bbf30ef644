import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, expandGrid, nameConfigs, sampleSpace, type Space } from '../../../trainer/index.ts';

const values = (...list: unknown[]) => ({ kind: 'values', values: list }) as const;
const base = { ...defaultConfig, data: 'spiral' };

describe('expandGrid', () => {
  it('tries every combination, the last setting varying fastest', () => {
    const space: Space = [
      { setting: 'activation', range: values('relu', 'tanh') },
      { setting: 'learningRate', range: values(0.1, 0.01, 0.1) },
    ];
    const grid = expandGrid(base, space);
    expect(grid.map(({ params }) => params)).toEqual([
      { activation: 'relu', learning_rate: 0.1 },
      { activation: 'relu', learning_rate: 0.01 },
      { activation: 'tanh', learning_rate: 0.1 },
      { activation: 'tanh', learning_rate: 0.01 },
    ]);
    expect(grid[3]!.config).toEqual({ ...base, activation: 'tanh', learningRate: 0.01 });
    expect(nameConfigs(grid.map(({ config }) => config))[1]).toBe('relu learning_rate=0.01');
  });

  it('omits a setting whose condition does not hold', () => {
    const space: Space = [
      { setting: 'shuffle', range: values(true, false) },
      { setting: 'batchSize', range: values(16, 32), when: { setting: 'shuffle', values: [true] } },
    ];
    expect(expandGrid(base, space).map(({ params }) => params)).toEqual([
      { shuffle: true, batch_size: 16 },
      { shuffle: true, batch_size: 32 },
      { shuffle: false },
    ]);
    expect(expandGrid(base, space)[2]!.config.batchSize).toBe(base.batchSize);
  });

  it('treats lists as single values', () => {
    const space: Space = [{ setting: 'hidden', range: values([128, 64], [8], []) }];
    expect(expandGrid(base, space).map(({ params }) => params['hidden'])).toEqual(['128-64', '8', '']);
  });
});

describe('sampleSpace', () => {
  const space: Space = [
    { setting: 'learningRate', range: { kind: 'log-uniform', low: 1e-4, high: 1 } },
    { setting: 'momentum', range: { kind: 'uniform', low: 0.5, high: 0.9 } },
    { setting: 'batchSize', range: { kind: 'integer', low: 3, high: 6 } },
    { setting: 'activation', range: values('relu', 'tanh') },
  ];

  it('draws from each interval, reproducibly by seed', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), (seed) => {
        const drawn = sampleSpace(base, space, 5, seed);
        expect(drawn).toEqual(sampleSpace(base, space, 5, seed));
        for (const { config } of drawn) {
          expect(config.learningRate).toBeGreaterThanOrEqual(1e-4);
          expect(config.learningRate).toBeLessThanOrEqual(1);
          expect(config.momentum).toBeGreaterThanOrEqual(0.5);
          expect(config.momentum).toBeLessThanOrEqual(0.9);
          expect([3, 4, 5, 6]).toContain(config.batchSize);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is uniform: over decades if log-uniform, and over all integers', () => {
    const drawn = sampleSpace(base, space, 4000, 1).map(({ config }) => config);
    const shareOf = (holds: (config: (typeof drawn)[number]) => boolean) => drawn.filter(holds).length / 4000;
    expect(shareOf(({ learningRate }) => learningRate < 1e-2)).toBeCloseTo(0.5, 1);
    expect(shareOf(({ momentum }) => momentum < 0.7)).toBeCloseTo(0.5, 1);
    for (const size of [3, 4, 5, 6])
      expect(shareOf(({ batchSize }) => batchSize === size)).toBeCloseTo(0.25, 1);
    expect(shareOf(({ activation }) => activation === 'tanh')).toBeCloseTo(0.5, 1);
  });

  it('draws distinct combinations of lists, and at most all of them', () => {
    const lists: Space = [
      { setting: 'activation', range: values('relu', 'tanh', 'sigmoid') },
      { setting: 'epochs', range: values(1, 2) },
    ];
    const distinct = (count: number) =>
      new Set(sampleSpace(base, lists, count, 3).map(({ params }) => JSON.stringify(params))).size;
    expect([distinct(4), distinct(6), distinct(100)]).toEqual([4, 6, 6]);
  });

  it('omits a setting whose condition does not hold', () => {
    const conditional: Space = [
      { setting: 'shuffle', range: values(true, false) },
      {
        setting: 'momentum',
        range: { kind: 'uniform', low: 0.1, high: 0.2 },
        when: { setting: 'shuffle', values: [true] },
      },
    ];
    const drawn = sampleSpace(base, conditional, 50, 0);
    for (const { params } of drawn) expect('momentum' in params).toBe(params['shuffle']);
    expect(new Set(drawn.map(({ params }) => params['shuffle'])).size).toBe(2);
  });
});

it.each<[string, Space, string]>([
  ['no setting', [], 'the search is empty: name at least one setting to search over'],
  ['no value', [{ setting: 'epochs', range: values() }], 'epochs: expected one or more values, got none'],
  [
    'a setting twice',
    [
      { setting: 'epochs', range: values(1) },
      { setting: 'epochs', range: values(2) },
    ],
    'epochs: is searched over twice',
  ],
  [
    'an interval upside down',
    [{ setting: 'momentum', range: { kind: 'uniform', low: 0.9, high: 0.1 } }],
    'momentum: expected an interval from a smaller to a larger number, got 0.9 to 0.1',
  ],
  [
    'an interval without an end',
    [{ setting: 'momentum', range: { kind: 'uniform', low: 0, high: Infinity } }],
    'momentum: expected an interval from a smaller to a larger number, got 0 to Infinity',
  ],
  [
    'decades from 0',
    [{ setting: 'learningRate', range: { kind: 'log-uniform', low: 0, high: 1 } }],
    'learningRate: expected a log-uniform interval above 0, got 0 to 1',
  ],
  [
    'halves of whole numbers',
    [{ setting: 'epochs', range: { kind: 'integer', low: 1, high: 2.5 } }],
    'epochs: expected whole numbers as bounds, got 1 to 2.5',
  ],
  [
    'a condition on a later setting',
    [
      { setting: 'epochs', range: values(1), when: { setting: 'shuffle', values: [true] } },
      { setting: 'shuffle', range: values(true) },
    ],
    'epochs: its condition needs shuffle before it',
  ],
  [
    'negative units',
    [{ setting: 'hidden', range: values([8], [-8]) }],
    'hidden: expected a list of whole numbers of at least 1, got [-8]',
  ],
])('a space with %s is refused', (_, space, message) => {
  expect(() => sampleSpace(base, space, 10, 0)).toThrow(message);
});

it('rejects an interval in a grid', () => {
  const space: Space = [{ setting: 'momentum', range: { kind: 'uniform', low: 0, high: 0.9 } }];
  expect(() => expandGrid(base, space)).toThrow(
    'momentum: a grid needs a list of values, got an interval (uniform)',
  );
});
