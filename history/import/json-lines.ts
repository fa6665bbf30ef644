import { JsonError, parseJson } from '../file/json.ts';
import { textOrNone } from './files/bytes.ts';
import type { FileEntry } from './files/file-set.ts';
import { readText } from './files/file-text.ts';
import type { IncrementalReadState } from './files/incremental-read-state.ts';
import type { Reading } from './files/pieces.ts';
import type { Context } from './types.ts';

const LF = 10;

/** Reads JSON Lines. */
class LineReader {
  readonly values: unknown[] = [];
  readonly #bad: string[] = [];
  #count = 0;

  /** Reads more lines; returns false if the last one is cut off. */
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
    if (another === undefined) note(`One line is not valid JSON and is left out: ${first}.`);
    else
      note(`${String(this.#bad.length)} lines are not valid JSON and are left out; the first is ${first}.`);
  }
}

/**
 * Parses JSON Lines. Blank lines are ignored. A last line that is cut off, as in the log of a running job, and lines that
 * are not valid JSON are left out, with notes.
 */
export function parseJsonLines(text: string, { note }: Pick<Context, 'note'>): readonly unknown[] {
  const reader = new LineReader();
  if (!reader.read(text)) note('The last line is cut off and left out.');
  reader.noteBad(note);
  return reader.values;
}

/** Lines already read of a file that is being written, and the offset to resume at. */
interface KeptLines {
  readonly reader: LineReader;
  readonly at: number;
}

const NAME = 'lines';

/** Reads appended lines and returns the values of all; null if there are no lines from a previous read. */
export function* readMoreLines(context: Context): Reading<readonly unknown[] | null> {
  const { readState } = context;
  const kept = readState?.take<KeptLines>(NAME);
  if (!readState || !kept) return null;
  const { bytes } = yield { at: kept.at, length: Infinity };
  return resume(kept, bytes, readState, context);
}

/** Parses all lines of a file like `parseJsonLines`; stores them if the file is being written. */
export function linesOfBytes(bytes: Uint8Array, text: string, context: Context): readonly unknown[] {
  const { readState } = context;
  return readState ? resume(fromStart(), bytes, readState, context) : parseJsonLines(text, context);
}

/**
 * Reads JSON Lines from a file.
 * @throws {ImportError} if it is not UTF-8 text.
 */
export async function readJsonLines(file: FileEntry, context: Context): Promise<readonly unknown[]> {
  const { readState, slice, size } = file;
  if (!readState || !slice) return parseJsonLines(await readText(file), context);
  const kept = readState.take<KeptLines>(NAME) ?? fromStart();
  return resume(kept, await slice(kept.at, size), readState, context);
}

function fromStart(): KeptLines {
  return { reader: new LineReader(), at: 0 };
}

/** Reads the complete lines; an incomplete last line is left for the next read. */
function resume(
  { reader, at }: KeptLines,
  bytes: Uint8Array,
  readState: IncrementalReadState,
  context: Pick<Context, 'fileName' | 'note'>,
): readonly unknown[] {
  const end = bytes.lastIndexOf(LF) + 1;
  reader.read(textOrNone(bytes.subarray(0, end), context));
  readState.keep(NAME, { reader, at: at + end } satisfies KeptLines);
  readState.hasIncompleteLine ||= end < bytes.length;
  reader.noteBad(context.note);
  return [...reader.values];
}
