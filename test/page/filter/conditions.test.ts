import { describe, expect, it } from 'vitest';
import { filterOfConditions } from '../../../src/page/filter/filter-condition.ts';
import { conditionError, conditionMask } from '../../../src/page/filter/condition-mask.ts';
import { Conditions } from '../../../src/page/filter/conditions.svelte.ts';
import { chosenState, withState } from '../../../src/page/filter/state-condition.ts';
import { conditionOfRows, MAX_NAMED_ROWS, withRows } from '../../../src/page/filter/rows-condition.ts';
import { parseFilter, printFilter, RUN_STATES } from '../../../analysis/index.ts';
import { RunSet, tableOf, type RunStatus, type Table } from '../../../history/index.ts';
import { PlotState } from '../../../viz/index.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';

const statuses: readonly RunStatus[] = ['completed', 'stopped', 'failed', 'completed', 'completed', 'failed'];
const set = RunSet.ofHistory(
  makeHistory(
    ...statuses.map((status, trial) =>
      makeRun(`trial ${String(trial)}`, {
        status,
        source: { format: 'optuna', file: 'study.db' },
        parameters: { model: trial < 3 ? 'cnn' : 'mlp', seed: trial % 3 },
        metrics: { loss: { direction: 'min' } },
        records: makeRecords({ loss: 5 - trial }, { loss: 4 - trial }),
      }),
    ),
  ),
);
const lens = { kind: 'best' } as const;
const runs = tableOf(set, { level: 'runs', lens });
const epochs = tableOf(set, { level: 'epochs' });
const configurations = tableOf(set, { level: 'configurations', lens });

const rowsWhere = (text: string, table: Table) =>
  Array.from(conditionMask(text, table, set)!).flatMap((passes, row) => (passes === 1 ? [row] : []));

function plotOf(table: Table): PlotState {
  return new PlotState(table, (text, data) => conditionMask(text, data, set));
}

describe('conditions on the state of runs', () => {
  it.each([
    ['state == "pruned"', runs, [1]],
    ['state in ("pruned", "failed")', runs, [1, 2, 5]],
    ['state == "failed"', epochs, [4, 5, 10, 11]],
    ['state contains "failed"', configurations, [0, 1]],
    ['state == "completed, failed"', configurations, [1]],
    ['state contains "pruned"', configurations, [0]],
  ])('select rows: %s', (text, table, rows) => {
    expect(conditionError(text, table)).toBeNull();
    expect(rowsWhere(text, table)).toEqual(rows);
  });

  it('leave the name to a column of the data', () => {
    const own = RunSet.ofHistory(
      makeHistory(
        makeRun('a', { parameters: { state: 'north' } }),
        makeRun('b', { parameters: { state: 'south' }, status: 'failed' }),
      ),
    );
    const table = tableOf(own, { level: 'runs', lens });
    expect([...conditionMask('state == "north"', table, own)!]).toEqual([1, 0]);
    expect([...conditionMask('`run state` == "failed"', table, own)!]).toEqual([0, 1]);
  });

  it.each(RUN_STATES)('replace each other, and leave the rest of the filter: %s', (state) => {
    for (const table of [runs, epochs, configurations]) {
      const plot = plotOf(table);
      plot.setBrush('loss', { kind: 'range', min: -1, max: 3 });
      const before = [...plot.selection];
      plot.setFilter(withState(plot, 'completed'));
      plot.setFilter(withState(plot, state));
      expect(chosenState(plot)).toBe(state);
      const wanted = rowsWhere(`state contains "${state}"`, table).filter((row) => before.includes(row));
      expect([...plot.selection]).toEqual(wanted);
      plot.setFilter(withState(plot, null));
      expect(chosenState(plot)).toBeNull();
      expect([...plot.selection]).toEqual(before);
      expect(plot.condition).toBe('');
    }
  });
});

describe('the condition of rows', () => {
  it.each([
    ['runs', runs, [1], 'run == "trial 1"'],
    ['runs', runs, [0, 4], 'run in ("trial 0", "trial 4")'],
    ['all epochs of a run', epochs, [2, 3], 'run == "trial 1"'],
    ['epochs', epochs, [0, 2, 3], 'run == "trial 0" and epoch == 1 or run == "trial 1" and epoch in (1, 2)'],
  ])('names %s', (_, table, rows, text) => {
    const condition = conditionOfRows(table, Uint32Array.from(rows))!;
    expect(printFilter(condition)).toBe(text);
    expect(rowsWhere(text, table)).toEqual(rows);
  });

  it('names configurations', () => {
    const condition = conditionOfRows(configurations, Uint32Array.of(1))!;
    expect(rowsWhere(printFilter(condition), configurations)).toEqual([1]);
  });

  it('does not exist for no rows, for too many, and where names do not tell rows apart', () => {
    expect(conditionOfRows(runs, new Uint32Array(0))).toBeNull();
    const many = RunSet.ofHistory(
      makeHistory(...Array.from({ length: MAX_NAMED_ROWS + 1 }, (_, at) => makeRun(`run ${String(at)}`))),
    );
    const table = tableOf(many, { level: 'runs', lens });
    const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
    expect(conditionOfRows(table, rows)).toBeNull();
    expect(conditionOfRows(table, rows.subarray(1))).not.toBeNull();
    const nameless = { ...runs, columns: runs.columns.filter(({ role }) => role !== 'identity') };
    expect(conditionOfRows(nameless, Uint32Array.of(1))).toBeNull();
  });

  it('restricts the filter of a plot, and is undone', () => {
    const plot = plotOf(runs);
    plot.setBrush('loss', { kind: 'range', min: 0, max: 9 });
    plot.endGesture();
    const before = [...plot.selection];
    plot.setFilter(withRows(plot, Uint32Array.of(before[0]!, before[1]!))!);
    plot.endGesture();
    expect([...plot.selection]).toEqual(before.slice(0, 2));
    plot.undo();
    expect([...plot.selection]).toEqual(before);
  });
});

describe('a filter of conditions', () => {
  it.each(['state == "failed" and loss < 3', 'not state == "failed"', 'state in ("failed", "pruned")'])(
    'leaves states to the condition: %s',
    (text) => {
      const parsed = parseFilter(text);
      if (!parsed.ok) throw new Error(parsed.error.message);
      const plot = plotOf(runs);
      plot.setFilter(filterOfConditions([parsed.ast], runs.columns));
      expect(plot.brushes.has('state')).toBe(false);
      expect([...plot.selection]).toEqual(rowsWhere(text, runs));
    },
  );
});

describe('the language of conditions', () => {
  it('is loaded when a condition is first evaluated: all rows pass until then', async () => {
    let loads = 0;
    const conditions = new Conditions(() => {
      loads++;
      return import('../../../src/page/filter/language.ts');
    });
    expect(conditions.mask('state == "pruned"', runs, set)).toBeNull();
    await conditions.load();
    expect(conditions.mask('state == "pruned"', runs, set)).toEqual(
      conditionMask('state == "pruned"', runs, set),
    );
    expect(loads).toBe(1);
  });

  it('is loaded again after a failure, which it names', async () => {
    let isOffline = true;
    const conditions = new Conditions(() =>
      isOffline ? Promise.reject(new Error('no network')) : import('../../../src/page/filter/language.ts'),
    );
    await conditions.load();
    expect(conditions.problem).toBe('The code of filters could not be loaded; reload the page to try again');
    isOffline = false;
    await conditions.load();
    expect(conditions.problem).toBeNull();
    expect(conditions.language).not.toBeNull();
  });
});
