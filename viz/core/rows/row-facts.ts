import { standingOf, type Standing } from '../../../analysis/index.ts';
import { clamp, type Column } from '../../../history/index.ts';
import { formatCell } from '../scale/format.ts';

/** The row of a tooltip for one column. */
export interface RowFact {
  readonly name: string;
  readonly value: string;
  /** The values of the rows it is compared with, where these differ; null where they do not, or there are none. */
  readonly others: readonly string[] | null;
  /** How the value stands among the selected rows, `above 97 %`, `lowest`; empty where nothing is known. */
  readonly standing: string;
}

/**
 * A row in these columns, compared with `pinned` rows or, where there are none, with the selected ones. Columns of
 * `hidden` are included only where the row differs from a pinned one.
 */
export function rowFacts(
  row: number,
  columns: readonly Column[],
  hidden: readonly Column[],
  pinned: readonly number[],
  selection: Uint32Array,
): RowFact[] {
  const others = pinned.filter((other) => other !== row);
  const factOf = (column: Column): RowFact => {
    const value = formatCell(column, row);
    const theirs = others.map((other) => formatCell(column, other));
    const differs = theirs.some((other) => other !== value);
    return {
      name: column.name,
      value,
      others: differs ? theirs : null,
      standing: others.length > 0 ? '' : describeStanding(standingOf(column, row, selection)),
    };
  };
  return [...columns.map(factOf), ...hidden.map(factOf).filter((fact) => fact.others !== null)];
}

function describeStanding(standing: Standing | null): string {
  switch (standing?.kind) {
    case undefined:
      return '';
    case 'category':
      return `${percent(standing.share)} have it`;
    case 'above':
      return `above ${percent(standing.share)}`;
    default:
      return standing!.kind;
  }
}

function percent(share: number): string {
  return `${String(clamp(Math.round(100 * share), 1, 99))} %`;
}
