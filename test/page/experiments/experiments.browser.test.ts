import { expect, it } from 'vitest';
import { countsOf, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const total = async () => (await countsOf(visits.page)).total;
const menu = (name: string) => visits.page.getByRole('button', { name, exact: true });

/** Opens the menu of an experiment and chooses an item. */
async function choose(experiment: string, item: string): Promise<void> {
  await menu(experiment).click();
  await visits.page.getByRole('dialog', { name: experiment }).getByRole('button', { name: item }).click();
}

/** How many shown units each database has. */
function storedUnits(): Promise<number[]> {
  return visits.page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name!);
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
    const count = async (name: string) => {
      const database = await open(name);
      if (!database.objectStoreNames.contains('units')) return (database.close(), 0);
      const shown = database.transaction('units').objectStore('units').index('place').count('shown');
      await new Promise((resolve) => (shown.onsuccess = resolve));
      database.close();
      return shown.result;
    };
    return Promise.all(names.map(count));
  });
}

it('keeps the runs of each experiment apart, and restores a deleted one', async () => {
  const { page } = visits;
  await dropFiles(page, [{ name: 'a.csv', text: 'lr,loss\n0.1,0.5\n0.2,0.25\n0.3,0.75\n' }]);
  await expect.poll(total).toBe(3);
  await menu('Experiment 1').click();
  await page.getByLabel('Name of the experiment').fill('First');
  await page.getByLabel('Name of the experiment').press('Enter');
  await page.keyboard.press('Escape');

  await choose('First', 'New');
  await menu('Experiment 1').waitFor();
  await page.getByText('An example:').waitFor();
  await dropFiles(page, [{ name: 'b.csv', text: 'lr,loss\n1,5\n2,6\n' }]);
  await expect.poll(total).toBe(2);

  await choose('Experiment 1', 'Delete experiment');
  await menu('First').waitFor();
  await expect.poll(total).toBe(3);
  await page.getByRole('button', { name: 'Undo this' }).click();
  await menu('Experiment 1').waitFor();
  await expect.poll(total).toBe(2);

  await menu('Experiment 1').click();
  await page.getByRole('group', { name: 'Add the runs of' }).getByRole('button', { name: 'First' }).click();
  await expect.poll(total).toBe(5);
  await expect.poll(storedUnits).toContain(5);
  await page.reload();
  await expect.poll(total).toBe(5);
});
