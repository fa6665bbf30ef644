import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createInputs, readInputs } from '../../src/cli/files/input.ts';
import { readDevice, readPipe } from '../../src/cli/files/stream.ts';
import { bodyOf, get, statusOf } from '../server/raw-socket.ts';
import { makeFolder, PAGE, serveFiles } from '../server/serve.ts';

const NO_INPUT = Readable.from([]);

async function makePipe(): Promise<{ readonly folder: string; readonly pipe: string }> {
  const folder = await makeFolder();
  const pipe = join(folder, 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  return { folder, pipe };
}

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  it('without a writer is an error instead of an endless wait', async () => {
    const { pipe } = await makePipe();
    const limits = { maxBytes: 100, writerTimeoutMs: 0 };
    await expect(readPipe(pipe, limits)).rejects.toThrow('it is a pipe that no program writes to');
  });

  it('is read once, and then served from memory', async () => {
    const { pipe } = await makePipe();
    const look = createInputs([pipe], NO_INPUT);
    const [file] = await look();
    const reading = file!.read();
    // Opening for writing waits for the reader.
    const writer = await open(pipe, constants.O_WRONLY);
    const text = 'epoch,loss\n1,0.5\n'.repeat(20_000);
    await writer.writeFile(text);
    await writer.close();
    expect(Buffer.from(await reading).toString()).toBe(text);
    const [again] = await look();
    expect(Buffer.from(await again!.read()).toString()).toBe(text);
  });

  it('with more bytes than the limit is an error', async () => {
    const { pipe } = await makePipe();
    const reading = readPipe(pipe, { maxBytes: 2 ** 20, writerTimeoutMs: 5000 });
    const writer = await open(pipe, constants.O_WRONLY);
    const writing = writer.writeFile(Buffer.alloc(2 ** 22)).catch(() => undefined);
    await expect(reading).rejects.toThrow('it has not ended after 1 MiB');
    await writing;
    await writer.close();
  });

  it('with many waiting requests does not delay other files', { timeout: 30_000 }, async () => {
    const { folder, pipe } = await makePipe();
    const { port, given } = await serveFiles(folder, [join(folder, 'files'), pipe]);
    const waiting = Array.from({ length: 8 }, () =>
      fetch(`http://127.0.0.1:${String(port)}${given}?path=pipe`),
    );
    expect(bodyOf(await get(port, '/'))).toBe(PAGE);
    expect(statusOf(await get(port, `${given}?path=files/digits.txt`))).toBe(200);
    const answers = await Promise.all(waiting);
    expect(answers.map(({ status }) => status)).toEqual(new Array(8).fill(500));
  });
});

describe.skipIf(process.platform !== 'linux')('virtual files of the system', () => {
  it('are limited in size if endless', async () => {
    const limits = { maxBytes: 2 ** 20, writerTimeoutMs: 0 };
    await expect(readDevice('/dev/zero', limits)).rejects.toThrow('it has not ended after 1 MiB');
    expect(await readDevice('/dev/null', limits)).toHaveLength(0);
  });

  it('are skipped within a folder', async () => {
    const folder = await makeFolder();
    await symlink('/proc', join(folder, 'files/system'));
    const files = await readInputs([join(folder, 'files')], NO_INPUT);
    expect(files.map(({ path }) => path)).toEqual(['files/digits.txt', 'files/empty.txt', 'files/system']);
    await expect(files[2]!.read()).rejects.toThrow('it is a virtual file system');
  });

  it('a folder with several links to it is read once', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'far'));
    await writeFile(join(folder, 'far/a.csv'), 'a');
    await symlink(join(folder, 'far'), join(folder, 'files/x'));
    await symlink(join(folder, 'far'), join(folder, 'files/y'));
    const files = await readInputs([join(folder, 'files')], NO_INPUT);
    expect(files.map(({ path }) => path)).toEqual(['files/digits.txt', 'files/empty.txt', 'files/x/a.csv']);
  });
});
