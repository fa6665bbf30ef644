/** A time of day, often with a date, followed by a blank or a mark and then by words. A cell of a table ends with its delimiter. */
const TIMED =
  /^\W{0,2}(?:\d{4}[-/.]\d\d[-/.]\d\d[T ]+|\d\d[-/.]\d\d[-/.]\d{2,4} +|[A-Z][a-z]{2} +\d+ )?\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d)?\W?[ :|-]+.*[A-Za-z]{2}/;

/** A level of a logging library, first in its line, or glog's letter, date and time. */
const LEVELLED =
  /^\W{0,2}(?:(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL)(?:[\]:|]| +[^\s,;])|[IWEF]\d{4} \d\d:\d\d:\d\d)/;

/** A name with its number within a line: `loss: 0.5`, `lr = 1e-3`. */
const NAMED_NUMBER = /[A-Za-z_]\w*\s*[:=]\s*[-+]?(?:\d|\.\d|nan|inf)/;

/**
 * Whether lines are what a program printed, rather than the header and rows of a table, although there are commas in them:
 * at least half of them, and the first, begin with a time or a level, or most of their parts are names with numbers.
 */
export function isProgramOutput(lines: readonly string[]): boolean {
  const all = lines.filter((line) => line.trim() !== '').slice(0, 50);
  const [first] = all;
  if (first === undefined) return false;
  const isMostly = (is: (line: string) => boolean) => is(first) && 2 * all.filter(is).length >= all.length;
  if (isMostly((line) => TIMED.test(line) || LEVELLED.test(line))) return true;
  return all.length > 1 && isMostly(isOfNamedNumbers);
}

function isOfNamedNumbers(line: string): boolean {
  const parts = line.split(/[,;\t]/);
  return parts.length > 1 && 3 * parts.filter((part) => NAMED_NUMBER.test(part)).length >= 2 * parts.length;
}
