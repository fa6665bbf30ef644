import { describe, expect, it, vi } from 'vitest';
import { FORMAT_VERSION } from '../../../history/index.ts';
import { FolderFollower } from '../../../src/page/files/follow.svelte.ts';

/** A folder of two files; the first grows by a byte with each of the first looks. */
function growingFolder(growing = Infinity) {
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
      yield file('a.csv', Math.min(looks, growing));
      yield file('b.csv', 5);
    },
  } as unknown as FileSystemDirectoryHandle;
}

interface Following {
  readonly looks: number;
  /** Milliseconds that a reading takes. */
  readonly taking?: number;
  /** For how many looks the file grows. */
  readonly growing?: number;
  /** Files whose last line is left out unless it is settled. */
  readonly waiting?: readonly string[];
}

/** Follows the folder; what it read, what of that was settled, and how long it waited. */
async function follow({ looks, taking = 10, growing, waiting = [] }: Following) {
  let now = 0;
  const read: string[][] = [];
  const settled: string[][] = [];
  const waits: number[] = [];
  const follower = new FolderFollower({
    read: (_, again) => {
      read.push([...again.changed]);
      settled.push([...again.settled]);
      now += taking;
      const left = new Set(waiting.filter((path) => !again.settled.has(path)));
      const history = { version: FORMAT_VERSION, runs: [] } as const;
      return Promise.resolve({ history, files: [], isComplete: true, waiting: left });
    },
    update: () => undefined,
    wait(milliseconds) {
      waits.push(milliseconds);
      if (waits.length === looks) follower.stop();
      return Promise.resolve();
    },
    clock: () => now,
  });
  follower.offer(growingFolder(growing), []);
  follower.start();
  await vi.waitFor(() => expect(follower.isFollowing).toBe(false));
  return { read, settled, waits };
}

describe('a folder that is followed', () => {
  it('is read again only where something was written', async () => {
    const { read } = await follow({ looks: 3 });
    expect(read).toEqual([['logs/a.csv', 'logs/b.csv'], ['logs/a.csv'], ['logs/a.csv']]);
  });

  it('has a half-written line taken as it stands where nothing was written between two looks', async () => {
    const { read, settled } = await follow({ looks: 5, growing: 2, waiting: ['logs/a.csv'] });
    expect(read).toEqual([['logs/a.csv', 'logs/b.csv'], ['logs/a.csv'], ['logs/a.csv']]);
    expect(settled).toEqual([[], [], ['logs/a.csv']]);
  });

  it.each([
    ['three seconds after a quick look', 10, 3000],
    ['the later the longer a look took', 2000, 8000],
  ])('is looked at again %s', async (_, taking, pause) => {
    expect((await follow({ looks: 2, taking })).waits).toEqual([pause, pause]);
  });
});
