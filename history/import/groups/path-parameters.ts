import { countRecords } from '../../runs/run-parts.ts';
import type { ParameterValue, Run } from '../../types.ts';
import { numberOfText } from '../flat/text-cells.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import type { Context } from '../types.ts';

const KEY = String.raw`[A-Za-z_][\w./-]*`;
const PAIR = new RegExp(`^(${KEY})=([^=]+)$`);

/**
 * Parses parameters from folder names as sweeps create them: `lr=0.1,act=relu`, `lr=0.1 act=relu`, and
 * `lr=0.1_batch_size=32` if unambiguous. A folder name with any other text has none.
 */
export function parametersOfPath(path: string): Map<string, ParameterValue> {
  const found = new Map<string, ParameterValue>();
  for (const folder of path.split('/').slice(0, -1)) {
    const pairs = folder.split(/[,;& ]+/).map(pairsOf);
    if (!pairs.includes(null))
      for (const [key, value] of pairs.flatMap((pair) => pair!)) found.set(key, value);
  }
  return found;
}

/** Parses `lr=0.1`, or several pairs with numbers separated by underscores; null for anything else. */
function pairsOf(text: string): [string, ParameterValue][] | null {
  const pair = PAIR.exec(text);
  if (pair) return [[pair[1]!, parameterValue(pair[2])]];
  const parts = [...text.matchAll(new RegExp(`(${KEY}?)=([^_=]+)(?:_|$)`, 'gy'))];
  const isAll = parts.reduce((length, [part]) => length + part.length, 0) === text.length;
  const values = parts.map(([, key, value]): [string, ParameterValue] => [key!, parameterValue(value)]);
  const before = parts.slice(0, -1).every(([, , value]) => numberOfText(value!) !== undefined);
  return isAll && before && values.length > 0 ? values : null;
}

/** Adds the parameters in the path of a log that the log does not have. */
export function joinPathParameters(
  runs: readonly Run[],
  path: string,
  note: Context['note'],
): readonly Run[] {
  if (!path.includes('=') || countRecords(runs) === 0) return runs;
  const found = parametersOfPath(path);
  if (found.size === 0) return runs;
  note('The parameters are from the name of the folder.');
  return runs.map((run) => ({
    ...run,
    parameters: { ...Object.fromEntries(found), ...run.parameters },
  }));
}
