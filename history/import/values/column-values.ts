import { countKinds, kindAt, NUMBER } from '../../runs/cells.ts';
import type { Cell, Cells } from '../../runs/cells.ts';
import { mapTexts } from '../../runs/growing-cells.ts';
import { looksLikeMetric, wordsOf } from '../../direction.ts';
import type { Context } from '../types.ts';
import { dateFormatOf } from './date-formats.ts';
import { isMissingAmongNumbers, isMissingWord } from './missing-words.ts';
import { numberFormatOf } from './number-formats.ts';
import type { ColumnFacts } from './number-formats.ts';

/** How the texts of a column are read as values. */
export interface ColumnConversion {
  readonly convert: (text: string) => Cell;
  /** What the numbers mean, for a note; null if it is obvious. */
  readonly meaning: string | null;
  /** Whether the spelling of numbers in the column is needed. */
  readonly needsSpelling: boolean;
}

/** Maximum number of distinct texts that are examined: a column of more is one of names or prose. */
const MAX_TEXTS = 100_000;

const DURATION_WORDS = new Set(
  'time dur duration runtime elapsed eta seconds secs wall took latency zeit dauer duree duracion durata tempo tiempo temps'.split(
    ' ',
  ),
);

/**
 * Returns how the texts of a column are read, by the form that all of them have: truth values, numbers written for people, or
 * dates; words for missing values may be among numbers. The same words mean the same in every container. Returns null if
 * they are just text.
 */
export function conversionOf(name: string, cells: Cells): ColumnConversion | null {
  const { texts } = cells;
  if (texts.length === 0 || texts.length > MAX_TEXTS) return null;
  const numbers = numbersOf(cells);
  const plain = { meaning: null, needsSpelling: false };
  if (numbers === 'none' && texts.every((text) => /^(?:true|false)$/i.test(text)))
    return { ...plain, convert: (text) => text.toLowerCase() === 'true' };
  const values = texts.filter((text) => !isMissingAmongNumbers(text) && specialNumber(text) === undefined);
  if (values.length === 0) {
    // Odd texts among a metric's numbers are reported by row.
    const isReported = looksLikeMetric(name) && !texts.every(isMissingWord);
    return numbers === 'any' && !isReported
      ? { ...plain, convert: (text) => specialNumber(text) ?? null }
      : null;
  }
  const isDuration = [...wordsOf(name)].some((word) => DURATION_WORDS.has(word));
  const format = numberFormatOf(values, { isDuration, numbers });
  if (format) {
    return {
      convert: (text) => format.parse(text) ?? specialNumber(text) ?? null,
      meaning: format.meaning,
      needsSpelling: format.needsSpelling === true && numbers === 'any',
    };
  }
  const dates = numbers === 'none' ? dateFormatOf(values) : null;
  return dates && { ...plain, convert: dates };
}

/** Applies a conversion to a column, with a note on the meaning of its numbers. */
export function convertTexts(
  name: string,
  cells: Cells,
  { convert, meaning }: ColumnConversion,
  note: Context['note'],
): Cells {
  if (meaning !== null) {
    const first = cells.texts.find((text) => typeof convert(text) === 'number');
    if (first !== undefined)
      note(
        `"${name}" has numbers ${meaning}: ${JSON.stringify(first)} is read as ${String(convert(first))}.`,
      );
  }
  const missing = cells.texts.find((text) => convert(text) === null && !isMissingWord(text));
  if (missing !== undefined) note(`"${name}": ${JSON.stringify(missing)} is treated as missing.`);
  return mapTexts(cells, convert);
}

function numbersOf(cells: Cells): ColumnFacts['numbers'] {
  if (countKinds(cells)[NUMBER] === 0) return 'none';
  for (let row = 0; row < cells.length; row++) {
    const isAny =
      kindAt(cells, row) === NUMBER && Number.isFinite(cells.values![row]) && cells.values![row] !== 0;
    if (isAny) return 'any';
  }
  return 'unitless';
}

/** NaN and infinities, which JSON can only hold as text. */
function specialNumber(text: string): number | undefined {
  if (/^[+-]?nan$/i.test(text)) return NaN;
  return /^[+-]?inf(?:inity)?$/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : undefined;
}
