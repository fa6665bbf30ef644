import { jsonOf } from './content.ts';
import { isObject, tableOfJson } from './flat/json/json-table.ts';
import type { JsonObject } from './flat/json/json-table.ts';
import { typeJson, typePackedJson } from './flat/json/json-cells.ts';
import { runsOfTable } from './flat/rows-to-runs.ts';
import type { Format } from './types.ts';

/** Records as a list, as the notebook hands to HiPlot, or one on each line; also pandas' other forms. */
export const records: Format = {
  name: 'records',
  description: 'flat records as a JSON list or JSON lines',
  detect(content) {
    if (content.kind === 'records') return true;
    if (content.kind === 'lines') return isList(content.lines);
    return (
      content.kind === 'json' && (isList(content.json) || hasEpochs(content.json) || isByRow(content.json))
    );
  },
  read(content, context) {
    if (content.kind === 'records') {
      return runsOfTable(typePackedJson(content.table, context), 'records', context);
    }
    const table = tableOfJson(flatRecords(jsonOf(content)));
    return table ? runsOfTable(typeJson(table, context), 'records', context) : [];
  },
};

/** Records in which objects lie as records in which their members have paths, `train.loss`; pandas' rows by name as records. */
function flatRecords(json: unknown): unknown {
  if (Array.isArray(json)) return (json as unknown[]).map(flatRecord);
  return isByRow(json)
    ? Object.entries(json).map(([name, row]) => ({ ...(/^\d+$/.test(name) ? {} : { run: name }), ...row }))
    : json;
}

/** Objects inside each other beyond this are left out. */
const DEEPEST = 8;

function flatRecord(record: unknown): unknown {
  if (!isObject(record) || !Object.values(record).some(isObject)) return record;
  const visit = (value: unknown, path: string, depth: number): [string, unknown][] => {
    if (!isObject(value) || depth === DEEPEST) return [[path, value]];
    return Object.entries(value).flatMap(([key, each]) =>
      visit(each, depth === 0 ? key : `${path}.${key}`, depth + 1),
    );
  };
  return Object.fromEntries(visit(record, '', 0));
}

/**
 * What pandas writes with `orient="index"`: under the name or the number of each row an object of its cells. Objects of
 * which each has keys of its own are no rows.
 */
function isByRow(json: unknown): json is Readonly<Record<string, JsonObject>> {
  const rows = isObject(json) ? Object.values(json) : [];
  const [first] = rows;
  if (rows.length < 2 || !isObject(first)) return false;
  const keys = Object.keys(first);
  const isNumbered = keys.every((key) => /^\d+$/.test(key));
  return (
    keys.length >= 2 &&
    !isNumbered &&
    rows.every(
      (row) =>
        isObject(row) &&
        Object.values(row).every((cell) => typeof cell !== 'object' || cell === null) &&
        2 * keys.filter((key) => Object.hasOwn(row, key)).length >=
          Math.max(keys.length, Object.keys(row).length),
    )
  );
}

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
