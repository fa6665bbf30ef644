import { clockSeconds, hasOnlyAmbiguousUnits, unitSeconds } from './durations.ts';

/**
 * How numbers are written for people. A column is converted only if all its texts have the same form, since one text alone
 * often has several meanings: `1,234` is 1234 or 1.234, `5m` five minutes, metres or millions.
 */
export interface NumberFormat {
  readonly parse: (text: string) => number | undefined;
  /** The meaning of the numbers, for a note; null if it is obvious. */
  readonly meaning: string | null;
  /** Whether plain numbers in the column mean something else in this format, so that their spelling is needed. */
  readonly needsSpelling?: boolean;
}

/** What else is known of a column. */
export interface ColumnFacts {
  /** Whether its name says that the values are durations: `time`, `elapsed`. */
  readonly isDuration: boolean;
  /** The numbers beside the texts: none; only zeros, NaN and infinities, which are the same in any unit; or any. */
  readonly numbers: 'none' | 'unitless' | 'any';
}

/** The beginning of a number in any format, which most categories and names lack. */
const BEGINNING = /^[-+\u2212$€£¥]?\s?(?:[.,]?\d|P[T\d])/;

/** Returns the number format that all texts of a column have; null if there is none. */
export function numberFormatOf(texts: readonly string[], facts: ColumnFacts): NumberFormat | null {
  if (texts.length === 0 || !texts.every((text) => text.length < 80 && BEGINNING.test(text))) return null;
  const isOther = facts.numbers === 'any';
  const formats = [
    groupedFormat(texts),
    ...(isOther ? [] : [percent, clock, time, currency, uncertain, rate(texts)]),
  ];
  const units = [sizeFormat(texts, isOther), magnitudeFormat(texts)];
  for (const format of [...formats, ...units]) {
    if (format === null || !texts.every((text) => format.parse(text) !== undefined)) continue;
    if (format === time && !facts.isDuration && texts.every(hasOnlyAmbiguousUnits)) continue;
    return format;
  }
  return null;
}

/** A decimal number; minus signs may be typographic. */
const NUMBER = String.raw`([+\u2212-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)`;

function pattern(source: string): RegExp {
  return new RegExp(`^${source.replace('NUMBER', NUMBER)}$`, 'i');
}

/** Returns the double nearest to digits times a power of ten, rounded once. */
function scaled(digits: string, power = 0): number {
  const [mantissa, exponent = '0'] = digits.replace('\u2212', '-').toLowerCase().split('e');
  return Number(`${mantissa!}e${String(Number(exponent) + power)}`);
}

function simpleFormat(source: string, meaning: string | null): NumberFormat {
  const form = pattern(source);
  const parse = (text: string) => {
    const digits = form.exec(text)?.[1];
    return digits === undefined ? undefined : scaled(digits);
  };
  return { parse, meaning };
}

const percent = simpleFormat(String.raw`NUMBER\s*%`, 'in percent');
const clock: NumberFormat = { parse: clockSeconds, meaning: null };
const time: NumberFormat = { parse: unitSeconds, meaning: 'in seconds' };
const uncertain = simpleFormat(
  String.raw`NUMBER\s*(?:±|\+/-|\+-)\s*\d[\d.]*(?:e[+-]?\d+)?`,
  'means; the deviations after them are left out',
);
const currency: NumberFormat = {
  parse(text) {
    const [, before, number, after] = /^([$€£¥]?)\s?([+-]?[\d.]+)\s?([$€£¥]?)$/.exec(text) ?? [];
    const isOne = number !== undefined && (before === '') !== (after === '');
    return isOne && !Number.isNaN(Number(number)) ? Number(number) : undefined;
  },
  meaning: 'amounts of money',
};

const RATE =
  /\s?((?:k|m|g|t)?(?:flops|macs|hz|it|its|iter|img|imgs|images|samples|tokens|tok|steps|batches|fps|w|v|°c|°f)(?:\/s(?:ec)?)?|(?:m?s)\/(?:it|iter|step|epoch|batch|sample))$/i;

/** Numbers with the same unit of a physical quantity or a rate: `12.3it/s`, `4.1 GFLOPs`. */
function rate([first]: readonly string[]): NumberFormat | null {
  const unit = RATE.exec(first!)?.[1];
  return unit === undefined
    ? null
    : simpleFormat(String.raw`NUMBER\s*${unit.replaceAll('/', String.raw`\/`)}`, `in ${unit}`);
}

const SIZE = pattern(String.raw`NUMBER\s*(?:([kmgt])(i?)b|b|bytes)`);
const PREFIXES = ['', 'k', 'm', 'g', 't'];

/** Bytes: `512 MB`, `1.5GiB`. */
function sizeFormat(texts: readonly string[], hasNumbers: boolean): NumberFormat | null {
  // "7B" alone is seven billion.
  if (hasNumbers || !texts.some((text) => /[kmgt]i?b$|bytes$/i.test(text))) return null;
  const parse = (text: string) => {
    const [, digits, prefix = '', binary] = SIZE.exec(text) ?? [];
    if (digits === undefined) return undefined;
    const power = PREFIXES.indexOf(prefix.toLowerCase());
    return binary ? scaled(digits) * 1024 ** power : scaled(digits, 3 * power);
  };
  return { parse, meaning: 'in bytes' };
}

const MAGNITUDE = pattern(String.raw`NUMBER\s?([kmbgt])?(?:\s?(?:params|parameters))?`);
const POWERS: Readonly<Record<string, number>> = { k: 3, m: 6, g: 9, b: 9, t: 12 };

/** Thousands, millions and billions: `25.6M`, `1.2k`, `7B`. */
function magnitudeFormat(texts: readonly string[]): NumberFormat | null {
  // A lower-case m alone may be a unit.
  if (!texts.some((text) => /[kKMGBT](?:\s?param.*)?$/.test(text))) return null;
  const parse = (text: string) => {
    const [, digits, letter] = MAGNITUDE.exec(text) ?? [];
    if (digits === undefined) return undefined;
    return scaled(digits, letter === undefined ? 0 : POWERS[letter.toLowerCase()]);
  };
  return { parse, meaning: 'written with k for thousands, M for millions, B for billions' };
}

const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;
const POINT_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const COMMA_GROUPS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const OTHER_GROUPS = /^[+-]?\d{1,3}(?:[ \u00A0\u202F\u2009'’_]\d{3})+(?:[.,]\d+)?$/;
const COMMA_DECIMAL = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;

/** Whether a text can only be a number with a decimal comma: `1.234,5`, `1.234.567`, `0,5`. */
function provesDecimalComma(text: string): boolean {
  if (COMMA_DECIMAL.test(text)) return !COMMA_GROUPS.test(text) || /^[+-]?0/.test(text);
  return POINT_GROUPS.test(text) && (text.includes(',') || text.split('.').length > 2);
}

/** Whether a text has points between thousands and a decimal comma: `1.234,5`. */
export function hasGroupsAndComma(text: string): boolean {
  return text.includes(',') && POINT_GROUPS.test(text);
}

/**
 * Numbers with separators between thousands, `1,234.5`, `1 234,5`, `1'234`, or with a decimal comma, `1.234,5`, if a text of
 * the column proves it. Otherwise a comma before three digits separates thousands.
 */
function groupedFormat(texts: readonly string[]): NumberFormat | null {
  if (texts.some(provesDecimalComma)) {
    const parse = (text: string) => {
      if (OTHER_GROUPS.test(text)) return ungrouped(text);
      if (POINT_GROUPS.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
      return COMMA_DECIMAL.test(text) || PLAIN.test(text) ? Number(text.replace(',', '.')) : undefined;
    };
    return {
      parse,
      meaning: 'with decimal commas',
      needsSpelling: texts.some((text) => POINT_GROUPS.test(text)),
    };
  }
  if (!texts.some((text) => COMMA_GROUPS.test(text) || OTHER_GROUPS.test(text))) return null;
  const parse = (text: string) => {
    if (OTHER_GROUPS.test(text)) return ungrouped(text);
    return COMMA_GROUPS.test(text) || PLAIN.test(text) ? Number(text.replaceAll(',', '')) : undefined;
  };
  return { parse, meaning: 'with separators between thousands' };
}

function ungrouped(text: string): number {
  return Number(text.replaceAll(/[^\d.,+-]/g, '').replace(',', '.'));
}
