import { looksLikeMetric } from '../../direction.ts';
import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { counterName } from '../flat/counters/counter-names.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';
import { jsonOf } from '../content.ts';

/**
 * What people dump of Keras's `History`: an object with a list of values for each metric, one an epoch, or that of pandas
 * (`{"0": …}`), or the whole object with `epoch`, `history` and `params`. Epochs are counted from 1 here, as none are in
 * the lists. A list that is shorter is of every second, third, … epoch where it fits (`validation_freq`), else of the first.
 * Single values beside the lists are results if they are numbers named like metrics, else parameters.
 */
export const keras: Format = {
  name: 'keras',
  description: "Keras's history as JSON",
  detect: (content) => content.kind === 'json' && listsOf(historyOf(content.json)) !== null,
  read(content, context) {
    const json = jsonOf(content);
    const history = historyOf(json);
    const lists = withoutCounters(listsOf(history) ?? new Map<string, readonly unknown[]>());
    return [readHistory(lists, singlesOf(history), memberOf(json, 'params'), context)];
  },
};

function historyOf(json: unknown): unknown {
  const inner = memberOf(json, 'history');
  return isObject(inner) ? inner : json;
}

/** The values of each metric in their order; null for anything else. */
function listsOf(json: unknown): Map<string, readonly unknown[]> | null {
  if (!isObject(json) || Object.hasOwn(json, 'columns') || Object.hasOwn(json, 'epoch')) return null;
  const lists = new Map<string, readonly unknown[]>();
  for (const [key, value] of Object.entries(json)) {
    if (typeof value !== 'object') continue;
    const list = Array.isArray(value) ? (value as unknown[]) : isIndexed(value) ? Object.values(value) : null;
    if (list === null || !list.every((each) => each === null || numberOfJson(each) !== undefined))
      return null;
    lists.set(key, list);
  }
  const hasSingles = lists.size < Object.keys(json).length;
  const isLog = !hasSingles || [...lists.values()].some(({ length }) => length > 1);
  return isLog && [...lists.keys()].some(looksLikeMetric) ? lists : null;
}

/** The lists without one that counts the epochs by one, which the epochs of the records do already. */
function withoutCounters(lists: ReadonlyMap<string, readonly unknown[]>): Map<string, readonly unknown[]> {
  const counts = (values: readonly unknown[]) => values.every((value, i) => value === Number(values[0]) + i);
  return new Map([...lists].filter(([key, values]) => counterName(key)?.unit !== 'epoch' || !counts(values)));
}

/** The values that are no lists. */
function singlesOf(json: unknown): [string, ParameterValue][] {
  return (isObject(json) ? Object.entries(json) : []).flatMap(([key, value]): [string, ParameterValue][] =>
    typeof value === 'object' ? [] : [[key, parameterValue(value)]],
  );
}

function isIndexed(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.keys(value).every((key, i) => key === String(i));
}

function readHistory(
  lists: ReadonlyMap<string, readonly unknown[]>,
  singles: readonly (readonly [string, ParameterValue])[],
  params: unknown,
  context: Context,
): Run {
  const epochs = [...lists.values()].reduce((most, { length }) => Math.max(most, length), 0);
  const rows = Array.from({ length: epochs }, (_, i) => new Map<string, RecordValue>([['epoch', i + 1]]));
  for (const [metric, values] of lists) {
    const every = values.length > 0 && epochs % values.length === 0 ? epochs / values.length : 1;
    if (values.length < epochs) context.note(describeShort(metric, values.length, epochs, every));
    for (const [i, value] of values.entries()) {
      rows[(i + 1) * every - 1]!.set(metric, numberOfJson(value) ?? null);
    }
    for (const row of rows) if (!row.has(metric)) row.set(metric, null);
  }
  const parameters = ['epochs', 'steps', 'batch_size'].flatMap((key): [string, number][] => {
    const value = memberOf(params, key);
    return typeof value === 'number' ? [[key, value]] : [];
  });
  const isResult = ([key, value]: readonly [string, ParameterValue]) =>
    typeof value === 'number' && looksLikeMetric(key);
  const summary = singles.filter(isResult).map(([key, value]): [string, number] => [key, value as number]);
  const others = singles.filter((single) => !isResult(single));
  return createLogRun({ format: 'keras', rows, parameters: [...parameters, ...others], summary }, context);
}

function describeShort(metric: string, count: number, epochs: number, every: number): string {
  const taken = every === 1 ? `the first ${String(count)}` : `every ${String(every)}th`;
  return `"${metric}" has ${String(count)} values for ${String(epochs)} epochs; they are taken as of ${taken}.`;
}
