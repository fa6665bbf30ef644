import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { swapPage } from '../../scripts/swap-page.mjs';

const HOUR_MS = 60 * 60 * 1000;

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-swap-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a page with one asset beside `dist`, and swaps it in. */
async function publish(folder: string, name: string, text = name): Promise<void> {
  const work = await mkdtemp(join(folder, 'build-'));
  const next = join(work, 'page');
  await mkdir(join(next, 'assets'), { recursive: true });
  await writeFile(join(next, 'index.html'), name);
  await writeFile(join(next, 'assets', `${name}.js`), text);
  await swapPage(next, join(folder, 'dist'), work);
}

const pageIn = (folder: string) => readFile(join(folder, 'dist/index.html'), 'utf8');
const assetsIn = async (folder: string) => (await readdir(join(folder, 'dist/assets'))).sort();

describe('swapPage', () => {
  it('puts the first page where there was none', async () => {
    const folder = await makeFolder();
    await publish(folder, 'one');
    expect([await pageIn(folder), await assetsIn(folder)]).toEqual(['one', ['one.js']]);
  });

  it('keeps the assets of the page before with their times, and no other files', async () => {
    const folder = await makeFolder();
    await publish(folder, 'one');
    await writeFile(join(folder, 'dist/old.html'), 'old');
    const before = new Date(Date.now() - HOUR_MS);
    await utimes(join(folder, 'dist/assets/one.js'), before, before);
    await publish(folder, 'two');
    expect([await pageIn(folder), await assetsIn(folder)]).toEqual(['two', ['one.js', 'two.js']]);
    expect((await readdir(join(folder, 'dist'))).sort()).toEqual(['assets', 'index.html']);
    const { mtimeMs } = await stat(join(folder, 'dist/assets/one.js'));
    expect(Math.round(mtimeMs / 1000)).toBe(Math.round(before.getTime() / 1000));
  });

  it('takes the new asset where both have the name', async () => {
    const folder = await makeFolder();
    await publish(folder, 'one', 'before');
    await publish(folder, 'one', 'after');
    expect(await readFile(join(folder, 'dist/assets/one.js'), 'utf8')).toBe('after');
  });

  it('drops assets of a day ago', async () => {
    const folder = await makeFolder();
    await publish(folder, 'one');
    const before = new Date(Date.now() - 25 * HOUR_MS);
    await utimes(join(folder, 'dist/assets/one.js'), before, before);
    await publish(folder, 'two');
    expect(await assetsIn(folder)).toEqual(['two.js']);
  });

  it('leaves a whole page when several builds end together', async () => {
    const folder = await makeFolder();
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(names.map((name) => publish(folder, name)));
    expect(names).toContain(await pageIn(folder));
    expect(await assetsIn(folder)).toContain(`${await pageIn(folder)}.js`);
  });
});
