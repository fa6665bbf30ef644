import type { SelectionFacts, SharedCondition } from '../../../analysis/index.ts';
import { formatCell } from '../scale/format.ts';

export interface SelectionWords {
  /** Whether a single row is selected. */
  readonly isSingle: boolean;
  /** The name of a row. */
  readonly nameOf: (row: number) => string;
  /** Formats a number of a column; times as dates. */
  readonly formatNumber: (column: string, value: number) => string;
}

/** Returns sentences such as `All have lr ≤ 0.01 and activation = relu.` and `Best valid_acc 0.98 (run 7).` */
export function describeFacts({ shared, best }: SelectionFacts, words: SelectionWords): string[] {
  const sentences: string[] = [];
  if (shared.length > 0) {
    const conditions = shared.map((condition) => describeCondition(condition, words));
    sentences.push(`${words.isSingle ? 'It has' : 'All have'} ${listed(conditions, 'and')}.`);
  }
  if (best !== null) {
    const { column, row } = best;
    const word = column.direction === 'none' ? 'Highest' : 'Best';
    sentences.push(`${word} ${column.name} ${formatCell(column, row)} (${words.nameOf(row)}).`);
  }
  return sentences;
}

function describeCondition(condition: SharedCondition, { formatNumber }: SelectionWords): string {
  const { column } = condition;
  if (condition.kind === 'categories') {
    const { values } = condition;
    return values.length === 1 ? `${column} = ${values[0]!}` : `${column} ${listed(values, 'or')}`;
  }
  const { min, max } = condition;
  if (min === null) return `${column} ≤ ${formatNumber(column, max!)}`;
  if (max === null) return `${column} ≥ ${formatNumber(column, min)}`;
  const low = formatNumber(column, min);
  return min === max ? `${column} = ${low}` : `${column} from ${low} to ${formatNumber(column, max)}`;
}

/** `a, b and c`. */
function listed(parts: readonly string[], last: string): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)!}`;
}
