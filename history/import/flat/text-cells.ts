import { NOT_APPLICABLE_TEXT, withoutShield } from '../../csv.ts';
import { looksLikeMetric } from '../../direction.ts';
import type { Context } from '../types.ts';
import type { TextTable } from './csv-table.ts';
import { knownName } from './known-names.ts';
import type { FlatCell, FlatTable } from './table.ts';

/** Texts that stand for a missing value in the files of Python and R. */
const MISSING_TEXTS = new Set([
  '',
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '<NA>',
  'None',
  'null',
  'NULL',
  'NaT',
  '#na#',
]);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NAN = /^[+-]?nan$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/**
 * The number that a text is, with NaN and infinities as Python and JavaScript write them; undefined for a text that is
 * none, and for a whole number that no double holds exactly.
 */
export function numberOfText(text: string): number | undefined {
  if (NUMBER.test(text)) {
    const number = Number(text);
    return /^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number) ? undefined : number;
  }
  if (NAN.test(text)) return NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return undefined;
}

const CLOCK = /^(?:(\d+) days? )?(?:(\d+):)?(\d\d?):(\d\d(?:\.\d+)?)$/;

/** The seconds that a duration is: `1:05` as fastai writes it, `0 days 00:00:47.077985` as pandas does. */
function secondsOfText(text: string): number | undefined {
  const match = CLOCK.exec(text);
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/**
 * A table of texts with typed cells, column by column. A column whose present texts are all numbers (NaN and infinities
 * included) holds numbers, one of durations holds seconds, one of `true` and `false` holds booleans, any other its
 * texts, where `nan` is missing. `--`
 * does not apply. Names and ids of runs stay text, so that `007` is not 7.
 *
 * In a column named like a metric a few texts among numbers are taken as missing, with a note for the first.
 */
export function typeTexts(table: TextTable, { note }: Context): FlatTable {
  const columns = table.names.map((name, column) => {
    const texts = table.rows.map((row) => row[column]!);
    return typeColumn(name, table.decimalComma ? texts.map(withPoint) : texts, note);
  });
  return { names: table.names, length: table.rows.length, columns, restarts: table.restarts };
}

function withPoint(text: string): string {
  return /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i.test(text) ? text.replace(',', '.') : text;
}

function typeColumn(name: string, texts: readonly string[], note: Context['note']): FlatCell[] {
  const isName = ['run', 'id', 'from'].includes(knownName(name) ?? '');
  const present = texts.filter((text) => !MISSING_TEXTS.has(text) && text !== NOT_APPLICABLE_TEXT);
  const asTexts = (text: string) => (NAN.test(text) ? null : withoutShield(text));
  if (isName) return texts.map(cellReader(withoutShield));
  if (present.length > 0 && present.every((text) => /^(?:true|false)$/i.test(text))) {
    return texts.map(cellReader((text) => text.toLowerCase() === 'true'));
  }
  if (present.length > 0 && present.every((text) => secondsOfText(text) !== undefined)) {
    return texts.map(cellReader(secondsOfText));
  }
  const bad = present.filter((text) => numberOfText(text) === undefined);
  if (bad.length === 0) return texts.map(cellReader(numberOfText));
  if (!looksLikeMetric(name) || bad.length * 2 > present.length) return texts.map(cellReader(asTexts));

  const row = texts.indexOf(bad[0]!) + 1;
  note(
    `Row ${String(row)}, column "${name}": expected a number, got ${JSON.stringify(bad[0])}; it is taken as missing` +
      (bad.length > 1 ? `, as are ${String(bad.length - 1)} more of that column.` : '.'),
  );
  return texts.map(cellReader((text) => numberOfText(text) ?? null));
}

function cellReader(present: (text: string) => FlatCell): (text: string) => FlatCell {
  return (text) => {
    if (text === NOT_APPLICABLE_TEXT) return undefined;
    return MISSING_TEXTS.has(text) ? null : present(text);
  };
}
