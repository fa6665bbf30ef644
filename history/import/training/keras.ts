import { looksLikeMetric } from '../../direction.ts';
import type { RecordValue, Run } from '../../types.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { createLogRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';
import { jsonOf } from '../content.ts';

/**
 * What people dump of Keras's `History`: an object with a list of values for each metric, one an epoch, or that of pandas
 * (`{"0": …}`), or the whole object with `epoch`, `history` and `params`. Epochs are counted from 1 here, as none are in
 * the lists. A list that is shorter is of every second, third, … epoch where it fits (`validation_freq`), else of the first.
 */
export const keras: Format = {
  name: 'keras',
  description: "Keras's history as JSON",
  detect: (content) => content.kind === 'json' && listsOf(historyOf(content.json)) !== null,
  read(content, context) {
    const json = jsonOf(content);
    return [readHistory(listsOf(historyOf(json)) ?? new Map(), memberOf(json, 'params'), context)];
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
    const list = Array.isArray(value) ? (value as unknown[]) : isIndexed(value) ? Object.values(value) : null;
    if (list === null || !list.every((each) => each === null || numberOfJson(each) !== undefined))
      return null;
    lists.set(key, list);
  }
  return [...lists.keys()].some(looksLikeMetric) ? lists : null;
}

function isIndexed(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.keys(value).every((key, i) => key === String(i));
}

function readHistory(lists: ReadonlyMap<string, readonly unknown[]>, params: unknown, context: Context): Run {
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
  return createLogRun({ format: 'keras', rows, parameters }, context);
}

function describeShort(metric: string, count: number, epochs: number, every: number): string {
  const taken = every === 1 ? `the first ${String(count)}` : `every ${String(every)}th`;
  return `"${metric}" has ${String(count)} values for ${String(epochs)} epochs; they are taken as of ${taken}.`;
}
