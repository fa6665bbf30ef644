import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { createFileRoute } from '../../src/cli/page/file-route.ts';
import { createInputs } from '../../src/cli/files/input.ts';
import { listen } from '../../src/server/listen.ts';
import { createPageServer, type Route } from '../../src/server/page-server.ts';

export const PAGE = '<!doctype html><title>page</title>';
export const DIGITS = '0123456789';

/** A folder of its own with a page in `page/` and files in `files/`. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await mkdir(join(folder, 'files'));
  await writeFile(join(folder, 'page/index.html'), PAGE);
  await writeFile(join(folder, 'page/assets/digits.txt'), DIGITS);
  await writeFile(join(folder, 'files/digits.txt'), DIGITS);
  await writeFile(join(folder, 'files/empty.txt'), '');
  return folder;
}

/** The page as `npm start` serves it; resolves to the port. */
export async function servePage(folder: string, host = '127.0.0.1', route?: Route): Promise<number> {
  const server = createPageServer({ folder: join(folder, 'page'), host, ...(route ? { route } : {}) });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return listen(server, { host: '127.0.0.1', port: 0 });
}

/** The page with files as `heddle open` serves it, its list asked for once. */
export async function serveFiles(folder: string, inputs = [join(folder, 'files')]) {
  const unreadable: string[] = [];
  const { token, route } = createFileRoute({
    look: createInputs(inputs, Readable.from([])),
    isWatched: false,
    onUnreadable: (path) => unreadable.push(path),
  });
  const port = await servePage(folder, '127.0.0.1', route);
  const given = `/given/${token}`;
  const base = `http://127.0.0.1:${String(port)}`;
  const list = async () =>
    (await (await fetch(`${base}${given}`)).json()) as {
      readonly list: number;
      readonly files: readonly { readonly path: string; readonly size: number; readonly isStream: boolean }[];
    };
  await list();
  return { port, given, base, list, unreadable };
}
