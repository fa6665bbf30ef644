import type { History, Run } from '../types.ts';
import type { Growth } from './files/growth.ts';
import type { TextTable } from './flat/csv/csv-table.ts';
import type { PackedRecords } from './flat/json/read-records.ts';

/** What a file gave. */
export interface Imported {
  readonly history: History;
  /** Name of the format that the content was recognised as: `heddle`, `skorch`, `hiplot`, `cv_results`, … */
  readonly format: string;
  /** Full sentences for people: what was taken, left out, repaired. */
  readonly notes: readonly string[];
}

/** Why a file cannot be imported, as a full sentence that names the file. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** Why: it is none of the files that are read, rather than a broken one of them. */
export class ForeignFileError extends ImportError {}

/**
 * A file as far as it is read before anybody knows its format: its bytes, unpacked if they were gzip; then, if those are
 * text, one JSON value, the values of JSON lines, many flat records of either, or a table, with the JSON that stands in a
 * comment before its header.
 */
export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'lines'; readonly lines: readonly unknown[] }
  | ({ readonly kind: 'records' } & PackedRecords)
  | { readonly kind: 'table'; readonly table: TextTable; readonly about?: unknown };

/** What a reader is told beside the content. */
export interface Context {
  /** Name of the file, for `source.file`. Within a set of files its path. */
  readonly fileName: string;
  /** The same without folder and endings, to name runs that have no name. */
  readonly title: string;
  /** Takes a full sentence about what was taken, left out or repaired. */
  readonly note: (sentence: string) => void;
  /** What is kept of the file that is read, where it is read again while a job writes to it. */
  readonly growth?: Growth;
}

/** One format that files come in, each file by itself. */
export interface Format {
  readonly name: string;
  /** What such a file is, for a list of what is read. */
  readonly description: string;
  /** Whether the content has this format; quick, and never throws. */
  readonly detect: (content: Content, context: Context) => boolean;
  /**
   * The runs in a content that `detect` said yes to. Only a format that needs a library which cannot answer at once
   * gives a promise; `importFile` does not take its files, `importFiles` does.
   * @throws {HistoryError} naming the path and the value of what is wrong.
   * @throws {ImportError} naming the file, for anything else.
   */
  readonly read: (content: Content, context: Context) => readonly Run[] | Promise<readonly Run[]>;
}
