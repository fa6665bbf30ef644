/** Words for a missing value in files of Python, R, JavaScript and spreadsheets; errors of spreadsheets are among them. */
const MISSING_WORDS = new Set([
  ...['', 'NA', 'N/A', 'n/a', '#N/A', '<NA>', 'None', 'null', 'NULL', 'NaT', '#na#', 'undefined', '(null)'],
  ...[
    '#DIV/0!',
    '#VALUE!',
    '#REF!',
    '#NUM!',
    '#NAME?',
    '#NULL!',
    '#N/A N/A',
    '#SPILL!',
    '#CALC!',
    String.raw`\N`,
  ],
]);

/** Whether a text says that there is no value, in a column of any type. */
export function isMissingWord(text: string): boolean {
  return MISSING_WORDS.has(text);
}

/** Words that are missing values among numbers, but may be a category among other words: `none`, `-`. */
const AMONG_NUMBERS =
  /^(?:[-–—.?*]|-{2,}|none|null|nil|na|n\.?a\.?|n\/a|k\.\s?a\.|missing|unknown|undefined|empty|void|not available)$/i;

/** Whether a text says that there is no value, if the other texts of its column are numbers. */
export function isMissingAmongNumbers(text: string): boolean {
  return isMissingWord(text) || AMONG_NUMBERS.test(text);
}
