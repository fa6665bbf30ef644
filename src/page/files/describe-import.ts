import type { FileReport, ImportedFiles } from '../../../history/index.ts';
import type { UnreadableFile } from './page-files.ts';

/** What an import took, left and why, for a message that says it in a line and the rest on demand. */
export interface ImportSummary {
  readonly tone: 'notice' | 'error';
  readonly text: string;
  readonly details: readonly string[];
}

/** Up to this number of failed files, each is named. */
const MAX_NAMED = 3;

/**
 * The messages of an import: one for each file that failed, and one for all that were imported. The details of the latter
 * name each unreadable file.
 * @param name of the file or folder that was opened
 * @param known ids of runs that were there already
 * @param unreadable what could not be read at all, and so is not among the files
 */
export function describeImport(
  { files, history, isComplete }: ImportedFiles,
  name: string,
  known: ReadonlySet<string>,
  unreadable: readonly UnreadableFile[] = [],
): ImportSummary[] {
  const failed = files.filter(({ outcome }) => outcome === 'failed');
  const taken = files.filter(({ outcome }) => outcome === 'taken');
  const left = files.filter(({ outcome }) => outcome === 'left');
  const errors = failed.map(({ path, notes }): ImportSummary => {
    return { tone: 'error', text: named(path, notes[0] ?? 'it cannot be read.'), details: notes.slice(1) };
  });
  const unread = unreadable.map(({ path, reason }) => named(path, reason));
  const rest = isComplete ? '' : ' The reading was ended before the others.';
  if (taken.length === 0) {
    if (failed.length > 0 && left.length + unread.length === 0) return errors;
    const text = `${name}: no runs were found.${unreadCount(unread.length)}${rest}`;
    return [...errors, { tone: 'error', text, details: [...detailsOf(left), ...unread] }];
  }
  // A folder of a thousand broken files says so once.
  const shown = failed.length > MAX_NAMED && taken.length + failed.length > 8 ? [] : errors;
  const details = [...detailsOf([...taken, ...left, ...(shown.length === 0 ? failed : [])]), ...unread];
  const formats = [...new Set(taken.map(({ format }) => format))].join(', ');
  const broken = unreadCount(unread.length + failed.length - shown.length);
  const runs = history.runs.length - known.size;
  return [
    ...shown,
    { tone: 'notice', text: `${name}: ${took(runs, known.size)} (${formats}).${broken}${rest}`, details },
  ];
}

function unreadCount(files: number): string {
  return files === 0 ? '' : ` ${count(files, 'file')} could not be read.`;
}

function took(added: number, known: number): string {
  if (known === 0) return count(added, 'run');
  return added === 0
    ? `${count(known, 'run')}, here already`
    : `${count(added, 'run')}; ${count(known, 'run')} here already`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

/** What is said of each file; of several that say the same, once, with how many. */
function detailsOf(reports: readonly FileReport[]): string[] {
  const [only] = reports;
  if (reports.length === 1 && only) return [...only.notes];
  const whose = new Map<string, string[]>();
  for (const { path, notes } of reports) {
    for (const note of notes) whose.set(note, [...(whose.get(note) ?? []), path]);
  }
  return [...whose].map(([note, paths]) => {
    if (paths.length === 1) return note.startsWith('Left out as') ? note : named(paths[0]!, note);
    return `${paths[0]!} and ${count(paths.length - 1, 'other')}: ${note}`;
  });
}

/** What is said of a file, with its name where that is not in the words. */
function named(path: string, words: string): string {
  return words.includes(path) ? words : `${path}: ${words}`;
}
