import { encodeCell } from '../file/cell.ts';
import { joinedLines } from '../file/lines.ts';
import { toTable } from '../table/to-table.ts';
import type { ParameterValue } from '../types.ts';
import { cellReader } from './cells.ts';
import { LongText } from './types.ts';
import type { ExportFormat } from './types.ts';

/**
 * A JSON object a line: an epoch, or a run that has none. Missing is null, what does not apply has no key, and NaN and
 * the infinities are the texts "NaN", "Infinity" and "-Infinity", so that every line is strict JSON.
 */
export const jsonLines: ExportFormat = {
  name: 'jsonl',
  label: 'JSON lines',
  description: 'JSON lines, one epoch each',
  extension: '.jsonl',
  losses: ['ids, parents, status and start of runs', 'text that says "NaN" or "Infinity" among numbers'],
  write(history, { title, tell }) {
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
    const content = new LongText(() => joinedLines(table.length, lineAt, '', tell));
    return [{ path: `${title}.jsonl`, content }];
  },
};

function jsonOf(value: ParameterValue): string {
  return typeof value === 'number' ? encodeCell(value) : JSON.stringify(value);
}
