import type { InputFile } from '../files/input.ts';
import { reasonOf } from '../files/system-error.ts';

export interface ReadableFilter {
  /** The files that can be read. */
  readonly filter: (files: readonly InputFile[]) => Promise<InputFile[]>;
  /** Reports a file that could not be read, and why. */
  readonly report: (path: string, error: unknown) => void;
}

/**
 * Leaves out files that cannot be opened for reading, so that they do not keep the page from the others.
 * @param say called once with a sentence for each version of a file that cannot be read
 */
export function createReadableFilter(say: (sentence: string) => void): ReadableFilter {
  const reported = new Set<string>();
  const reportOnce = (path: string, error: unknown, version: number) => {
    const key = `${String(version)} ${path}`;
    if (reported.has(key)) return;
    reported.add(key);
    say(`"${path}" cannot be read: ${reasonOf(error)}.`);
  };
  let versions = new Map<string, number>();
  return {
    async filter(files) {
      versions = new Map(files.map(({ path, written = 0 }) => [path, written]));
      const isReadable = await Promise.all(
        files.map(async ({ path, written = 0, check }) => {
          try {
            await check?.();
            return true;
          } catch (error) {
            reportOnce(path, error, written);
            return false;
          }
        }),
      );
      return files.filter((_, i) => isReadable[i]);
    },
    report: (path, error) => reportOnce(path, error, versions.get(path) ?? 0),
  };
}
