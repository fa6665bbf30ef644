const ISO_DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Parses a date or a date with time in ISO 8601, `2024-05-01` or `2024-05-01 12:30:15.25+02:00`, to milliseconds since
 * 1970; null for other text. Times without a zone are in UTC, so that axes show the same hours as the file.
 */
export function parseDate(text: string): number | null {
  const match = ISO_DATE.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, minutes = '00:00', seconds = ':00', fraction = '0', zone = 'Z'] = match;
  // JavaScript engines convert February 30 to March 1.
  if (new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day))
    return null;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const time = Date.parse(`${year}-${month}-${day}T${minutes}${seconds}${offset}`);
  return Number.isNaN(time) ? null : time + Number(`0.${fraction}`) * 1000;
}
