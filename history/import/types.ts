import type { History, Run } from '../types.ts';
import type { IncrementalReadState } from './files/incremental-read-state.ts';
import type { TextTable } from './flat/csv/csv-table.ts';
import type { PackedRecords } from './flat/json/read-records.ts';

/** The result of importing a file. */
export interface Imported {
  readonly history: History;
  /** Name of the detected format: `heddle`, `skorch`, `hiplot`, `cv_results`, … */
  readonly format: string;
  /** Full sentences about what was imported, left out or repaired. */
  readonly notes: readonly string[];
}

/** A file cannot be imported. The message is a full sentence that names the file. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** The file is not of a supported format, rather than broken. */
export class ForeignFileError extends ImportError {}

/** The bytes of a file are not UTF-8. */
export class NotUtf8Error extends ForeignFileError {}

/**
 * The content of a file before its format is detected: its bytes, unpacked from gzip, or, if they are text, one JSON value,
 * the values of JSON Lines, many flat records of either, or a table, with the JSON in a comment before its header.
 */
export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'lines'; readonly lines: readonly unknown[] }
  | ({ readonly kind: 'records' } & PackedRecords)
  | { readonly kind: 'table'; readonly table: TextTable; readonly about?: unknown };

/** Context of a reader. */
export interface Context {
  /** Name of the file, for `source.file`. Within a set of files its path. */
  readonly fileName: string;
  /** The name without folder and extensions, used for runs without a name. */
  readonly title: string;
  /** Called with a full sentence about what was imported, left out or repaired. */
  readonly note: (sentence: string) => void;
  /** Called with definitions of columns and displays that runs have no place for; see `FileReport.definitions`. */
  readonly define?: (definitions: unknown) => void;
  /** State kept between reads of a file that is still being written. */
  readonly readState?: IncrementalReadState;
}

/** A format of single files. */
export interface Format {
  readonly name: string;
  /** Description of such a file, for lists of formats. */
  readonly description: string;
  /** Whether the content has this format. Must be fast and not throw. */
  readonly detect: (content: Content, context: Context) => boolean;
  /**
   * Reads the runs of a content that `detect` accepts. Only formats that need an asynchronous library return a promise;
   * `importFile` rejects such files, `importFiles` accepts them.
   * @throws {HistoryError} naming the path and the value of what is wrong.
   * @throws {ImportError} naming the file, for anything else.
   */
  readonly read: (content: Content, context: Context) => readonly Run[] | Promise<readonly Run[]>;
}
