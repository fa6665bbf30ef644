import { groupBy } from '../shared/group-by.ts';
import { folderOf, nameOf } from './file-set.ts';
import type { FileEntry, FileSet } from './file-set.ts';
import type { FileReport } from '../import-files.ts';

/** Endings of files that hold no histories, however large: weights, pictures, data, code, prose. */
const NO_HISTORY = new Set(
  [
    'pt pth ckpt h5 hdf5 keras onnx pb tflite safetensors bin model weights joblib pkl pickle cloudpickle npy npz mat',
    'png jpg jpeg gif webp svg bmp tif tiff ico mp4 webm avi mov wav mp3 flac pdf eps ttf woff woff2',
    'py pyc pyd pyi ipynb sh bat ps1 js mjs ts css html htm c cc cpp h hpp so dll dylib o a r rs go java class jar',
    'md rst tex bib toml cfg ini lock patch diff gitignore gitattributes whl egg exe tar tgz bz2 xz 7z rar lz4 zst',
    'sqlite-journal db-journal db-wal db-shm sqlite-wal sqlite-shm tmp bak swp pid sock crc',
  ].flatMap((line) => line.split(' ')),
);

/** What file managers and version control leave in folders. */
const CLUTTER =
  /^(?:\.git|\.svn|\.hg|\.idea|\.vscode|__MACOSX|__pycache__|node_modules|\.ipynb_checkpoints|\.trash|\$RECYCLE\.BIN)$/;
const CLUTTER_FILE = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.gitkeep)$/;

/** What Hydra keeps beside the configuration of a job: its own, which is the same for all, and what was asked for. */
const HYDRA = /(?:^|\/)(?:\.hydra\/(?:hydra|overrides)|multirun)\.yaml$/;

/** Folders that are links to the latest run, or copies of it; a walk that follows links sees each file twice. */
const LINK = /^(?:latest|last|current)(?:[-_ ]?(?:run|version|trial))?$/i;

/** The files of a set that may hold histories; of the others a report that counts them. */
export function leaveOut(set: FileSet): { files: readonly FileEntry[]; left: readonly FileReport[] } {
  const links = linkedFolders(set);
  const files: FileEntry[] = [];
  const others: FileEntry[] = [];
  const linked: FileEntry[] = [];
  for (const file of set.files) {
    if (isClutter(file.path)) continue;
    if (isBelow(file.path, links)) linked.push(file);
    // A file that somebody named by itself is read, whatever its name.
    else if (folderOf(file.path) !== '' && NO_HISTORY.has(endingOf(file.path)) && !isEvaluations(file.path))
      others.push(file);
    else files.push(file);
  }
  const report = (of: readonly FileEntry[], sentence: string): FileReport[] => {
    const paths = of.map(({ path }) => path);
    return of.length === 0
      ? []
      : [{ path: paths[0]!, files: paths, outcome: 'left', format: null, runs: [], notes: [sentence] }];
  };
  return {
    files,
    left: [
      ...report(others, `Left out as files that hold no histories: ${countEndings(others)}.`),
      ...report(linked, `Left out as links to a run that is there: ${[...links].join(', ')}.`),
    ],
  };
}

/** The one archive of arrays whose content is known: Stable-Baselines3's. */
function isEvaluations(path: string): boolean {
  return nameOf(path) === 'evaluations.npz';
}

function isClutter(path: string): boolean {
  return (
    CLUTTER_FILE.test(nameOf(path)) ||
    HYDRA.test(path) ||
    folderOf(path)
      .split('/')
      .some((part) => CLUTTER.test(part))
  );
}

function endingOf(path: string): string {
  return /\.([^.]+)$/.exec(nameOf(path))?.[1]?.toLowerCase() ?? '';
}

function countEndings(files: readonly FileEntry[]): string {
  const counts = new Map<string, number>();
  for (const { path } of files) counts.set(endingOf(path), (counts.get(endingOf(path)) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1]);
  return most.map(([ending, count]) => `${String(count)} .${ending}`).join(', ');
}

/** Folders named like a link to the latest run of which a folder beside has the same files, by name and size. */
function linkedFolders(set: FileSet): ReadonlySet<string> {
  const shapeOf = (folder: string) => {
    return set
      .below(folder)
      .map(({ path, size }) => `${path.slice(folder.length)} ${String(size)}`)
      .join('\n');
  };
  const linked = new Set<string>();
  for (const beside of groupBy(set.folders, folderOf).values()) {
    const links = beside.filter((folder) => LINK.test(nameOf(folder)));
    if (links.length === 0 || beside.length < 2) continue;
    const counts = new Map<string, number>();
    for (const folder of beside) counts.set(shapeOf(folder), (counts.get(shapeOf(folder)) ?? 0) + 1);
    for (const folder of links) if (counts.get(shapeOf(folder))! > 1) linked.add(folder);
  }
  return linked;
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false;
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
  }
  return false;
}
