import type { RunSet, Source } from '../../../history/index.ts';

/** The file that a run was read from, or the first folder of its path; else the format. */
export function sourceName({ file, format }: Source): string {
  return file === null ? format : (file.split('/').find((part) => part !== '') ?? format);
}

/** The names of all sources. */
export function sourceNames(set: RunSet): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { columns } of set.chunks) {
    for (const { source } of columns.shapes) names.add(sourceName(source));
  }
  return names;
}
