import { evenIndices } from '../../../analysis/index.ts';
import {
  looksNumeric,
  MISSING,
  NOT_APPLICABLE,
  type CategoryColumn,
  type Column,
} from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { dateColumn, looksLikeTime, timeUnit } from '../scale/dates.ts';

/** Number of cells that are sampled. */
const sampleSize = 2000;

/** The fraction of rows, 0 to 1, in which the column has a value, NaN and the infinities included. */
export function coverage({ absence }: Column): number {
  if (absence === null) return 1;
  if (absence.length === 0) return 0;
  const rows = evenIndices(absence.length, sampleSize);
  return (
    rows.filter((row) => absence[row] !== MISSING && absence[row] !== NOT_APPLICABLE).length / rows.length
  );
}

const BOOLEANS = new Set(['true', 'false', 'yes', 'no', 'on', 'off', 't', 'f', 'y', 'n', '0', '1']);

/** Whether the column has at most two values, which mean yes and no. */
export function isBoolean(column: Column): boolean {
  if (column.kind === 'category') {
    const { categories } = column;
    return categories.length <= 2 && categories.every((text) => BOOLEANS.has(text.toLowerCase()));
  }
  const { levels } = profileOf(column);
  return levels !== null && levels.length === 2 && levels[0] === 0 && levels[1] === 1;
}

/**
 * Whether the column says which run it is, where it ran or when, instead of how: identifiers, host names, paths, times of
 * day and texts that are different in each row.
 */
export function isIncidental(column: Column): boolean {
  if (isIdentifierName(column.name)) return true;
  if (column.kind === 'number')
    return looksLikeTime(column) && hasTimeOfDay(column.values, timeUnit(column)!);
  const dates = dateColumn(column);
  if (dates !== null) return hasTimeOfDay(dates.values, 1);
  return (
    HOST_NAME.test(wordsOf(column.name)) ||
    [isPath, isHash, isClock].some((matches) => isMostly(column.categories, matches)) ||
    isUnique(column)
  );
}

/** Names of values that number or name a process, a run or a version, whatever the values are. */
const IDENTIFIER_NAME =
  /^(?:id|ids|key)$|(?:^| )(?:uid|uuid|guid|pid|hash|sha|sha1|sha256|digest|checksum|commit|revision)$|(?:^| )(?:run|trial|job|task|experiment|exp|process|worker|sweep|session|artifact|study|group) id$/;
const HOST_NAME = /(?:^| )(?:host|hostname|host name|node|node name|machine|server|ip|node ip|ip address)$/;

function isIdentifierName(name: string): boolean {
  return IDENTIFIER_NAME.test(wordsOf(name));
}

/** The words of a name in lower case: `config/trialId` is `config trial id`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** An absolute or relative path, a URL with a path, or one with at least two separators. */
function isPath(text: string): boolean {
  return /^(?:~|\.{1,2})?[\\/][^\s]|^[a-z]:[\\/]|^[a-z][a-z\d+.-]*:\/\/|^[^\s\\/]+(?:[\\/][^\s\\/]+){2,}/i.test(
    text,
  );
}

/** A hexadecimal identifier, such as a UUID or an abbreviated commit; numbers and words are none. */
function isHash(text: string): boolean {
  return /^(?=[^a-f]*[a-f])(?=\D*\d)[\da-f]{7,}(?:-[\da-f]+)*$/i.test(text) && !looksNumeric(text);
}

function isClock(text: string): boolean {
  return /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?$/i.test(text);
}

function isMostly(categories: readonly string[], matches: (text: string) => boolean): boolean {
  const sample = evenIndices(categories.length, sampleSize);
  return sample.length > 0 && sample.filter((at) => matches(categories[at]!)).length > 0.8 * sample.length;
}

const dayInMs = 864e5;

/** Whether some of the times are not at midnight (UTC). `unit`: milliseconds per unit. */
function hasTimeOfDay(values: Float64Array, unit: number): boolean {
  return evenIndices(values.length, sampleSize).some((row) => {
    const time = values[row]! * unit;
    return Number.isFinite(time) && Math.abs(time % dayInMs) > 1;
  });
}

/** A few short texts can be the values of a parameter even if they are all different. */
const maxDistinct = 20;
const longText = 40;

function isUnique({ categories, codes, absence }: CategoryColumn): boolean {
  const count = categories.length;
  if (count < 3) return false;
  const isLong = categories.reduce((sum, text) => sum + text.length, 0) > longText * count;
  if (count <= maxDistinct && !isLong) return false;
  let present = 0;
  for (let row = 0; row < codes.length; row++) if (!absence?.[row]) present++;
  return count >= 0.95 * present;
}
