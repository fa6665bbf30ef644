import type { ParameterValue, RecordValue } from '../../types.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { JsonObject } from '../flat/json/json-table.ts';
import { isoTime, noteLists, rowOf } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import type { Context } from '../types.ts';
import { numberOfJson } from '../shared/numbers.ts';

/** The parameters in W&B's `config.yaml`, where each is `{desc, value}`, without W&B's internal entries. */
export function parametersOfConfig(config: unknown): Map<string, ParameterValue> {
  const values = isObject(config) ? Object.entries(config) : [];
  const own = values.filter(([key]) => key !== '_wandb' && key !== 'wandb_version');
  return flatParameters(
    Object.fromEntries(
      own.map(([key, each]) => [key, isObject(each) && Object.hasOwn(each, 'value') ? each.value : each]),
    ),
  );
}

/**
 * The numbers of a summary. Of a metric that is summed up in several ways (`min`, `max`, `best`, `last`) the last is
 * taken; pictures, tables and histograms are left out.
 */
export function numbersOfSummary(summary: unknown): Map<string, number> {
  const numbers = new Map<string, number>();
  const visit = (object: JsonObject, path: string): void => {
    for (const [key, value] of Object.entries(object)) {
      const name = path + key;
      const last =
        memberOf(value, 'last') ??
        memberOf(value, 'best') ??
        memberOf(value, 'max') ??
        memberOf(value, 'min');
      const number = numberOfJson(isObject(value) ? last : value);
      if (number !== undefined) numbers.set(name, number);
      else if (isObject(value) && !Object.hasOwn(value, '_type') && path.length < 200)
        visit(value, `${name}/`);
    }
  };
  // The time and step of the last values are not values of the summary.
  const isOwn = ([key]: readonly [string, unknown]) => !/^_(?:wandb|timestamp|step)$/.test(key);
  const own = isObject(summary) ? Object.entries(summary).filter(isOwn) : [];
  visit(Object.fromEntries(own), '');
  return numbers;
}

/**
 * One step of a history: `_step` becomes `step`; lists and objects with a type (pictures, histograms) are left out.
 * @param lists gets the names of the lists
 */

export function rowOfHistory(line: JsonObject, lists?: Set<string>): LogRow {
  const own = Object.entries(line).filter(
    ([key, value]) => key !== '_timestamp' && !Object.hasOwn(Object(value), '_type'),
  );
  const row = new Map<string, RecordValue>();
  for (const [key, value] of rowOf(Object.fromEntries(own), lists)) {
    const number = numberOfJson(value);
    row.set(
      key === '_step' ? 'step' : key,
      typeof value === 'string' && number !== undefined ? number : value,
    );
  }
  return row;
}

/** The start of a history: the time of its first line minus the runtime until then. */
export function startOfHistory(lines: readonly JsonObject[]): string | null {
  const [time, runtime] = [memberOf(lines[0], '_timestamp'), memberOf(lines[0], '_runtime')];
  return typeof time === 'number' ? isoTime(time - (typeof runtime === 'number' ? runtime : 0)) : null;
}

/** The rows of a history, with a note on the lists in it. */
export function rowsOfHistory(lines: readonly JsonObject[], context: Pick<Context, 'note'>): LogRow[] {
  const lists = new Set<string>();
  const rows = lines.map((line) => rowOfHistory(line, lists));
  noteLists(lists, context);
  return rows;
}
