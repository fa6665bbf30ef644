import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readHistory, type Run } from '../../../history/index.ts';
import { trainerOn } from './trainer.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const { button, field, total, untilDone } = trainerOn(visits);

/** Fills in a sweep of the spiral: ReLU and tanh, two folds each. */
async function fillIn(epochs: number) {
  const { page } = visits;
  await field('Data').selectOption('spiral');
  await page.getByRole('checkbox', { name: 'Leaky ReLU' }).uncheck();
  await field('Training examples').fill('300');
  await field('Epochs').fill(String(epochs));
  await field('Folds').fill('2');
  await page.getByText('More settings').click();
  await field('Hidden units').fill('6');
  await field('Batch size').fill('8');
  await field('Backend').selectOption('wasm');
  await page.getByRole('checkbox', { name: 'Shuffle' }).check();
}

/** Pauses the next training as soon as it begins: on a fast machine a small sweep ends before a test could. */
async function pauseAtOnce() {
  await visits.page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const buttons = document.querySelectorAll<HTMLButtonElement>('button[aria-disabled="false"]');
      const pause = [...buttons].find(({ innerText }) => innerText.trim() === 'Pause');
      if (!pause) return;
      observer.disconnect();
      pause.click();
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

/** What the runs on the page have learnt; ids, starts and times are never the same. */
async function learnt() {
  const { page } = visits;
  const save = button('Save file');
  if (!(await save.isVisible())) await page.getByRole('button', { name: 'Export' }).click();
  await page.getByLabel('Format').selectOption('heddle');
  const [saved] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const { runs } = readHistory(await readFile(await saved.path(), 'utf8'));
  const isTime = (key: string) => key === 'dur' || key.endsWith('_time');
  const strip = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !isTime(key)));
  const part = ({ name, status, records, summary }: Run) => {
    return { name, status, records: records.map(strip), summary: strip(summary) };
  };
  return runs.map(part).sort((a, b) => a.name.localeCompare(b.name));
}

it('resumes a sweep after a reload, to the same numbers as without one', async () => {
  await fillIn(16);
  await button('Start').click();
  await untilDone();
  const whole = await learnt();
  expect(whole.map(({ name, status }) => `${name} ${status}`)).toContain('tanh fold 1 completed');

  await button('Clear').click();
  await button('Start').click();
  await expect.poll(total, { timeout: 60_000 }).toBeGreaterThan(15);
  await visits.page.reload();
  await visits.page.getByText('Resuming where the last visit ended').waitFor({ timeout: 30_000 });
  await untilDone();
  expect(await learnt()).toEqual(whole);

  // What has ended does not go on.
  await visits.page.reload();
  await expect.poll(total).toBeGreaterThan(15);
  await button('Train').click();
  expect(await button('Start').isEnabled()).toBe(true);
});

it('pauses, resumes, and stops one run or all, and keeps the keyboard focus', async () => {
  const { page } = visits;
  const focused = () => page.locator(':focus').evaluate((all: HTMLElement) => all.ariaLabel ?? all.innerText);
  await fillIn(100_000);
  await button('Clear').click();
  await field('Epochs').press('Enter');
  expect(await focused()).toBe('Start');
  await expect.poll(total, { timeout: 60_000 }).toBeGreaterThan(2);
  expect(await button('Start').isEnabled()).toBe(false);

  await button('Pause').press('Enter');
  expect(await focused()).toBe('Resume');
  await page.getByText('Paused,').waitFor();
  // Each worker may be at the end of an epoch.
  const grown = async () => {
    const before = await total();
    await page.waitForTimeout(1000);
    return (await total()) - before;
  };
  await expect.poll(grown, { timeout: 30_000 }).toBe(0);
  // A run without an epoch has a row too, which its first one takes.
  await button('Step').click();
  await expect.poll(grown, { timeout: 30_000 }).toBe(0);
  const paused = await total();
  // One epoch more of each run that is held, and no other.
  const held = await page.locator('[data-state="paused"]').count();
  await button('Step').click();
  await expect.poll(total).toBe(paused + held);
  expect(await grown()).toBe(0);
  await button('Resume').press('Enter');
  expect(await focused()).toBe('Pause');
  await expect.poll(total).toBeGreaterThan(paused + held);

  await button('Stop relu fold 0').press('Enter');
  await expect.poll(() => button('Stop relu fold 0').count()).toBe(0);
  expect(await focused()).toBe('Stop relu fold 1');
  expect(await button('Stop tanh fold 1').count()).toBe(1);

  await button('Stop').press('Enter');
  await untilDone();
  expect(await focused()).toBe('Stop');
  expect(await page.getByLabel('Running and queued runs').count()).toBe(0);
});

it('continues when workers die, with an error or silently, to the same numbers as if none had', async () => {
  const { page } = visits;
  await fillIn(200);
  await field('Hidden units').fill('64, 64');
  await button('Start').click();
  await untilDone();
  const whole = await learnt();

  await button('Clear').click();
  await pauseAtOnce();
  await button('Start').press('Enter');
  await button('Step').waitFor();
  await expect
    .poll(
      async () => {
        // By the keyboard, since what the page says lies over the buttons.
        await button('Step').press('Enter');
        return total();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(5);
  const states = () =>
    page.locator('[data-state]').evaluateAll((all: HTMLElement[]) => all.map(({ dataset }) => dataset.state));
  const trainers = () => page.workers().filter((worker) => worker.url().includes('train.worker'));
  // One run is held in each worker; the others wait.
  const held = Array.from({ length: 4 }, (_, i) => (i < trainers().length ? 'paused' : 'queued'));
  await expect.poll(states).toEqual(held);
  const [first, second] = trainers();
  // An uncaught error there ends a worker for the page.
  await first!.evaluate(() => {
    setTimeout(() => {
      throw new Error('it is full');
    });
  });
  await page.getByText(/The worker of \w+ fold \d was lost \(.*it is full\): it resumes/).waitFor();
  await expect.poll(states).toEqual(held);
  // A browser that is short of memory ends one without a word.
  await second!.evaluate(() => self.close());
  await page
    .getByText(/The worker of \w+ fold \d was lost \(the training worker ended unexpectedly\): it resumes/)
    .waitFor({ timeout: 60_000 });
  await expect.poll(states).toEqual(held);
  await button('Resume').press('Enter');
  await untilDone();
  expect(await learnt()).toEqual(whole);
});

it('keeps the network of every run, however short', async () => {
  const { page } = visits;
  await fillIn(1);
  await field('Training examples').fill('60');
  await field('Folds').fill('');
  await page.getByRole('textbox', { name: 'Seed', exact: true }).fill('0, 1, 2, 3, 4, 5');
  await button('Start').click();
  await expect.poll(total, { timeout: 60_000 }).toBe(12);
  await untilDone();
  await page.getByRole('tab', { name: 'Networks' }).click();
  const kept = page.locator('#below optgroup[label="With a network"] option');
  await expect.poll(() => kept.count()).toBe(12);
});
