import type { Column } from '../../../history/index.ts';
import type { Condition } from '../../filter/ast.ts';
import { createRandom } from '../../importance/random.ts';
import { binned, noBin, type BinnedColumn } from './bins.ts';
import { categoriesCondition, intervalCondition, valueCondition } from './condition.ts';
import { f1Of, scoreOf, searchRule, type BinCondition } from './search.ts';
import { refineInterval } from './interval.ts';

export interface RuleInput {
  readonly columns: readonly Column[];
  /** All rows that can be selected. */
  readonly rows: Uint32Array;
  /** The selected ones among them. */
  readonly selection: Uint32Array;
  /** Names of columns that conditions may be about; by default those of parameters. */
  readonly candidates?: ReadonlySet<string>;
  /** Names of columns that they may not be about, such as those that are brushed. */
  readonly excluded?: ReadonlySet<string>;
  /** Random selections to compare with; 200 by default, and 0 for none. */
  readonly permutations?: number;
  /** Whole number. */
  readonly seed?: number;
}

/** A rule that selects about the same rows. */
export interface SelectionRule {
  /** One to three conditions on different columns, the most telling first; all must be true. */
  readonly conditions: readonly Condition[];
  /** The conditions as one filter. */
  readonly filter: Condition;
  /** Rows for which the rule holds, and the selected ones of these. */
  readonly matches: number;
  readonly hits: number;
  /** The share of matching rows that are selected. */
  readonly precision: number;
  /** The share of selected rows that match. */
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
  /** How often a random selection of as many rows finds a rule as good, from 1 / (permutations + 1) to 1; null without permutations. */
  readonly p: number | null;
  readonly permutations: number;
}

/**
 * The shortest rule that explains a selection: at most three conditions on columns, with F₁ as large as a beam search over
 * binned columns finds, and without conditions that add no more than chance does (`searchRule`). How often a random
 * selection finds one as good says whether there is anything to explain: with many columns, some rule fits any selection.
 * Deterministic. Null if nothing or everything is selected, or no column distinguishes rows.
 */
export function explainSelection(input: RuleInput): SelectionRule | null {
  const { rows, selection, excluded, candidates, permutations = 200, seed = 1 } = input;
  const isSelected = marks(rows, selection);
  const selected = isSelected.reduce((sum, mark) => sum + mark, 0);
  if (selected === 0 || selected === rows.length) return null;
  const columns = input.columns
    .filter((column) => candidates?.has(column.name) ?? column.role === 'parameter')
    .filter(({ name }) => !excluded?.has(name))
    .flatMap((column) => binned(column, rows) ?? []);
  const found = searchRule(columns, isSelected, selected);
  if (found === null) return null;

  const exact = refined(found.conditions, columns, rows, isSelected, selected);
  const matches = rows.filter((_, at) => exact.every(({ holds }) => holds[at] === 1)).length;
  const hits = rows.filter(
    (_, at) => isSelected[at] === 1 && exact.every(({ holds }) => holds[at] === 1),
  ).length;
  const conditions = exact.map(({ condition }) => condition);

  // Rules of random selections are compared before their bounds are refined, as the bins find them.
  const score = scoreOf(found, selected);
  const random = createRandom(seed);
  let asGood = 0;
  for (let i = 0; i < permutations; i++) {
    shuffle(isSelected, random);
    const other = searchRule(columns, isSelected, selected);
    if (other !== null && scoreOf(other, selected) >= score) asGood++;
  }
  return {
    conditions,
    filter: conditions.length === 1 ? conditions[0]! : { kind: 'and', conditions },
    matches,
    hits,
    precision: hits / matches,
    recall: hits / selected,
    f1: f1Of(hits, matches, selected),
    p: permutations > 0 ? (1 + asGood) / (1 + permutations) : null,
    permutations,
  };
}

/** 1 for each of `rows` that is among `selection`. */
function marks(rows: Uint32Array, selection: Uint32Array): Uint8Array {
  const chosen = new Set(selection);
  return Uint8Array.from(rows, (row) => Number(chosen.has(row)));
}

function shuffle(marks: Uint8Array, random: () => number): void {
  for (let last = marks.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const mark = marks[last]!;
    marks[last] = marks[other]!;
    marks[other] = mark;
  }
}

interface ExactCondition {
  readonly condition: Condition;
  /** 1 for each of the rows that fulfil it. */
  readonly holds: Uint8Array;
}

/** The conditions in the filter's form; bounds of numbers are moved from those of bins to the best values. */
function refined(
  conditions: readonly BinCondition[],
  columns: readonly BinnedColumn[],
  rows: Uint32Array,
  isSelected: Uint8Array,
  selected: number,
): ExactCondition[] {
  const masks = conditions.map(({ column, passes }) => columns[column]!.codes.map((code) => passes[code]!));
  return conditions.map(({ column, passes }, at) => {
    const { column: source, codes, ends, count } = columns[column]!;
    if (source.kind === 'category') {
      const chosen = Array.from(passes.keys()).filter((code) => passes[code] === 1);
      return { condition: categoriesCondition(source, chosen), holds: masks[at]! };
    }
    // Rows that fulfil the other conditions and have a value.
    const others = Uint32Array.from(rows.keys()).filter((row) => {
      return codes[row] !== noBin && masks.every((mask, i) => i === at || mask[row] === 1);
    });
    const first = passes.indexOf(1);
    const last = passes.lastIndexOf(1);
    const { low, high, only } = refineInterval(
      Float64Array.from(others, (row) => source.values[rows[row]!]!),
      Uint8Array.from(others, (row) => isSelected[row]!),
      selected,
      { low: first === 0 ? null : ends![first - 1]!, high: last === count - 1 ? null : ends![last]! },
    );
    const holds = codes.map((code, row) => {
      const value = source.values[rows[row]!]!;
      if (code === noBin) return 0;
      return Number(
        only === null ? (low === null || value > low) && value <= (high ?? Infinity) : value === only,
      );
    });
    masks[at] = holds;
    const condition = only === null ? intervalCondition(source, { low, high }) : valueCondition(source, only);
    return { condition, holds };
  });
}
