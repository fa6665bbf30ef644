import { parseJson } from '../../../history/index.ts';
import { TableError } from './types.ts';
import type { TableCell, TableColumn } from './types.ts';

/** Whether the text is JSON rather than CSV, judged by its first character. */
export function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/**
 * Reads the columns of a JSON table: a list of objects (one per row), one object per line, or an object of columns, each
 * a list or, as written by pandas, an object keyed by row.
 *
 * @throws {TableError} with row and column, if a cell is not a number or text
 */
export function readJsonTable(text: string, file: string): TableColumn[] {
  const json = parse(text, file);
  if (Array.isArray(json)) return ofRows(json, file);
  const columns = Object.entries(json as object).map(([name, cells]) => [name, cellsOf(cells)] as const);
  const invalid = columns.find(([, cells]) => cells === null);
  if (invalid)
    throw new TableError(`${file}: expected a list of rows or an object of columns, got "${invalid[0]}"`);
  const count = columns[0]?.[1]?.length ?? 0;
  return columns.map(([name, cells]) => {
    if (cells!.length !== count) {
      const counts = `${String(cells!.length)} cells, expected ${String(count)}`;
      throw new TableError(`${file}: column "${name}" has ${counts}`);
    }
    return { name, cells: cells!.map((cell, row) => cellOf(cell, name, row)) };
  });
}

function parse(text: string, file: string): unknown {
  try {
    return parseJson(text);
  } catch (whole) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    try {
      if (lines.length > 1) return lines.map((line) => parseJson(line));
    } catch {
      // The error of the whole text is more informative.
    }
    throw new TableError(`${file}: ${(whole as Error).message}`, { cause: whole });
  }
}

function ofRows(rows: readonly unknown[], file: string): TableColumn[] {
  const invalid = rows.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
  if (invalid >= 0) throw new TableError(`${file}: row ${String(invalid + 1)}: expected an object`);
  const objects = rows as readonly object[];
  const names = [...new Set(objects.flatMap((row) => Object.keys(row)))];
  return names.map((name) => ({
    name,
    cells: objects.map((row, i) =>
      cellOf(Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : null, name, i),
    ),
  }));
}

function cellsOf(column: unknown): readonly unknown[] | null {
  if (Array.isArray(column)) return column;
  return typeof column === 'object' && column !== null ? Object.values(column) : null;
}

function cellOf(value: unknown, column: string, row: number): TableCell {
  if (value === null || Number.isNaN(value)) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  throw new TableError(
    `row ${String(row + 1)}, column "${column}": expected a number or text, got a list or an object`,
  );
}
