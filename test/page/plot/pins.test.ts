import { describe, expect, it } from 'vitest';
import { toTable, type History } from '../../../history/index.ts';
import { pinsOf, rowsOfPins } from '../../../src/page/plot/pins.ts';
import { makeRun } from '../../history/make.ts';

const run = (id: string, epochs: readonly number[]) =>
  makeRun(id, {
    metrics: { loss: { direction: 'min' } },
    records: epochs.map((epoch) => ({ epoch, loss: 1 / epoch })),
  });
const history: History = { version: 1, runs: [run('a', [1, 2]), run('@,:', [3]), run('c', [])] };

describe('pins', () => {
  it.each([
    ['epochs', { rows: 'epochs' } as const],
    ['runs', { rows: 'runs', value: 'last' } as const],
  ])('bring back every row of %s, also where the runs stand in another order', (_, options) => {
    const table = toTable(history, options);
    const rows = [...Array(table.length).keys()].reverse();
    const pins = pinsOf(table, history, rows);
    expect(rowsOfPins(table, history, pins)).toEqual(rows);
    const turned: History = { ...history, runs: history.runs.toReversed() };
    const other = toTable(turned, options);
    const again = pinsOf(other, turned, rowsOfPins(other, turned, pins));
    expect(again).toEqual(pins);
  });

  it('leave out what is not there', () => {
    const table = toTable(history, { rows: 'epochs' });
    expect(
      rowsOfPins(table, history, [
        { run: 'a', epoch: 9 },
        { run: 'ghost', epoch: null },
      ]),
    ).toEqual([]);
    expect(pinsOf(table, history, [99])).toEqual([]);
  });
});
