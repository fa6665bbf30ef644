import type { EpochRecord } from '../../../../history/index.ts';

/** Terminal colours for a best value, by the index of the column, like skorch. */
const COLORS = ['94', '36', '32', '35', '31', '33'].map((code) => `\u001b[${code}m`);
const RESET = '\u001b[0m';

/** `tabulate` makes numeric columns this much wider than their headers. */
const MIN_PADDING = 2;
const GAP = '  ';

/** The losses and scores of a record and its duration, in the order in which skorch prints them. */
function columnsOf(record: EpochRecord): string[] {
  const metrics = Object.keys(record).filter(
    (key) => /^(?:train|valid)_/.test(key) && !/_(?:best|batch_count)$/.test(key),
  );
  return ['epoch', ...metrics.sort(), 'dur'];
}

/**
 * The header of the table that skorch prints, and the rule below it. Like skorch, which has `tabulate` format each row on
 * its own, its columns are as wide as the first row needs.
 */
export function tableHead(first: EpochRecord): string {
  const columns = columnsOf(first);
  const widths = columns.map((key) => Math.max(key.length + MIN_PADDING, textOf(first, key).length));
  const names = columns.map((key, i) => key.padStart(widths[i]!)).join(GAP);
  const rule = widths.map((width) => '-'.repeat(width)).join(GAP);
  return `${names}\n${rule}`;
}

/** A row of the table that skorch prints; `isColored` highlights the best values so far. */
export function tableLine(record: EpochRecord, isColored: boolean): string {
  const cells = columnsOf(record).map((key, i) => {
    const text = textOf(record, key);
    const padding = ' '.repeat(Math.max(0, key.length + MIN_PADDING - text.length));
    const isBest = isColored && record[`${key}_best`] === true;
    return `${padding}${isBest ? `${COLORS[i % COLORS.length]!}${text}${RESET}` : text}`;
  });
  return cells.join(GAP);
}

function textOf(record: EpochRecord, key: string): string {
  const value = record[key];
  if (typeof value !== 'number') return '';
  return key === 'epoch' ? String(value) : fourDecimals(value);
}

/** A number as Python's format `.4f` writes it. */
function fourDecimals(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  // `toFixed` switches to exponents here.
  if (Math.abs(value) >= 1e21) return `${String(BigInt(value))}.0000`;
  return (isTie(value) ? roundToEven(value) : value).toFixed(4);
}

/** Whether the value is halfway between two numbers of four decimals, where `toFixed` rounds up and Python to even. */
function isTie(value: number): boolean {
  return Math.abs(value * 32) % 2 === 1;
}

/** Exact for a tie, which is an odd number of 32nds. */
function roundToEven(value: number): number {
  const below = Math.floor(value * 1e4);
  return (below % 2 === 0 ? below : below + 1) / 1e4;
}
