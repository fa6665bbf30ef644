import { describe, expect, it } from 'vitest';
import { writeHistory } from '../../../history/index.ts';
import { makeHistory, makeRun } from '../../history/make.ts';
import { countsOf, dragAlong, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const button = (name: string | RegExp) => visits.page.getByRole('button', { name, exact: true });
const undo = () => visits.page.getByRole('button', { name: 'Undo', exact: true }).first();
const total = async () => (await countsOf(visits.page)).total;
/** Drops a history of `count` runs without records. */
const open = async (name: string, runs: number) => {
  const all = Array.from({ length: runs }, (_, i) =>
    makeRun(`${name} ${String(i)}`, { parameters: { score: i } }),
  );
  await dropFiles(visits.page, [{ name, text: writeHistory(makeHistory(...all)) }]);
  await visits.page.getByText(`${name}: ${String(runs)} runs`).waitFor();
};

/** Resolves when the page has stored this number of runs and acts. */
async function stored(units: number, acts: number): Promise<void> {
  const count = () =>
    visits.page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const request = indexedDB.open('heddle');
          request.onsuccess = () => {
            const database = request.result;
            if (!database.objectStoreNames.contains('acts')) {
              database.close();
              resolve([]);
              return;
            }
            const read = database.transaction(['units', 'acts']);
            const counts = [
              read.objectStore('units').index('place').count('shown'),
              read.objectStore('acts').count(),
            ];
            read.oncomplete = () => {
              database.close();
              resolve(counts.map(({ result }) => result));
            };
          };
        }),
    );
  await expect.poll(count).toEqual([units, acts]);
}

describe('acts on runs', () => {
  it('are undone by the button in their message', async () => {
    const { page } = visits;
    await open('a.json', 12);
    await button('Clear').click();
    await page.getByText('12 runs cleared.').waitFor();
    expect(await total()).toBe(0);
    await page
      .getByLabel('Messages')
      .getByText('12 runs cleared.')
      .getByRole('button', { name: 'Undo' })
      .click();
    await expect.poll(total).toBe(12);
    expect(await page.getByText('12 runs cleared.').count()).toBe(0);
  });

  it('are undone by Ctrl-Z in their place among changes of the view', async () => {
    const { page } = visits;
    await open('a.json', 12);
    await dragAlong(page, 'score', 0, 0.5);
    const selected = async () => (await countsOf(page)).selected;
    await expect.poll(selected).toBeLessThan(12);
    await open('b.json', 3);
    await expect.poll(total).toBe(15);
    await page.keyboard.press('Control+z');
    await expect.poll(total).toBe(12);
    await expect.poll(selected).toBeLessThan(12);
    await page.keyboard.press('Control+z');
    await expect.poll(selected).toBe(12);
    await page.keyboard.press('Control+z');
    // Without runs of one's own the example stands in again.
    await page.getByText('An example:').waitFor();
    for (const expected of [12, 12, 15]) {
      await page.keyboard.press('Control+Shift+z');
      await expect.poll(total).toBe(expected);
    }
  });

  it('are undone after a reload, twenty of them', async () => {
    const { page } = visits;
    await open('a.json', 12);
    for (let i = 0; i < 10; i++) {
      await button('Clear').click();
      await expect.poll(total).toBe(0);
      await undo().click();
      await expect.poll(total).toBe(12);
      await open(`b${String(i)}.json`, 2 + i);
      await undo().click();
      await expect.poll(total).toBe(12);
      await open(`c${String(i)}.json`, 2 + i);
      await button('Clear').click();
      await expect.poll(total).toBe(0);
      if (i < 9) {
        await undo().click();
        await undo().click();
        await expect.poll(total).toBe(12);
      }
    }
    await stored(0, 3);
    await page.reload();
    await page.getByText('An example:').waitFor();
    await undo().click();
    await expect.poll(total).toBe(23);
    await undo().click();
    await expect.poll(total).toBe(12);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(total).toBe(23);
  });

  it('leave the example beside the runs, never in their place', async () => {
    await open('a.json', 12);
    const before = await total();
    await button('Example').click();
    await visits.page.getByText('The example is shown beside your runs.').waitFor();
    expect(await total()).toBeGreaterThan(before);
    await undo().click();
    await expect.poll(total).toBe(before);
  });

  it('leave what another tab keeps', async () => {
    const { page } = visits;
    await open('a.json', 12);
    await stored(12, 1);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect.poll(async () => (await countsOf(other)).total).toBe(12);
    await open('mine.json', 3);
    await stored(15, 2);
    await other.getByRole('button', { name: 'Clear', exact: true }).click();
    await other.getByText('12 runs cleared.').waitFor();
    await stored(3, 3);
    await other.close();
    await page.reload();
    await expect.poll(total).toBe(3);
    await undo().click();
    await expect.poll(total).toBe(15);
  });
});
