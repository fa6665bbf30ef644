/** Words for a missing value in files of Python, R, JavaScript, SQL and spreadsheets. */
const MISSING_WORDS = new Set([
  ...['', 'NA', 'N/A', 'n/a', '#N/A', '#na#', '<NA>', 'NaT', 'None', 'null', 'NULL', '(null)', 'undefined'],
  String.raw`\N`,
]);

/** Whether a text says that there is no value, in a column of any type. */
export function isMissingWord(text: string): boolean {
  return MISSING_WORDS.has(text);
}

/** Errors of spreadsheets, such as a division by zero: the cell has no value. */
const SPREADSHEET_ERROR = /^#(?:DIV\/0|VALUE|REF|NUM|NAME|NULL|SPILL|CALC)[!?]$|^#N\/A N\/A$/;

/** Words that are missing values among numbers, but may be a category among other words: `none`, `-`. */
const AMONG_NUMBERS =
  /^(?:[-–—.?*]|-{2,}|none|null|nil|na|n\.?a\.?|n\/a|k\.\s?a\.|missing|unknown|undefined|empty|void|not available)$/i;

/** Whether a text says that there is no value, if the other texts of its column are numbers. */
export function isMissingAmongNumbers(text: string): boolean {
  return isMissingWord(text) || SPREADSHEET_ERROR.test(text) || AMONG_NUMBERS.test(text);
}
