import { readFileSync } from 'node:fs';
import { ImportError, importFile, toTable } from '../../../history/index.ts';
import type { Imported, Run } from '../../../history/index.ts';
import { cellsOf } from '../cells.ts';

export const FOLDER = new URL('../../../fixtures/formats/', import.meta.url);

/** Imports a fixture by its path in fixtures/formats. */
export function importFixture(path: string): Imported {
  return importFile(readFileSync(new URL(path, FOLDER)), path);
}

export function runsOf(path: string): readonly Run[] {
  return importFixture(path).history.runs;
}

/** One column of a fixture's epochs. */
export function cells(path: string, name: string): unknown[] {
  return cellsOf(toTable(importFixture(path).history, { rows: 'epochs' }), name);
}

export function importText(text: string, fileName = 'file'): Imported {
  return importFile(new TextEncoder().encode(text), fileName);
}

/** The message of the error that an import ends in. */
export function messageOf(importing: () => unknown): string {
  try {
    importing();
  } catch (error) {
    if (error instanceof ImportError) return error.message;
    throw error;
  }
  return 'no error';
}
