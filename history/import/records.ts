import { tableOfJson } from './flat/json-table.ts';
import { typeJson } from './flat/json-cells.ts';
import { runsOfTable } from './flat/rows-to-runs.ts';
import type { Content, Format } from './types.ts';

/** A list of flat records, as the notebook hands to HiPlot; also pandas' other forms where they have an epoch. */
export const records: Format = {
  name: 'records',
  description: 'a JSON list of flat records',
  detect: (content) => content.kind === 'json' && (isList(content.json) || hasEpochs(content.json)),
  read(content: Content, context) {
    const table = content.kind === 'json' ? tableOfJson(content.json) : null;
    return table ? runsOfTable(typeJson(table, context), 'records', context) : [];
  },
};

function isList(json: unknown): boolean {
  if (!Array.isArray(json)) return false;
  const [first] = json as unknown[];
  return json.length === 0 || (typeof first === 'object' && first !== null && !Array.isArray(first));
}

/** Columns instead of records; without epochs nothing would say what a row is. */
function hasEpochs(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, 'epoch'))
    return false;
  const { epoch } = json as { epoch: unknown };
  return typeof epoch === 'object' && epoch !== null;
}
