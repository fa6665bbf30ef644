import { groupBy } from '../shared/group-by.ts';
import { folderOf, nameOf } from './file-set.ts';
import type { FileEntry, FileSet } from './file-set.ts';
import type { FileReport } from '../import-files.ts';

/** Extensions of files that contain no histories: weights, images, data, code, prose. */
const IGNORED_EXTENSIONS = new Set(
  [
    'pt pth ckpt h5 hdf5 keras onnx pb tflite safetensors bin model weights joblib pkl pickle cloudpickle npy npz mat',
    'png jpg jpeg gif webp svg bmp tif tiff ico mp4 webm avi mov wav mp3 flac pdf eps ttf woff woff2',
    'py pyc pyd pyi ipynb sh bat ps1 js mjs ts css html htm c cc cpp h hpp so dll dylib o a r rs go java class jar',
    'md rst tex bib toml cfg ini lock patch diff gitignore gitattributes whl egg exe tar tgz bz2 xz 7z rar lz4 zst',
    'sqlite-journal db-journal db-wal db-shm sqlite-wal sqlite-shm tmp bak swp pid sock crc',
  ].flatMap((line) => line.split(' ')),
);

/** Files that are read in spite of their extension: an archive of Stable-Baselines3, the parameters of NNI. */
const KEPT = new Set(['evaluations.npz', 'parameter.cfg']);

/** Folders and files of version control, editors and file managers. */
const CLUTTER =
  /^(?:\.git|\.svn|\.hg|\.idea|\.vscode|__MACOSX|__pycache__|node_modules|\.ipynb_checkpoints|\.trash|\$RECYCLE\.BIN)$/;
const CLUTTER_FILE = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.gitkeep)$/;

/** Hydra's own configuration and overrides, next to the configuration of the job. */
const HYDRA = /(?:^|\/)(?:\.hydra\/(?:hydra|overrides)|multirun)\.yaml$/;

/** Names of links to the latest run, which repeat the files of another folder. */
const LINK = /^(?:latest|last|current)(?:[-_ ]?(?:run|version|trial))?$/i;

/** Splits a set into the files that may contain histories and a report on the others. */
export function leaveOut(set: FileSet): { files: readonly FileEntry[]; left: readonly FileReport[] } {
  const links = linkedFolders(set);
  const files: FileEntry[] = [];
  const others: FileEntry[] = [];
  const linked: FileEntry[] = [];
  for (const file of set.files) {
    if (isClutter(file.path)) continue;
    if (isBelow(file.path, links)) linked.push(file);
    // A file that was chosen individually is always read.
    else if (
      folderOf(file.path) !== '' &&
      IGNORED_EXTENSIONS.has(endingOf(file.path)) &&
      !KEPT.has(nameOf(file.path))
    )
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
      ...report(others, `Left out as files without histories: ${countEndings(others)}.`),
      ...report(linked, `Left out as links to another run: ${[...links].join(', ')}.`),
    ],
  };
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
  const byCount = [...counts].sort((a, b) => b[1] - a[1]);
  return byCount.map(([ending, count]) => `${String(count)} .${ending}`).join(', ');
}

/** Returns the folders named like a link to the latest run with a sibling that has the same files, by name and size. */
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
