import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION, toTable, type ParameterValue, type Run } from '../../../history/index.ts';
import { splitColumns } from '../../../src/page/table/columns/constant-columns.ts';

/** A run of which only parameters are known. */
function run(id: string, parameters: Record<string, ParameterValue>): Run {
  return {
    id,
    name: 'net',
    status: 'unknown',
    source: { format: 'csv', file: null },
    parent: null,
    fold: null,
    started: null,
    parameters,
    metrics: { loss: { direction: 'min' } },
    records: [],
    summary: { loss: 1 },
  };
}

const split = (...rows: Record<string, ParameterValue>[]) => {
  const runs = rows.map((parameters, index) => run(String(index), parameters));
  const { varying, constant } = splitColumns(
    toTable({ version: FORMAT_VERSION, runs }, { rows: 'runs', value: 'last' }),
  );
  const names = (columns: typeof varying) => columns.map(({ name }) => name);
  return { varying: names(varying), constant: names(constant) };
};

describe('columns that say the same of every row', () => {
  it.each([
    [
      'numbers',
      [
        { lr: 1, seed: 0 },
        { lr: 2, seed: 0 },
      ],
      ['seed', 'loss'],
    ],
    [
      'words',
      [
        { lr: 1, net: 'a' },
        { lr: 2, net: 'a' },
      ],
      ['net', 'loss'],
    ],
    [
      'NaN',
      [
        { lr: 1, x: NaN },
        { lr: 2, x: NaN },
      ],
      ['x', 'loss'],
    ],
    [
      'gaps',
      [
        { lr: 1, x: null },
        { lr: 2, x: null },
      ],
      ['x', 'loss'],
    ],
  ])('are found by %s', (_, rows, constant) => {
    expect(split(...rows).constant).toEqual(constant);
  });

  it.each<[string, Record<string, ParameterValue>[]]>([
    ['a gap and a value', [{ x: null }, { x: 0 }]],
    ['a gap and what does not apply', [{ x: null }, {}]],
    ['NaN and an infinity', [{ x: NaN }, { x: Infinity }]],
    ['two words', [{ x: 'a' }, { x: 'b' }]],
  ])('are not those with %s', (_, rows) => {
    expect(split(...rows).constant).not.toContain('x');
  });

  it('are shown where nothing differs', () => {
    expect(split({ lr: 1 }).constant).toEqual([]);
  });
});
