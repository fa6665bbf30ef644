import type { History, ParameterValue, Run } from '../../../history/index.ts';
import type { OneFileContent } from './content.ts';

/** What of runs can be left out of a file for others, in the order in which it is named. */
export const WITHHELD = ['names', 'notes', 'paths'] as const;
export type Withheld = (typeof WITHHELD)[number];

/** What a file with runs tells about who made them. */
export interface SharedDetails {
  readonly runs: number;
  /** The number of runs with a note. */
  readonly notes: number;
  /** The distinct files that the runs were read from. */
  readonly files: readonly string[];
  /** The parameters of which a value is an absolute path. */
  readonly pathParameters: readonly string[];
}

/** A path from the root, a home folder or a drive, or a `file:` address. */
const ABSOLUTE = /^(?:~?[\\/]|[A-Za-z]:[\\/]|file:\/)[^\n]*$/;
const SEPARATORS = /[\\/]+/;

const isPath = (value: ParameterValue): value is string => typeof value === 'string' && ABSOLUTE.test(value);

/** What of the runs a reader would see, to be named before they are shared. */
export function sharedDetails({ runs }: History): SharedDetails {
  const files = new Set<string>();
  const pathParameters = new Set<string>();
  let notes = 0;
  for (const { note, source, parameters } of runs) {
    if (note !== undefined) notes++;
    if (source.file !== null) files.add(source.file);
    for (const [name, value] of Object.entries(parameters)) if (isPath(value)) pathParameters.add(name);
  }
  return { runs: runs.length, notes, files: [...files], pathParameters: [...pathParameters] };
}

/**
 * Leaves details out. Without names, runs are numbered; without paths, they have no source file, and of a parameter that is
 * a path the last part stays. Ids, which are made of names and paths, are replaced in both cases, also in the view; other
 * parts of the view that a name of a run occurs in are left out.
 */
export function withhold({ history, view }: OneFileContent, withheld: ReadonlySet<Withheld>): OneFileContent {
  if (withheld.size === 0) return { history, view };
  const isAnonymous = withheld.has('names') || withheld.has('paths');
  const ids = new Map(history.runs.map(({ id }, i) => [id, `run-${String(i + 1)}`]));
  const runs = history.runs.map((run, i): Run => {
    const { note, ...rest } = run;
    const { id, parent } = run;
    return {
      ...rest,
      ...(isAnonymous
        ? { id: ids.get(id)!, parent: parent === null ? null : (ids.get(parent) ?? null) }
        : {}),
      ...(withheld.has('names') ? { name: `run ${String(i + 1)}` } : {}),
      ...(withheld.has('paths') ? withoutPaths(run) : {}),
      ...(note === undefined || withheld.has('notes') ? {} : { note }),
    };
  });
  return { history: { ...history, runs }, view: isAnonymous ? viewWithIds(view, history, ids) : view };
}

/** Pairs of a link that hold ids of runs, and an epoch after `@` where they pin one. */
const ID_KEYS: ReadonlySet<string> = new Set(['pins', 'runs.hidden', 'runs.only', 'compare.baseline']);

function viewWithIds(view: string, { runs }: History, ids: ReadonlyMap<string, string>): string {
  const values = new Set(runs.flatMap(({ parameters }) => Object.values(parameters)));
  const names = [...new Set(runs.flatMap(({ id, name }) => [id, name]))].filter((name) => !values.has(name));
  return view
    .split('&')
    .flatMap((pair) => {
      const [key = '', text = ''] = pair.split('=', 2);
      if (ID_KEYS.has(key)) {
        const items = text.split(',').flatMap((item) => {
          const [id = '', ...epoch] = item.split('@');
          const next = ids.get(decoded(id));
          return next === undefined ? [] : [[next, ...epoch].join('@')];
        });
        return items.length === 0 ? [] : [`${key}=${items.join(',')}`];
      }
      const whole = decoded(text);
      return names.some((name) => name !== '' && whole.includes(name)) ? [] : [pair];
    })
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutPaths({ source, parameters }: Run): Pick<Run, 'source' | 'parameters'> {
  const shortened = Object.entries(parameters).map(([name, value]) => [
    name,
    isPath(value) ? lastPart(value) : value,
  ]);
  return {
    source: { ...source, file: null },
    parameters: Object.fromEntries(shortened) as Run['parameters'],
  };
}

const lastPart = (path: string) => path.split(SEPARATORS).findLast((part) => part !== '') ?? '';

const list = new Intl.ListFormat('en');

/** Says what a file contains and leaves out. */
export function describeShared(
  { runs, notes, files, pathParameters }: SharedDetails,
  withheld: ReadonlySet<Withheld>,
): string {
  const count = (number: number, noun: string) =>
    `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
  const contained = [`all values of ${count(runs, 'run')}`];
  if (!withheld.has('names')) contained.push('their names');
  if (!withheld.has('notes') && notes > 0) contained.push(count(notes, 'note'));
  if (!withheld.has('paths') && files.length > 0)
    contained.push(`the names of ${count(files.length, 'file')}`);
  if (!withheld.has('paths') && pathParameters.length > 0)
    contained.push(`paths in ${list.format(pathParameters)}`);
  const left = withheld.size === 0 ? '' : ` It leaves out ${list.format([...withheld])}.`;
  return `The file contains ${list.format(contained)}.${left}`;
}
