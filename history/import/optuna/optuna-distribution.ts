import { parseJson } from '../../json.ts';
import type { ParameterValue, Run } from '../../types.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { memberOf } from '../flat/json-table.ts';

/** How Optuna numbers the states of trials, in journals and in databases by these names. */
export const TRIAL_STATES = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'] as const;

/** The status of a run in one of Optuna's states. */
export function statusOfTrial(state: unknown): Run['status'] {
  switch (state) {
    case 'RUNNING':
      return 'running';
    case 'COMPLETE':
      return 'completed';
    case 'PRUNED':
      return 'stopped';
    case 'FAIL':
      return 'failed';
    default:
      return 'unknown';
  }
}

/**
 * The value of a parameter from the number that Optuna stores for it: of a categorical one that is the place among its
 * choices, of any other the number itself.
 * @param distribution the JSON text of `{"name": …, "attributes": …}`
 */
export function valueOfInternal(internal: number, distribution: unknown): ParameterValue {
  const { name, attributes } = parsed(distribution);
  if (name !== 'CategoricalDistribution') return internal;
  const choices = memberOf(attributes, 'choices');
  const choice = Array.isArray(choices) ? (choices[internal] as unknown) : undefined;
  return choice === undefined ? internal : parameterValue(choice);
}

function parsed(distribution: unknown): { name: unknown; attributes: unknown } {
  let json: unknown = null;
  try {
    json = typeof distribution === 'string' ? parseJson(distribution) : distribution;
  } catch {
    // A number is better than nothing.
  }
  return { name: memberOf(json, 'name'), attributes: memberOf(json, 'attributes') };
}
