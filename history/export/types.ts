import { inEvenParts, joinParts } from '../file/lines.ts';
import type { ProgressCallback } from '../file/lines.ts';
import type { History } from '../types.ts';

/** One file of an export. */
export interface ExportedFile {
  /** File name, after its folders separated by `/` if the export has several files. Valid on every file system. */
  readonly path: string;
  readonly content: LongText | Uint8Array;
}

/** Text that may exceed the maximum length of a string. Its parts are generated on each iteration. */
export class LongText implements Iterable<string> {
  constructor(private readonly make: () => Iterable<string>) {}

  [Symbol.iterator](): Iterator<string> {
    return inEvenParts(this.make());
  }

  /** @throws {RangeError} if it exceeds the maximum length of a string. */
  toString(): string {
    return joinParts(this);
  }
}

/** Yields the content of a file as chunks of bytes. */
export function* bytesOfContent(content: ExportedFile['content']): Generator<Uint8Array> {
  if (content instanceof Uint8Array) {
    yield content;
    return;
  }
  const encoder = new TextEncoder();
  for (const part of content) yield encoder.encode(part);
}

/** Options of an export that all formats have. */
export interface ExportOptions {
  /** Writes text that spreadsheets run as a formula as it is, in CSV. The default is to put an apostrophe before it. */
  readonly rawCells?: boolean | undefined;
  /** For `cv_results_`: whether the parameters of all runs are only those searched over; see `cvTable`. */
  readonly isSearched?: boolean | undefined;
  /** Called repeatedly while the files are written. */
  readonly onProgress?: ProgressCallback | undefined;
}

/** What a format is given to write. */
export interface ExportContext extends ExportOptions {
  /** Name of the file if the export is a single file; without extension. */
  readonly title: string;
  /** Called with a full sentence about what in this history the format cannot represent. */
  readonly note: (sentence: string) => void;
}

/** An export format. */
export interface ExportFormat {
  readonly name: string;
  /** Display name. */
  readonly label: string;
  /** Description for people. */
  readonly description: string;
  /** File extension, with the dot. */
  readonly extension: string;
  /** What is lost when such a file is imported, as short noun phrases. */
  readonly losses: readonly string[];
  /** @throws {ExportError} if the history has nothing that the format can represent. */
  readonly write: (history: History, context: ExportContext) => ExportedFile[] | Promise<ExportedFile[]>;
}

/** A history cannot be exported in a format. The message is a full sentence. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}
