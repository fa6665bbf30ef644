import { JsonError, parseJson } from '../json.ts';
import type { Context } from './types.ts';

/**
 * The values of a text with JSON on each line. Blank lines are none. A last line that is cut off, as in the log of a job
 * that still runs, and lines that are no JSON are left out, with notes.
 */
export function parseJsonLines(text: string, { note }: Pick<Context, 'note'>): unknown[] {
  const values: unknown[] = [];
  const bad: string[] = [];
  let lineNumber = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end).trim();
    start = end + 1;
    lineNumber++;
    if (line === '') continue;
    try {
      values.push(parseJson(line));
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      if (newline < 0) note('The last line is cut off and left out.');
      else bad.push(`line ${String(lineNumber)}, ${error.message.replace(/^line 1, /, '')}`);
    }
  }
  if (bad.length === 1) note(`One line is no JSON and left out: ${bad[0]!}.`);
  if (bad.length > 1) note(`${String(bad.length)} lines are no JSON and left out, the first is ${bad[0]!}.`);
  return values;
}
