import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importanceReport } from '../../../analysis/importance/importance.ts';
import { columnOf } from '../../viz/make.ts';

interface OptunaStudy {
  readonly name: string;
  readonly parameters: Readonly<Record<string, (number | string)[]>>;
  readonly values: readonly number[];
  readonly fanova: Readonly<Record<string, number>>;
  readonly meanDecreaseImpurity: Readonly<Record<string, number>>;
}

const path = new URL('../../../fixtures/optuna_importance.json', import.meta.url);
const { studies } = JSON.parse(readFileSync(path, 'utf8')) as { studies: readonly OptunaStudy[] };

type Order = readonly (readonly string[])[];

/**
 * The parameters that the functions of `fixtures/optuna_importance.py` depend on, the most important first; those of a group
 * are equally important. Optuna's fANOVA and mean decrease in impurity follow main effects, permutation importance total effects. Whatever the order, PED-ANOVA puts those of `first` before others.
 */
const TRUE_ORDERS: Readonly<
  Record<string, { readonly main: Order; readonly total: Order; readonly first: readonly string[] }>
> = {
  additive: { main: [['a'], ['b'], ['c']], total: [['a'], ['b'], ['c']], first: ['a', 'b'] },
  network: { main: [['lr'], ['activation']], total: [['lr'], ['activation']], first: ['lr', 'activation'] },
  interaction: { main: [['a'], ['b']], total: [['a'], ['b']], first: ['a', 'b'] },
  // Neither a nor b has a main effect.
  'pure interaction': { main: [['c']], total: [['a', 'b'], ['c']], first: ['a', 'b', 'c'] },
  wide: { main: [['x00'], ['x01']], total: [['x00'], ['x01']], first: ['x00', 'x01'] },
};

/** Whether the highest values are those of the true order, where the order within a group does not matter. */
function followsOrder(values: Readonly<Record<string, number>>, order: Order): boolean {
  const names = Object.keys(values).sort((a, b) => values[b]! - values[a]!);
  let start = 0;
  return order.every((group) => {
    const found = names.slice(start, (start += group.length));
    return group.every((name) => found.includes(name));
  });
}

function ours({ parameters, values }: OptunaStudy) {
  const { parameters: found } = importanceReport({
    columns: Object.entries(parameters).map(([name, cells]) => columnOf(cells, name)),
    objective: columnOf(values, 'value'),
    direction: 'max',
    rows: Uint32Array.from(values.keys()),
  });
  const valuesOf = (measure: 'permutation' | 'best') =>
    Object.fromEntries(found.map((each) => [each.name, each[measure]!.value]));
  return { found, permutation: valuesOf('permutation'), best: valuesOf('best') };
}

describe.each(studies)("Optuna's study $name", (study) => {
  const { main, total, first } = TRUE_ORDERS[study.name]!;
  const { found, permutation, best } = ours(study);

  it('is ordered by main effect by Optuna, and by total effect by permutation importance', () => {
    expect(followsOrder(study.fanova, main)).toBe(true);
    expect(followsOrder(study.meanDecreaseImpurity, main)).toBe(true);
    expect(followsOrder(permutation, total)).toBe(true);
  });

  it('has relevant parameters first by PED-ANOVA', () => {
    expect(followsOrder(best, [first])).toBe(true);
  });

  it('has intervals that exclude zero for the most important parameters, and include it for irrelevant ones', () => {
    for (const { name, permutation: each } of found) {
      if (total[0]!.includes(name)) expect(each.low).toBeGreaterThan(0);
      if (!total.flat().includes(name)) expect(each.low).toBe(0);
    }
  });
});
