import { JsonError, parseJson } from '../../file/json.ts';
import type { Run } from '../../types.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';

/** A trial in the state of a Ray Tune experiment. */
export interface StateOfTrial {
  readonly id: string;
  /** Null if Ray's status is unknown. */
  readonly status: Run['status'] | null;
  readonly config: unknown;
  /** The last report; undefined if there is none. */
  readonly lastResult: unknown;
}

const STATUS: ReadonlyMap<unknown, Run['status']> = new Map([
  ['TERMINATED', 'completed'],
  ['ERROR', 'failed'],
  ['RUNNING', 'running'],
]);

/**
 * Returns the trials in the JSON of `experiment_state-….json`; null for any other JSON. Up to version 2.4 it has a list
 * `checkpoints` with an object, or its JSON as text, per trial. Later versions have a list `trial_data` with two texts per
 * trial: what was planned, and what happened.
 */
export function trialsOfState(json: unknown): StateOfTrial[] | null {
  const list = memberOf(json, 'trial_data') ?? memberOf(json, 'checkpoints');
  if (!Array.isArray(list) || list.length === 0) return null;
  const trials = list.map((entry: unknown) => trialOf((Array.isArray(entry) ? entry : [entry]) as unknown[]));
  const known = trials.filter((trial) => trial !== null);
  return known.length === trials.length ? known : null;
}

function trialOf(parts: readonly unknown[]): StateOfTrial | null {
  const objects = parts.map(objectOf).filter((part) => part !== null);
  const find = (key: string) =>
    objects.map((part) => memberOf(part, key)).find((value) => value !== undefined);
  const [id, status] = [find('trial_id'), find('status')];
  if (typeof id !== 'string' || (status === undefined && find('config') === undefined)) return null;
  return { id, status: STATUS.get(status) ?? null, config: find('config'), lastResult: find('last_result') };
}

function objectOf(part: unknown): object | null {
  if (isObject(part)) return part;
  if (typeof part !== 'string') return null;
  try {
    const json = parseJson(part);
    return isObject(json) ? json : null;
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}
