import { JsonError, parseJson } from '../file/json.ts';
import { textOrNone } from './files/bytes.ts';
import type { FileEntry } from './files/file-set.ts';
import { readText } from './files/file-text.ts';
import type { Growth } from './files/growth.ts';
import type { Reading } from './files/pieces.ts';
import type { Context } from './types.ts';

const LF = 10;

/** The values of a text with JSON on each line, read line by line. */
class LineReader {
  readonly values: unknown[] = [];
  readonly #bad: string[] = [];
  #count = 0;

  /** Reads more lines; false where the last one is cut off. */
  read(text: string): boolean {
    for (let start = 0; start < text.length;) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(start, end).trim();
      start = end + 1;
      this.#count++;
      if (line === '') continue;
      try {
        this.values.push(parseJson(line));
      } catch (error) {
        if (!(error instanceof JsonError)) throw error;
        if (newline < 0) return false;
        this.#bad.push(`line ${String(this.#count)}, ${error.message.replace(/^line 1, /, '')}`);
      }
    }
    return true;
  }

  noteBad(note: Context['note']): void {
    const [first, another] = this.#bad;
    if (first === undefined) return;
    if (another === undefined) note(`One line is no JSON and left out: ${first}.`);
    else note(`${String(this.#bad.length)} lines are no JSON and left out, the first is ${first}.`);
  }
}

/**
 * The values of a text with JSON on each line. Blank lines are none. A last line that is cut off, as in the log of a job
 * that still runs, and lines that are no JSON are left out, with notes.
 */
export function parseJsonLines(text: string, { note }: Pick<Context, 'note'>): readonly unknown[] {
  const reader = new LineReader();
  if (!reader.read(text)) note('The last line is cut off and left out.');
  reader.noteBad(note);
  return reader.values;
}

/** Lines that were read of a file that grows, and behind which of its bytes it goes on. */
interface KeptLines {
  readonly reader: LineReader;
  readonly at: number;
}

const NAME = 'lines';

/** The values of lines of which some were kept, with those that were added since; null where none were. */
export function* readMoreLines(context: Context): Reading<readonly unknown[] | null> {
  const { growth } = context;
  const kept = growth?.take<KeptLines>(NAME);
  if (!growth || !kept) return null;
  const { bytes } = yield { at: kept.at, length: Infinity };
  return goOn(kept, bytes, growth, context);
}

/** The values of all lines of a file, like `parseJsonLines`; of one that grows they are kept. */
export function linesOfBytes(bytes: Uint8Array, text: string, context: Context): readonly unknown[] {
  const { growth } = context;
  return growth ? goOn(atBegin(), bytes, growth, context) : parseJsonLines(text, context);
}

/**
 * The same of a file of a set.
 * @throws {ImportError} when it is no text in UTF-8.
 */
export async function readJsonLines(file: FileEntry, context: Context): Promise<readonly unknown[]> {
  const { growth, slice, size } = file;
  if (!growth || !slice) return parseJsonLines(await readText(file), context);
  const kept = growth.take<KeptLines>(NAME) ?? atBegin();
  return goOn(kept, await slice(kept.at, size), growth, context);
}

function atBegin(): KeptLines {
  return { reader: new LineReader(), at: 0 };
}

/** Reads the lines that are ended; one that is not waits for its end. */
function goOn(
  { reader, at }: KeptLines,
  bytes: Uint8Array,
  growth: Growth,
  context: Pick<Context, 'fileName' | 'note'>,
): readonly unknown[] {
  const end = bytes.lastIndexOf(LF) + 1;
  reader.read(textOrNone(bytes.subarray(0, end), context));
  growth.keep(NAME, { reader, at: at + end } satisfies KeptLines);
  growth.isWaiting ||= end < bytes.length;
  reader.noteBad(context.note);
  return [...reader.values];
}
