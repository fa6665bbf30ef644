import { spawn } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT } from '../../../src/cli/page/port.ts';
import { bin, FIXTURES, heddle, useFolder } from './heddle.ts';

const visit = useFolder();

describe('heddle open', { timeout: 30_000 }, () => {
  it('serves the page and the files, and reports changes of the files', async () => {
    const watched = join(visit.folder, 'watched');
    await mkdir(watched);
    await writeFile(join(watched, 'log.csv'), 'epoch,loss\n1,2\n');
    await writeFile(join(visit.folder, 'beside.csv'), 'epoch,loss\n1,2\n');
    const child = spawn(process.execPath, [bin, watched, '--watch'], { cwd: FIXTURES });
    try {
      const line = await new Promise<string>((resolve) => {
        child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      });
      const [, address] = /^Heddle shows 1 file at (http:\/\/127\.0\.0\.1:\d+\/\?given=\w+) /.exec(line)!;
      expect(await (await fetch(address!)).text()).toContain('<title>');
      const given = address!.replace('?given=', 'given/');
      const list = async () =>
        (await (await fetch(given)).json()) as {
          files: { path: string; size: number }[];
          isWatched: boolean;
        };
      expect(await list()).toMatchObject({ files: [{ path: 'watched/log.csv', size: 15 }], isWatched: true });
      const log = `${given}?path=${encodeURIComponent('watched/log.csv')}`;
      expect(await (await fetch(log)).text()).toBe('epoch,loss\n1,2\n');
      await writeFile(join(watched, 'log.csv'), 'epoch,loss\n1,2\n2,1\n');
      expect((await list()).files[0]!.size).toBe(19);
      // Nothing but what was named, and nobody without the token or by another name.
      const statusOf = async (of: string) => (await fetch(of)).status;
      expect(await statusOf(`${given}?path=${encodeURIComponent('watched/../beside.csv')}`)).toBe(404);
      expect(await statusOf(given.replace(/\w+$/, '0'))).toBe(404);
      const host = await new Promise<number | undefined>((resolve, reject) => {
        get(given, { headers: { host: 'elsewhere.example' } }, ({ statusCode }) => resolve(statusCode)).on(
          'error',
          reject,
        );
      });
      expect(host).toBe(403);
    } finally {
      child.kill();
    }
  });

  it.skipIf(process.platform === 'win32')(
    'shows what can be read of a folder, large files too, and says what cannot',
    async () => {
      const shown = join(visit.folder, 'shown');
      await mkdir(shown);
      const large = Buffer.alloc(9 * 2 ** 20, 'epoch,loss\n1,2\n');
      await writeFile(join(shown, 'large.csv'), large);
      await writeFile(join(shown, 'secret.csv'), 'epoch,loss\n1,2\n');
      await chmod(join(shown, 'secret.csv'), 0);
      await chmod(visit.folder, 0o755);
      const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const child = spawn(process.execPath, [bin, 'open', shown, '--no-browser'], {
        cwd: visit.folder,
        ...unprivileged,
      });
      try {
        let errors = '';
        child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
        const line = await new Promise<string>((resolve, reject) => {
          child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
          child.once('close', () => reject(new Error(errors)));
        });
        await expect.poll(() => errors).toBe('"shown/secret.csv" cannot be read: permission is denied.\n');
        const [, address] = /^Heddle shows 1 file at (\S+) /.exec(line)!;
        const given = address!.replace('?given=', 'given/');
        const { files } = (await (await fetch(given)).json()) as { files: { path: string }[] };
        expect(files.map(({ path }) => path)).toEqual(['shown/large.csv']);
        const at = `${given}?path=${encodeURIComponent('shown/large.csv')}`;
        const bytes = Buffer.from(await (await fetch(at)).arrayBuffer());
        expect(bytes.equals(large)).toBe(true);
        await rm(join(shown, 'large.csv'));
        const gone = await fetch(at);
        expect([gone.status, await gone.text()]).toEqual([500, 'it does not exist']);
      } finally {
        child.kill();
      }
    },
  );

  it('takes a port after the default one if that is taken, and says nothing of it', async () => {
    const taken = createServer();
    // It does not matter who has the port.
    await new Promise<void>((resolve) => {
      taken.once('error', () => resolve());
      taken.listen(DEFAULT_PORT, '127.0.0.1', resolve);
    });
    const child = spawn(process.execPath, [bin, join(FIXTURES, 'formats/csv/notebook.csv')]);
    try {
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      const line = await new Promise<string>((resolve, reject) => {
        child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
        child.once('close', () => reject(new Error(errors)));
      });
      expect(Number(/127\.0\.0\.1:(\d+)\//.exec(line)![1])).toBeGreaterThan(DEFAULT_PORT);
      expect(errors).toBe('');
    } finally {
      child.kill();
      taken.close();
    }
  });

  it('takes the next port if one is taken, and says so', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const child = spawn(process.execPath, [
      bin,
      join(FIXTURES, 'formats/csv/notebook.csv'),
      '--port',
      String(port),
    ]);
    try {
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      const line = await new Promise<string>((resolve, reject) => {
        child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
        child.once('close', () => reject(new Error(errors)));
      });
      const [, own] = /127\.0\.0\.1:(\d+)\//.exec(line)!;
      expect(Number(own)).toBeGreaterThan(port);
      // Others may be taken too.
      expect(errors).toContain(`Port ${String(port)} is taken, trying ${String(port + 1)}.\n`);
    } finally {
      child.kill();
      taken.close();
    }
  });

  it('reports a folder without files', async () => {
    await mkdir(join(visit.folder, 'bare'));
    const { code, errors } = await heddle(['open', join(visit.folder, 'bare')]);
    expect([code, errors]).toEqual([1, 'heddle: There are no files to show.\n']);
  });
});
