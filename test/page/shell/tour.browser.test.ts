import axe from 'axe-core';
import type { Page } from 'playwright';
import { expect, inject, it, onTestFinished } from 'vitest';
import { dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const tourOf = (page: Page) => page.getByRole('dialog', { name: 'Tour' });
const nextOf = (page: Page) => tourOf(page).getByRole('button', { name: 'Next' });

/** Opens the page in a browser context of its own, in which the tour was not shown. */
async function visitFirst(): Promise<Page> {
  const context = await visits.page.context().browser()!.newContext({ serviceWorkers: 'block' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(inject('address'));
  await page.getByText('An example:').waitFor();
  return page;
}

async function startAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Tour of the page' }).click();
  await tourOf(page).waitFor();
}

it('has five steps about outlined parts of the page, is shown once, and closes on Escape', async () => {
  const page = await visitFirst();
  const tour = tourOf(page);
  await tour.waitFor();
  await expect.poll(() => tour.evaluate((card) => card.contains(document.activeElement))).toBe(true);
  const outlined = page.locator('[data-toured]');
  for (const [at, id] of ['plot', null, null, 'details', null].entries()) {
    await tour.getByText(`${String(at + 1)} of 5`).waitFor();
    await expect.poll(() => outlined.count()).toBe(1);
    if (id !== null) expect(await outlined.getAttribute('id')).toBe(id);
    if (at === 3) {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]!.html}`)).toEqual([]);
    }
    if (at < 4) await nextOf(page).press('Enter');
  }
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'detached' });
  expect(await outlined.count()).toBe(0);
  await page.reload();
  await page.getByText('An example:').waitFor();
  await startAgain(page);
  await tour.getByRole('button', { name: 'Skip' }).click();
  await tour.waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('More');
});

it('of a first visit ends with the first runs of a person', async () => {
  const page = await visitFirst();
  await tourOf(page).waitFor();
  await dropFiles(page, [{ name: 'a.csv', text: 'epoch,train_loss\n1,0.5\n2,0.4\n' }]);
  await tourOf(page).waitFor({ state: 'detached' });
});

it('goes to the page of each step on a narrow screen, inside the window', async () => {
  const { page } = visits;
  await page.setViewportSize({ width: 390, height: 800 });
  await startAgain(page);
  for (const at of [1, 2, 3]) {
    await tourOf(page)
      .getByText(`${String(at)} of 5`)
      .waitFor();
    await nextOf(page).click();
  }
  await page.getByRole('region', { name: 'Details' }).waitFor();
  const box = (await tourOf(page).boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  expect(box.y + box.height).toBeLessThanOrEqual(800);
});
