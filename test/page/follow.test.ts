import { describe, expect, it, vi } from 'vitest';
import { FORMAT_VERSION } from '../../history/index.ts';
import { FolderFollower } from '../../src/page/runs/follow.svelte.ts';

/** A folder of two files; the first grows by a byte with every look. */
function growingFolder() {
  let looks = 0;
  return {
    kind: 'directory',
    name: 'logs',
    async *entries() {
      await Promise.resolve();
      looks++;
      const file = (name: string, size: number) => [
        name,
        {
          kind: 'file',
          getFile: () => Promise.resolve(new File(['x'.repeat(size)], name, { lastModified: 1 })),
        },
      ];
      yield file('a.csv', looks);
      yield file('b.csv', 5);
    },
  } as unknown as FileSystemDirectoryHandle;
}

/** Follows the folder for so many looks, each of whose readings takes some milliseconds; what it read and waited for. */
async function follow(looks: number, taking: number) {
  let now = 0;
  const read: string[][] = [];
  const waits: number[] = [];
  const follower = new FolderFollower({
    read: (_, changed) => {
      read.push([...changed]);
      now += taking;
      const history = { version: FORMAT_VERSION, runs: [] } as const;
      return Promise.resolve({ history, files: [], isComplete: true });
    },
    update: () => undefined,
    wait(milliseconds) {
      waits.push(milliseconds);
      if (waits.length === looks) follower.stop();
      return Promise.resolve();
    },
    clock: () => now,
  });
  follower.offer(growingFolder(), []);
  follower.start();
  await vi.waitFor(() => expect(follower.isFollowing).toBe(false));
  return { read, waits };
}

describe('a folder that is followed', () => {
  it('is read again only where something was written', async () => {
    const { read } = await follow(3, 10);
    expect(read).toEqual([['logs/a.csv', 'logs/b.csv'], ['logs/a.csv'], ['logs/a.csv']]);
  });

  it.each([
    ['three seconds after a quick look', 10, 3000],
    ['the later the longer a look took', 2000, 8000],
  ])('is looked at again %s', async (_, taking, pause) => {
    expect((await follow(2, taking)).waits).toEqual([pause, pause]);
  });
});
