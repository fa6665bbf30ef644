import { unzipSync } from 'fflate';
import type { Run } from '../../types.ts';
import { MAX_FILE_BYTES, startsWith } from '../files/bytes.ts';
import { typeJson } from '../flat/json/json-cells.ts';
import { runsOfTable } from '../flat/runs/rows-to-runs.ts';
import { leadingEntries } from '../shared/zip-entries.ts';
import { ForeignFileError, ImportError } from '../types.ts';
import type { Context, Format } from '../types.ts';
import { uniqueNames } from '../../unique.ts';
import { readWorkbook, rowsOfSheet } from './workbook.ts';
import type { SheetCell } from './workbook.ts';

/** Maximum number of cells of a sheet. */
const MAX_CELLS = 10_000_000;

/** An Excel workbook: the first worksheet with a table, a row for each epoch or each run. */
export const xlsx: Format = {
  name: 'xlsx',
  description: 'tables as Excel workbooks (.xlsx)',
  detect: (content) =>
    content.kind === 'bytes' &&
    startsWith(content.bytes, 'PK\x03\x04') &&
    leadingEntries(content.bytes).some((name) => name.startsWith('xl/')),
  read: (content, context) => (content.kind === 'bytes' ? readXlsx(content.bytes, context) : []),
};

function readXlsx(bytes: Uint8Array, context: Context): readonly Run[] {
  const { fileName, note } = context;
  let table: { readonly name: string; readonly rows: SheetCell[][] } | undefined;
  const others: string[] = [];
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        name.startsWith('xl/') && /\.(?:xml|rels)$/.test(name) && originalSize <= MAX_FILE_BYTES,
    });
    const decoder = new TextDecoder();
    const part = (path: string) => (Object.hasOwn(files, path) ? decoder.decode(files[path]) : '');
    const workbook = readWorkbook(part);
    for (const { name, path } of workbook.sheets) {
      const rows = table ? [] : tableRows(rowsOfSheet(part(path), workbook, MAX_CELLS));
      if (rows.length > 1) table = { name, rows };
      else others.push(name);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportError(`"${fileName}" cannot be read as a workbook: ${reason}.`, { cause: error });
  }
  if (table === undefined)
    throw new ForeignFileError(
      `"${fileName}" is a workbook without a table: no sheet has a header and rows.`,
    );
  if (others.length > 0)
    note(`The sheet "${table.name}" is read; left out: ${others.map((name) => `"${name}"`).join(', ')}.`);
  const [header, ...rows] = table.rows;
  const width = table.rows.reduce((most, { length }) => Math.max(most, length), 0);
  const names = uniqueNames(
    Array.from(
      { length: width },
      (_, column) => String(header![column] ?? '').trim() || `column ${String(column + 1)}`,
    ),
  );
  const cells = rows.map((row) => names.map((_, column) => blankAsNull(row[column])));
  return runsOfTable(typeJson({ names, rows: cells }, context), 'xlsx', context);
}

function blankAsNull(cell: SheetCell | undefined): SheetCell {
  return typeof cell === 'string' && cell.trim() === '' ? null : (cell ?? null);
}

/** Returns the rows from the header on: the first row with at least two cells. Empty rows are left out. */
function tableRows(rows: readonly SheetCell[][]): SheetCell[][] {
  const filled = rows.filter((row) => row.some((cell) => blankAsNull(cell) !== null));
  const header = filled.findIndex((row) => row.filter((cell) => blankAsNull(cell) !== null).length > 1);
  return header < 0 ? [] : filled.slice(header);
}
