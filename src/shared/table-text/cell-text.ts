import {
  hasConfigurations,
  PRESENT,
  type Column,
  type Statistics,
  type Table,
} from '../../../history/index.ts';
import { formatCell, formatValue, shortNames } from '../../../viz/format/index.ts';

/** The text of the cells of a column. */
export interface CellTexts {
  readonly text: (row: number) => string;
  /** The text in the table, where long names are shortened so that different ones look different. */
  readonly shown: (row: number) => string;
  /** What the text does not say, such as the exact number; undefined if it says all. */
  readonly title: (row: number) => string | undefined;
  /** Invisible characters after a text that align decimal points; empty if none are needed. */
  readonly padding: (text: string) => string;
}

/** About as many characters as the widest column has room for. */
const MAX_CHARACTERS = 31;
/** Names of columns with more categories are cut at the end. */
const MAX_SHORTENED = 5000;

const known = new WeakMap<Column, CellTexts>();

/** The texts of a column. The mean of a configuration is followed by its standard deviation. */
export function cellTexts(table: Table, column: Column): CellTexts {
  let texts = known.get(column);
  if (texts === undefined) {
    const statistics = hasConfigurations(table) ? table.statistics.get(column.name) : undefined;
    texts = statistics === undefined ? plainTexts(column, table.length) : meanTexts(column, statistics);
    known.set(column, texts);
  }
  return texts;
}

function plainTexts(column: Column, length: number): CellTexts {
  const text = (row: number) => formatCell(column, row);
  if (column.kind === 'category') {
    const short =
      column.categories.length > MAX_SHORTENED ? null : shortNames(column.categories, MAX_CHARACTERS);
    const shown = (row: number) =>
      short === null || (column.absence !== null && column.absence[row] !== PRESENT)
        ? text(row)
        : short[column.codes[row]!]!;
    return {
      text,
      shown,
      title: (row) => (shown(row) === text(row) ? undefined : text(row)),
      padding: () => '',
    };
  }
  const title = (row: number) => {
    const value = column.values[row]!;
    if (!Number.isFinite(value) || Number(text(row).replaceAll('−', '-')) === value) return undefined;
    return String(value).replaceAll('-', '−');
  };
  const digits = Math.max(0, ...sampleRows(length).map((row) => fractionOf(text(row))?.length ?? 0));
  return {
    text,
    shown: text,
    title,
    padding(shown) {
      const fraction = fractionOf(shown);
      if (digits === 0 || fraction === null) return '';
      return fraction === ''
        ? `.${'0'.repeat(digits - 1)}`
        : '0'.repeat(Math.max(0, digits - fraction.length));
    },
  };
}

function meanTexts(column: Column, { n, nonFinite, missing, sd, mean }: Statistics): CellTexts {
  const text = (row: number) =>
    Number.isNaN(sd[row]) ? formatCell(column, row) : formatMean(mean[row]!, sd[row]!);
  return {
    text,
    shown: text,
    title(row) {
      if (column.absence !== null && column.absence[row] !== PRESENT) return undefined;
      const counts = [
        `n = ${String(n[row])}`,
        ...(nonFinite[row]! > 0 ? [`${String(nonFinite[row])} not finite`] : []),
        ...(missing[row]! > 0 ? [`${String(missing[row])} missing`] : []),
      ].join(', ');
      if (Number.isNaN(mean[row])) return counts;
      const spread = Number.isNaN(sd[row]) ? '' : ` ± ${String(sd[row])}`;
      return `${String(mean[row]).replaceAll('-', '−')}${spread.replaceAll('-', '−')}; ${counts}`;
    },
    padding: () => '',
  };
}

/** More rows would not change widths by much. */
const MAX_SAMPLED = 40;

/** Rows whose texts determine the layout of a column, sampled evenly. */
export function sampleRows(length: number): number[] {
  const step = Math.max(1, Math.floor(length / MAX_SAMPLED));
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
}

/** The decimal point and what follows it, empty for a whole number; null for other texts and powers of ten. */
export function fractionOf(text: string): string | null {
  return /^−?\d+(\.\d+)?$/.exec(text) === null ? null : text.replace(/^−?\d+/, '');
}

/** Numbers outside of this range are written with powers of ten. */
const MIN_FIXED = 1e-4;
const MAX_FIXED = 1e9;

/**
 * A mean and its standard deviation as `0.973 ± 0.004`: the deviation has one significant digit, two if the first is 1, and
 * the mean as many decimals.
 */
export function formatMean(mean: number, sd: number): string {
  if (sd === 0 || sd < MIN_FIXED || Math.abs(mean) >= MAX_FIXED || sd >= MAX_FIXED)
    return `${formatValue(mean)} ± ${formatValue(Number(sd.toPrecision(2)))}`;
  const [digits = '', exponent] = sd.toExponential(1).split('e');
  const decimals = Math.max(0, (digits.startsWith('1') ? 1 : 0) - Number(exponent));
  return `${mean.toFixed(decimals)} ± ${sd.toFixed(decimals)}`
    .replace(/^-(0(\.0+)? )/, '$1')
    .replace(/^-/, '−');
}
