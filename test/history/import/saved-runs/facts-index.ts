import { existsSync, readFileSync } from 'node:fs';

/** Files that real tools wrote. They belong to others and so lie beside the project instead of in it. */
export const SAVED_RUNS = new URL('../../../../../shared/saved-runs/', import.meta.url);

export const isThere = existsSync(new URL('INDEX.md', SAVED_RUNS));

/** One entry of the index: what it is and what is known of it without this program. */
export interface IndexEntry {
  /** The file, or the folder with a `/` at its end. */
  readonly path: string;
  /** Files that belong to it. */
  readonly withIt: readonly string[];
  /** What the index asks of an import. */
  readonly correct: string;
  readonly facts: readonly string[];
}

/** The entries of `INDEX.md` in its order; none where the folder is absent. */
export function readIndex(): IndexEntry[] {
  if (!isThere) return [];
  const text = readFileSync(new URL('INDEX.md', SAVED_RUNS), 'utf8');
  return text
    .split(/^### /m)
    .slice(1)
    .map((section): IndexEntry => {
      const lines = section.split('\n');
      const path = lines[0]!.trim();
      const folder = path.split('/', 1)[0]!;
      const withIt = lines.find((line) => line.startsWith('- With it: ')) ?? '';
      return {
        path,
        withIt: Array.from(withIt.matchAll(/`([^`]+)`/g), ([, file]) => `${folder}/${file!}`),
        correct: /^- A correct import: (.*)$/m.exec(section)?.[1] ?? '',
        facts: lines.filter((line) => line.startsWith('  - ')).map((line) => line.slice('  - '.length)),
      };
    });
}
