import { expect, it } from 'vitest';
import { useVisits } from '../visit.ts';

const visits = useVisits({ width: 1920, height: 1080 });

it('shows two views side by side from 1,900 px, in the link, undone, with a border that moves', async () => {
  const { page } = visits;
  const hash = () => new URL(page.url()).hash;
  const right = page.getByRole('tablist', { name: 'Views at the right' });
  const first = page.locator('#below');
  await right.getByRole('tab', { name: 'Curves', selected: true }).waitFor();
  expect(await right.getByRole('tab', { name: 'Table' }).count()).toBe(0);
  await right.getByRole('tab', { name: 'Scatter' }).click();
  await page.locator('#beside').getByRole('region', { name: 'Scatter' }).waitFor();
  await expect.poll(hash).toContain('second=scatter');

  const border = page.getByRole('separator', { name: 'Width of the first view' });
  const width = async () => (await first.boundingBox())!.width;
  const before = await width();
  await border.press('ArrowRight');
  await expect.poll(width).toBeGreaterThan(before);
  const wider = await width();
  const box = (await border.boundingBox())!;
  await page.mouse.move(box.x + 6, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 300, box.y + box.height / 2);
  await page.mouse.up();
  await expect.poll(width).toBeLessThan(wider - 200);
  await border.dblclick();
  await expect.poll(async () => Math.round(await width())).toBe(Math.round(before));

  await page.getByRole('button', { name: 'Close the second view' }).click();
  await right.waitFor({ state: 'detached' });
  await expect.poll(hash).toContain('second=none');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await right.getByRole('tab', { name: 'Scatter', selected: true }).waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
  await right.waitFor({ state: 'detached' });
  await expect.poll(hash).toContain('second=scatter');
});
