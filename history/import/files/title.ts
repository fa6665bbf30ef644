import { groupBy } from '../shared/group-by.ts';
import { folderOf, nameOf } from './file-set.ts';

const ENDINGS = new Set('gz json jsonl ndjson csv tsv txt log parquet db sqlite wandb'.split(' '));

/** What programs say lies beside what they measured. */
const TALK = /\.(?:log|txt|out|err)$/i;

/** The name of a file without its folder and endings. */
export function titleOf(fileName: string): string {
  const name = nameOf(fileName.replaceAll('\\', '/'));
  let end = name.length;
  for (;;) {
    const dot = end === 0 ? -1 : name.lastIndexOf('.', end - 1);
    if (dot < 1 || !ENDINGS.has(name.slice(dot + 1, end).toLowerCase())) return name.slice(0, end);
    end = dot;
  }
}

/** A file of a set, or a folder that is read as one. */
interface Titled {
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * A title for each path of a set: what tells it from the others. The folders that all share are left out, and so is the
 * name of a file that is alone in its folder, since it is the same in every folder: `version_0/metrics.csv` and
 * `version_1/metrics.csv` are `version_0` and `version_1`.
 */
export function titlesOf(all: readonly Titled[]): Map<string, string> {
  const filesIn = groupBy(
    all.filter(({ isFolder }) => !isFolder).map(({ path }) => path),
    folderOf,
  );
  const alone = new Set<string>();
  for (const beside of filesIn.values()) {
    const measured = beside.filter((each) => !TALK.test(each));
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

/** How many first parts all have in common, such that each keeps a part of its own. */
function sharedCount(lists: readonly (readonly string[])[]): number {
  const [first] = lists;
  if (!first) return 0;
  const most = lists.reduce((least, { length }) => Math.min(least, length - 1), Infinity);
  let count = 0;
  while (count < most && lists.every((parts) => parts[count] === first[count])) count++;
  return Math.max(0, count);
}
