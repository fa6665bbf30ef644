import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsOf, dragAlong, dropFiles, offerFolder } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();
const counts = () => countsOf(visits.page);

const log = (...losses: number[]) =>
  `step,epoch,loss\n${losses.map((loss, i) => `${String(i)},0,${String(loss)}\n`).join('')}`;

let folder: string;

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'heddle-'));
  folder = join(root, 'lightning_logs');
  for (const [version, losses, lr] of [
    ['version_0', [3, 2], 0.1],
    ['version_1', [5, 4, 1], 0.2],
  ] as const) {
    await mkdir(join(folder, version), { recursive: true });
    await writeFile(join(folder, version, 'metrics.csv'), log(...losses));
    await writeFile(join(folder, version, 'hparams.yaml'), `lr: ${String(lr)}\n`);
    await writeFile(join(folder, version, 'last.ckpt'), 'weights');
  }
});

afterAll(async () => {
  await rm(join(folder, '..'), { recursive: true });
});

describe('a folder', () => {
  it('gives its runs with the parameters beside them, and says what was left out', async () => {
    const { page } = visits;
    await page.getByLabel('Files of a folder').setInputFiles(folder);
    await expect.poll(counts).toEqual({ selected: 5, total: 5 });
    await expect.poll(() => page.locator('[data-axis="lr"]').count()).toBe(1);
    const message = page.getByRole('status').filter({ hasText: 'lightning_logs: 2 runs (lightning).' });
    await message.locator('summary').click();
    await message.getByText('Left out as files without histories: 2 .ckpt.').waitFor();
    await message
      .getByText('lightning_logs/version_0/metrics.csv and 1 other: The parameters are from hparams.yaml.')
      .waitFor();
  });

  it('is followed: what a job writes appears, and brushes stay', async () => {
    const { page } = visits;
    const append = await offerFolder(page, log(3, 2, 1));
    await page.getByRole('button', { name: 'Open folder' }).click();
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    await dragAlong(page, 'loss', 0.4, 1);
    await expect.poll(async () => (await counts()).selected).toBeLessThan(3);
    const brushes = () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('brushes');
    // The address follows a moment after the last move, which reaches the least loss.
    await expect.poll(() => brushes() ?? '').toMatch(/^loss:range:1:/);
    const brushed = brushes();
    await page.getByRole('button', { name: 'Follow logs' }).click();
    await append('3,0,1.9\n4,0,2.1\n');
    await expect.poll(async () => (await counts()).total).toBe(5);
    expect((await counts()).selected).toBeLessThan(5);
    expect(brushes()).toBe(brushed);
    await page.getByRole('button', { name: 'Following logs' }).click();
    expect(await page.getByRole('button', { name: 'Follow logs' }).getAttribute('aria-pressed')).toBe(
      'false',
    );
  });
});

describe('a HiPlot experiment', () => {
  it('sets the order, the scales, the weights and the hidden axes of the plot', async () => {
    const { page } = visits;
    const experiment = {
      parameters_definition: { lr: { type: 'numericlog' } },
      display_data: { PARALLEL_PLOT: { order: ['loss', 'lr', 'depth'], hide: ['depth'] } },
      weightcolumn: 'weight',
      colorby: 'lr',
      datapoints: [0.1, 0.01, 0.001].map((lr, i) => ({
        uid: String(i),
        from_uid: null,
        values: { lr, depth: i, weight: i + 1, loss: 3 - i },
      })),
    };
    await dropFiles(page, [{ name: 'sweep.json', text: JSON.stringify(experiment) }]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    const axes = () =>
      page.locator('[data-axis]').evaluateAll((all) => all.map((axis) => axis.getAttribute('data-axis')));
    await expect.poll(axes).toEqual(['loss', 'lr']);
    const hash = () => new URLSearchParams(new URL(page.url()).hash.slice(1));
    await expect.poll(() => hash().get('scales')).toBe('lr:log');
    await expect.poll(() => hash().get('color')).toBe('lr');
    await expect.poll(() => hash().get('weight')).toBe('weight');
  });

  it('changes nothing of the plot if other runs are open', async () => {
    const { page } = visits;
    await dropFiles(page, [{ name: 'log.csv', text: log(3, 2) }]);
    await expect.poll(counts).toEqual({ selected: 2, total: 2 });
    const experiment = {
      display_data: { PARALLEL_PLOT: { hide: ['loss'] } },
      datapoints: [{ uid: 'a', from_uid: null, values: { loss: 1, epoch: 1 } }],
    };
    await dropFiles(page, [{ name: 'sweep.json', text: JSON.stringify(experiment) }]);
    const message = page.getByRole('status').filter({ hasText: "Some of HiPlot's settings" });
    await message.locator('summary').click();
    await message.getByText('The settings for the plot in sweep.json are left out').waitFor();
    expect(await page.locator('[data-axis="loss"]').count()).toBe(1);
  });
});

describe('a table that tells nothing', () => {
  it('is asked about, and imports as chosen', async () => {
    const { page } = visits;
    await dropFiles(page, [{ name: 'odd.csv', text: 'alfa,beta,gama\n1,5,x\n2,6,x\n1,7,y\n2,8,y\n' }]);
    const dialog = page.getByRole('dialog', { name: 'Columns of odd.csv' });
    await dialog.getByLabel('alfa: role').selectOption('step');
    await dialog.getByLabel('beta: role').selectOption('metric');
    await dialog.getByLabel('beta: better when').selectOption('larger');
    await dialog.getByLabel('gama: role').selectOption('run name');
    await dialog.getByRole('button', { name: 'Import' }).click();
    await expect.poll(counts).toEqual({ selected: 4, total: 4 });
    await page.getByText('odd.csv: 2 runs (table).').waitFor();
    await expect.poll(() => page.locator('[data-axis="beta"]').count()).toBe(1);
  });

  it('that was read may be chosen anew', async () => {
    const { page } = visits;
    await dropFiles(page, [{ name: 'runs.csv', text: 'lr,loss\n0.1,5\n0.2,6\n0.3,7\n' }]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('lr: role').selectOption('epoch');
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.getByText('runs.csv: 1 run (table).').waitFor();
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  });
});

describe('a table of 3,000 columns that tells nothing', () => {
  const COLUMNS = 3000;
  const names = Array.from({ length: COLUMNS }, (_, column) => `alfa${String(column)}`);
  const line = (row: number) => names.map((_, column) => String(((row + column) * 7) % 10)).join();
  const text = [names.join(), line(0), line(3), line(1)].join('\n');

  it('is asked about in a dialog that renders the rows in sight, and is searched; Enter imports', async () => {
    const { page } = visits;
    await dropFiles(page, [{ name: 'wide.csv', text }]);
    const dialog = page.getByRole('dialog', { name: 'Columns of wide.csv' });
    await dialog.getByLabel('alfa0: role').waitFor();
    const countElements = () => dialog.evaluate((element) => element.querySelectorAll('*').length);
    expect(await countElements()).toBeLessThan(1500);

    const region = dialog.locator('.columns');
    await region.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await dialog.getByLabel('alfa2999: role').selectOption('run name');
    expect(await dialog.getByLabel('alfa0: role').count()).toBe(0);
    expect(await countElements()).toBeLessThan(1500);

    const search = dialog.getByLabel('Search columns');
    await search.fill('ALFA299');
    await dialog.getByText('11 of 3,000').waitFor();
    expect(await dialog.getByLabel(/: role$/).count()).toBe(11);
    expect(await dialog.getByLabel('alfa2999: role').inputValue()).toBe('run');
    await dialog.getByLabel('alfa299: role').selectOption('metric');
    await search.press('Enter');
    await page.getByText('wide.csv: 3 runs (table).').waitFor();
    expect(await dialog.count()).toBe(0);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  });
});

describe('a folder with a file that cannot be read', () => {
  it('is imported without it, and names it', async () => {
    const { page } = visits;
    await page.evaluate(
      (content) => {
        const handle = {
          kind: 'directory',
          name: 'logs',
          async *entries() {
            await Promise.resolve();
            yield ['a.csv', { kind: 'file', getFile: () => Promise.resolve(new File([content], 'a.csv')) }];
            yield ['b.csv', { kind: 'file', getFile: () => Promise.reject(new Error('It is locked.')) }];
          },
        };
        Object.assign(window, { showDirectoryPicker: () => Promise.resolve(handle) });
      },
      log(3, 2),
    );
    await page.getByRole('button', { name: 'Open folder' }).click();
    await expect.poll(counts).toEqual({ selected: 2, total: 2 });
    const message = page.getByRole('status').filter({ hasText: '1 file could not be read.' });
    await message.locator('summary').click();
    await message.getByText('logs/b.csv: It is locked.').waitFor();
  });
});

describe('pasted text', () => {
  it('is read as a file', async () => {
    const { page } = visits;
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'lr,loss\n0.1,5\n0.2,6\n');
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await expect.poll(counts).toEqual({ selected: 2, total: 2 });
  });
});

describe('a large table', () => {
  const ROWS = 30_000;
  const tableOf = (head: string, line: (row: number) => string) => ({
    name: 'large.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${head}\n${Array.from({ length: ROWS }, (_, row) => line(row)).join('\n')}\n`),
  });
  const epochs = tableOf('epoch,loss,note', (row) => `${String(row + 1)},${String(1 / (row + 1))},relu`);
  const results = tableOf('lr,note,loss', (row) => `${String(row % 7)},relu,${String(1 / (row + 1))}`);
  const named = tableOf(
    'run,epoch,loss',
    (row) => `r${String(row >> 1)},${String((row % 2) + 1)},${String(1 / (row + 1))}`,
  );

  it.each([
    ['a run', '1 run', epochs, ROWS],
    ['a run a row', '30,000 runs', results, ROWS],
    // Beyond 100 runs, each run is a row by default.
    ['many short runs', '15,000 runs', named, ROWS / 2],
  ])(
    'of %s comes from the worker as columns, and is there again at the next visit',
    async (_, said, file, total) => {
      const { page } = visits;
      // What the page is handed must be arrays: objects by the thousand would stop it while they are copied.
      await page.addInitScript(() => {
        const seen = { objects: 0 };
        const count = (value: unknown): number => {
          if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0;
          return Object.values(value).reduce<number>((sum, each) => sum + count(each), 1);
        };
        Object.assign(globalThis, { seen });
        const { Worker: Original } = globalThis;
        globalThis.Worker = class extends Original {
          constructor(...given: ConstructorParameters<typeof Worker>) {
            super(...given);
            this.addEventListener('message', ({ data }) => {
              seen.objects = Math.max(seen.objects, count(data));
            });
          }
        };
      });
      await page.reload();
      await page.locator('input[type="file"]').first().setInputFiles(file);
      await expect.poll(counts).toEqual({ selected: total, total });
      await page
        .getByRole('status')
        .filter({ hasText: `large.csv: ${said} (csv).` })
        .waitFor();
      const objects = await page.evaluate(
        () => (globalThis as unknown as { seen: { objects: number } }).seen.objects,
      );
      expect(objects).toBeGreaterThan(0);
      expect(objects).toBeLessThan(200);

      await expect.poll(() => countKept(page)).toBeGreaterThan(0);
      await page.reload();
      await expect.poll(counts).toEqual({ selected: total, total });
      // What is here already is known again.
      await page.locator('input[type="file"]').first().setInputFiles(file);
      await page.getByText(/large\.csv: [\d,]+ runs?, already open/).waitFor();
      expect(await counts()).toEqual({ selected: total, total });
    },
  );
});

describe('a reading that is cancelled', () => {
  const text = `epoch,loss\n${Array.from({ length: 700_000 }, (_, row) => `${String(row + 1)},${String(row)}.25\n`).join('')}`;
  const large = { name: 'huge.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };

  it.each([
    ['between two pieces of a file', 'new Promise((resolve) => setTimeout(resolve, 300))'],
    ['while a piece does not come', 'new Promise(() => undefined)'],
  ])('%s leaves what was there, and another may follow', async (_, wait) => {
    const { page } = visits;
    // A slow disk: the first pieces come as ever.
    await page.route(/import\.worker/, async (route) => {
      const response = await route.fetch();
      const slow = `
        const read = Blob.prototype.arrayBuffer;
        let pieces = 0;
        Blob.prototype.arrayBuffer = async function () {
          if (this.size > 1e5 && ++pieces > 5) await ${wait};
          return read.call(this);
        };`;
      await route.fulfill({ response, body: `${slow}\n${await response.text()}` });
    });
    await dropFiles(page, [{ name: 'mine.csv', text: 'lr,loss\n0.1,5\n0.2,6\n0.3,7\n' }]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    await page.locator('input[type="file"]').first().setInputFiles(large);
    const reading = page.getByRole('status').filter({ hasText: 'Reading huge.csv' });
    await expect
      .poll(() => reading.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value))
      .toBeGreaterThan(0);
    await reading.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => reading.count()).toBe(0);
    expect(await counts()).toEqual({ selected: 3, total: 3 });

    await dropFiles(page, [{ name: 'more.csv', text: 'lr,loss\n0.4,8\n' }]);
    await expect.poll(counts).toEqual({ selected: 4, total: 4 });
  });
});

/** How many runs, or tables of runs, the browser keeps for the next visit. */
function countKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const database = await answer(indexedDB.open('heddle'));
    const units = database.transaction('units').objectStore('units');
    const count = await answer(units.index('place').count('shown'));
    database.close();
    return count;
  });
}
