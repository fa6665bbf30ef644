import { PRESENT } from './table.ts';
import type { Column, Table } from './table.ts';

/** Last words of the names of parameters that differ between replicates. */
const REPLICATE = new Set(['seed', 'fold', 'repeat', 'repetition', 'replicate', 'rng']);

/** Words that can follow: `fold_id`, `seed_number`. */
const COUNTERS = new Set(['id', 'index', 'idx', 'number', 'no']);

/** Last words of the names of values that identify runs but do not configure them. */
const IDENTIFIERS = new Set([
  'id',
  'uuid',
  'name',
  'dir',
  'directory',
  'path',
  'file',
  'timestamp',
  'date',
  'time',
]);

/**
 * Returns the names of the parameters that differ between replicates of one configuration: seeds, folds and repeats, by
 * their names, and identifiers (`run_id`, `log_dir`) that are different for each run.
 */
export function replicateParameters(table: Table): string[] {
  return table.columns
    .filter(({ role }) => role === 'parameter')
    .filter((column) => isReplicateName(column.name) || (isIdentifierName(column.name) && isDistinct(column)))
    .map(({ name }) => name);
}

/** The words of a name: `randomState` and `clf__random-state` end in `random`, `state`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/ \(parameter\)$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function isReplicateName(name: string): boolean {
  const words = wordsOf(name);
  if (words.length > 1 && COUNTERS.has(words.at(-1)!)) words.pop();
  const last = words.at(-1) ?? '';
  return REPLICATE.has(last) || (last === 'state' && words.at(-2) === 'random') || name === 'split';
}

function isIdentifierName(name: string): boolean {
  return IDENTIFIERS.has(wordsOf(name).at(-1) ?? '');
}

/** Whether there are at least three rows, with different values. */
function isDistinct(column: Column): boolean {
  const cells = column.kind === 'number' ? column.values : column.codes;
  if (cells.length < 3 || column.absence?.some((absence) => absence !== PRESENT)) return false;
  return new Set<number>(cells).size === cells.length;
}
