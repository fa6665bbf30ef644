import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { createFileRoute } from '../../../src/cli/page/file-route.ts';
import { createPageServer } from '../../../src/server/page-server.ts';
import { filesOfFolder } from '../../../src/page/files/page-files.ts';
import { servedFiles } from '../../../src/page/files/served-files.ts';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** A file that the command line gives to the page, which asks for it over a real connection. */
async function given(first: string, { inPieces = true } = {}) {
  let [content, written] = [Buffer.from(first), 1];
  let sent = 0;
  const look = () => {
    const now = content;
    const slice = (start: number, end: number) => Promise.resolve(now.subarray(start, end));
    const entry = { path: 'logs/a.csv', size: now.length, written, read: () => Promise.resolve(now) };
    return Promise.resolve([inPieces ? { ...entry, slice } : entry]);
  };
  const { token, route } = createFileRoute({ look, isWatched: true, onUnreadable: () => undefined });
  const server = createPageServer({ folder: tmpdir(), host: '127.0.0.1', route });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const ask = async (address: string, init?: RequestInit) => {
    const response = await fetch(new URL(address, base), init);
    sent += (await response.clone().arrayBuffer()).byteLength;
    return response;
  };
  const served = (await servedFiles({ search: `?given=${token}` }, { ask }))!;
  return {
    served,
    write(text: string) {
      content = Buffer.from(text);
      written++;
    },
    /** What the page has of the file after another look, and how many bytes that took. */
    async look() {
      sent = 0;
      const { files } = await filesOfFolder(served.folder!);
      const { file } = files[0]!;
      return { text: await file.text(), name: file.name, sent };
    },
  };
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${String(from + i)},0.5\n`).join('');
const log = `epoch,loss\n${lines(0, 100_000)}`;

describe('a file that the command line gives', () => {
  it('comes whole at first, and not again while nothing was written', async () => {
    const { served, look } = await given(log);
    expect(await served.files[0]!.file.text()).toBe(log);
    expect(served.isWatched).toBe(true);
    const { text, sent } = await look();
    expect(text).toBe(log);
    expect(sent).toBeLessThan(1000);
  });

  it.each([
    ['when it grew', (text: string) => text + lines(100_000, 100_100)],
    ['when it grew again and again', (text: string) => text + lines(100_000, 100_002)],
  ])('comes as what was added %s', async (_, change) => {
    const { look, write } = await given(log);
    for (let text = change(log), i = 0; i < 3; i++, text = change(text)) {
      write(text);
      const { sent, ...seen } = await look();
      expect(seen).toEqual({ text, name: 'a.csv' });
      expect(sent).toBeLessThan(text.length / 4);
    }
  });

  it.each([
    ['became shorter', (text: string) => text.slice(0, 5000)],
    ['begins otherwise', (text: string) => `${text.replace('loss', 'acc_')}9,9\n`],
    ['ended otherwise', (text: string) => text.replace('99999,0.5', '99999,0.7') + lines(7, 9)],
    ['is empty', () => ''],
  ])('comes whole where it %s', async (_, change) => {
    const { look, write } = await given(log);
    write(change(log));
    expect((await look()).text).toBe(change(log));
    write(`${change(log)}1,2\n`);
    expect((await look()).text).toBe(`${change(log)}1,2\n`);
  });

  it('comes whole where no part of it can be had, as of standard input', async () => {
    const { look, write } = await given(log, { inPieces: false });
    write(log + lines(1, 2));
    expect((await look()).text).toBe(log + lines(1, 2));
  });
});

describe('many files that the command line gives', () => {
  it('come in few requests, each as it is, and again only where they changed', async () => {
    const files = new Map(
      Array.from({ length: 2500 }, (_, i) => [`logs/${String(i)}.csv`, `epoch,loss\n1,${String(i)}\n`]),
    );
    files.set('logs/17.csv', '');
    files.set('logs/1200.csv', 'x'.repeat(100_000));
    const look = () =>
      Promise.resolve(
        [...files].map(([path, text]) => {
          const bytes = Buffer.from(text);
          const slice = (start: number, end: number) =>
            path === 'logs/5.csv'
              ? Promise.reject(new Error('it is gone'))
              : Promise.resolve(bytes.subarray(start, end));
          return { path, size: bytes.length, written: 1, read: () => Promise.resolve(bytes), slice };
        }),
      );
    const unreadable = new Set<string>();
    const { token, route } = createFileRoute({
      look,
      isWatched: false,
      onUnreadable: (path) => unreadable.add(path),
    });
    const server = createPageServer({ folder: tmpdir(), host: '127.0.0.1', route });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    let requests = 0;
    const ask = (address: string, init?: RequestInit) => {
      requests++;
      return fetch(new URL(address, base), init);
    };
    const served = (await servedFiles({ search: `?given=${token}` }, { ask }))!;
    expect(requests).toBeLessThan(12);
    expect([...unreadable]).toEqual(['logs/5.csv']);
    expect(served.unreadable).toEqual([
      { path: 'logs/5.csv', reason: expect.stringContaining('it is gone') },
    ]);
    const texts = await Promise.all(
      served.files.map(async ({ path, file }) => [path, await file.text()] as const),
    );
    files.delete('logs/5.csv');
    expect(new Map(texts)).toEqual(files);
    requests = 0;
    expect((await filesOfFolder(served.folder!)).files).toHaveLength(2499);
    expect(requests).toBe(1);
  });

  it('come with their progress, and no more are fetched once the fetch is cancelled', async () => {
    const list = {
      list: 1,
      files: ['a', 'b', 'c'].map((path) => ({ path, size: 2e5, written: 1, isStream: false })),
      isWatched: false,
    };
    const cancel = new AbortController();
    const fetched: string[] = [];
    const seen: unknown[] = [];
    const ask = (address: string, init?: RequestInit) => {
      if (!address.includes('path=')) return Promise.resolve(Response.json(list));
      expect(init?.signal).toBe(cancel.signal);
      fetched.push(address.slice(address.indexOf('path=') + 5));
      if (fetched.length === 2) cancel.abort();
      return Promise.resolve(new Response('x'));
    };
    const { signal } = cancel;
    const reading = servedFiles({ search: '?given=t' }, { ask, signal, onProgress: (at) => seen.push(at) });
    await expect(reading).rejects.toThrow(signal.reason as Error);
    expect(fetched).toEqual(['a', 'b']);
    const all = { total: 3, totalBytes: 6e5 };
    expect(seen).toEqual([
      { ...all, done: 0, doneBytes: 0, current: 'a' },
      { ...all, done: 1, doneBytes: 2e5, current: 'b' },
    ]);
  });
});
