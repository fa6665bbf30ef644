import { describe, expect, it } from 'vitest';
import { filesOfDrop, filesOfFolder, openFolder } from '../../../src/page/files/page-files.ts';

/** A folder: files by their text, folders, and what fails with an error when it is read. */
interface Tree {
  readonly [name: string]: string | Tree | Error;
}

/** Fails with this error when it is listed, after its other entries. */
const LIST_ERROR = '<listing>';

const denied = new DOMException('The file could not be read.', 'NotReadableError');
const gone = new DOMException('The folder could not be found.', 'NotFoundError');

const EMPTY = new File([], 'empty');

const fileOf = (text: string, name: string) => (text === '' ? EMPTY : new File([text], name));

/** A folder in a folder, and so on, with a file in the innermost. */
function nested(depth: number): Tree {
  return depth === 0 ? { 'deep.csv': 'x' } : { d: nested(depth - 1) };
}

function handleOf(name: string, tree: Tree): FileSystemDirectoryHandle {
  const folder = {
    kind: 'directory',
    name,
    async *entries() {
      await Promise.resolve();
      for (const [below, each] of Object.entries(tree)) {
        if (below === LIST_ERROR) throw each as Error;
        if (typeof each === 'object' && !(each instanceof Error)) yield [below, handleOf(below, each)];
        else {
          const getFile = () =>
            each instanceof Error ? Promise.reject(each) : Promise.resolve(fileOf(each, below));
          yield [below, { kind: 'file', name: below, getFile }];
        }
      }
    },
  };
  return folder as unknown as FileSystemDirectoryHandle;
}

function entryOf(fullPath: string, node: string | Tree | Error): FileSystemEntry {
  if (typeof node === 'string' || node instanceof Error) {
    const file = (resolve: (file: File) => void, reject: (error: Error) => void) =>
      node instanceof Error ? reject(node) : resolve(fileOf(node, fullPath));
    return { isFile: true, isDirectory: false, fullPath, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const all = Object.entries(node);
    let at = 0;
    return {
      // One at a time, as browsers return a part of the entries with each call.
      readEntries(resolve: (entries: FileSystemEntry[]) => void, reject: (error: Error) => void) {
        const next = all[at++];
        if (next?.[0] === LIST_ERROR) reject(next[1] as Error);
        else resolve(next ? [entryOf(`${fullPath}/${next[0]}`, next[1])] : []);
      },
    };
  };
  return { isFile: false, isDirectory: true, fullPath, createReader } as unknown as FileSystemEntry;
}

const dropOf = (tree: Tree) => {
  const item = { kind: 'file', webkitGetAsEntry: () => entryOf('/logs', tree) };
  return { items: [item], files: [] } as unknown as DataTransfer;
};

const walks = [
  ['a folder that is opened', (tree: Tree) => filesOfFolder(handleOf('logs', tree))],
  ['a folder that is dropped', (tree: Tree) => filesOfDrop(dropOf(tree))],
] as const;

describe.each(walks)('%s', (_, walk) => {
  it.each<[string, Tree, string[], [string, string][]]>([
    ['a file that is locked', { 'a.csv': 'x', 'b.csv': denied }, ['a.csv'], [['b.csv', denied.message]]],
    [
      'files in folders',
      { v0: { 'a.csv': denied, 'b.csv': 'x' }, v1: { 'a.csv': 'x', 'c.csv': gone } },
      ['v0/b.csv', 'v1/a.csv'],
      [
        ['v0/a.csv', denied.message],
        ['v1/c.csv', gone.message],
      ],
    ],
    [
      'a folder that goes away while it is listed',
      { v0: { 'a.csv': 'x', [LIST_ERROR]: gone }, 'z.csv': 'x' },
      ['v0/a.csv', 'z.csv'],
      [['v0', gone.message]],
    ],
    ['a folder at the greatest depth', nested(32), [`${'d/'.repeat(32)}deep.csv`], []],
    [
      'a folder that is too deep',
      { 'a.csv': 'x', ...nested(33) },
      ['a.csv'],
      [[`${'d/'.repeat(32)}d`, 'The folder is more than 32 levels deep.']],
    ],
  ])('names what cannot be read and keeps the rest: %s', async (_case, tree, readable, unreadable) => {
    const found = await walk(tree);
    expect(found.files.map(({ path }) => path)).toEqual(readable.map((path) => `logs/${path}`));
    expect(found.unreadable).toEqual(unreadable.map(([path, reason]) => ({ path: `logs/${path}`, reason })));
  });

  it('may hold more files than a call takes arguments', async () => {
    const files = Object.fromEntries(Array.from({ length: 130_000 }, (_each, i) => [`${String(i)}.csv`, '']));
    expect((await walk({ v0: files })).files).toHaveLength(130_000);
  });
});

it('names a folder that cannot be listed', async () => {
  expect(await openFolder(handleOf('logs', { [LIST_ERROR]: denied }))).toEqual({
    files: [],
    unreadable: [{ path: 'logs', reason: denied.message }],
    folder: null,
  });
});
