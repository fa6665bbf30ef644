import type { Dictionary, ParameterValue } from '../../../types.ts';

const MAX_PARAMETERS = 3;

/**
 * Names runs: by the name in the file, else by at most three parameters that distinguish all runs, else by the title with a
 * number.
 */
export function nameRuns(
  nameOf: (run: number) => string | null,
  runs: readonly { readonly parameters: Dictionary<ParameterValue> }[],
  title: string,
): string[] {
  if (runs.length === 1) return [nameOf(0) ?? title];
  const described = describeDifferences(runs.map(({ parameters }) => parameters));
  return runs.map((_, i) => nameOf(i) ?? described?.[i] ?? `${title} ${String(i + 1)}`);
}

/**
 * Describes sets of parameters by their differences: the value if they differ in one parameter (`relu`), else
 * `lr=0.1, units=64`. Returns null if they differ in more than three parameters, or some are equal.
 */
export function describeDifferences(all: readonly Dictionary<ParameterValue>[]): string[] | null {
  const keys = new Set(all.flatMap((parameters) => Object.keys(parameters)));
  const textOf = (parameters: Dictionary<ParameterValue>, key: string) => {
    return Object.hasOwn(parameters, key) ? String(parameters[key]) : undefined;
  };
  const differing = [...keys].filter(
    (key) => new Set(all.map((parameters) => textOf(parameters, key))).size > 1,
  );
  if (differing.length === 0 || differing.length > MAX_PARAMETERS) return null;
  const short = shortNames(differing);
  const names = all.map((parameters) => {
    if (differing.length === 1) return textOf(parameters, differing[0]!) ?? `no ${differing[0]!}`;
    const parts = differing.filter((key) => Object.hasOwn(parameters, key));
    return parts.map((key) => `${short.get(key)!}=${textOf(parameters, key)!}`).join(', ');
  });
  return new Set(names).size === names.length && !names.includes('') ? names : null;
}

/** Returns the last part of each path, `clf__module__units`, if these are unique, else the path. */
function shortNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const last = keys.map((key) => key.split('__').at(-1)!);
  const isUnique = new Set(last).size === keys.length && !last.includes('');
  return new Map(keys.map((key, i) => [key, isUnique ? last[i]! : key]));
}
