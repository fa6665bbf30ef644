import { standingOf, type Standing } from '../../../analysis/index.ts';
import { clamp, type Column } from '../../../history/index.ts';
import { laneOf } from '../layout/lanes.ts';
import { formatCell } from '../scale/format.ts';

/** One line of a tooltip. */
export interface RowFact {
  readonly name: string;
  readonly value: string;
  /** The values of the compared rows if they differ; else null. */
  readonly others: readonly string[] | null;
  /** The rank of the value among the selected rows, e.g. `above 97 %` or `lowest`; empty if unknown. */
  readonly standing: string;
}

/** The names of columns, and the texts of values: `text` by default, `value` is null for a cell that is no finite number. */
export interface FactLabels {
  titleOf(name: string): string;
  valueText(name: string, value: number | null, text: string): string;
}

const plainFacts: FactLabels = { titleOf: (name) => name, valueText: (_, __, text) => text };

function numberOf(column: Column, row: number): number | null {
  return column.kind === 'number' && laneOf(column, row) === null ? column.values[row]! : null;
}

/**
 * The values of a row in these columns, compared with the `pinned` rows or, without any, with the selected rows. Columns of
 * `hidden` are included only if the row differs from a pinned one.
 */
export function rowFacts(
  row: number,
  columns: readonly Column[],
  hidden: readonly Column[],
  pinned: readonly number[],
  selection: Uint32Array,
  labels: FactLabels = plainFacts,
): RowFact[] {
  const others = pinned.filter((other) => other !== row);
  const factOf = (column: Column): RowFact => {
    const textOf = (each: number) =>
      labels.valueText(column.name, numberOf(column, each), formatCell(column, each));
    const value = textOf(row);
    const otherValues = others.map(textOf);
    const differs = otherValues.some((other) => other !== value);
    return {
      name: labels.titleOf(column.name),
      value,
      others: differs ? otherValues : null,
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
