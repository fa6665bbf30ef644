const NUMERIC_DATE =
  /^(?:(\d{4})([./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([./-])(\d{1,2})\6(\d{4}))(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s?([ap]m)?)?$/i;

type Order = 'day first' | 'month first';

/**
 * Returns a conversion of a column of dates to ISO 8601: `31.12.2023 10:00`, `12/31/2023`, `2023/12/31`. Whether the day or
 * the month is first must be proved by a number above 12; otherwise, or if a text is no date, returns null.
 */
export function dateFormatOf(texts: readonly string[]): ((text: string) => string | null) | null {
  const parts = texts.map((text) => NUMERIC_DATE.exec(text));
  if (parts.length === 0 || parts.includes(null)) return null;
  const isAbove12 = (group: number) => parts.some((match) => Number(match![group] ?? 0) > 12);
  const hasYearLast = parts.some((match) => match![8] !== undefined);
  const [isDayFirst, isMonthFirst] = [isAbove12(5), isAbove12(7)];
  if (hasYearLast && isDayFirst === isMonthFirst) return null;
  const order = isDayFirst ? 'day first' : 'month first';
  const known = new Map(texts.map((text, i) => [text, isoDate(parts[i]!, order)]));
  return [...known.values()].includes(null) ? null : (text) => known.get(text) ?? null;
}

function isoDate(parts: RegExpExecArray, order: Order): string | null {
  const [, yearFirst, , month, day, first, , second, yearLast, hour, minute, seconds, half] = parts;
  const [a, b] = order === 'day first' ? [second, first] : [first, second];
  const date = [
    yearFirst ?? yearLast!,
    ...[month ?? a!, day ?? b!].map((part) => part.padStart(2, '0')),
  ].join('-');
  const isDate = !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  if (!isDate || hour === undefined) return isDate ? date : null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59) return null;
  return `${date} ${String(hours).padStart(2, '0')}:${minute!}${seconds === undefined ? '' : `:${seconds}`}`;
}
