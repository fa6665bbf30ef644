import { groupBy } from '../shared/group-by.ts';
import { folderOf, nameOf } from './file-set.ts';

const ENDINGS = new Set('gz json jsonl ndjson csv tsv txt log parquet xlsx npz db sqlite wandb'.split(' '));

/** Console output next to a log. */
const CONSOLE_OUTPUT = /\.(?:log|txt|out|err)$/i;

/** Returns the name of a file without folder and extensions. */
export function titleOf(fileName: string): string {
  const name = nameOf(fileName.replaceAll('\\', '/'));
  let end = name.length;
  for (;;) {
    const dot = end === 0 ? -1 : name.lastIndexOf('.', end - 1);
    if (dot < 1 || !ENDINGS.has(name.slice(dot + 1, end).toLowerCase())) return name.slice(0, end);
    end = dot;
  }
}

/** A file of a set, or a folder that is imported as a unit. */
interface Titled {
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * Returns a title for each path of a set: the part that distinguishes it. Common parent folders are omitted, and so is the
 * name of a file that is alone in its folder: `version_0/metrics.csv` and `version_1/metrics.csv` become `version_0` and
 * `version_1`.
 */
export function titlesOf(all: readonly Titled[]): Map<string, string> {
  const filesIn = groupBy(
    all.filter(({ isFolder }) => !isFolder).map(({ path }) => path),
    folderOf,
  );
  const alone = new Set<string>();
  for (const beside of filesIn.values()) {
    const measured = beside.filter((each) => !CONSOLE_OUTPUT.test(each));
    const candidates = measured.length > 0 ? measured : beside;
    if (candidates.length === 1) alone.add(candidates[0]!);
  }
  const parts = all.map(({ path, isFolder }) => {
    const folder = isFolder ? path : folderOf(path);
    const folders = folder === '' ? [] : folder.split('/');
    return isFolder || (folders.length > 0 && alone.has(path)) ? folders : [...folders, titleOf(path)];
  });
  const shared = sharedCount(parts);
  return new Map(all.map(({ path }, i) => [path, parts[i]!.slice(shared).join('/')]));
}

/** Returns the number of common leading parts, leaving at least one part of each. */
function sharedCount(lists: readonly (readonly string[])[]): number {
  const [first] = lists;
  if (!first) return 0;
  const maxCount = lists.reduce((least, { length }) => Math.min(least, length - 1), Infinity);
  let count = 0;
  while (count < maxCount && lists.every((parts) => parts[count] === first[count])) count++;
  return Math.max(0, count);
}
