import { expect, it } from 'vitest';
import { countsOf } from '../driver.ts';
import { usePlottedTable } from './plotted-table.ts';

const { visits } = usePlottedTable();

it('offers epochs as rows only if runs have records', async () => {
  const { page } = visits;
  const level = page.getByRole('combobox', { name: 'One line per' });
  const epochs = level.locator('option', { hasText: 'Epoch' });
  expect(await level.inputValue()).toBe('runs');
  expect(await epochs.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
  expect(await level.inputValue()).toBe('epochs');
  expect(await epochs.isDisabled()).toBe(false);
});

it('shows runs by a lens, and undoes the choice', async () => {
  const { page } = visits;
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
  await page.getByRole('combobox', { name: 'One line per' }).selectOption('Run');
  await expect.poll(async () => (await countsOf(page)).total).toBe(4);
  await page.getByLabel('Metric value').selectOption('Epoch of the best');
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('lens=epoch-of-best');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
});
