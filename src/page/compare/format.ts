import type { Delta, GroupSummary } from '../../../analysis/index.ts';
import type { Column } from '../../../history/index.ts';
import { formatCell, formatValue } from '../../../viz/index.ts';

/** Digits that identify any double. */
const MAX_DIGITS = 17;

/** Formats numbers with six significant digits, or as many more as it takes to show that different ones differ. */
export function distinctNumbers(values: readonly number[]): string[] {
  const finite = [...new Set(values.filter(Number.isFinite))];
  const formats = [formatValue, ...Array.from({ length: MAX_DIGITS - 6 }, (_, i) => withDigits(7 + i))];
  const format = formats.find((each) => new Set(finite.map(each)).size === finite.length) ?? formatValue;
  return values.map((value) => (Number.isFinite(value) ? format(value) : specialText(value)));
}

/** Formats cells of a column so that cells that differ do not look the same. */
export function distinctTexts(column: Column, rows: readonly number[]): string[] {
  if (column.kind === 'category') return rows.map((row) => formatCell(column, row));
  const isNumber = (row: number) => !column.absence?.[row] && Number.isFinite(column.values[row]);
  const texts = distinctNumbers(rows.map((row) => (isNumber(row) ? column.values[row]! : NaN)));
  return rows.map((row, at) => (isNumber(row) ? texts[at]! : formatCell(column, row)));
}

/** The difference with its sign, and its share of the baseline: `+0.25 (+50 %)`. Empty if there is none. */
export function describeDelta({ absolute, relative }: Delta): string {
  if (absolute === null) return '';
  const difference = signed(absolute, 4);
  return relative === null ? difference : `${difference} (${signed(100 * relative, 3)} %)`;
}

/** A mean and its standard deviation; the mean of one value alone; a dash for none. `mean`: the mean as text. */
export function describeSpread({ n, sd }: Pick<GroupSummary, 'n' | 'sd'>, mean: string): string {
  if (n === 0) return '–';
  return n < 2 ? mean : `${mean} ± ${formatValue(Number(sd.toPrecision(2)))}`;
}

/** `p = 0.012`, `p < 0.001`; with more digits where rounding would hide on which side of 5 % it lies. */
export function describeP(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  const text = p.toFixed(3);
  return `p = ${text === '0.050' ? formatValue(p) : text}`;
}

/** A number with its sign, rounded to significant digits; 0 has none. */
export function signed(value: number, digits: number): string {
  const text = formatValue(Number(value.toPrecision(digits)));
  return value > 0 ? `+${text}` : text;
}

const withDigits = (digits: number) => (value: number) =>
  String(Number(value.toPrecision(digits)))
    .replaceAll('-', '−')
    .replace('e+', 'e');

function specialText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+∞' : '−∞';
}
