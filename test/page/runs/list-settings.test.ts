import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  runListSetting,
  toggleSourceOrder,
  type RunListSettings,
} from '../../../src/page/runs/list-settings.ts';
import type { RunItem } from '../../../src/page/runs/run-items.ts';
import { sortItems } from '../../../src/page/runs/sort-items.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { initial, link } = runListSetting;
const settings: fc.Arbitrary<RunListSettings> = fc.record({
  order: fc.constantFrom('objective', 'source', '-source'),
  hasSource: fc.boolean(),
});

describe('the settings of the list of runs in a link', () => {
  it('are those that were written', () => {
    fc.assert(
      fc.property(settings, (written) => {
        const text = writeParts(link, written, initial);
        expect(readParts(link, text, initial)).toEqual({ value: written, leftOut: [] });
      }),
    );
  });

  it.each([
    [initial, ''],
    [{ order: '-source', hasSource: false } as const, 'runs.sort=-source&runs.source=off'],
  ])('are readable', (written, text) => expect(writeParts(link, written, initial)).toBe(text));

  it.each(['runs.sort=name', 'runs.source=maybe'])('are left out where they are unknown: %s', (text) => {
    const { value, leftOut } = readParts(link, text, initial);
    expect(value).toEqual(initial);
    expect(leftOut).toHaveLength(1);
  });
});

describe('the order of the list', () => {
  const sources = ['run 10.csv', 'run 9.csv', 'b.json', 'run 9.csv'];
  const items = sources.map((_, at): RunItem => ({
    key: String(at),
    run: at,
    runs: [at],
    row: at,
    value: null,
    sd: NaN,
    n: 0,
    children: [],
  }));
  const sourceOf = ({ run }: RunItem) => sources[run!]!;

  it.each([
    ['objective', '0123'],
    ['source', '2130'],
    ['-source', '0132'],
  ] as const)('is by %s, and else as before', (order, keys) => {
    expect(
      sortItems(items, order, sourceOf)
        .map(({ key }) => key)
        .join(''),
    ).toBe(keys);
  });

  it('goes on to the next with each click, and returns to the objective', () => {
    const orders = [initial];
    for (let click = 0; click < 3; click++) orders.push(toggleSourceOrder(orders.at(-1)!));
    expect(orders.map(({ order }) => order)).toEqual(['objective', 'source', '-source', 'objective']);
  });
});
