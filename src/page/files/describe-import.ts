import type { FileReport, ImportedFiles } from '../../../history/index.ts';
import type { UnreadableFile } from './page-files.ts';

/** A message about an import: one line, and details on demand. */
export interface ImportSummary {
  readonly tone: 'notice' | 'error';
  readonly text: string;
  readonly details: readonly string[];
}

/** The maximum number of failed files that are named individually. */
const MAX_NAMED = 3;

/**
 * Returns the messages about an import: one per failed file, and one for all imported files, whose details name each
 * unreadable file.
 * @param name the name of the file or folder that was opened
 * @param known the ids of runs that were already open
 * @param unreadable files and folders that could not be read, which are not among `files`
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
    return { tone: 'error', text: named(path, notes[0] ?? 'cannot be read.'), details: notes.slice(1) };
  });
  const unread = unreadable.map(({ path, reason }) => named(path, reason));
  const rest = isComplete ? '' : ' The import was cancelled before the other files.';
  if (taken.length === 0) {
    if (failed.length > 0 && left.length + unread.length === 0) return errors;
    const text = `${name}: no runs were found.${unreadCount(unread.length)}${rest}`;
    return [...errors, { tone: 'error', text, details: [...detailsOf(left), ...unread] }];
  }
  // A folder with many broken files has a single message.
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
    ? `${count(known, 'run')}, already open`
    : `${count(added, 'run')}; ${count(known, 'run')} already open`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

/** The notes about files; identical notes are merged, with the number of files. */
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

/** Prefixes a note with the path of its file, unless the note contains the path. */
function named(path: string, note: string): string {
  return note.includes(path) ? note : `${path}: ${note}`;
}
