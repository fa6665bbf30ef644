import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateFilter,
  explainSelection,
  printFilter,
  type SelectionRule,
} from '../../../analysis/index.ts';
import { createRandom } from '../../../analysis/importance/random.ts';
import { shortestFrom } from '../../../analysis/selection/rule/condition.ts';
import { hypergeometricTail } from '../../../analysis/selection/rule/hypergeometric.ts';
import type { Column } from '../../../history/index.ts';
import type { RawCell } from '../../../history/table/column.ts';
import { columnOf, tableOf } from '../../viz/make.ts';

const allRows = (length: number) => Uint32Array.from({ length }, (_, row) => row);

function explain(columns: Column[], selection: Uint32Array, options: object = {}): SelectionRule | null {
  const { length } = tableOf(...columns);
  return explainSelection({ columns, rows: allRows(length), selection, permutations: 0, ...options });
}

/** Columns of a sweep, some of which do not matter. */
function sweep(length: number, seed: number) {
  const random = createRandom(seed);
  const list = <Cell extends RawCell>(cell: () => Cell) => Array.from({ length }, cell);
  const cells = {
    lr: list(() => 10 ** (-4 * random())),
    layers: list(() => 1 + Math.floor(6 * random())),
    net: list(() => ['relu', 'tanh', 'gelu', 'elu', 'selu'][Math.floor(5 * random())]!),
    bias: list(() => random() < 0.5),
    dropout: list(() => random()),
    decay: list(() => (random() < 0.1 ? null : random())),
  };
  const columns = Object.entries(cells).map(([name, column]) => columnOf(column, name));
  const where = (holds: (at: (name: keyof typeof cells) => never) => boolean) =>
    allRows(length).filter((row) => holds((name) => cells[name][row] as never));
  return { cells, columns, where };
}

describe('the rule of a selection', () => {
  const { columns, where } = sweep(400, 1);

  it.each<[string, Uint32Array, RegExp]>([
    ['a bound', where((at) => at('lr') <= 0.01), /^lr <= 0\.0\d+$/],
    [
      'a range',
      where((at) => at('dropout') > 0.2 && at('dropout') <= 0.6),
      /^0\.[12]\d* < dropout <= 0\.[56]\d*$/,
    ],
    ['one value', where((at) => at('layers') === 3), /^layers == 3$/],
    ['whole numbers', where((at) => at('layers') > 2), /^layers > 2$/],
    ['a category', where((at) => at('net') === 'gelu'), /^net == "gelu"$/],
    [
      'categories',
      where((at) => ['relu', 'elu'].includes(at('net'))),
      /^net in \("(relu", "elu|elu", "relu)"\)$/,
    ],
    ['a flag', where((at) => at('bias') === true), /^bias == true$/],
    [
      'two conditions',
      where((at) => at('lr') > 0.001 && at('net') === 'relu'),
      /^(lr > 0\.\d+ and net == "relu"|net == "relu" and lr > 0\.\d+)$/,
    ],
  ])('of %s is found exactly', (_, selection, text) => {
    const rule = explain(columns, selection)!;
    expect(printFilter(rule.filter)).toMatch(text);
    expect(rule).toMatchObject({ precision: 1, recall: 1, f1: 1, hits: selection.length });
  });

  it('of three conditions is found exactly', () => {
    const selection = where((at) => at('lr') <= 0.01 && at('layers') > 2 && at('bias') === true);
    const rule = explain(columns, selection)!;
    expect(rule.conditions).toHaveLength(3);
    expect(rule.f1).toBeGreaterThan(0.98);
  });

  it('is found although a tenth of the selection is noise', () => {
    const random = createRandom(9);
    const planted = new Set(where((at) => at('lr') > 0.003 && ['relu', 'gelu'].includes(at('net'))));
    const selection = allRows(400).filter((row) => planted.has(row) !== random() < 0.03);
    const rule = explain(columns, selection, { permutations: 99 })!;
    expect(rule.conditions).toHaveLength(2);
    expect(printFilter(rule.filter)).toMatch(/lr > /);
    expect(printFilter(rule.filter)).toMatch(/net in \(/);
    expect(rule.f1).toBeGreaterThan(0.85);
    expect(rule.p).toBe(0.01);
  });

  it('says nothing about excluded columns, and only about parameters unless asked', () => {
    const selection = where((at) => at('lr') <= 0.01);
    const loss: Column = {
      ...columnOf(
        allRows(400).reduce<number[]>((all, row) => [...all, row], []),
        'loss',
      ),
      role: 'metric',
    };
    const late = allRows(400).filter((row) => row >= 300);
    expect(printFilter(explain(columns, selection, { excluded: new Set(['lr']) })!.filter)).not.toContain(
      'lr',
    );
    expect(printFilter(explain([...columns, loss], late)!.filter)).not.toContain('loss');
    const asked = explain([...columns, loss], late, { candidates: new Set(['loss']) })!;
    expect(printFilter(asked.filter)).toBe('loss > 299');
  });

  it.each<[string, Column[], number[]]>([
    ['nothing is selected', columns, []],
    ['everything is selected', columns, [...allRows(400)]],
    ['no column distinguishes rows', [columnOf(Array<number>(400).fill(1))], [1, 2]],
    ['there are no columns', [{ ...columns[0]!, role: 'metric' }], [1, 2]],
  ])('is none where %s', (_, given, selection) => {
    expect(explain(given, Uint32Array.from(selection))).toBeNull();
  });

  it('holds for the rows that its filter selects, whatever the cells', () => {
    const cell = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double(),
      fc.constantFrom<RawCell>(null, undefined, NaN, Infinity, -Infinity),
    );
    const table = fc.integer({ min: 2, max: 40 }).chain((length) => {
      const list = <Item>(item: fc.Arbitrary<Item>) =>
        fc.array(item, { minLength: length, maxLength: length });
      return fc.tuple(
        list(cell),
        list(fc.constantFrom<RawCell>('a', 'b', 'c d', '', null)),
        list(fc.constantFrom<RawCell>(true, false, undefined)),
        list(fc.boolean()),
      );
    });
    fc.assert(
      fc.property(table, ([numbers, words, flags, selected]) => {
        const given = [columnOf(numbers, 'n'), columnOf(words, 'w'), columnOf(flags, 'in')];
        const selection = allRows(numbers.length).filter((row) => selected[row]);
        const rule = explain(given, selection);
        if (rule === null) return;
        const result = evaluateFilter(rule.filter, tableOf(...given));
        if (!result.ok) throw new Error(result.error.message);
        const matches = allRows(numbers.length).filter((row) => result.mask[row] === 1);
        expect(rule.matches).toBe(matches.length);
        expect(rule.hits).toBe(matches.filter((row) => selected[row]).length);
      }),
      { numRuns: 500 },
    );
  });

  it('about categories has the best F₁ of all sets of at most four', () => {
    const group = fc.record({ hits: fc.nat(9), others: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 7 }), (groups) => {
        const rows = groups.flatMap(({ hits, others }, at) =>
          Array.from({ length: hits + others }, (_, i) => ({ name: `c${String(at)}`, isHit: i < hits })),
        );
        const selection = allRows(rows.length).filter((row) => rows[row]!.isHit);
        const present = groups.filter(({ hits, others }) => hits + others > 0);
        fc.pre(present.length > 1 && selection.length > 0 && selection.length < rows.length);
        const column = columnOf(
          rows.map(({ name }) => name),
          'net',
        );
        const best = Math.max(
          ...Array.from({ length: 2 ** present.length }, (_, set) => {
            const chosen = present.filter((_, at) => (set >> at) & 1);
            if (chosen.length > Math.min(4, present.length - 1)) return 0;
            const hits = chosen.reduce((sum, each) => sum + each.hits, 0);
            const others = chosen.reduce((sum, each) => sum + each.others, 0);
            return (2 * hits) / (hits + others + selection.length);
          }),
        );
        expect(explain([column], selection)!.f1).toBeCloseTo(best, 12);
      }),
      { examples: [[[...[1, 1, 1, 1].map((hits) => ({ hits, others: 0 })), { hits: 95, others: 5 }]]] },
    );
  });

  it('of random selections is as good as its p-value says, and rarely long', () => {
    const random = createRandom(77);
    const rules = Array.from({ length: 200 }, (_, i) => {
      const { columns } = sweep(80, i);
      const selection = allRows(80).filter(() => random() < 0.3);
      return explain(columns, selection, { permutations: 39, seed: i + 1 })!;
    });
    const ps = rules.map(({ p }) => p!).sort((a, b) => a - b);
    // Kolmogorov and Smirnov's distance from uniform: 1.63 / √200 is exceeded by chance in 1 % of cases.
    const distance = Math.max(
      ...ps.map((p, i) => Math.max(Math.abs(p - i / 200), Math.abs(p - (i + 1) / 200))),
    );
    expect(distance).toBeLessThan(1.63 / Math.sqrt(200) + 1 / 40);
    expect(rules.filter(({ conditions }) => conditions.length > 1).length).toBeLessThanOrEqual(0.1 * 200);
  });

  it('is the same each time', () => {
    const selection = where((at) => at('lr') > 0.01);
    const options = { permutations: 20 };
    expect(explain(columns, selection, options)).toEqual(explain(columns, selection, options));
  });
});

describe('the number with the fewest digits', () => {
  it.each([
    [0.0123456, 0.0129, 0.0124],
    [2, 3, 2],
    [-0.98, -0.51, -0.9],
    [0, 1, 0],
    [99, 101, 99],
    [1.5, 1.5000001, 1.5],
    [-Infinity, 3, -Infinity],
  ])('from %d to below %d is %d', (low, high, expected) => {
    expect(shortestFrom(low, high)).toBe(expected);
  });

  it('lies between', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        fc.pre(a !== b);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const found = shortestFrom(low, high);
        expect(found >= low && found < high).toBe(true);
      }),
    );
  });
});

describe('the tail of the hypergeometric distribution', () => {
  it.each([
    // Choosing 2 of 5 of which 3 are marked: no hit 1/10, one 6/10, two 3/10.
    [0, 2, 3, 5, 1],
    [1, 2, 3, 5, 0.9],
    [2, 2, 3, 5, 0.3],
    [3, 2, 3, 5, 0],
  ])('P(at least %d of %d | %d of %d) is %d', (hits, drawn, marked, total, expected) => {
    expect(hypergeometricTail(hits, drawn, marked, total)).toBeCloseTo(expected, 12);
  });
});
