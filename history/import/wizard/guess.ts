import { cellAt, countKinds, isSameCell, NUMBER, TEXT } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { inferDirection, looksLikeMetric } from '../../direction.ts';
import type { Direction } from '../../types.ts';
import { classify } from '../flat/classify.ts';
import { groupRows } from '../flat/runs/group.ts';
import type { Grouping } from '../flat/runs/group.ts';
import { isOutcomeName, knownName, looksLikeHyperparameter } from '../flat/known-names.ts';
import type { FlatTable } from '../flat/table.ts';

/** The roles of a column; `parent` names the run that a run was forked from. */
export const COLUMN_USES = [
  'run',
  'parent',
  'epoch',
  'step',
  'fold',
  'parameter',
  'metric',
  'ignore',
] as const;

export type ColumnUseName = (typeof COLUMN_USES)[number];

/** The chosen role of a column. */
export interface ColumnChoice {
  readonly use: ColumnUseName;
  /** The direction of a metric. */
  readonly direction: Direction;
}

/** A guessed role. */
export interface ColumnGuess extends ColumnChoice {
  readonly name: string;
  /** From 0, a default, to 1, certain. */
  readonly confidence: number;
  /** The first distinct values, as text. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;

/**
 * Guesses the roles of columns from names and values: the role that the importers would use, and for unknown columns whether
 * the numbers increase evenly (a step), vary within a run (a metric), or otherwise (a parameter).
 */
export function guessRoles(table: FlatTable): ColumnGuess[] {
  const grouping = groupRows(table, { fileName: '', title: '', note: () => undefined });
  const counter = grouping.progress === null ? evenCounter(table, grouping.used) : null;
  const uses = new Map(
    classify(table, grouping.groups.layout, grouping.progress !== null, grouping.used).map((use) => [
      use.column,
      use,
    ]),
  );
  const guesses = table.names.map((name, column): ColumnGuess => {
    const common = { name, direction: 'none' as const, examples: examplesOf(table.columns[column]!) };
    const counted = countedUse(column, name, grouping);
    if (counted) return { ...common, ...counted };
    if (column === counter) return { ...common, use: 'step', confidence: 0.6 };
    const use = uses.get(column);
    if (use?.use === 'fold') return { ...common, use: 'fold', confidence: 0.9 };
    if (use?.use === 'metric')
      return {
        ...common,
        use: 'metric',
        direction: use.direction,
        confidence: metricConfidence(name, use.direction),
      };
    const cells = table.columns[column]!;
    const isNumeric = countKinds(cells)[NUMBER]! > 0;
    // With a counter, varying numbers are measurements.
    if (counter !== null && isNumeric && varies(cells)) {
      return { ...common, use: 'metric', direction: inferDirection(name), confidence: 0.5 };
    }
    if (use?.use === 'record') return { ...common, use: 'ignore', confidence: 0.3 };
    return { ...common, use: 'parameter', confidence: isNumeric ? 0.5 : 0.8 };
  });
  return guesses.some(({ use }) => use === 'metric' || use === 'epoch' || use === 'step')
    ? guesses
    : withDefaults(guesses, table);
}

/**
 * Defaults for a table without a recognised metric: the last column is the metric if its numbers vary and it is not named
 * like a hyperparameter, and the first is the
 * name of the run if its texts are unique.
 */
function withDefaults(guesses: readonly ColumnGuess[], table: FlatTable): ColumnGuess[] {
  const [first, last] = [table.columns[0], table.columns.at(-1)];
  const isOutcome =
    table.columns.length > 1 &&
    !looksLikeHyperparameter(table.names.at(-1)!) &&
    countKinds(last!)[NUMBER] === table.length &&
    varies(last!);
  const isName =
    isOutcome &&
    table.length > 1 &&
    countKinds(first!)[TEXT] === table.length &&
    first!.texts.length === table.length &&
    knownName(table.names[0]!) !== 'from';
  const isNamed = guesses.some(({ use }) => use === 'run');
  return guesses.map((guess, column) => {
    if (isOutcome && column === guesses.length - 1) return { ...guess, use: 'metric', confidence: 0 };
    return isName && !isNamed && column === 0 ? { ...guess, use: 'run', confidence: 0 } : guess;
  });
}

/** Returns the overall confidence: the minimum of those of the best metric and of the best epoch or step. */
export function confidenceOf(guesses: readonly ColumnGuess[]): number {
  const best = (use: ColumnUseName) => {
    return guesses.reduce((max, guess) => (guess.use === use ? Math.max(max, guess.confidence) : max), 0);
  };
  const steps = Math.max(best('step'), best('epoch'));
  return Math.min(best('metric'), steps === 0 ? 1 : steps);
}

function countedUse(
  column: number,
  name: string,
  { progress, used }: Grouping,
): Pick<ColumnGuess, 'use' | 'confidence'> | null {
  if (progress?.step === column) return { use: 'step', confidence: 0.95 };
  if (progress?.epoch === column) return { use: 'epoch', confidence: knownName(name) === 'epoch' ? 1 : 0.8 };
  if (!used.has(column)) return null;
  return { use: knownName(name) === 'from' ? 'parent' : 'run', confidence: 0.9 };
}

function metricConfidence(name: string, direction: Direction): number {
  if (direction !== 'none') return 0.95;
  return looksLikeMetric(name) || isOutcomeName(name) ? 0.6 : 0.5;
}

/** Finds a column of at least ten integers with a constant positive difference that is named like neither a metric nor a hyperparameter. */
function evenCounter(table: FlatTable, used: ReadonlySet<number>): number | null {
  if (table.length < 10) return null;
  const column = table.columns.findIndex((cells, i) => {
    const name = table.names[i]!;
    const isName = used.has(i) && knownName(name) !== 'id';
    return !isName && !looksLikeMetric(name) && !looksLikeHyperparameter(name) && countsEvenly(cells);
  });
  return column < 0 ? null : column;
}

function countsEvenly(cells: Cells): boolean {
  if (countKinds(cells)[NUMBER]! < cells.length) return false;
  const values = cells.values!;
  const [first = NaN, second = NaN] = values;
  const step = second - first;
  if (!(step > 0)) return false;
  for (let row = 0; row < values.length; row++) {
    const isStep = row === 0 || step === values[row]! - values[row - 1]!;
    if (!isStep || !Number.isInteger(values[row])) return false;
  }
  return true;
}

function varies(cells: Cells): boolean {
  for (let row = 1; row < cells.length; row++) if (!isSameCell(cells, row, 0)) return true;
  return false;
}

function examplesOf(cells: Cells): string[] {
  const seen = new Set<string>();
  for (let row = 0; row < cells.length && seen.size < EXAMPLES; row++) {
    const cell = cellAt(cells, row);
    if (cell !== null && cell !== undefined) seen.add(String(cell));
  }
  return [...seen];
}
