import { widened } from './flat/long-table.ts';
import { runsOfTable } from './flat/runs/rows-to-runs.ts';
import { typeTexts } from './flat/text-cells.ts';
import type { Format } from './types.ts';

/** Any CSV table: a log with one row per epoch, or a table with one row per run. */
export const csv: Format = {
  name: 'csv',
  description: 'tables as CSV with a header, separated by commas, semicolons or tabs',
  detect: ({ kind }) => kind === 'table',
  read(content, context) {
    if (content.kind !== 'table') return [];
    return runsOfTable(widened(typeTexts(content.table, context), context), 'csv', context);
  },
};
