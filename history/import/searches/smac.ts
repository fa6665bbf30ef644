import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { flatParameters, parameterValue } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { numberOfJson } from '../shared/numbers.ts';
import { createTrialRuns } from '../shared/trials.ts';
import type { Trial } from '../shared/trials.ts';
import type { Context, Format } from '../types.ts';

/** The items of an entry in their order; before version 2 the first four and the others were lists of their own. */
const ITEMS = ['config_id', 'instance', 'seed', 'budget', 'cost', 'time', 'status', 'starttime', 'endtime'];

/** SMAC's `runhistory.json`: a run for each configuration, instance and seed that was tried. Costs are minimised. */
export const smac: Format = {
  name: 'smac',
  description: "SMAC's runhistory.json",
  detect(content) {
    const json = content.kind === 'json' ? content.json : null;
    return Array.isArray(memberOf(json, 'data')) && isObject(memberOf(json, 'configs'));
  },
  read: (content, context) => readHistory(jsonOf(content), context),
};

function readHistory(json: unknown, context: Context): Run[] {
  const entries = (memberOf(json, 'data') as unknown[]).map(itemsOf);
  const costs = entries.reduce((most, entry) => Math.max(most, [entry.get('cost')].flat().length), 1);
  const names = costs === 1 ? ['cost'] : Array.from({ length: costs }, (_, i) => `cost_${String(i)}`);
  const trials = entries.map((entry): Trial => {
    const config = String(entry.get('config_id'));
    const parts = ['instance', 'seed'].flatMap((key) => {
      const value = entry.get(key);
      return value === null || value === undefined
        ? []
        : [[key, parameterValue(value)] as [string, ParameterValue]];
    });
    const cost = [entry.get('cost')].flat();
    const values = names.map((name, i): [string, RecordValue] => [name, numberOfJson(cost[i]) ?? null]);
    return {
      key: [config, ...parts.map(([key, value]) => `${key} ${String(value)}`)].join('/'),
      name: `config ${config}`,
      parameters: [...flatParameters(memberOf(memberOf(json, 'configs'), config)), ...parts],
      budget: numberOfJson(entry.get('budget')) ?? null,
      values: new Map([...values, ['time', numberOfJson(entry.get('time')) ?? null]]),
      status: statusOf(entry.get('status')),
      started: entry.get('starttime'),
    };
  });
  return createTrialRuns(
    trials,
    'smac',
    new Map(names.map((name): [string, Direction] => [name, 'min'])),
    context,
  );
}

function itemsOf(entry: unknown): Map<string, unknown> {
  if (isObject(entry)) return new Map(Object.entries(entry));
  const list = Array.isArray(entry) && Array.isArray(entry[0]) ? (entry as unknown[][]).flat() : entry;
  return new Map(Array.isArray(list) ? ITEMS.map((name, i) => [name, list[i] as unknown]) : []);
}

function statusOf(status: unknown): Run['status'] {
  const name = memberOf(status, '__enum__');
  if (status === 1 || name === 'StatusType.SUCCESS') return 'completed';
  if (status === 0 || name === 'StatusType.RUNNING') return 'running';
  return status === null || status === undefined ? 'unknown' : 'failed';
}
