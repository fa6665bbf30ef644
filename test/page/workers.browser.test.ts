import type { Page, Worker } from 'playwright';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { countsOf, dropFiles } from './driver.ts';
import { trainerOn } from './train/trainer.ts';
import { useVisits } from './visit.ts';

const visits = useVisits();
const counts = () => countsOf(visits.page);
const { button, field, untilDone, total } = trainerOn(visits);

beforeEach(() => visits.page.setDefaultTimeout(15_000));
afterEach(() => visits.page.unrouteAll({ behavior: 'ignoreErrors' }));

const mine = { name: 'mine.csv', text: 'lr,loss\n0.1,5\n0.2,6\n0.3,7\n' };
const more = { name: 'more.csv', text: 'lr,loss\n0.4,8\n' };
const large = {
  name: 'large.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `epoch,loss\n${Array.from({ length: 400_000 }, (_, row) => `${String(row + 1)},${String(row)}.25\n`).join('')}`,
  ),
};

/** Ends workers as a browser does that is short of memory: without an event. */
async function kill(workers: readonly Worker[]): Promise<void> {
  // The answer may not come any more.
  await Promise.all(workers.map((worker) => worker.evaluate(() => self.close()).catch(() => undefined)));
}

const workersOf = (page: Page, name: RegExp) => page.workers().filter((worker) => name.test(worker.url()));

/**
 * Kills each worker of that name as soon as it holds its lock, until the test has ended: before, the page could notice its
 * end by the time alone. Returns those killed, and a way to stop.
 */
function killEach(page: Page, name: RegExp) {
  const killed: string[] = [];
  const onWorker = (worker: Worker) => {
    if (!name.test(worker.url())) return;
    killed.push(worker.url());
    void worker.evaluate(closeWithLock).catch(() => undefined);
  };
  page.on('worker', onWorker);
  const stop = () => void page.off('worker', onWorker);
  onTestFinished(stop);
  return { killed, stop };
}

/** Runs in a worker. */
async function closeWithLock(): Promise<void> {
  const isHeld = async () =>
    ((await navigator.locks.query()).held ?? []).some(({ name }) => name?.startsWith('heddle-worker-'));
  while (!(await isHeld())) await new Promise((resolve) => setTimeout(resolve, 10));
  self.close();
}

/** Runs this code in each worker of that name before its script. */
async function prepend(page: Page, name: RegExp, code: string): Promise<void> {
  await page.route(name, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
}

/** Code for a worker: runs `then` when a method of its service is called, before the service is. */
const onCall = (method: string, then: string) =>
  `addEventListener('message', (event) => { if (event.data?.path?.[0] === '${method}') { ${then} } });`;

/** Has large files never arrive in the worker, as those of a disk that hangs. */
const slowDown = (page: Page) =>
  prepend(
    page,
    /import\.worker/,
    `const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = async function () {
      if (this.size > 1e5) await new Promise(() => undefined);
      return read.call(this);
    };`,
  );

/** Resolves when the page can notice the end of such a worker immediately: as soon as the worker holds its lock. */
async function lockHeld(page: Page): Promise<void> {
  const held = () =>
    page.evaluate(async () => {
      const locks = (await navigator.locks.query()).held ?? [];
      return locks.filter(({ name }) => name?.startsWith('heddle-worker-')).length;
    });
  await expect.poll(held).toBeGreaterThan(0);
}

const pick = (file: typeof large) => visits.page.locator('input[type="file"]').first().setInputFiles(file);
const reading = (name: string) => visits.page.getByRole('status').filter({ hasText: `Reading ${name}` });

describe('importing', () => {
  it('says that the script is missing, and the next try works', async () => {
    const { page } = visits;
    await page.route(/import\.worker/, (route) => route.abort());
    await dropFiles(page, [mine]);
    await page.getByText('mine.csv: the import worker could not be loaded').waitFor();
    expect(await page.getByText(/^Reading/).count()).toBe(0);
    await page.unroute(/import\.worker/);
    await dropFiles(page, [mine]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  });

  it('says that workers ended right after they started, and the next try works', async () => {
    const { page } = visits;
    // The script runs to its end; nothing that it waits for arrives.
    await prepend(page, /import\.worker/, 'self.close();');
    await dropFiles(page, [mine]);
    await page
      .getByText(/mine\.csv: the import worker ended (before it was ready|unexpectedly)/)
      .waitFor({ timeout: 50_000 });
    expect(await page.getByText(/^Reading/).count()).toBe(0);
    await page.unroute(/import\.worker/);
    await dropFiles(page, [mine]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  });

  it('starts a fresh worker after one that died while idle', async () => {
    const { page } = visits;
    await dropFiles(page, [mine]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    await kill(workersOf(page, /import\.worker/));
    await dropFiles(page, [more]);
    await expect.poll(counts).toEqual({ selected: 4, total: 4 });
  });

  it('says that workers died in the middle of a reading, twice, and the next try works', async () => {
    const { page } = visits;
    await slowDown(page);
    await pick(large);
    for (let deaths = 0; deaths < 2; deaths++) {
      await expect.poll(() => workersOf(page, /import\.worker/).length).toBe(1);
      await reading('large.csv').waitFor();
      await lockHeld(page);
      const [worker] = workersOf(page, /import\.worker/);
      await kill([worker!]);
      await expect.poll(() => workersOf(page, /import\.worker/).includes(worker!)).toBe(false);
    }
    await page.getByText('large.csv: the import worker ended unexpectedly').waitFor();
    expect(await reading('large.csv').count()).toBe(0);
    await dropFiles(page, [mine]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  });

  it('reads on with a fresh worker after one died in the middle', async () => {
    const { page } = visits;
    await slowDown(page);
    await pick(large);
    await reading('large.csv').waitFor();
    await lockHeld(page);
    await page.unroute(/import\.worker/);
    await kill(workersOf(page, /import\.worker/));
    await expect.poll(counts, { timeout: 90_000 }).toEqual({ selected: 400_000, total: 400_000 });
  });

  it('ends a cancelled reading whose worker dies', async () => {
    const { page } = visits;
    await slowDown(page);
    await pick(large);
    await reading('large.csv').waitFor();
    await expect.poll(() => workersOf(page, /import\.worker/).length).toBe(1);
    await reading('large.csv').getByRole('button', { name: 'Cancel' }).click();
    await kill(workersOf(page, /import\.worker/));
    await page.getByText('large.csv: cancelled').waitFor();
    await dropFiles(page, [mine]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  });

  it('reports a reading that was cancelled before the worker had started', async () => {
    const { page } = visits;
    let load: () => void = () => undefined;
    const isCancelled = new Promise<void>((resolve) => (load = resolve));
    await page.route(/import\.worker/, async (route) => {
      await isCancelled;
      await route.continue();
    });
    await dropFiles(page, [mine]);
    await reading('mine.csv').getByRole('button', { name: 'Cancel' }).click();
    load();
    await page.getByText('mine.csv: cancelled').waitFor();
    await dropFiles(page, [more]);
    await page.getByText('more.csv: 1 run').waitFor();
  });

  it('cancels the shown import with a message, and continues the other', async () => {
    const { page } = visits;
    // Reads of either file wait until the test releases them, in this worker and those after it.
    await prepend(
      page,
      /import\.worker/,
      `const read = Blob.prototype.arrayBuffer;
      const channel = new BroadcastChannel('let go');
      const open = new Promise((resolve) => (channel.onmessage = resolve));
      Blob.prototype.arrayBuffer = async function () {
        if (!this.isFree) await open;
        return read.call(this);
      };`,
    );
    await dropFiles(page, [mine]);
    await reading('mine.csv').waitFor();
    await dropFiles(page, [more]);
    await reading('more.csv').getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('more.csv: cancelled').waitFor();
    await reading('mine.csv').waitFor();
    const letGo = () => page.evaluate(() => new BroadcastChannel('let go').postMessage(null));
    await expect
      .poll(async () => {
        await letGo();
        return counts();
      })
      .toEqual({ selected: 3, total: 3 });
  });
});

describe('exporting', () => {
  async function save() {
    const form = visits.page.getByRole('dialog', { name: 'Export' });
    if ((await form.count()) === 0) await visits.page.getByRole('button', { name: 'Export' }).click();
    await form.getByLabel('Name').press('Enter');
  }

  it('says that the script is missing, and the next try works', async () => {
    const { page } = visits;
    await page.route(/export\.worker/, (route) => route.abort());
    await save();
    await page.getByText('the export worker could not be loaded').waitFor();
    await page.unroute(/export\.worker/);
    const [saved] = await Promise.all([page.waitForEvent('download'), save()]);
    expect(saved.suggestedFilename()).toMatch(/^heddle-history/);
  });

  it('reports workers that died in the middle of a call, twice, and the next try works', async () => {
    const { page } = visits;
    await prepend(page, /export\.worker/, onCall('save', 'event.stopImmediatePropagation();'));
    await save();
    for (let deaths = 0; deaths < 2; deaths++) {
      await expect.poll(() => workersOf(page, /export\.worker/).length).toBe(1);
      await lockHeld(page);
      const [worker] = workersOf(page, /export\.worker/);
      await kill([worker!]);
      await expect.poll(() => workersOf(page, /export\.worker/).includes(worker!)).toBe(false);
    }
    await page.getByText('the export worker ended unexpectedly').waitFor();
    await page.unroute(/export\.worker/);
    const [saved] = await Promise.all([page.waitForEvent('download'), save()]);
    expect(saved.suggestedFilename()).toMatch(/^heddle-history/);
  });
});

describe('training', () => {
  async function start(hidden: string, backend: string) {
    const { page } = visits;
    await page.getByRole('checkbox', { name: 'Tanh', exact: true }).setChecked(false);
    await page.getByRole('checkbox', { name: 'Leaky ReLU', exact: true }).setChecked(false);
    await field('Data').selectOption('spiral');
    await field('Epochs').fill('3');
    await page.getByText('More settings').click();
    await field('Hidden units').fill(hidden);
    await field('Backend').selectOption(backend);
    await button('Start').click();
  }

  async function startAgain() {
    await field('Hidden units').fill('6, 4');
    await field('Backend').selectOption('wasm');
    await button('Start').click();
    await untilDone();
    // Its three epochs take the place of the example.
    await expect.poll(total).toBe(3);
  }

  it('says that the script is missing, and the next try works', async () => {
    const { page } = visits;
    await page.route(/train\.worker/, (route) => route.abort());
    await start('6, 4', 'wasm');
    await page.getByText('the training worker could not be loaded').first().waitFor();
    await untilDone();
    await page.unroute(/train\.worker/);
    await startAgain();
  });

  it('says that workers died while backends were tried, and the next try works', async () => {
    const { page } = visits;
    const killer = killEach(page, /train\.worker/);
    await start('6, 4', 'auto');
    await page
      .getByText(/the training worker (ended unexpectedly|failed)/)
      .first()
      .waitFor();
    await untilDone();
    expect(killer.killed).toHaveLength(2);
    killer.stop();
    await startAgain();
  });

  it('stops while backends are tried, however long a step takes, and the next try works', async () => {
    const { page } = visits;
    await prepend(page, /train\.worker/, onCall('chooseBackend', 'for (;;);'));
    await start('6, 4', 'auto');
    await page.getByText('Trying a few steps to choose the backend').waitFor();
    await button('Stop').click();
    await untilDone();
    await page.unroute(/train\.worker/);
    await startAgain();
  });

  it('stops when its worker dies while it is stopped, and the next try works', async () => {
    const { page } = visits;
    await prepend(page, /train\.worker/, onCall('stop', 'self.close();'));
    await start('6, 4', 'wasm');
    await untilDone();
    await field('Epochs').fill('3000');
    await button('Start').click();
    const before = await total();
    await expect.poll(total).toBeGreaterThan(before + 5);
    await button('Stop').click();
    await untilDone();
    const stopped = await total();
    await page.unroute(/train\.worker/);
    await field('Epochs').fill('3');
    await button('Start').click();
    await untilDone();
    await expect.poll(total).toBe(stopped + 3);
  });

  it('resumes from the last checkpoint when a worker dies', async () => {
    const { page } = visits;
    await start('6, 4', 'wasm');
    await field('Epochs').fill('3');
    await untilDone();
    await field('Epochs').fill('3000');
    await button('Start').click();
    const before = await total();
    await expect.poll(total).toBeGreaterThan(before + 5);
    await kill(workersOf(page, /train\.worker/));
    await page.getByText(/was lost \(the training worker ended unexpectedly\)/).waitFor();
    const atDeath = await total();
    await expect.poll(total).toBeGreaterThan(atDeath);
    await button('Stop').click();
    await untilDone();
  });
});
