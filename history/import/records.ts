import { jsonOf } from './content.ts';
import { tableOfJson } from './flat/json-table.ts';
import { typeJson, typePackedJson } from './flat/json-cells.ts';
import { runsOfTable } from './flat/rows-to-runs.ts';
import type { Format } from './types.ts';

/** Flat records as a list, as the notebook hands to HiPlot, or one on each line; also pandas' other forms with epochs. */
export const records: Format = {
  name: 'records',
  description: 'flat records as a JSON list or JSON lines',
  detect(content) {
    if (content.kind === 'records') return true;
    if (content.kind === 'lines') return isList(content.lines);
    return content.kind === 'json' && (isList(content.json) || hasEpochs(content.json));
  },
  read(content, context) {
    if (content.kind === 'records') {
      return runsOfTable(typePackedJson(content.table, context), 'records', context);
    }
    const table = content.kind === 'json' || content.kind === 'lines' ? tableOfJson(jsonOf(content)) : null;
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
