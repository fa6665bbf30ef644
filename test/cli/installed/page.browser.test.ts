import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { countsOf, rowsOf } from '../../page/driver.ts';
import { bin, useFolder } from './heddle.ts';

const visit = useFolder();
let browser: Browser;
let child: ChildProcess | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  child?.kill();
  await browser.close();
});

it('heddle open serves the page, which shows each run of the named files once, also after a reload', async () => {
  const logs = join(visit.folder, 'logs');
  for (const [name, lr, loss] of [
    ['one', 0.125, 2],
    ['two', 0.25, 4],
  ] as const) {
    await mkdir(join(logs, name), { recursive: true });
    await writeFile(join(logs, name, 'history.csv'), `epoch,loss\n1,8\n2,${String(loss)}\n`);
    await writeFile(join(logs, name, 'params.json'), JSON.stringify({ lr }));
  }
  child = spawn(bin, ['open', logs, '--no-browser'], { cwd: visit.folder });
  const line = await new Promise<string>((resolve, reject) => {
    child!.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child!.once('exit', (code) => reject(new Error(`heddle ended with ${String(code)}`)));
  });
  const [, address] = /^Heddle shows 4 files at (\S+) /.exec(line)!;
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(address!);
  await expect
    .poll(async () => (await rowsOf(page)).map(({ run, lr, loss }) => [run, lr, loss]), { timeout: 60_000 })
    .toEqual(
      expect.arrayContaining([
        ['one', '0.125', '2'],
        ['two', '0.25', '4'],
      ]),
    );

  // They are served again at each visit, and not stored beside that.
  for (let visits = 0; visits < 2; visits++) {
    await page.getByText(/^logs: 2 runs \(/).waitFor();
    expect(await countsOf(page)).toEqual({ selected: 4, total: 4 });
    await page.reload();
  }
  await page.getByText(/^logs: 2 runs \(/).waitFor();
  expect(await countsOf(page)).toEqual({ selected: 4, total: 4 });
  expect(errors).toEqual([]);
});
