import { describe, expect, it } from 'vitest';
import { explainSelection, type SelectionRule } from '../../../analysis/index.ts';
import { RunSet, tableOf } from '../../../history/index.ts';
import { ruleInputOf, unitsOf } from '../../../src/page/explain/units.ts';
import { describeRule } from '../../../src/page/explain/words.ts';
import { conditionMask } from '../../../src/page/filter/condition-mask.ts';
import { makeRecords, makeRun } from '../../history/make.ts';

const set = RunSet.of(
  Array.from({ length: 40 }, (_, i) =>
    makeRun(`r${String(i)}`, {
      parameters: { model: i % 2 === 0 ? 'cnn' : 'mlp', lr: i / 100 },
      records: makeRecords({ loss: 1 }, { loss: 2 }),
    }),
  ),
);
const runs = tableOf(set, { level: 'runs' });
const epochs = tableOf(set, { level: 'epochs' });
const all = (length: number) => Uint32Array.from({ length }, (_, row) => row);
const even = (length: number) => all(length).filter((row) => row % 2 === 0);

describe('the rows to explain a selection by', () => {
  it('are runs where rows are epochs, selected if one of their epochs is', () => {
    const units = unitsOf(epochs, all(80), Uint32Array.of(0, 1, 5, 79));
    expect([...units.rows]).toEqual([...even(80)]);
    expect([...units.selection]).toEqual([0, 4, 78]);
  });

  it('are the rows themselves where these are runs', () => {
    expect(unitsOf(runs, all(40), even(40))).toEqual({ rows: all(40), selection: even(40) });
  });

  it.each([0, 40])('are nothing to explain with %i of 40 selected', (count) => {
    expect(ruleInputOf(runs, { rows: all(40), selection: all(count) }, new Set())).toBeNull();
  });

  it('lead to a rule about parameters that are not excluded', () => {
    const units = unitsOf(runs, all(40), even(40));
    const rule = explainSelection(ruleInputOf(runs, units, new Set())!)!;
    const mask = conditionMask('model == "cnn"', runs, null)!;
    expect(describeRule(rule, units, mask, 'runs')).toBe(
      '“model == "cnn"” finds 20 of the 20 selected runs (recall 100 %, precision 100 %); ' +
        'a random selection of that size finds one as good in 0 of 200.',
    );
    const other = ruleInputOf(runs, units, new Set(['model']))!;
    expect(other.columns.map(({ name }) => name)).toEqual(['lr']);
  });
});

describe('a rule in words', () => {
  const rule: SelectionRule = {
    ...{ conditions: [], matches: 0, hits: 0, precision: 0, recall: 0, f1: 0, permutations: 200 },
    filter: { kind: 'column', name: 'is_wide' } as SelectionRule['filter'],
    p: 1 / 201,
  };
  const units = { rows: Uint32Array.of(0, 1, 2, 3, 4), selection: Uint32Array.of(0, 1, 2) };
  const mask = Uint8Array.of(1, 1, 0, 1, 0);

  it('has recall, precision and the share of random selections', () => {
    expect(describeRule(rule, units, mask, 'configurations')).toBe(
      '“is_wide” finds 2 of the 3 selected configurations (recall 67 %, precision 67 %); ' +
        'a random selection of that size finds one as good in 0 of 200.',
    );
  });

  it('says first that it does not beat chance', () => {
    expect(describeRule({ ...rule, p: 64 / 201 }, units, mask, 'runs')).toBe(
      'No rule beats chance: a random selection of that size finds one as good as “is_wide” in 63 of 200.',
    );
  });
});
