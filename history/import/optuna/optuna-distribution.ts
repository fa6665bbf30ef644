import { parseJson } from '../../file/json.ts';
import type { ParameterValue, Run } from '../../types.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { memberOf } from '../flat/json/json-table.ts';
import { numberOfJson } from '../shared/numbers.ts';

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

/** Names of distributions that older versions wrote, whose numbers were searched by their logarithm. */
const LOGARITHMIC = /^(?:Log|IntLog)Uniform/;

/**
 * What was searched, as a sentence: `Searched: lr 0.0001 to 0.1 (log), units 64 to 1024 by 64, act relu or tanh.`
 * @param study its name if there are several
 * @param distributions of each parameter, as Optuna writes them
 */
export function describeSearch(
  study: string | null,
  distributions: ReadonlyMap<string, unknown>,
): string | null {
  const parts = [...distributions].flatMap(([parameter, distribution]) => {
    const range = describeRange(distribution);
    return range === null ? [] : [`${parameter} ${range}`];
  });
  if (parts.length === 0) return null;
  return `Searched${study === null ? '' : ` in ${study}`}: ${parts.join(', ')}.`;
}

function describeRange(distribution: unknown): string | null {
  const { name, attributes } = parsed(distribution);
  const choices = memberOf(attributes, 'choices');
  if (Array.isArray(choices)) return choices.map((choice) => String(parameterValue(choice))).join(' or ');
  const [low, high] = ['low', 'high'].map((key) => numberOfJson(memberOf(attributes, key)));
  if (low === undefined || high === undefined) return null;
  const isLog = memberOf(attributes, 'log') === true || LOGARITHMIC.test(String(name));
  const step = numberOfJson(memberOf(attributes, 'step') ?? memberOf(attributes, 'q'));
  // The default step of integers is one.
  const isCoarse = step !== undefined && !(step === 1 && String(name).startsWith('Int'));
  return `${String(low)} to ${String(high)}${isLog ? ' (log)' : ''}${isCoarse ? ` by ${String(step)}` : ''}`;
}
