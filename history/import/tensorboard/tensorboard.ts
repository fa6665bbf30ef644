import type { Run } from '../../types.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { groupBy } from '../shared/group-by.ts';
import { createParameterFinder, joinParameters } from '../groups/joined-parameters.ts';
import type { Context, Format } from '../types.ts';
import { eventsOf, readEventFile } from './event-file.ts';
import type { EventFile } from './event-file.ts';
import { readEventLog } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { runsOfLogs } from './run.ts';
import { isTfRecords } from './tf-records.ts';

/** A single event file of TensorBoard. */
export const tensorboardFile: Format = {
  name: 'tensorboard',
  description: "TensorBoard's event files",
  detect: (content) => content.kind === 'bytes' && isTfRecords(content.bytes),
  read(content, context) {
    if (content.kind !== 'bytes') return [];
    const log = readEventLog([eventsOf(content.bytes)], context);
    return runsOfLogs([{ log, nameOf: (tag) => tag }], context.title, context);
  },
};

/** Whether a file is called as one of events. */
export function isEventFile(path: string): boolean {
  return nameOf(path).startsWith('events.out.tfevents');
}

/** Folders of the two parts of a run as named by Keras, and the prefixes of their metrics. */
const HALVES: ReadonlyMap<string, string> = new Map([
  ['train', 'train_'],
  ['validation', 'val_'],
]);

/**
 * Folders with event files, each a run: its files are restarts in the order of their names. Keras' folders `train` and
 * `validation` are halves of the run above them; of PyTorch, the folders that `add_hparams` names by the time, and
 * those that `add_scalars` makes for the curves of one picture, belong to the run above them too.
 */
export const tensorboardFolder: FolderFormat = {
  name: 'tensorboard',
  description: "folders with TensorBoard's event files",
  find(set) {
    const events = set.files.filter(({ path }) => isEventFile(path) && folderOf(path) !== '');
    const folders = groupBy(events, ({ path }) => folderOf(path));
    const parametersOf = createParameterFinder(set);
    const roots = groupBy([...folders], ([folder, files]) => rootOf(folder, files, folders));
    return [...roots].map(([root, parts]) => {
      const beside = parametersOf(parts[0]![1][0]!);
      return {
        path: root,
        files: [...parts.flatMap(([, files]) => files), ...beside],
        read: async (context) => {
          const runs = await readRoot(root, parts, context);
          const table = TABLES.map((name) => set.at(joinPath(root, name))).find((file) => file !== undefined);
          const own = table === undefined ? runs : withoutTwins(runs, nameOf(table.path), context.note);
          return joinParameters(own, beside, context.note);
        },
      };
    });
  },
};

/** What Lightning's and Stable-Baselines3's other loggers write into the same folder: the same values as a table. */
const TABLES = ['metrics.csv', 'progress.csv'];

/** Drops scalars that a table in the same folder has too; tables have no histograms. */
function withoutTwins(runs: readonly Run[], table: string, note: Context['note']): readonly Run[] {
  const kept = runs.filter(({ distributions }) => distributions !== undefined);
  if (kept.length < runs.length) note(`The scalars are left out: ${table} beside them has them too.`);
  return kept;
}

function rootOf(
  folder: string,
  files: readonly FileEntry[],
  folders: ReadonlyMap<string, readonly FileEntry[]>,
): string {
  const above = folderOf(folder);
  const name = nameOf(folder);
  if (above === '') return folder;
  const beside = [...HALVES.keys()].some((half) => half !== name && folders.has(joinPath(above, half)));
  if (HALVES.has(name) && (beside || folders.has(above))) return above;
  const owners = folders.get(above);
  if (!owners) return folder;
  const isOfAbove =
    /^\d{9,10}\.\d+$/.test(name) || files.every((file) => owners.some((owner) => isOneProcess(file, owner)));
  return isOfAbove ? above : folder;
}

/** Whether two event files were written by the same process: their names contain the host and the process id. */
function isOneProcess(a: FileEntry, b: FileEntry): boolean {
  const writerOf = ({ path }: FileEntry) => /tfevents\.\d+\.(.+\.\d+)\.\d+(?:\.v2)?$/.exec(nameOf(path))?.[1];
  const writer = writerOf(a);
  return writer !== undefined && writer === writerOf(b);
}

async function readRoot(
  root: string,
  parts: readonly (readonly [folder: string, files: readonly FileEntry[]])[],
  context: Context,
): Promise<Run[]> {
  const logs: (readonly [folder: string, log: EventLog])[] = [];
  for (const [folder, files] of parts) {
    const events: EventFile[] = [];
    for (const file of files) events.push(await readEventFile(file));
    logs.push([folder, readEventLog(events, context)]);
  }
  const [own, others] = [
    logs.filter(([folder, log]) => folder === root || isPartOf(folder, log)),
    logs.filter(([folder, log]) => folder !== root && !isPartOf(folder, log)),
  ];
  const named = own.map(([folder, log]) => ({ log, nameOf: namer(root, folder, log) }));
  const main = own.length > 0 ? runsOfLogs(named, root, context) : [];
  const runs = others.flatMap(([folder, log]) => {
    const title = `${context.title}/${nameOf(folder)}`;
    return runsOfLogs([{ log, nameOf: (tag) => tag }], folder, { ...context, title });
  });
  // A folder above others often has a file with nothing in it but its version.
  return [
    ...main.filter((run) => runs.length === 0 || run.records.length > 0 || run.distributions !== undefined),
    ...runs,
  ];
}

/** Whether a subfolder contains a part of its parent's run rather than a separate run. */
function isPartOf(folder: string, log: EventLog): boolean {
  const name = nameOf(folder);
  return HALVES.has(name) || isCurve(name, log) || (/^\d{9,10}\.\d+$/.test(name) && log.scalars.size <= 50);
}

/** `add_scalars("loss", {train: …})` writes the tag `loss` into the folder `loss_train`. */
function isCurve(name: string, { scalars }: EventLog): boolean {
  const [tag, ...others] = [...scalars.keys()];
  return tag !== undefined && others.length === 0 && name.startsWith(`${tag.replaceAll(/[^\w.-]/g, '_')}_`);
}

function namer(root: string, folder: string, log: EventLog): (tag: string) => string {
  const name = nameOf(folder);
  const half = folder === root ? undefined : HALVES.get(name);
  if (half !== undefined) return (tag) => `${half}${tag.replace(/^epoch_/, '')}`;
  return folder !== root && isCurve(name, log) ? () => name : (tag) => tag;
}
