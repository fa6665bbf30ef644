import { jsonOf } from './content.ts';
import { isObject, tableOfJson } from './flat/json/json-table.ts';
import type { JsonObject } from './flat/json/json-table.ts';
import { typeJson, typePackedJson } from './flat/json/json-cells.ts';
import { widened } from './flat/long-table.ts';
import { runsOfTable } from './flat/runs/rows-to-runs.ts';
import type { Format } from './types.ts';

/** Flat records as a JSON list or JSON Lines, and the other forms of pandas. */
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
      return runsOfTable(widened(typePackedJson(content.table, context), context), 'records', context);
    }
    const table = tableOfJson(flatRecords(jsonOf(content)), context);
    return table ? runsOfTable(widened(typeJson(table, context), context), 'records', context) : [];
  },
};

/** Flattens nested objects, `train.loss`, and converts pandas' rows by name to records. */
function flatRecords(json: unknown): unknown {
  if (Array.isArray(json)) return (json as unknown[]).map(flatRecord);
  return isByRow(json)
    ? Object.entries(json).map(([name, row]) => ({ ...(/^\d+$/.test(name) ? {} : { run: name }), ...row }))
    : json;
}

/** Maximum depth of flattened objects. */
const MAX_DEPTH = 8;

function flatRecord(record: unknown): unknown {
  if (!isObject(record) || !Object.values(record).some(isObject)) return record;
  const visit = (value: unknown, path: string, depth: number): [string, unknown][] => {
    if (!isObject(value) || depth === MAX_DEPTH) return [[path, value]];
    return Object.entries(value).flatMap(([key, each]) =>
      visit(each, depth === 0 ? key : `${path}.${key}`, depth + 1),
    );
  };
  return Object.fromEntries(visit(record, '', 0));
}

/**
 * Whether JSON has pandas' form `orient="index"`: an object of cells for each row, by name or number. Objects with mostly
 * different keys are not rows.
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

/** Whether JSON has columns, one of which is `epoch`; otherwise the meaning of a row is unknown. */
function hasEpochs(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, 'epoch'))
    return false;
  const { epoch } = json as { epoch: unknown };
  return typeof epoch === 'object' && epoch !== null;
}
