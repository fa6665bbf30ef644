import type { Column, Table } from '../../../history/index.ts';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage.ts';

/**
 * The column of a table that `--columns` names.
 * @throws {UsageError} naming the columns that there are, if there is none of this name
 */
export function findColumn({ columns }: Table, name: string): Column {
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const known = columns.map((column) => column.name);
  throw new UsageError(
    `--columns: expected names of ${known.join(', ')}, got "${name}".${didYouMean(name, known)}`,
  );
}
