import { encodeCell } from '../file/cell.ts';
import { joinedLines } from '../file/lines.ts';
import { toTable } from '../table/to-table.ts';
import type { ParameterValue } from '../types.ts';
import { cellReader } from './cells.ts';
import { LongText } from './types.ts';
import type { ExportFormat } from './types.ts';

/**
 * One JSON object per epoch, or per run without epochs. A missing value is null, one that is not applicable has no key, and
 * NaN and the infinities are the strings "NaN", "Infinity" and "-Infinity", so that every line is strict JSON.
 */
export const jsonLines: ExportFormat = {
  name: 'jsonl',
  label: 'JSON lines',
  description: 'JSON lines, one epoch per line',
  extension: '.jsonl',
  losses: ['ids, parents, status and start time of runs', 'the texts "NaN" and "Infinity" among numbers'],
  write(history, { title, onProgress }) {
    const table = toTable(history, { rows: 'epochs' });
    const columns = table.columns.map((column) => ({
      key: JSON.stringify(column.name),
      cell: cellReader(column),
    }));
    const lineAt = (row: number) => {
      const members = columns.flatMap(({ key, cell }) => {
        const value = cell(row);
        return value === undefined ? [] : [`${key}:${jsonOf(value)}`];
      });
      return `{${members.join(',')}}\n`;
    };
    const content = new LongText(() => joinedLines(table.length, lineAt, '', onProgress));
    return [{ path: `${title}.jsonl`, content }];
  },
};

function jsonOf(value: ParameterValue): string {
  return typeof value === 'number' ? encodeCell(value) : JSON.stringify(value);
}
