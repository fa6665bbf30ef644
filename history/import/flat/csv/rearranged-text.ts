import Papa from 'papaparse';
import { looksLikeMetric } from '../../../direction.ts';
import { knownName, looksLikeHyperparameter } from '../known-names.ts';
import { numberOfText } from '../text-cells.ts';

/** Maximum size of a text that is rearranged. */
export const MAX_REARRANGED_BYTES = 2 ** 18;

/** The text of a table with a header and a row per line, and what was changed. */
export interface RearrangedText {
  readonly text: string;
  readonly note: string | null;
}

/** Marks and words with which footnotes begin. */
const FOOTNOTE =
  /^(?:[*†‡§¹²³]|(?:notes?|sources?|remarks?|legend|caption|anmerkung(?:en)?|quellen?|fuentes?|notas?|nota bene|n\.b\.|注|出典)(?:\s|:|\d|$))/i;

/** The maximum number of lines of footnotes. */
const MAX_FOOTNOTES = 10;

/**
 * Removes footnotes below a table: text that begins like one, or text of several words where the rows have several cells. Returns null if there are none.
 */
export function withoutFootnotes(text: string, delimiter: string): RearrangedText | null {
  const lines = text.split(/\r?\n/);
  const cellsOf = (line: string) =>
    (Papa.parse<string[]>(line, { delimiter }).data[0] ?? []).map((cell) => cell.trim());
  const width = cellsOf(lines[0]!).length;
  const found: string[] = [];
  let end = lines.length;
  for (let at = lines.length - 1; at > 1 && found.length <= MAX_FOOTNOTES; at--) {
    const line = lines[at]!;
    if (line.trim() === '') continue;
    const cells = cellsOf(line);
    const [first = '', ...others] = cells;
    const isAlone = cells.length === 1 && /\p{L}.*\s.*\p{L}/u.test(first);
    const isMarked =
      FOOTNOTE.test(first) &&
      (/^\P{L}|:/u.test(first) || others.every((cell) => numberOfText(cell) === undefined));
    if (width < 2 || numberOfText(first) !== undefined || !(isAlone || isMarked)) break;
    found.unshift(line.trim().replace(/[,;\t]+$/, ''));
    end = at;
  }
  if (found.length === 0 || found.length > MAX_FOOTNOTES) return null;
  const listed = found.map((line) => JSON.stringify(line.slice(0, 80))).join(', ');
  return { text: `${lines.slice(0, end).join('\n')}\n`, note: `Left out below the table: ${listed}.` };
}

/** Names of a first column with the names of metrics and parameters. */
const NAMES_OF_ROWS =
  /^(?:|metrics?|parameters?|params?|names?|settings?|hyper-?parameters?|property|properties|keys?|variables?|fields?|kennzahl|metrik|métrique|métrica|指标)$/i;

/** Names of columns that are statistics or parts of data rather than runs. */
const NO_RUNS =
  /^(?:mean|avg|average|std|sem|min|max|median|count|train|training|val|valid|validation|dev|test|units?|direction|description|best|last|first|values?|support|25%|50%|75%)$/i;

/**
 * Exchanges the rows and columns of a table with a run per column: its first column has the names of metrics and parameters.
 * Returns null for any other table.
 */
export function withRunsAsRows(text: string, delimiter: string): RearrangedText | null {
  const [start = ''] = Papa.parse<string[]>(text, { delimiter, preview: 1 }).data[0] ?? [];
  if (!NAMES_OF_ROWS.test(start.trim())) return null;
  const lines = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy' }).data.map((line) =>
    line.map((cell) => cell.trim()),
  );
  const [header = [], ...rows] = lines;
  const [corner = '', ...runs] = header;
  const names = rows.map(([name = '']) => name);
  const isFull = runs.length >= 2 && rows.length >= 2 && rows.every(({ length }) => length === header.length);
  if (!isFull || areDoubled(runs) || areDoubled(names)) return null;
  const isDescribed = (name: string) => looksLikeMetric(name) || looksLikeHyperparameter(name);
  if (runs.some((run) => isDescribed(run) || NO_RUNS.test(run) || knownName(run) !== undefined)) return null;
  if (!names.some(looksLikeMetric) || 2 * names.filter(isDescribed).length < names.length) return null;
  const turned = header.map((_, column) => lines.map((line) => line[column]!));
  turned[0]![0] = names.includes('run') ? corner : 'run';
  return {
    text: `${Papa.unparse(turned, { delimiter })}\n`,
    note: `Each column has a run, and each row a metric or parameter: ${JSON.stringify(names[0])}, ….`,
  };
}

function areDoubled(names: readonly string[]): boolean {
  return names.includes('') || new Set(names).size < names.length;
}

/**
 * Returns a table of numbers that are separated by spaces, as NumPy writes them, with tabs instead; null for any other text. The
 * first line may have as many names.
 */
export function withTabs(text: string): RearrangedText | null {
  const lines = text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim().split(/ +/)]));
  const [first = [], ...rows] = lines;
  const isNumeric = (cells: readonly string[]) => cells.every((cell) => numberOfText(cell) !== undefined);
  const isTable =
    first.length >= 2 &&
    rows.length >= 2 &&
    rows.every((cells) => cells.length === first.length && isNumeric(cells));
  return isTable ? { text: `${lines.map((cells) => cells.join('\t')).join('\n')}\n`, note: null } : null;
}
