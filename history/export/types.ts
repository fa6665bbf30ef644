import { inEvenParts, joinParts } from '../file/lines.ts';
import type { Tell } from '../file/lines.ts';
import type { History } from '../types.ts';

/** One file of an export. */
export interface ExportedFile {
  /** Name, with folders before it where an export is several files; `/` parts them. Safe on every file system. */
  readonly path: string;
  readonly content: LongText | Uint8Array;
}

/** A text that may be longer than a string can be: in parts, which are made when they are asked for, anew each time. */
export class LongText implements Iterable<string> {
  constructor(private readonly make: () => Iterable<string>) {}

  [Symbol.iterator](): Iterator<string> {
    return inEvenParts(this.make());
  }

  /** @throws {RangeError} where it is longer than a string can be. */
  toString(): string {
    return joinParts(this);
  }
}

/** What is in a file as bytes, some at a time. */
export function* bytesOfContent(content: ExportedFile['content']): Generator<Uint8Array> {
  if (content instanceof Uint8Array) {
    yield content;
    return;
  }
  const encoder = new TextEncoder();
  for (const part of content) yield encoder.encode(part);
}

/** What an export is handed beside the history. */
export interface ExportContext {
  /** What the file is called where the export is one file; without ending. */
  readonly title: string;
  /** Takes a full sentence about what of this history the format cannot hold. */
  readonly note: (sentence: string) => void;
  /** Takes how much is written, now and then. */
  readonly tell?: Tell | undefined;
}

/** A format that histories are written in. */
export interface ExportFormat {
  readonly name: string;
  /** What people call it, for lists to choose from. */
  readonly label: string;
  /** What such files are, for people. */
  readonly description: string;
  /** Of its files, with the point. */
  readonly extension: string;
  /** What reading such a file again does not give back, as short noun phrases. */
  readonly losses: readonly string[];
  /** @throws {ExportError} where the history has nothing that such a file could hold. */
  readonly write: (history: History, context: ExportContext) => ExportedFile[] | Promise<ExportedFile[]>;
}

/** Why a history cannot be written in a format, as a full sentence. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}
