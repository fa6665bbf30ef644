import type { Dictionary, ParameterValue } from '../../types.ts';

const MOST_PARAMETERS = 3;

/**
 * A name for each run: the one that its file gives, else the parameters in which the runs differ if they are few and
 * tell all runs apart, else the title with a number.
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
 * What tells each set of parameters from the others: the value where they differ in one parameter (`relu`), else
 * `lr=0.1, units=64`. Null where that is no name: they differ in more than three, or some do not differ.
 */
export function describeDifferences(all: readonly Dictionary<ParameterValue>[]): string[] | null {
  const keys = new Set(all.flatMap((parameters) => Object.keys(parameters)));
  const textOf = (parameters: Dictionary<ParameterValue>, key: string) => {
    return Object.hasOwn(parameters, key) ? String(parameters[key]) : undefined;
  };
  const differing = [...keys].filter(
    (key) => new Set(all.map((parameters) => textOf(parameters, key))).size > 1,
  );
  if (differing.length === 0 || differing.length > MOST_PARAMETERS) return null;
  const short = shortNames(differing);
  const names = all.map((parameters) => {
    if (differing.length === 1) return textOf(parameters, differing[0]!) ?? `no ${differing[0]!}`;
    const parts = differing.filter((key) => Object.hasOwn(parameters, key));
    return parts.map((key) => `${short.get(key)!}=${textOf(parameters, key)!}`).join(', ');
  });
  return new Set(names).size === names.length && !names.includes('') ? names : null;
}

/** The last part of each path, `clf__module__units`, where that is one and tells the parameters apart. */
function shortNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const last = keys.map((key) => key.split('__').at(-1)!);
  const isTold = new Set(last).size === keys.length && !last.includes('');
  return new Map(keys.map((key, i) => [key, isTold ? last[i]! : key]));
}
